namespace ScanHost.Yara.Tests.Language;

/// <summary>Conditions that read strings. Data is "abc abd abc xyz".</summary>
public sealed class PatternConditionTests
{
    private const string Data = "abc abd abc xyz";
    private const string Strings = "$a1 = \"abc\" $a2 = \"abd\" $b = \"nothere\" $x = \"xyz\"";

    [Theory]
    [InlineData("$a1 and $a2 and $x and not $b")]
    [InlineData("#a1 == 2 and #b == 0 and #a2 + #x == 2")]
    [InlineData("@a1 == 0 and @a1[1] == 0 and @a1[2] == 8 and @a2 == 4")]
    [InlineData("!a1 == 3 and !a1[2] == 3")]
    [InlineData("not defined @a1[3] and not defined @a1[0] and not defined @b and not defined !b[1]")]
    [InlineData("not defined @a1[-1]")]
    [InlineData("$a1 at 0 and $a1 at 8 and not $a1 at 4 and $x at filesize - 3")]
    [InlineData("$a1 in (1..8) and not $a1 in (1..7) and $a1 in (0..0)")]
    [InlineData("not defined ($a1 at uint8(100)) and not defined ($b at uint8(100)) and defined ($b at 0)")]
    [InlineData("not defined (uint8(100)% of them)")]
    [InlineData("not defined ($a1 in (0..uint8(100)))")]
    [InlineData("#a1 in (0..7) == 1 and #a1 in (0..8) == 2 and #a1 in (9..100) == 0")]
    [InlineData("any of them and 3 of them and not 4 of them and not all of them")]
    [InlineData("all of ($a*) and any of ($a*, $b) and none of ($b)")]
    [InlineData("75% of them and not 76% of them and 1% of ($a1, $b)")]
    [InlineData("not none of them")]
    [InlineData("any of ($a*) at 4 and not any of ($a*) at 5")]
    [InlineData("any of ($a*) in (5..10) and not all of ($a*) in (5..10) and all of ($a*) in (0..4)")]
    [InlineData("1 + 1 of ($a*)")]
    [InlineData("#a1 of ($a1, $a2)")]
    [InlineData("uint8(100) of ($a1, $a2)")]
    [InlineData("not uint8(100) of them")]
    [InlineData("for any of them : ( # == 2 and @ == 0 and ! == 3 )")]
    [InlineData("for all of ($a*) : ( $ in (0..4) )")]
    [InlineData("for 2 of them : ( # == 1 )")]
    [InlineData("for none of them : ( # == 3 )")]
    [InlineData("for all i in (1..#a1) : ( @a1[i] == (i - 1) * 8 )")]
    [InlineData("for any of ($a*) : ( for any i in (1..#) : ( @[i] == 8 ) )")]
    [InlineData("for any i in (1, 2) : ( @a1[i] == 8 )")]
    [InlineData("for all i in (@a1, @a2) : ( i % 4 == 0 )")]
    public void A_condition_is_true(string condition) =>
        YaraRun.IsTrue(condition + " or (false and any of them)", Data, Strings).Should().BeTrue();

    [Theory]
    [InlineData("all of them")]
    [InlineData("$b")]
    [InlineData("for any of them : ( $ at 3 )")]
    public void A_condition_is_false(string condition) =>
        YaraRun.IsTrue(condition + " or (false and any of them)", Data, Strings).Should().BeFalse();

    [Theory]
    [InlineData("not $a")]
    [InlineData("#a == 0")]
    [InlineData("none of them")]
    [InlineData("not any of them")]
    [InlineData("not defined @a")]
    [InlineData("$a or filesize > 3")]
    [InlineData("not ($a in (0..uint8(0)))")]
    [InlineData("not ($a at uint8(0))")]
    [InlineData("not defined ($a at uint8(100))")]
    [InlineData("not defined (@a% of them)")]
    [InlineData("for none of them : ( $ )")]
    [InlineData("filesize - 15 of them")]
    [InlineData("#a < 1 and filesize > 0")]
    public void A_rule_without_a_match_is_looked_at_when_it_can_be_true(string condition) =>
        YaraRun.IsTrue(condition, Data, "$a = \"nothere\"").Should().BeTrue();

    [Theory]
    [InlineData("$a", true)]
    [InlineData("$a and filesize > 3", true)]
    [InlineData("filesize > 3 and all of them", true)]
    [InlineData("$a at filesize", true)]
    [InlineData("not ($a at filesize)", false)]
    [InlineData("@a% of them", true)]
    [InlineData("$a in (0..filesize)", true)]
    [InlineData("#a > 2", true)]
    [InlineData("@a > 2", true)]
    [InlineData("any of them at filesize", true)]
    [InlineData("for any of them : ( @ > filesize )", true)]
    [InlineData("for any of them : ( $ and filesize > 1 )", true)]
    [InlineData("$a or filesize > 3", false)]
    [InlineData("not $a", false)]
    [InlineData("#a < 2", false)]
    [InlineData("filesize of them", false)]
    [InlineData("not ($a in (0..uint8(0)))", false)]
    public void Rules_are_gated_that_cannot_be_true_without_a_match(string condition, bool isGated)
    {
        var rules = YaraRun.Compile($"rule r {{ strings: $a = \"nothere\" condition: {condition} }}");

        rules.Compiled[0].Condition.NeedsMatch.Should().Be(isGated);
    }

    [Fact]
    public void Anonymous_strings_belong_to_them() =>
        YaraRun.IsTrue("2 of them", Data, "$ = \"abc\" $ = \"xyz\" $ = \"nothere\"").Should().BeTrue();
}
