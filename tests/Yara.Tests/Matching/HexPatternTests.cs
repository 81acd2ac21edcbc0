using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

public sealed class HexPatternTests
{
    [Theory]
    [InlineData("61 62 63", "xabcabc", "1:3 4:3")]
    [InlineData("6? 62", "ab bb bb", "0:2 3:2 6:2")]
    [InlineData("?1 62", "ab qb Qb", "0:2 3:2 6:2")]
    [InlineData("61 ?? 63", "abc a\nc ac", "0:3 4:3")]
    [InlineData("~61 62", "ab bb cb", "2:2 3:2 6:2")]
    [InlineData("~6? 62", "ab Ab", "3:2")]
    [InlineData("61 ~?2 63", "abc adc a2c", "4:3")]
    [InlineData("61 ( 62 | 63 64 ) 65", "abe acde ace", "0:3 4:4")]
    [InlineData("( 61 62 | 63 ) ( 64 | 65 66 )", "abd cef cd", "0:3 4:3 8:2")]
    [InlineData("( 61 | ?2 63 )", "a2c", "0:1 1:2")]
    public void Bytes_nibbles_negations_and_alternatives_match(string body, string data, string expected) =>
        Find(Hex(body), data).Should().Be(expected);

    [Theory]
    [InlineData("61 [2] 62", "axxb axb axxxb", "0:4")]
    [InlineData("61 [0-2] 62", "ab axb axxb axxxb", "0:2 3:3 7:4")]
    [InlineData("61 [1-3] 62 [1-3] 63", "a1b2c a12bb3c", "0:5 6:7")]
    [InlineData("61 [0-4] 62", "aabbb", "0:3 1:2")]
    [InlineData("61 [0-4] 62 63 64 65 [0-4] 66", "a.bcde..f", "0:9")]
    public void A_jump_takes_as_little_as_it_can(string body, string data, string expected) =>
        Find(Hex(body), data).Should().Be(expected);

    [Fact]
    public void A_match_is_reported_for_each_start_before_the_searched_bytes() =>
        Find(Hex("61 [0-8] 77 78 79 7A"), "aaa wxyz").Should().Be("0:8 1:7 2:6");

    [Theory]
    [InlineData(199, "")]
    [InlineData(200, "0:204")]
    [InlineData(300, "0:304")]
    [InlineData(301, "")]
    public void A_long_jump_has_its_least_and_greatest_length(int gap, string expected) =>
        Find(Hex("61 62 [200-300] 63 64"), "ab" + new string('.', gap) + "cd").Should().Be(expected);

    [Fact]
    public void A_long_jump_ends_at_the_first_end_that_fits()
    {
        Find(Hex("61 62 [-] 63 64"), "cd ab ab cd cd").Should().Be("3:8 6:5");
        Find(Hex("61 62 [300-] 63 64"), "ab cd" + new string('.', 300) + "cd cd").Should().Be("0:307");
    }

    [Fact]
    public void Several_long_jumps_form_one_match()
    {
        var gap = new string('.', 250);

        Find(Hex("61 61 [201-260] 62 62 [201-260] 63 63"), $"aa{gap}bb{gap}cc").Should().Be("0:506");
        Find(Hex("61 61 [201-260] 62 62 [201-260] 63 63"), $"aa{gap}bb....cc").Should().BeEmpty();
        Find(Hex("61 61 [-] 62 62 [-] 63 63"), "aa bb aa bb cc").Should().Be("0:14 6:8");
        Find(Hex("61 61 [-] 62 62 [-] 63 63"), "bb aa cc bb").Should().BeEmpty();
    }

    [Fact]
    public void A_long_jump_goes_back_to_the_first_start_that_leads_on()
    {
        // The first bb is followed by no cc within reach, the second is: aa reaches both.
        var data = "aa" + new string('.', 210) + "bb" + new string('.', 100) + "bb" + new string('.', 250) + "cc";

        Find(Hex("61 61 [201-400] 62 62 [201-260] 63 63"), data).Should().Be($"0:{data.Length}");
    }
}
