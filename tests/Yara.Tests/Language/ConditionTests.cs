namespace ScanHost.Yara.Tests.Language;

/// <summary>Conditions that read no string: arithmetic, comparisons, undefined values, loops. Data is "0123456789".</summary>
public sealed class ConditionTests
{
    private const string Data = "0123456789";

    [Theory]
    [InlineData("\"\" matches /a*/")]
    [InlineData("\"\" matches /^$/")]
    [InlineData("not \"\" matches /a/")]
    [InlineData("not \"abc\" matches /$^/")]
    [InlineData("not test")]
    [InlineData("none of (test)")]
    [InlineData("none of (tes*)")]
    public void An_empty_text_and_the_rule_itself_are_as_in_yara(string condition) => YaraRun.IsTrue(condition, "abc").Should().BeTrue();

    [Fact]
    public void A_regular_expression_too_large_is_an_error_of_its_rule() =>
        YaraRun.Diagnose("rule t { condition: \"a\" matches /((ab|c){1,1000}d){1,1000}/ }").Select(one => one.Message)
            .Should().Equal("invalid regular expression: regular expression is too large");

    [Theory]
    [InlineData("true")]
    [InlineData("not false")]
    [InlineData("true and not false or false")]
    [InlineData("1 and 2")]
    [InlineData("0.5")]
    [InlineData("-0.0")]
    [InlineData("1 + 1 == 2")]
    [InlineData("2 + 3 * 4 == 14")]
    [InlineData("(2 + 3) * 4 == 20")]
    [InlineData("7 \\ 2 == 3")]
    [InlineData("-7 \\ 2 == -3")]
    [InlineData("7 % 3 == 1")]
    [InlineData("-7 % 3 == -1")]
    [InlineData("7.0 \\ 2 == 3.5")]
    [InlineData("1 \\ 2.0 == 0.5")]
    [InlineData("2 * 2.5 == 5")]
    [InlineData("0x10 == 16")]
    [InlineData("0o17 == 15")]
    [InlineData("1KB == 1024 and 1MB == 1048576")]
    [InlineData("1 | 2 == 3")]
    [InlineData("0xFF ^ 0x0F == 0xF0")]
    [InlineData("0xFF & 0x0F == 0x0F")]
    [InlineData("~0 == -1")]
    [InlineData("1 << 4 == 16")]
    [InlineData("256 >> 4 == 16")]
    [InlineData("1 << 64 == 0")]
    [InlineData("-1 >> 64 == 0")]
    [InlineData("-1 >> 1 == -1")]
    [InlineData("1 << 2 + 1 == 8")]
    [InlineData("6 & 3 << 1 == 6")]
    [InlineData("--1 == 1")]
    [InlineData("- 1 + 2 == 1")]
    [InlineData("9223372036854775807 == 0x7FFFFFFFFFFFFFFF")]
    [InlineData("filesize == 10")]
    [InlineData("filesize * 922337203685477581 < 0")]
    [InlineData("1.0 == 1 and 1 == 1.0 and 1.5 > 1 and 1 < 1.5")]
    [InlineData("0.1 + 0.2 == 0.3")]
    [InlineData("\"abc\" == \"abc\" and \"abc\" != \"abd\" and \"abc\" < \"abd\" and \"ab\" < \"abc\" and \"b\" >= \"abc\"")]
    [InlineData("\"a\\x00b\" != \"a\\x00c\"")]
    [InlineData("\"foobar\" contains \"oba\" and not \"foobar\" contains \"OBA\"")]
    [InlineData("\"foobar\" icontains \"OBA\" and \"foo\" contains \"\"")]
    [InlineData("\"foobar\" startswith \"foo\" and \"foobar\" istartswith \"FOO\" and not \"foo\" startswith \"foobar\"")]
    [InlineData("\"foobar\" endswith \"bar\" and \"foobar\" iendswith \"BAR\" and not \"bar\" endswith \"foobar\"")]
    [InlineData("\"FooBar\" iequals \"fOObAR\" and not \"foo\" iequals \"foob\"")]
    [InlineData("\"foobar\" matches /o+b/ and \"FOO\" matches /foo/i and not \"FOO\" matches /foo/")]
    [InlineData("\"a\\nb\" matches /a.b/s and not \"a\\nb\" matches /a.b/")]
    [InlineData("uint8(0) == 0x30 and uint16(0) == 0x3130 and uint16be(0) == 0x3031")]
    [InlineData("uint32(0) == 0x33323130 and uint32be(0) == 0x30313233 and int8(9) == 0x39 and uint8be(1) == 0x31")]
    [InlineData("int16(8) == 0x3938 and int32(6) == 0x39383736 and int16be(8) == 0x3839 and int32be(6) == 0x36373839")]
    public void A_condition_is_true(string condition) => YaraRun.IsTrue(condition, Data).Should().BeTrue();

