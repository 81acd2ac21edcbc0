using System.Text;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Tests.Patterns;

/// <summary>The messages are those of Debian's yara.</summary>
public sealed class PatternParserTests
{
    [Theory]
    [InlineData("", "syntax error")]
    [InlineData("[1] 01", "syntax error")]
    [InlineData("01 [1]", "syntax error")]
    [InlineData("01 ( 02 | )", "syntax error")]
    [InlineData("01 ( 02 | [1] 03 )", "syntax error")]
    [InlineData("01 [-3] 03", "syntax error")]
    [InlineData("01 ( 02", "syntax error")]
    [InlineData("01 ) 02", "syntax error")]
    [InlineData("01 G", "invalid character in hex string")]
    [InlineData("~", "invalid not operator (~) in hex string")]
    [InlineData("~??", "invalid not operator (~) in hex string")]
    [InlineData("0 1", "uneven number of digits in hex string")]
    [InlineData("01 2", "uneven number of digits in hex string")]
    [InlineData("01 [0] 02", "invalid jump length")]
    [InlineData("01 [5-3] 02", "invalid jump range")]
    [InlineData("01 ( 02 | 03 [300] 05 )", "jumps over 200 not allowed inside alternation (|)")]
    [InlineData("01 ( 02 | 03 [-] 05 )", "unbounded jumps not allowed inside alternation (|)")]
    public void A_wrong_hex_string_is_refused_in_yaras_words(string body, string message) =>
        HexPatternParser.Parse(Encoding.UTF8.GetBytes(body)).Error!.Message.Should().Be(message);

    [Theory]
    [InlineData("01 /* a comment */ 02 // another\n03")]
    [InlineData("01 [ 1 - 2 ] 03")]
    [InlineData("01 [1 -] 03")]
    [InlineData("01 [-] 03")]
    [InlineData("01 [1] [2] 03")]
    [InlineData("01 (02) 03")]
    [InlineData("01 ((02|03) 04 | 05)")]
    [InlineData("??")]
    [InlineData("01[99999999999]02")]
    [InlineData("\t01\r\n~?1")]
    public void A_right_hex_string_is_read(string body) => HexPatternParser.Parse(Encoding.UTF8.GetBytes(body)).Error.Should().BeNull();

    [Theory]
    [InlineData("(", "syntax error")]
    [InlineData(")", "syntax error")]
    [InlineData("()", "syntax error")]
    [InlineData("(|a)", "syntax error")]
    [InlineData("|a", "syntax error")]
    [InlineData("*a", "syntax error")]
    [InlineData("a**", "syntax error")]
    [InlineData("a{2}{3}", "syntax error")]
    [InlineData("\\b*", "syntax error")]
    [InlineData("^*", "syntax error")]
    [InlineData("(?i)a", "syntax error")]
    [InlineData("a{2,1}", "bad repeat interval")]
    [InlineData("a{40000}", "repeat interval too large")]
    [InlineData("[a", "missing terminating ] for character class")]
    [InlineData("[]", "missing terminating ] for character class")]
    [InlineData("[z-a]", "bad character range")]
    [InlineData("[\\w-a]", "bad character range")]
    [InlineData("[\u00e9]", "non-ascii character")]
    [InlineData("\\xZZ", "illegal escape sequence")]
    [InlineData("[\\x4]", "illegal escape sequence")]
    [InlineData("\\1", "backreferences are not allowed")]
    [InlineData("a*b+?", "greedy and ungreedy quantifiers can't be mixed in a regular expression")]
    public void A_wrong_regular_expression_is_refused_in_yaras_words(string body, string message) =>
        RegexParser.Parse(Encoding.UTF8.GetBytes(body), isString: true).Error!.Message.Should().Be(message);

    [Fact]
    public void An_error_has_its_place() => RegexParser.Parse("abc[z-a]"u8, isString: true).Error!.Offset.Should().Be(4);

    [Fact]
    public void The_matches_operator_may_mix_greedy_and_lazy() => RegexParser.Parse("a*b+?"u8, isString: false).Error.Should().BeNull();

    [Theory]
    [InlineData(".*abc", true)]
    [InlineData("a.+", true)]
    [InlineData("a.{3,}b", true)]
    [InlineData("a.{3,9}b", false)]
    [InlineData("[^a]*", false)]
    public void A_dot_without_limit_is_noticed(string body, bool expected) =>
        RegexParser.Parse(Encoding.UTF8.GetBytes(body), isString: true).HasUnboundedDot.Should().Be(expected);

    [Fact]
    public void Every_prefix_of_a_body_is_read_or_refused()
    {
        var regex = "^(ab|[^]\\x41-z\\w]{2,5}|c*?)+\\b.{,3}\\d$"u8.ToArray();
        var hex = "01 ?2 ~3? ( 04 | 05 [1-2] 06 ) [10-300] 07 /* x */ 08"u8.ToArray();

        for (var length = 0; length <= regex.Length; length++)
            (RegexParser.Parse(regex.AsSpan(0, length), isString: false) is { Root: null } == RegexParser.Parse(regex.AsSpan(0, length), isString: false).Error is not null).Should().BeTrue();
        for (var length = 0; length <= hex.Length; length++)
            (HexPatternParser.Parse(hex.AsSpan(0, length)).Root is null).Should().Be(HexPatternParser.Parse(hex.AsSpan(0, length)).Error is not null);
    }

    [Fact]
    public void Random_bodies_are_read_or_refused_and_never_throw()
    {
        var random = new Random(20);
        const string Letters = "ab01?~[](){}|*+.,-^$\\xwbd /";
        for (var round = 0; round < 20_000; round++)
        {
            var body = Encoding.Latin1.GetBytes(Enumerable.Range(0, random.Next(14)).Select(_ => Letters[random.Next(Letters.Length)]).ToArray());

            FluentActions.Invoking(() => RegexParser.Parse(body, isString: true)).Should().NotThrow();
            FluentActions.Invoking(() => HexPatternParser.Parse(body)).Should().NotThrow();
        }
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = Encoding.ASCII.GetBytes(new string('(', 100_000));

        RegexParser.Parse(deep, isString: true).Error!.Message.Should().Be("regexp too long");
        HexPatternParser.Parse(deep).Error!.Message.Should().Be("string too long");
    }
}
