using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>The expected matches are those of Debian's yara, where it knows the construct.</summary>
public sealed class RegexPatternTests
{
    [Theory]
    [InlineData("a*", "xaay", "0:0 1:2 2:1 3:0")]
    [InlineData("a?", "xa", "0:0 1:1")]
    [InlineData("a{1,}", "aa", "0:2 1:1")]
    [InlineData("a{2}", "aaaaa", "0:2 1:2 2:2 3:2")]
    [InlineData("(a{1,2}){2}", "aaaaa", "0:4 1:4 2:3 3:2")]
    [InlineData("a.{1,3}b", "aabbb", "0:5 1:4")]
    [InlineData("a.{1,3}?b", "aabbb", "0:3 1:3")]
    [InlineData("x*abcd", "xxabcd", "0:6 1:5 2:4")]
    [InlineData("abcd(ef)?", "abcdef", "0:6")]
    [InlineData("a{,2}b", "aab", "0:3 1:2 2:1")]
    [InlineData("a{1, 2}b", "aab", "0:3 1:2")]
    public void Greedy_repetitions_match_the_longest_text_and_lazy_ones_the_shortest(string body, string data, string expected) =>
        Find(Regex(body), data).Should().Be(expected);

    [Theory]
    [InlineData("(abc|)", "xabc", "0:0 1:3 2:0 3:0")]
    [InlineData("a|ab|abc", "abc", "0:1")]
    [InlineData("x(abc|ab)", "xabc", "0:3")]
    [InlineData("(ab|abc)x?", "abcx", "0:4")]
    [InlineData("(ab|abc)(x|)", "abcx", "0:2")]
    [InlineData("ca?(ab)?", "cab", "0:2")]
    [InlineData("(http|ftp)s?:", "http: ftps: https", "0:5 6:5")]
    [InlineData("(a|b)+c", "abac", "0:4 1:3 2:2")]
    [InlineData("(?:a|b)+c", "abac", "0:4 1:3 2:2")]
    public void Alternatives_match(string body, string data, string expected) => Find(Regex(body), data).Should().Be(expected);

    [Theory]
    [InlineData("^a", "aaa", "0:1")]
    [InlineData("c$", "cc", "1:1")]
    [InlineData("a$|b", "aba", "1:1 2:1")]
    [InlineData("^abc$", "abc", "0:3")]
    [InlineData("^abc$", "abc\n", "")]
    [InlineData("\\bab", "xab ab", "4:2")]
    [InlineData("\\Bb", "ab b", "1:1")]
    [InlineData("ab\\b", "abc ab", "4:2")]
    public void Assertions_hold_at_the_ends_of_the_data_and_of_words(string body, string data, string expected) =>
        Find(Regex(body), data).Should().Be(expected);

    [Theory]
    [InlineData("a.b", "", "a\nb axb", "4:3")]
    [InlineData("a.b", "dotall", "a\nb axb", "0:3 4:3")]
    [InlineData("[^a]b", "nocase", "Ab cB", "3:2")]
    [InlineData("[A-C]d", "nocase", "bD", "0:2")]
    [InlineData("abcd", "nocase", "ABcd", "0:4")]
    [InlineData("ab+c", "wide", "a\0b\0b\0c\0", "0:8")]
    [InlineData("a.{0,2}b", "ascii wide", "axb a\0x\0b\0", "0:3 4:6")]
    [InlineData("\\bab", "wide", "x\0a\0b\0 \0a\0b\0xa\0b\0", "8:4 13:4")]
    [InlineData("\\w+", "fullword", "abc_d e1", "0:5 4:1 6:2")]
    [InlineData("abcd(ef)?", "fullword", "abcdefg", "")]
    [InlineData("ab[a-z ]*", "fullword", "ab cd1", "")]
    public void Modifiers_change_what_matches(string body, string modifiers, string data, string expected) =>
        Find(Regex(body, modifiers), data).Should().Be(expected);

    [Theory]
    [InlineData("[]a]", "a]", "0:1 1:1")]
    [InlineData("[^]a]", "]ab", "2:1")]
    [InlineData("[a-c-e]", "abcd-e", "0:1 1:1 2:1 4:1 5:1")]
    [InlineData("[a-]", "-a", "0:1 1:1")]
    [InlineData("[-a]", "-a", "0:1 1:1")]
    [InlineData("[+--]", ",", "0:1")]
    [InlineData("[\\w-]", "a-", "0:1 1:1")]
    [InlineData("[\\d-x]", "5-dx", "2:1 3:1")]
    [InlineData("[^\\S]b", "a b", "1:2")]
    [InlineData("[^\\W]", "a ", "0:1")]
    [InlineData("[\\s]", "\v", "0:1")]
    [InlineData("[\\x61-\\x63]", "abcd", "0:1 1:1 2:1")]
    [InlineData("[\\]]", "]", "0:1")]
    [InlineData("a{x", "a{x", "0:3")]
    [InlineData("a]}", "a]}", "0:3")]
    [InlineData("\\x41\\/\\#\\q", "A/#q", "0:4")]
    public void Odd_characters_and_classes_mean_what_they_mean_to_yara(string body, string data, string expected) =>
        Find(Regex(body), data).Should().Be(expected);

    [Theory]
    [InlineData("((a{1,100}){1,100}){1,100}b", "aab", "0:3 1:2")]
    [InlineData("(.{1,1000}){1,1000}b", "aab", "0:3 1:2")]
    [InlineData("((ab){1,1000}){1,1000}c", "ababc", "0:5 2:3")]
    [InlineData("(a{2}){1,2}b", "aaaab", "0:5 2:3")]
    [InlineData("(a{3,4}){0,2}b", "aaaaab", "2:4 1:5 5:1")]
    [InlineData("(a{2,3}){2}b", "aaab", "")]
    [InlineData("(a{1,1000}b{1,1000}){1,1000}c", "aabbabc", "0:7 1:6 4:3")]
    [InlineData("(a{1000}){1000}", "aaaa", "")]
    [InlineData("(a{10000}){10000}", "aaaa", "")]
    public void Counts_of_counts_are_as_good_as_one_count(string body, string data, string expected) =>
        Find(Regex(body), data).Split(' ').Should().BeEquivalentTo(expected.Split(' '));

    [Theory]
    [InlineData("[\u0080-\u00FF]b", "\u00E9b")]
    [InlineData("[a-\u00FF]b", "\u00E9b")]
    public void The_ends_of_a_range_need_not_be_ascii(string body, string data) =>
        Find(Regex(body), data).Should().Be("0:2");

    [Fact]
    public void What_can_only_match_nothing_matches_at_every_byte()
    {
        Find(Regex("a{,0}"), "xa").Should().Be("0:0 1:0");
        Find(Regex("\\b"), "ab c").Should().Be("0:0 2:0 3:0");
    }

    [Fact]
    public void No_match_reaches_further_than_the_scan_limit()
    {
        Find(Regex("abcd.*wxyz", "dotall"), "abcd" + new string('.', 4088) + "wxyz").Should().Be("0:4096");
        Find(Regex("abcd.*wxyz", "dotall"), "abcd" + new string('.', 9000) + "wxyz").Should().BeEmpty();
    }

    [Fact]
    public void A_lazy_gap_of_more_than_200_bytes_takes_newlines_too()
    {
        Find(Regex("abcd.{0,300}?wxyz"), "abcd\nwxyz").Should().Be("0:9");
        Find(Regex("abcd.{0,200}?wxyz"), "abcd\nwxyz").Should().BeEmpty();
    }
}
