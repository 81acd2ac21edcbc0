using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class NamesStageTests
{
    [Theory]
    [InlineData("invoice.pdf.exe", "name.double_ext")]
    [InlineData("INVOICE.PDF.EXE", "name.double_ext")]
    [InlineData("photo.jpg .scr", "name.double_ext")]
    [InlineData("report.doc.js. ", "name.double_ext")]
    [InlineData("Rechnung\u202Efdp.exe", "name.rlo", "name.disguised_program")]
    [InlineData("Rechnung\u2067fdp.exe", "name.rlo")]
    [InlineData("a.pdf                              .exe", "name.double_ext", "name.padded", "name.disguised_program")]
    [InlineData("a                              .exe", "name.padded")]
    [InlineData(".exe", "name.ext_only")]
    [InlineData("  .scr", "name.ext_only")]
    public async Task A_name_that_deceives_is_found(string name, params string[] findings)
    {
        var outcome = await Scans.OfAsync([1], name);

        outcome.Findings.Select(finding => finding.Id).Should().Equal(findings);
    }

    [Theory]
    [InlineData("setup.exe")]
    [InlineData("jquery.min.js")]
    [InlineData("Report.Pdf.dll")]
    [InlineData("annual report 2024.pdf")]
    [InlineData("report.pdf.lnk")]
    [InlineData("archive.tar.gz")]
    [InlineData("invoice.pdf.txt")]
    [InlineData("a_________b.exe")]
    [InlineData("\u2067שלום\u2069.txt")]
    [InlineData("..")]
    [InlineData("")]
    public async Task An_honest_name_is_not(string name)
    {
        var outcome = await Scans.OfAsync([1], name);

        outcome.Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", "name.traversal")]
    [InlineData("..\\..\\x", "name.traversal")]
    [InlineData("C:\\Windows\\x", "name.traversal")]
    [InlineData("\\\\server\\share\\x", "name.traversal")]
    [InlineData("docs/.. /.. /x", "name.dot_space")]
    [InlineData("/etc/passwd", "name.absolute")]
    public async Task A_member_that_leads_elsewhere_is_found(string path, string finding)
    {
        var outcome = await Scans.OfAsync(Box.Of((path, [1])));

        outcome.Findings.Should().ContainSingle().Which.Should().Match<Contracts.Scanning.Finding>(
            found => found.Id == finding && found.Artifact == 1 && found.Evidence[0].Text == path);
    }

    [Theory]
    [InlineData("./usr/share/man/man3/Foo::Bar.3pm.gz")]
    [InlineData("a/..b/c")]
    [InlineData("folder/.hidden")]
    public async Task A_member_below_its_folder_is_not(string path)
    {
        var outcome = await Scans.OfAsync(Box.Of((path, [1])));

        outcome.Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("readme.txt:evil.exe", true)]
    [InlineData("readme.txt:evil:$DATA", true)]
    [InlineData("Screenshot 12:30:45.png", false)]
    [InlineData("Foo::Bar.3pm", false)]
    public async Task A_hidden_stream_of_a_member_is_told_from_a_colon(string path, bool isFound)
    {
        using var scans = new Scans { Readers = [new ScriptedReader((file, sink, _) =>
        {
            using var member = sink.Open(new() { Name = path });
        }) { Called = "zip" }] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Findings.Any(finding => finding.Id == "name.traversal").Should().Be(isFound);
    }

    [Fact]
    public async Task A_submitted_name_with_path_parts_is_data()
    {
        var outcome = await Scans.OfAsync([1], "../../etc/passwd");

        outcome.Artifacts[0].Name.Should().Be("passwd");
        outcome.Artifacts[0].Path.Should().Be("../../etc/passwd");
        outcome.Findings.Should().BeEmpty();
    }
}
