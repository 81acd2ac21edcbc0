using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class OoxmlStageTests
{
    private const string Settings = "word/_rels/settings.xml.rels";
    private const string Document = "word/_rels/document.xml.rels";

    [Theory]
    [InlineData(Settings, "attachedTemplate", "http://host.invalid/t.dotm", "ooxml.remote_template")]
    [InlineData(Settings, "attachedTemplate", @"\\files.host.invalid\share\t.dotm", "ooxml.remote_template")]
    [InlineData(Settings, "attachedTemplate", "file:///C:/Users/me/Templates/letter.dotx", null)]
    [InlineData(Settings, "attachedTemplate", "Normal.dotm", null)]
    [InlineData(Document, "oleObject", "http://host.invalid/a.doc", "ooxml.remote_ole")]
    [InlineData(Document, "oleObject", "file:///C:/data/prices.xlsx", null)]
    [InlineData("word/_rels/webSettings.xml.rels", "frame", @"\\files.host.invalid\a\b.htm", "ooxml.remote_ole")]
    [InlineData(Document, "hyperlink", "https://host.invalid/", null)]
    [InlineData(Document, "image", "https://host.invalid/logo.png", null)]
    [InlineData("customUI/_rels/customUI14.xml.rels", "image", "http://host.invalid/x", "ooxml.customui_remote")]
    public async Task What_a_document_loads_from_elsewhere_is_found(string part, string kind, string target, string? finding)
    {
        var findings = await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Relationship(part, kind, target).Build(), "letter.docx");

        findings.Should().BeEquivalentTo(finding is null ? [] : new[] { finding });
    }

    [Theory]
    [InlineData("mimetype", "application/epub+zip")]
    [InlineData("extension.vsixmanifest", "<a/>")]
    public async Task A_member_of_another_formats_name_hides_nothing(string name, string content)
    {
        var findings = await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part(name, content).Relationship(Settings, "attachedTemplate", "http://host.invalid/t.dotm").Build(), "letter.docx");

        findings.Should().Contain("ooxml.remote_template");
    }

    [Theory]
    [InlineData("mhtml:http://host.invalid/s.html!x-usc:http://host.invalid/s.html")]
    [InlineData("http://host.invalid/poc.html!x-usc:http://host.invalid/poc.html")]
    public async Task A_handler_that_runs_scripts_is_found(string target)
    {
        var findings = await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Relationship(Document, "oleObject", target).Build(), "letter.docx");

        findings.Should().BeEquivalentTo("ooxml.remote_ole", "ooxml.remote_script");
    }

    [Theory]
    [InlineData("<w:fldSimple w:instr=\"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;\"/>", true)]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO powershell</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", true)]
    [InlineData("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDEAUTO QUOTE 99 109 100 46 101 120 101</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", true)]
    [InlineData("<w:fldSimple w:instr=\"DDEAUTO Excel.Sheet C:\\prices.xlsx R1C1\"/>", false)]
    [InlineData("<w:fldSimple w:instr=\"TOC \\o &quot;1-3&quot;\"/>", false)]
    [InlineData("<w:p><w:t>Run cmd.exe and type DDEAUTO</w:t></w:p>", false)]
    [InlineData("<w:fldSimple w:instr=\"HYPERLINK &quot;https://host.invalid/cmd.exe&quot;\"/>", false)]
    public async Task A_field_that_starts_a_program_is_found(string body, bool isFound) =>
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word(body).Build(), "letter.docx")).Should().BeEquivalentTo(isFound ? new[] { "ooxml.dde" } : []);

    [Theory]
    [InlineData("cmd", "/c calc", true)]
    [InlineData("MSEXCEL", "\\system32\\cmd.exe /c calc", true)]
    [InlineData("Excel", "Book2.xlsx", false)]
    [InlineData("WinWord", "letter.docx", false)]
    [InlineData("RSLinx", "plc1", false)]
    public async Task A_dde_link_of_a_workbook_is_judged_by_what_it_starts(string service, string topic, bool isFound)
    {
        var file = OoxmlBuilder.Excel().Part("xl/externalLinks/externalLink1.xml", $"<externalLink><ddeLink ddeService=\"{service}\" ddeTopic=\"{topic}\"/></externalLink>").Build();

        (await DocumentScans.FindingsAsync(file, "book.xlsx")).Should().BeEquivalentTo(isFound ? new[] { "ooxml.dde" } : []);
    }

    [Theory]
    [InlineData("cmd", "/c calc", true)]
    [InlineData("Excel", "Book2.xlsx", false)]
    public async Task A_dde_link_of_a_binary_workbook_is_judged_by_what_it_starts(string service, string topic, bool isFound)
    {
        // BrtBeginSupBook, [MS-XLSB] 2.4.234: the kind of link, then two texts.
        byte[] data = [1, 0, .. BitConverter.GetBytes(service.Length), .. Encoding.Unicode.GetBytes(service), .. BitConverter.GetBytes(topic.Length), .. Encoding.Unicode.GetBytes(topic)];
        var file = OoxmlBuilder.Excel().Part("xl/externalLinks/externalLink1.bin", [0xE8, 2, (byte)data.Length, .. data]).Build();

        var outcome = await DocumentScans.ScanAsync(file, "book.xlsx");

        outcome.Findings.Select(finding => finding.Id).Should().BeEquivalentTo(isFound ? new[] { "ooxml.dde" } : []);
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task An_embedded_program_is_found_in_the_document_and_in_its_object()
    {
        var ole = new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("update.vbs", "MsgBox 1"u8.ToArray())).Build();

        var findings = await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", ole).Build(), "letter.docx");

        findings.Should().Contain("ooxml.embed_exec").And.Contain("cfb.ole10_exec");
    }

    [Theory]
    [InlineData("prices.csv")]
    [InlineData("photo.png")]
    [InlineData("readme.txt")]
    public async Task An_embedded_file_of_another_kind_is_not(string name)
    {
        var ole = new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package(name, "a,b,c"u8.ToArray())).Build();

        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", ole).Build(), "letter.docx")).Should().NotContain("ooxml.embed_exec");
    }

    [Theory]
    [InlineData("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>", "veryHidden", "<xm:macrosheet xmlns:xm=\"x\"><f>EXEC(\"calc\")</f></xm:macrosheet>", "ooxml.xlm", "ooxml.xlm_very_hidden", "cfb.xlm_exec")]
    [InlineData("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>", "visible", "<xm:macrosheet xmlns:xm=\"x\"><f>ALERT(\"Hi\")</f></xm:macrosheet>", "ooxml.xlm")]
    [InlineData("", "veryHidden", "<xm:macrosheet xmlns:xm=\"x\"><f>EXEC(\"calc\")</f></xm:macrosheet>")]
    [InlineData("<definedName name=\"Prices\">a!$A$1</definedName>", "visible", "<xm:macrosheet xmlns:xm=\"x\"/>")]
    public async Task A_macro_sheet_that_runs_by_itself_is_found(string names, string state, string sheet, params string[] expected)
    {
        var file = OoxmlBuilder.Excel(names, state).Part("xl/macrosheets/sheet1.xml", sheet).Build();

        (await DocumentScans.FindingsAsync(file, "book.xlsm")).Should().BeEquivalentTo(expected);
    }

    [Theory]
    [InlineData("letter.docx", true)]
    [InlineData("letter", true)]
    public async Task Macros_in_a_document_of_a_type_without_are_found(string name, bool isFound)
    {
        var file = OoxmlBuilder.Word().Part("word/vbaProject.bin", new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub").Build()).Build();

        (await DocumentScans.FindingsAsync(file, name)).Contains("ooxml.vba_in_x").Should().Be(isFound);
    }

    [Fact]
    public async Task The_macros_of_a_macro_document_are_judged_where_they_are()
    {
        var file = OoxmlBuilder.Word()
            .Part("[Content_Types].xml", "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>")
            .Part("word/vbaProject.bin", new VbaProjectBuilder().Module("M", "Sub AutoOpen()\nShell \"calc\"\nEnd Sub").Build()).Build();

        var outcome = await DocumentScans.ScanAsync(file, "letter.docm");

        outcome.Findings.Select(finding => finding.Id).Should().Equal("vba.auto_exec_write");
        outcome.Artifacts.Should().Contain(artifact => artifact.Relation == "macro" && artifact.Name == "M.bas");
    }

    [Theory]
    [InlineData("<customUI onLoad=\"http://host.invalid/x.dotm!Run\"/>", true)]
    [InlineData("<customUI onLoad=\"Ribbon_OnLoad\"/>", false)]
    [InlineData("<customUI/>", false)]
    [InlineData("<customUI><button onAction=\"Print\"/></customUI>", false)]
    public async Task A_ribbon_that_calls_elsewhere_is_found(string xml, bool isFound) =>
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part("customUI/customUI.xml", xml).Build(), "letter.docx")).Contains("ooxml.customui_remote").Should().Be(isFound);

    [Theory]
    [InlineData("https://host.invalid/a.vsto|1f2e", true)]
    [InlineData("a.vsto|1f2e|vstolocal", false)]
    [InlineData("file:///C:/addins/a.vsto", false)]
    [InlineData("", false)]
    public async Task An_add_in_from_elsewhere_is_found(string location, bool isFound)
    {
        var file = OoxmlBuilder.Word().Part("docProps/custom.xml", $"<Properties><property name=\"_AssemblyLocation\"><vt:lpwstr xmlns:vt=\"x\">{location}</vt:lpwstr></property></Properties>").Build();

        (await DocumentScans.FindingsAsync(file, "letter.docx")).Contains("ooxml.vsto_remote").Should().Be(isFound);
    }

    [Fact]
    public async Task Controls_are_a_weak_sign() =>
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part("word/activeX/activeX1.xml", "<ax:ocx xmlns:ax=\"x\"/>").Build(), "letter.docx")).Should().Equal("ooxml.activex");

    [Fact]
    public async Task Something_in_front_of_the_package_is_found()
    {
        byte[] file = [.. OoxmlBuilder.Word().Build(), .. OoxmlBuilder.Word("<w:p><w:r/></w:p>").Build()];

        (await DocumentScans.FindingsAsync(file, "letter.docx")).Should().Contain("ooxml.prepended");
    }

    [Theory]
    [InlineData(110, "Auto_Open", true)]
    [InlineData(110, "auto_open", true)]
    [InlineData(110, "AUTO_CLOSE", true)]
    [InlineData(110, "auto_opening", true)]
    [InlineData(110, "Automatic_Open", false)]
    [InlineData(118, "Auto_Open", false)]
    [InlineData(110, "Prices", false)]
    [InlineData(54, "Auto_Open", false)]
    public async Task Formulas_of_a_binary_workbook_are_read(byte function, string name, bool isFound)
    {
        // ="notepad" handed to a function, [MS-XLSB] 2.5.97: a text, then a call of one argument.
        byte[] tokens = [0x17, 7, 0, .. Encoding.Unicode.GetBytes("notepad"), 0x42, 1, function, 0];
        byte[] cell = [0, 0, 0, 0, 0, 0, 0, 0, .. new byte[8], 0, 0, .. BitConverter.GetBytes(tokens.Length), .. tokens, 0, 0, 0, 0];
        byte[] sheet = [0, 4, 0, 0, 0, 0, 9, (byte)cell.Length, .. cell];
        var file = OoxmlBuilder.Excel().Part("xl/workbook.bin", Encoding.Unicode.GetBytes(name)).Part("xl/macrosheets/sheet1.bin", sheet).Build();

        (await DocumentScans.FindingsAsync(file)).Contains("cfb.xlm_exec").Should().Be(isFound);
    }

    [Theory]
    [InlineData("mimetype", "application/epub+zip")]
    [InlineData("AppxManifest.xml", "<Package/>")]
    public async Task A_template_from_elsewhere_is_found_in_a_package_that_claims_to_be_something_else(string member, string content) =>
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part(member, content).Relationship(Settings, "attachedTemplate", "http://host.invalid/t.dotm").Build(), "letter.docx"))
            .Should().Contain("ooxml.remote_template");

    [Fact]
    public async Task A_template_from_elsewhere_is_found_in_a_package_behind_a_picture() =>
        (await DocumentScans.FindingsAsync([.. "GIF89a"u8, .. new byte[20], 0x3B, .. OoxmlBuilder.Word().Relationship(Settings, "attachedTemplate", "http://host.invalid/t.dotm").Build()], "letter.docx"))
            .Should().Contain(["ooxml.remote_template", "ooxml.prepended"]);

    [Theory]
    [InlineData(5 << 20, true)]
    [InlineData(65 << 20, false)]
    public async Task What_stands_behind_blanks_is_found_or_a_gap(int blanks, bool isFound)
    {
        var padded = $"<Relationships>{new string(' ', blanks)}<Relationship Type=\"http://x/attachedTemplate\" Target=\"http://host.invalid/t.dotm\" TargetMode=\"External\"/></Relationships>";

        var outcome = await DocumentScans.ScanAsync(OoxmlBuilder.Word().Part(Settings, padded).Build(), "letter.docx");

        outcome.Findings.Any(finding => finding.Id == "ooxml.remote_template").Should().Be(isFound);
        outcome.Gaps.Any(gap => gap.Stage == "ooxml" && gap.Reason == GapReason.Limit).Should().Be(!isFound);
    }

    [Theory]
    [InlineData("<Relationships><Relationship Type=\"http://x/hyperlink\" Target=\"a\"")]
    [InlineData("<Relationships>&undefined;</Relationships>")]
    [InlineData("deep")]
    public async Task Relationships_whose_XML_cannot_be_read_to_its_end_are_a_gap(string xml)
    {
        if (xml == "deep")
            xml = $"<Relationships>{string.Concat(Enumerable.Repeat("<a>", 600))}{string.Concat(Enumerable.Repeat("</a>", 600))}</Relationships>";

        (await DocumentScans.ScanAsync(OoxmlBuilder.Word().Part(Settings, xml).Build(), "letter.docx")).Gaps.Should().Contain(gap => gap.Stage == "ooxml" && gap.Reason == GapReason.Damaged);
    }

    [Theory]
    [InlineData("letter.docx")]
    [InlineData("book.xlsx")]
    public async Task A_plain_document_is_looked_at_whole(string name)
    {
        var package = name == "letter.docx" ? OoxmlBuilder.Word() : OoxmlBuilder.Excel();

        var outcome = await DocumentScans.ScanAsync(package.Part("docProps/core.xml", "<a/>").Part("docProps/custom.xml", "<Properties/>").Part("word/embeddings/a.bin", new byte[900]).Build(), name);

        outcome.Gaps.Should().BeEmpty();
    }

    /// <summary>Parts may have any name: their content types and relationships say what they are, ECMA-376 part 2.</summary>
    [Fact]
    public async Task A_field_is_found_in_a_part_of_any_name()
    {
        var file = OoxmlBuilder.Word()
            .Part("[Content_Types].xml", "<Types><Override PartName=\"/story/text.dat\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")
            .Part("story/text.dat", Dde).Build();

        (await DocumentScans.FindingsAsync(file, "letter.docx")).Should().Contain("ooxml.dde");
    }

    [Fact]
    public async Task A_field_is_found_in_a_part_of_two_bytes_a_letter() =>
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part("word/document.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Dde)]).Build(), "letter.docx"))
            .Should().Contain("ooxml.dde");

    [Theory]
    [InlineData(5000)]
    [InlineData(20_000)]
    public async Task A_field_behind_many_others_is_found(int before)
    {
        var body = string.Concat(Enumerable.Repeat("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", before))
            + string.Concat(Enumerable.Range(0, 100).Select(number => $"<w:fldSimple w:instr=\"SET n{number} x\"/>"))
            + "<w:fldSimple w:instr=\"SET last cmd.exe\"/><w:fldSimple w:instr=\"DDEAUTO REF last REF n1\"/>";

        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word(body).Build(), "letter.docx")).Should().Equal("ooxml.dde");
    }

    [Fact]
    public async Task A_link_behind_a_hundred_others_is_judged()
    {
        var links = string.Concat(Enumerable.Range(0, 100).Select(number => $"https://host.invalid/{number}").Append("http://192.0.2.7/update.exe")
            .Select(target => $"<Relationship Type=\"http://x/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"));
        var alone = await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Relationship(Document, "hyperlink", "http://192.0.2.7/update.exe").Build(), "letter.docx");

        alone.Should().NotBeEmpty();
        (await DocumentScans.FindingsAsync(OoxmlBuilder.Word().Part(Document, $"<Relationships>{links}</Relationships>").Build(), "letter.docx")).Should().Contain(alone);
    }

    [Theory]
    [InlineData("relationship")]
    [InlineData("content type")]
    public async Task A_macro_sheet_of_any_name_is_found(string told)
    {
        var package = OoxmlBuilder.Excel("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>")
            .Part("xl/odd/first.xml", "<xm:macrosheet xmlns:xm=\"x\"><f>EXEC(\"calc\")</f></xm:macrosheet>");
        if (told == "relationship")
            package.Relationship("xl/_rels/workbook.xml.rels", "xlMacrosheet", "odd/first.xml", isExternal: false);
        else
            package.Part("[Content_Types].xml", "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/><Override PartName=\"/xl/odd/first.xml\" ContentType=\"application/vnd.ms-excel.macrosheet+xml\"/></Types>");

        (await DocumentScans.FindingsAsync(package.Build(), "book.xlsm")).Should().Contain(["ooxml.xlm", "cfb.xlm_exec"]);
    }

    [Fact]
    public async Task Macros_of_any_name_in_a_document_of_a_type_without_are_found()
    {
        var file = OoxmlBuilder.Word().Relationship("word/_rels/document.xml.rels", "vbaProject", "../other/m.bin", isExternal: false)
            .Part("other/m.bin", new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub").Build()).Build();

        (await DocumentScans.FindingsAsync(file, "letter.docx")).Should().Contain("ooxml.vba_in_x");
    }

    private const string Dde = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:fldSimple w:instr=\"DDEAUTO cmd.exe &quot;/k calc&quot;\"/></w:document>";
}
