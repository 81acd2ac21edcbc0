using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>The operator <c>matches</c>.</summary>
public sealed class RegexProgramTests
{
    [Theory]
    [InlineData("abc", "xxabcxx", true)]
    [InlineData("^abc", "xxabc", false)]
    [InlineData("^abc", "abcxx", true)]
    [InlineData("abc$", "xxabc", true)]
    [InlineData("abc$", "abcxx", false)]
    [InlineData("^$", "a", false)]
    [InlineData("a*", "b", true)]
    [InlineData("a*", "", true)]
    [InlineData("\\bfoo\\b", "a foo b", true)]
    [InlineData("\\bfoo\\b", "afoo b", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("a+?b*", "a", true)]
    public void A_text_matches_when_the_expression_does_somewhere(string body, string text, bool expected) =>
        IsMatch(body, text, PatternFlags.None).Should().Be(expected);

    [Fact]
    public void Flags_count()
    {
        IsMatch("A.C", "xa\ncx", PatternFlags.NoCase | PatternFlags.DotAll).Should().BeTrue();
        IsMatch("A.C", "xa\ncx", PatternFlags.NoCase).Should().BeFalse();
        IsMatch("A.C", "xa\ncx", PatternFlags.DotAll).Should().BeFalse();
    }

    private static bool IsMatch(string body, string text, PatternFlags flags) =>
        RegexProgram.Compile(RegexParser.Parse(Bytes(body), isString: false).Root!, flags).IsMatch(Bytes(text));
}
