using System.Text;
using ScanHost.Formats.Pdf;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Pdf;

public sealed class PdfWordsTests
{
    private const string Sentence = "This document can not be displayed. Sign in with your account – “Überweisung” für 1.200 €. AVAST WAVE: Tokyo, Yaroslavl.";

    [Fact]
    public void What_a_browser_printed_can_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.html", Encoding.UTF8.GetBytes($"<!DOCTYPE html><meta charset=utf-8><body style='font-family:sans-serif'><h1>Secured document</h1><p>{Sentence.Replace("account", "<b>account</b>", StringComparison.Ordinal)}</p>"));
        ForeignTool.Run(folder.Path, "chromium", "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.Path}/profile", "--no-pdf-header-footer", "--print-to-pdf=page.pdf", "page.html");

        var words = Of(File.ReadAllBytes(Path.Combine(folder.Path, "page.pdf")));

        words.Should().Contain("Secured document").And.Contain(Sentence);
    }

    [Fact]
    public void What_cairo_drew_can_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.svg", Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='100'><text x='10' y='40' font-family='DejaVu Serif' font-size='14'>{Sentence}</text></svg>"));
        ForeignTool.Run(folder.Path, "rsvg-convert", "-f", "pdf", "-o", "out.pdf", "in.svg");

        Of(File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf"))).Should().Contain(Sentence);
    }

    [Fact]
    public void A_font_that_tells_nothing_keeps_the_letters_of_Latin_1() =>
        Shown("BT /F1 12 Tf 10 10 Td (caf\\351 \\(open\\)) Tj ET", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>").Should().Be("café (open)");

    [Fact]
    public void Wide_gaps_are_spaces_where_the_text_has_none_of_its_own() =>
        Shown("BT /F1 12 Tf 10 10 Td [(S) -20 (ecured) -333 (do) 15 (cument)] TJ 0 -14 Td (view) Tj 40 0 Td (it) Tj ET", "<< /Type /Font /Subtype /Type1 >>").Should().Be("Secured document view it");

    [Fact]
    public void Gaps_are_no_spaces_where_the_text_has_its_own() =>
        Shown("BT /F1 12 Tf 10 10 Td (please sign in to vi) Tj 40 0 Td (ew) Tj ET", "<< /Type /Font /Subtype /Type1 >>").Should().Be("please sign in to view");

    [Fact]
    public void Codes_in_Unicode_are_read_without_a_map() =>
        Shown("BT /F1 12 Tf <00530063672A> Tj ET", "<< /Type /Font /Subtype /Type0 /Encoding /UniGB-UTF16-H >>").Should().Be("Sc未");

    [Fact]
    public void Codes_that_nobody_explains_give_nothing() =>
        Shown("BT /F1 12 Tf <00360046> Tj ET", "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>").Should().BeEmpty();

    [Fact]
    public void A_map_may_list_its_meanings_and_count_in_letters_of_one_byte()
    {
        const string map = "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <01> <03> [<0053> <0063> <0061006E>] endbfrange 1 beginbfchar <04> <0021> endbfchar";
        var pdf = new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
            .Stream(4, "", "BT /F1 12 Tf <01020304> Tj ET"u8.ToArray()).Add(5, "<< /Type /Font /Subtype /Type3 /ToUnicode 6 0 R >>").Stream(6, "", Encoding.Latin1.GetBytes(map)).Build();

        Of(pdf).Should().Be("Scan!");
    }

    [Fact]
    public void Forms_that_a_page_draws_are_read_and_one_that_draws_itself_ends()
    {
        var pdf = new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>").Stream(4, "", "/X Do"u8.ToArray())
            .Stream(5, "/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>", "BT (inside) Tj ET /X Do"u8.ToArray()).Build();

        Of(pdf).Should().Be("inside inside inside inside");
    }

    [Fact]
    public void A_picture_within_the_text_is_skipped() =>
        Shown("BT (before ) Tj ET BI /W 2 /H 2 ID (((EI((\nEI BT (and behind) Tj ET", "<< >>").Should().Be("before and behind");

    [Fact]
    public void Letters_are_limited()
    {
        var pdf = new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>").Stream(4, "", Encoding.Latin1.GetBytes($"BT ({new string('a', 900_000)}) Tj (b) Tj ET")).Build();

        Of(pdf).Length.Should().BeLessThan(20_000);
    }

    private static string Shown(string content, string font) =>
        Of(new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>").Stream(4, "", Encoding.Latin1.GetBytes(content)).Add(5, font).Build());

    private static string Of(byte[] pdf) => string.Join(' ', PdfWords.Of(PdfFile.Parse(pdf, [], CancellationToken.None)).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
