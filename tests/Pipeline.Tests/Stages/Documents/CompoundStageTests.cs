using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class CompoundStageTests
{
    private const string Equation = "0002ce02-0000-0000-c000-000000000046";
    private static readonly byte[] UrlMoniker = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B];
    private static readonly byte[] Program = [.. "MZ"u8, .. new byte[58], 64, 0, 0, 0, .. "PE\0\0"u8, 0x4C, 1, .. new byte[300]];

    [Fact]
    public async Task An_equation_that_no_editor_wrote_is_found() =>
        (await Scan(Document().Stream("ObjectPool/_1/\u0001Ole10Native", [40, 0, 0, 0, .. new byte[40]]).Class("ObjectPool/_1", Equation)))
            .Should().Equal("cfb.eqnedt");

    [Fact]
    public async Task An_equation_with_an_impossible_font_is_found() =>
        (await Scan(EquationDocument(fontLength: 60))).Should().Equal("cfb.eqnedt", "cfb.eqnedt_overflow");

    [Fact]
    public async Task An_equation_of_a_school_book_is_not() =>
        (await Scan(EquationDocument(fontLength: 12))).Should().BeEmpty();

    [Theory]
    [InlineData("eab22ac3-30c1-11cf-a7eb-0000c05bae0b", "cfb.bad_clsid")]
    [InlineData("d27cdb6e-ae6d-11cf-96b8-444553540000", "cfb.flash")]
    [InlineData("00020906-0000-0000-c000-000000000046", null)]
    [InlineData("0003000c-0000-0000-c000-000000000046", null)]
    [InlineData("b801ca65-a1fc-11d0-85ad-444553540000", null)]
    public async Task Only_the_classes_of_exploits_are_found(string clsid, string? finding) =>
        (await Scan(Document().Stream("ObjectPool/_1/\u0003ObjInfo", new byte[6]).Class("ObjectPool/_1", clsid)))
            .Should().BeEquivalentTo(finding is null ? [] : new[] { finding });

    [Theory]
    [InlineData("update.exe", "cfb.ole10_exec")]
    [InlineData("run.vbs", "cfb.ole10_exec")]
    [InlineData("folder.lnk", "cfb.ole10_lnk")]
    [InlineData("table.csv", null)]
    [InlineData("photo.jpg", null)]
    [InlineData("minutes.docx", null)]
    public async Task A_packed_file_is_judged_by_its_name(string name, string? finding) =>
        (await Scan(Document().Stream("ObjectPool/_1/\u0001Ole10Native", OlePackageBuilder.Package(name, "some words"u8.ToArray()))))
            .Where(id => id.StartsWith("cfb.", StringComparison.Ordinal)).Should().BeEquivalentTo(finding is null ? [] : new[] { finding });

    [Fact]
    public async Task A_packed_program_is_found_under_any_name() =>
        (await Scan(Document().Stream("ObjectPool/_1/\u0001Ole10Native", OlePackageBuilder.Package("minutes", Program)))).Should().Contain("cfb.ole10_exec");

    [Theory]
    [InlineData("http://host.invalid/a.hta", "cfb.link_moniker")]
    [InlineData(@"\\192.0.2.9\share\a.doc", "cfb.link_moniker")]
    [InlineData(@"C:\data\prices.xls", null)]
    [InlineData("mailto:office@host.invalid", null)]
    [InlineData("file:///C:/data/prices.xls", null)]
    public async Task A_linked_object_on_another_machine_is_found(string target, string? finding)
    {
        var text = Encoding.Unicode.GetBytes(target + "\0");
        byte[] stream = [1, 0, 0, 2, 1, 0, 0, 0, .. new byte[12], .. UrlMoniker, (byte)text.Length, 0, 0, 0, .. text];

        (await Scan(Document().Stream("ObjectPool/_1/\u0001Ole", stream))).Should().BeEquivalentTo(finding is null ? [] : new[] { finding });
    }

    [Theory]
    [InlineData("=EXEC(\"powershell\")", 1, true, true)]
    [InlineData("=CALL(\"urlmon\",\"URLDownloadToFileA\")", 1, true, true)]
    [InlineData("=EXEC(\"powershell\")", 0, true, false)]
    [InlineData("=ALERT(\"Good morning\")", 1, true, false)]
    [InlineData("=HALT()", 1, true, false)]
    [InlineData("=EXEC(\"powershell\")", 1, false, false)]
    public async Task An_excel_4_macro_that_runs_by_itself_and_calls_out_is_found(string formula, byte autoName, bool isMacroSheet, bool isFound) =>
        (await Scan(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet(formula, autoName, 2, isMacroSheet)))).Contains("cfb.xlm_exec").Should().Be(isFound);

    [Theory]
    [InlineData("Workbook", 5000, false)]
    [InlineData("Book", 0, true)]
    [InlineData("BOOK", 5000, true)]
    public async Task An_excel_4_macro_is_found_behind_many_names_and_in_the_records_of_Excel_5(string stream, int namesBefore, bool isBiff5) =>
        (await Scan(new OleFileBuilder().Stream(stream, BiffBuilder.MacroSheet("=EXEC(\"powershell\")", namesBefore: namesBefore, isBiff5: isBiff5)))).Should().Contain("cfb.xlm_exec");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_excel_4_macro_is_found_in_records_without_a_compound_file(bool isBiff5)
    {
        var outcome = await DocumentScans.ScanAsync(BiffBuilder.MacroSheet("=EXEC(\"powershell\")", isBiff5: isBiff5), "a.xls");

        outcome.Findings.Select(finding => finding.Id).Should().Contain("cfb.xlm_exec");
    }

    [Theory]
    [InlineData(0x09, 0x00, 4, 0x40, true)]
    [InlineData(0x09, 0x02, 6, 0x40, true)]
    [InlineData(0x09, 0x04, 6, 0x40, true)]
    [InlineData(0x09, 0x04, 6, 0x10, false)]
    [InlineData(0x09, 0x00, 4, 0x10, false)]
    public async Task Macros_of_Excel_2_to_4_are_a_gap_and_their_sheets_are_none(byte low, byte high, byte length, byte kind, bool isGap)
    {
        byte[] file = [low, high, length, 0, 0, 0, kind, 0, .. new byte[length - 4], 0x0A, 0, 0, 0];

        (await DocumentScans.ScanAsync(file, "a.xls")).Gaps.Any(gap => gap.Reason == GapReason.Unsupported).Should().Be(isGap);
    }

    [Theory]
    [InlineData("4D5A90000300000004000000FFFF0000B8", 8, true)]
    [InlineData("Quarterly report", 8, false)]
    [InlineData("0000000000000000", 20, false)]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e ", 8, false)]
    public async Task Code_in_the_properties_is_found(string text, int times, bool isFound) =>
        (await Scan(Document().Stream("\u0005SummaryInformation", PropertySetBuilder.Summary(6, string.Concat(Enumerable.Repeat(text, times)))))).Contains("cfb.shellcode_meta").Should().Be(isFound);

    [Fact]
    public async Task Properties_and_streams_are_facts()
    {
        var outcome = await Scans.OfAsync(Document().Stream("\u0005SummaryInformation", PropertySetBuilder.Summary(4, "A. Author")).Build());

        outcome.Artifacts[0].Facts["cfb"]["author"]!.GetValue<string>().Should().Be("A. Author");
        outcome.Artifacts[0].Facts["cfb"]["streams"]!["count"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public async Task A_broken_structure_is_found()
    {
        var file = Document().Build();
        file[28] = 0;

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Equal("cfb.corrupt");
    }

    [Fact]
    public async Task An_encrypted_document_leaves_the_coverage_incomplete()
    {
        var outcome = await DocumentScans.ScanAsync(new OleFileBuilder().Stream("EncryptedPackage", new byte[600]).Stream("EncryptionInfo", new byte[16]).Build());

        outcome.Gaps.Should().Contain(gap => gap.Reason == GapReason.Encrypted);
    }

    [Theory]
    [InlineData("VelvetSweatshop", true)]
    [InlineData("velvetsweatshop", false)]
    [InlineData("infected", false)]
    [InlineData("", false)]
    public async Task A_document_that_office_opens_by_itself_is_found(string password, bool isFound) =>
        (await DocumentScans.FindingsAsync(AgileEncryption.Encrypt(OoxmlBuilder.Word().Build(), password))).Contains("cfb.default_pwd").Should().Be(isFound);

    [Theory]
    [InlineData("VelvetSweatshop", true)]
    [InlineData("velvetsweatshop", false)]
    [InlineData("a private phrase", false)]
    [InlineData("", false)]
    public async Task A_workbook_that_excel_opens_by_itself_is_found_with_what_it_does(string password, bool isFound)
    {
        var ids = await Scan(new OleFileBuilder().Stream("Workbook", XlsEncryptor.Encrypt(BiffBuilder.MacroSheet("=EXEC(\"calc\")"), password, isCryptoApi: true)));

        ids.Contains("cfb.default_pwd").Should().Be(isFound);
        ids.Contains("cfb.xlm_exec").Should().Be(isFound);
    }

    [Theory]
    [InlineData("=CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\")", true)]
    [InlineData("=EXEC(\"notepad\")", false)]
    [InlineData("=CALL(\"kernel32\",\"Beep\",\"JJJ\")", false)]
    [InlineData("=ALERT(\"URLDownloadToFileA\")", false)]
    public async Task An_excel_4_macro_that_downloads_is_found(string formula, bool isFound) =>
        (await Scan(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet(formula)))).Contains("cfb.xlm_download").Should().Be(isFound);

    private static OleFileBuilder Document() => new OleFileBuilder().Stream("WordDocument", new byte[600]).Class("", "00020906-0000-0000-c000-000000000046");

    private static OleFileBuilder EquationDocument(int fontLength)
    {
        byte[] native = [28, 0, 0, 0, 2, 0, .. new byte[22], 3, 1, 1, 3, 10, 0x0A, 8, 1, 0, .. Enumerable.Repeat((byte)'A', fontLength), 0, 1, 0];
        return Document().Stream("ObjectPool/_1/Equation Native", native).Class("ObjectPool/_1", Equation);
    }

    private static async Task<IReadOnlyList<string>> Scan(OleFileBuilder file) =>
        [.. (await Scans.OfAsync(file.Build(), "document")).Findings.Select(found => found.Id)];
}
