using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class RtfStageTests
{
    private static readonly byte[] UrlMoniker = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B];

    [Theory]
    [InlineData("Equation.3", 0, "rtf.equation")]
    [InlineData("Equation.3", 60, "rtf.equation")]
    [InlineData("Equation.3", 12, null)]
    [InlineData("Excel.Sheet.8", 0, null)]
    [InlineData("PBrush", 0, null)]
    public async Task An_equation_that_no_editor_wrote_is_found(string className, int fontLength, string? finding)
    {
        byte[] native = fontLength == 0 ? new byte[100] : [28, 0, 0, 0, 2, 0, .. new byte[22], 3, 1, 1, 3, 10, 0x0A, 8, 1, 0, .. Enumerable.Repeat((byte)'A', fontLength), 0, 1, 0];
        var file = RtfBuilder.WithObject(className, new OleFileBuilder().Stream(fontLength == 0 ? "Other" : "Equation Native", native).Build());

        (await DocumentScans.FindingsAsync(file)).Should().BeEquivalentTo(finding is null ? [] : new[] { finding });
    }

    [Fact]
    public async Task An_object_that_loads_at_once_is_found() =>
        (await DocumentScans.FindingsAsync(RtfBuilder.WithObject("Word.Document.8", new byte[50], "\\objupdate"))).Should().Equal("rtf.objupdate");

    [Theory]
    [InlineData("http://host.invalid/a.hta", true)]
    [InlineData("https://host.invalid/a", true)]
    [InlineData("file:///C:/data/a.xls", false)]
    [InlineData("mailto:a@host.invalid", false)]
    [InlineData("C:\\data\\a.xls", false)]
    public async Task A_link_to_another_machine_is_found(string target, bool isFound)
    {
        var text = Encoding.Unicode.GetBytes(target + "\0");
        byte[] stream = [1, 0, 0, 2, 1, 0, 0, 0, .. UrlMoniker, (byte)text.Length, 0, 0, 0, .. text];

        (await DocumentScans.FindingsAsync(RtfBuilder.WithObject("OLE2Link", stream))).Contains("rtf.ole2link").Should().Be(isFound);
    }

    [Theory]
    [InlineData("run.vbs", true)]
    [InlineData("setup.exe", true)]
    [InlineData("a.csv", false)]
    [InlineData("photo.bmp", false)]
    [InlineData("minutes.doc", false)]
    public async Task A_packed_program_is_found(string name, bool isFound) =>
        (await DocumentScans.FindingsAsync(RtfBuilder.WithPackage(name, "some words"u8.ToArray()))).Contains("rtf.package_exec").Should().Be(isFound);

    [Theory]
    [InlineData("{\\rtf1{\\*\\template http://host.invalid/t.dotm}}", "rtf.template")]
    [InlineData("{\\rtf1{\\*\\template \\\\\\\\files.host.invalid\\\\t.dotm}}", "rtf.template")]
    [InlineData("{\\rtf1{\\*\\template C:\\\\Templates\\\\letter.dot}}", null)]
    [InlineData("{\\rtf1{\\field{\\*\\fldinst DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"}}}", "rtf.dde")]
    [InlineData("{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"https://host.invalid/cmd\"}}}", null)]
    [InlineData("{\\rtf1{\\field{\\*\\fldinst DDE Excel Book1 R1C1}}}", null)]
    [InlineData("{\\rt text of a document that only Word opens}", "rtf.bad_header")]
    [InlineData("{\\rtf1\\ansi plain}", null)]
    public async Task Templates_fields_and_headers_are_judged(string text, string? finding) =>
        (await DocumentScans.FindingsAsync(Encoding.Latin1.GetBytes(text))).Should().BeEquivalentTo(finding is null ? [] : new[] { finding });

    [Theory]
    [InlineData(2, true)]
    [InlineData(200, false)]
    [InlineData(5000, false)]
    public async Task Digits_broken_up_on_purpose_are_found(int every, bool isFound)
    {
        var digits = Convert.ToHexString(RtfBuilder.Embedded("Word.Document.8", new byte[900]));
        var broken = string.Join("{\\x}", digits.Chunk(every).Select(chunk => new string(chunk)));

        (await DocumentScans.FindingsAsync(Encoding.Latin1.GetBytes($"{{\\rtf1{{\\object{{\\*\\objdata {broken}}}}}}}"))).Contains("rtf.obf").Should().Be(isFound);
    }

    [Theory]
    [InlineData(1100, true)]
    [InlineData(900, false)]
    public async Task Groups_nested_on_purpose_are_found(int depth, bool isFound) =>
        (await DocumentScans.FindingsAsync(Encoding.Latin1.GetBytes($"{{\\rtf1 {new string('{', depth)}{new string('}', depth)}}}"))).Contains("rtf.obf").Should().Be(isFound);

    [Fact]
    public async Task What_stands_behind_thousands_of_fields_and_templates_is_judged()
    {
        var fields = string.Concat(Enumerable.Repeat("{\\field{\\*\\fldinst PAGE}}", 12_000));
        var templates = string.Concat(Enumerable.Repeat("{\\*\\template a.dot}", 200));

        var outcome = await DocumentScans.ScanAsync(Encoding.Latin1.GetBytes($"{{\\rtf1{fields}{templates}{{\\field{{\\*\\fldinst {new string(' ', 70_000)}DDEAUTO cmd /k calc}}}}{{\\*\\template http://host.invalid/t.dotm}}}}"));

        outcome.Findings.Select(finding => finding.Id).Should().Contain(["rtf.dde", "rtf.template"]);
        outcome.Gaps.Should().BeEmpty();
    }
}
