namespace ScanHost.Yara.Tests.Language;

/// <summary>What a condition can do with a module: structures, arrays, dictionaries, overloads, undefined fields.</summary>
public sealed class TestsModuleTests
{
    [Theory]
    [InlineData("tests.constants.one + 1 == tests.constants.two")]
    [InlineData("tests.constants.foo == \"foo\" and tests.constants.empty == \"\"")]
    [InlineData("tests.constants.foo and not tests.constants.empty")]
    [InlineData("tests.empty() == \"\" and not tests.empty()")]
    [InlineData("tests.integer_array[0] == 0 and tests.integer_array[1] == 1 and tests.integer_array[256] == 256")]
    [InlineData("not defined tests.integer_array[5] and not defined tests.integer_array[257] and not defined tests.integer_array[-1]")]
    [InlineData("tests.string_array[0] == \"foo\" and tests.string_array[3] contains \"foo\\x00bar\"")]
    [InlineData("for any x in tests.integer_array : ( x == 256 )")]
    [InlineData("for any s in tests.string_array : ( s matches /ba[zr]/ )")]
    [InlineData("for all k, v in tests.string_dict : ( k == v )")]
    [InlineData("for any k, v in tests.struct_dict : ( k == \"foo\" and v.s == \"foo\" and v.i == 1 )")]
    [InlineData("for any item in tests.struct_array : ( item.i == 1 )")]
    [InlineData("not (for all item in tests.empty_struct_array : ( item.i == 1 ))")]
    [InlineData("tests.string_dict[\"foo\"] == \"foo\" and not defined tests.string_dict[\"nothing\"]")]
    [InlineData("tests.struct_dict[\"foo\"].i == 1 and not defined tests.struct_dict[\"nothing\"].i")]
    [InlineData("tests.struct_array[1].i == 1 and not defined tests.struct_array[0].i and not defined tests.struct_array[9].i")]
    [InlineData("tests.isum(1, 2) == 3 and tests.isum(1, 2, 3) == 6")]
    [InlineData("tests.fsum(1.0, 2.0) == 3.0 and tests.fsum(1.0, 2.0, 3.5) == 6.5")]
    [InlineData("tests.foobar(1) == tests.foobar(1) and tests.foobar(1) != tests.foobar(2)")]
    [InlineData("tests.length(\"dummy\") == 5 and tests.length(\"\") == 0")]
    [InlineData("tests.match(/foo/, \"foo\") == 3 and tests.match(/foo/, \"bar\") == -1")]
    [InlineData("tests.match(/foo.bar/i, \"FOO\\nBAR\") == -1 and tests.match(/foo.bar/is, \"FOO\\nBAR\") == 7")]
    [InlineData("not defined tests.undefined.i and not defined tests.undefined.f")]
    [InlineData("not defined tests.isum(tests.undefined.i, 1) and not defined tests.length(tests.string_dict[\"nothing\"])")]
    [InlineData("not (tests.undefined.f > 1.0 or tests.undefined.i + 1 == 1)")]
    public void A_condition_is_true(string condition) =>
        YaraRun.IsTrue(condition, "x", imports: "import \"tests\"").Should().BeTrue();

    [Fact]
    public void A_module_is_loaded_only_when_a_condition_reads_it()
    {
        var rules = YaraRun.Compile("import \"tests\" rule a { strings: $a = \"nothere\" condition: $a and tests.constants.one == 1 }");

        new Scanner(rules).Scan("x"u8.ToArray()).Matches.Should().BeEmpty();
        rules.Compiled[0].Condition.NeedsMatch.Should().BeTrue();
    }
}
