using ScanHost.Wording;

namespace ScanHost.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Übersicht 文書 😀.txt", "Übersicht 文書 😀.txt")]
    [InlineData("<b>&\"'", "<b>&\"'")]
    [InlineData("evil\u202egpj.exe", "evil\\u{202e}gpj.exe")]
    [InlineData("a\u0000b\r\n\t\u001b[1m", "a\\u{0000}b\\u{000d}\\u{000a}\\u{0009}\\u{001b}[1m")]
    [InlineData("zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}")]
    [InlineData("blank\u3164\u2800\u00a0", "blank\\u{3164}\\u{2800}\\u{00a0}")]
    [InlineData("tag\U000e0041\U000e0100", "tag\\u{e0041}\\u{e0100}")]
    public void What_cannot_be_seen_is_written_out_and_the_rest_stays(string text, string shown) =>
        VisibleText.Show(text).Should().Be(shown);

    [Fact]
    public void Half_a_surrogate_pair_is_written_out() =>
        VisibleText.Show("a" + (char)0xd800 + "b").Should().Be("a\\u{d800}b");

    [Fact]
    public void A_long_text_loses_its_middle_and_keeps_its_extension() =>
        VisibleText.Shorten("abcdefghijklmnop.exe", 11).Should().Be("abcde…p.exe");

    [Fact]
    public void A_short_text_is_left_alone() => VisibleText.Shorten("abc.exe", 7).Should().Be("abc.exe");

    [Fact]
    public void A_cut_never_halves_a_surrogate_pair()
    {
        foreach (var max in Enumerable.Range(3, 12))
        {
            var cut = VisibleText.Shorten("😀😀😀😀😀😀😀😀", max);

            VisibleText.Show(cut).Should().Be(cut);
            cut.Length.Should().BeLessThanOrEqualTo(max);
        }
    }
}
