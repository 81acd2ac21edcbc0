using System.Text;
using ScanHost.Formats.Html;
using ScanHost.Formats.Images;
using ScanHost.Formats.Pdf;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Html;

/// <summary>Pages that draw a code, and PDF files that show words, damaged: each is read or gives nothing.</summary>
public sealed class DrawnCodesTests
{
    private const string Address = "https://host.invalid/login?u=ann";

    public static TheoryData<bool> Drawings => [true, false];

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_code_that_a_page_draws_is_read(bool asTable) =>
        DrawnCodes.In(Page(asTable), CancellationToken.None).SelectMany(QrCodes.Read).Should().Equal(Address);

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Every_beginning_of_such_a_page_is_read_or_gives_nothing(bool asTable)
    {
        var page = Page(asTable);
        for (var length = 0; length < page.Length; length += 7)
            Read(page[..length]);
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    [Trait("Run", "Long")]
    public void Ten_thousand_mutations_of_such_a_page_are_read_or_give_nothing(bool asTable)
    {
        var (page, random) = (Page(asTable), new Random(9));
        for (var mutation = 0; mutation < 10_000; mutation++)
            Read(Mutate(page, random));
    }

    [Fact]
    public void Ten_thousand_mutations_and_every_beginning_of_a_page_of_a_PDF_file_are_read()
    {
        var content = "BT /F1 12 Tf 72 700 Td (Scan the \\(code\\) with your phone \\101\\0) Tj 0 -14 Td [(wi) -20 (thin) 3 (two days)] TJ T* <48656C6C6F> Tj ET"u8.ToArray();
        var random = new Random(10);

        for (var length = 0; length <= content.Length; length++)
            Words(content[..length]);
        for (var mutation = 0; mutation < 10_000; mutation++)
        {
            var copy = (byte[])content.Clone();
            for (var count = random.Next(1, 9); count > 0; count--)
                copy[random.Next(copy.Length)] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)"()\\<>[] 7"[random.Next(9)], _ => copy[random.Next(copy.Length)] };
            Words(copy);
        }
    }

    private static void Words(byte[] content)
    {
        var file = new PdfBuilder().Catalogue("/Pages 5 0 R").Add(5, "<< /Type /Pages /Kids [6 0 R] /Count 1 >>").Add(6, "<< /Type /Page /Parent 5 0 R /Contents 7 0 R >>").Stream(7, "", content).Build();
        PdfWords.Of(PdfFile.Parse(file, [], CancellationToken.None)).Length.Should().BeLessThanOrEqualTo(content.Length + 16);
    }

    private static void Read(string page)
    {
        foreach (var picture in DrawnCodes.In(page, CancellationToken.None))
            QrCodes.Read(picture);
    }

    private static string Mutate(string page, Random random)
    {
        var copy = page.ToCharArray();
        for (var count = random.Next(1, 30); count > 0; count--)
            copy[random.Next(copy.Length)] = random.Next(3) switch { 0 => (char)random.Next(0x2600), 1 => "<>\"'/=& \n█▀▄"[random.Next(12)], _ => copy[random.Next(copy.Length)] };
        return random.Next(6) == 0 ? new string(copy, 0, random.Next(copy.Length)) : new(copy);
    }

    private static string Page(bool asTable)
    {
        var drawn = PngRaster.Decode(ForeignTool.Run(Path.GetTempPath(), "qrencode", "-t", "PNG", "-s", "1", "-m", "2", "-o", "-", Address))!;
        var luma = drawn.Luma();
        bool Dark(int y, int x) => y < drawn.Height && luma[(y * drawn.Width) + x] < 128;
        var text = new StringBuilder(asTable ? "<html><table>" : "<html><pre>\n");
        for (var y = 0; y < drawn.Height; y += asTable ? 1 : 2)
        {
            text.Append(asTable ? "<tr>" : "");
            for (var x = 0; x < drawn.Width; x++)
                text.Append(asTable ? Dark(y, x) ? "<td bgcolor=black>" : "<td bgcolor=white>" : (Dark(y, x), Dark(y + 1, x)) switch { (true, true) => "█", (true, false) => "▀", (false, true) => "▄", _ => " " });
            text.Append('\n');
        }
        return text.Append(asTable ? "</table>" : "</pre>").ToString();
    }
}