    [Theory]
    [InlineData("false")]
    [InlineData("not true")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("\"\" == \"a\"")]
    [InlineData("1 == 2 or 2 == 3")]
    [InlineData("filesize > 10 and true")]
    public void A_condition_is_false(string condition) => YaraRun.IsTrue(condition, Data).Should().BeFalse();

    [Theory]
    [InlineData("uint8(10)")]
    [InlineData("uint16(9)")]
    [InlineData("uint32(7)")]
    [InlineData("uint8(-1)")]
    [InlineData("uint8(uint8(10))")]
    [InlineData("1 \\ (filesize - 10)")]
    [InlineData("1 % (filesize - 10)")]
    [InlineData("1 << (filesize - 11)")]
    [InlineData("1 >> (filesize - 11)")]
    [InlineData("(-9223372036854775807 - 1) \\ (filesize - 11)")]
    [InlineData("(-9223372036854775807 - 1) % (filesize - 11)")]
    [InlineData("~9223372036854775807 \\ -1")]
    [InlineData("-uint8(10)")]
    [InlineData("~uint8(10)")]
    [InlineData("uint8(10) + 1")]
    [InlineData("1.5 * uint8(10)")]
    [InlineData("uint8(10) == 0")]
    [InlineData("0.5 < uint8(10)")]
    [InlineData("not uint8(10)")]
    [InlineData("not (uint8(10) == 0)")]
    public void What_has_no_value_is_undefined_and_false_at_the_top(string condition)
    {
        YaraRun.IsTrue(condition, Data).Should().BeFalse();
        YaraRun.IsTrue($"not defined ({condition})", Data).Should().BeTrue();
    }

    [Theory]
    [InlineData("uint8(10) or true")]
    [InlineData("not (uint8(10) and true)")]
    [InlineData("not (uint8(10) or false)")]
    [InlineData("defined (uint8(10) and true)")]
    [InlineData("defined filesize and not defined uint8(10)")]
    public void And_and_or_take_undefined_for_false(string condition) => YaraRun.IsTrue(condition, Data).Should().BeTrue();

    [Theory]
    [InlineData("for all i in (0..9) : ( uint8(i) == 0x30 + i )", true)]
    [InlineData("for any i in (0..20) : ( uint8(i) == 0x39 )", true)]
    [InlineData("for none i in (0..9) : ( uint8(i) == 0x40 )", true)]
    [InlineData("for none i in (0..9) : ( uint8(i) == 0x39 )", false)]
    [InlineData("for 3 i in (0..9) : ( i > 6 )", true)]
    [InlineData("for 4 i in (0..9) : ( i > 6 )", false)]
    [InlineData("for filesize i in (1..10) : ( i > 0 )", true)]
    [InlineData("for uint8(10) i in (1..3) : ( i > 1 )", false)]
    [InlineData("for uint8(10) i in (1..3) : ( i > 0 )", true)]
    [InlineData("for all i in (5..filesize - 6) : ( true )", false)]
    [InlineData("for any i in (5..uint8(10)) : ( true )", false)]
    [InlineData("for all i in (5..5) : ( i == 5 )", true)]
    [InlineData("for all i in (1, 3, 5) : ( i % 2 == 1 )", true)]
    [InlineData("for any s in (\"a\", \"b\") : ( s == \"b\" )", true)]
    [InlineData("for all i in (8..12) : ( uint8(i) > 0 )", false)]
    [InlineData("for 2 i in (8..12) : ( uint8(i) > 0 )", true)]
    [InlineData("for all i in (1..2) : ( for all j in (1..2) : ( for any k in (1..2) : ( for any l in (4) : ( i + j + k <= l ) ) ) )", false)]
    [InlineData("for all i in (9223372036854775806..9223372036854775807) : ( i > 0 )", true)]
    public void Loops_over_numbers_and_lists(string condition, bool expected) =>
        YaraRun.IsTrue(condition, Data).Should().Be(expected);
}
