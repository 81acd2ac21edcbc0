using Microsoft.Extensions.Time.Testing;

namespace ScanHost.Yara.Tests.Modules;

/// <summary>hash, math, string, time and console. Data is "hello world hello"; the values are those of libyara 4.5.8.</summary>
public sealed class SmallModuleTests
{
    private const string Imports = "import \"hash\" import \"math\" import \"string\" import \"time\"";

    [Theory]
    [InlineData("hash.md5(0, 5) == \"5d41402abc4b2a76b9719d911017c592\" and hash.md5(\"hello\") == hash.md5(0, 5)")]
    [InlineData("hash.sha1(0, 5) == \"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"")]
    [InlineData("hash.sha256(0, 5) == \"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"")]
    [InlineData("hash.crc32(\"123456789\") == 0xCBF43926 and hash.checksum32(0, 5) == 532 and hash.md5(12, 1000) == hash.md5(12, 5)")]
    [InlineData("not defined hash.md5(17, 1) and not defined hash.md5(-1, 1) and not defined hash.md5(0, -1)")]
    [InlineData("hash.md5(0, 0) == \"d41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("math.entropy(\"AAAA\") == 0.0 and math.entropy(\"AABB\") == 1.0 and math.entropy(0, 0) == 0.0")]
    [InlineData("math.mean(\"ABCABC\") == 66.0 and math.deviation(\"ABAB\", 65.0) == 0.5 and not defined math.mean(\"\")")]
    [InlineData("math.serial_correlation(\"aaaa\") == -100000.0 and not defined math.monte_carlo_pi(\"ab\")")]
    [InlineData("math.serial_correlation(\"abcdef\") > 0.142 and math.serial_correlation(\"abcdef\") < 0.143")]
    [InlineData("math.in_range(2.0, 1.0, 3.0) and not math.in_range(4.0, 1.0, 3.0) and math.MEAN_BYTES == 127.5")]
    [InlineData("math.min(1, 2) == 1 and math.max(1, 2) == 2 and math.max(-1, 1) == -1 and math.abs(-5) == 5")]
    [InlineData("math.to_number(1 == 1) == 1 and math.to_number(1 == 2) == 0")]
    [InlineData("math.count(0x6c) == 5 and math.count(0x6c, 0, 4) == 2 and math.mode() == 0x6c and not defined math.count(256)")]
    [InlineData("math.percentage(0x6c, 0, 4) == 0.5 and not defined math.percentage(0x6c, 0, 0)")]
    [InlineData("math.to_string(255) == \"255\" and math.to_string(255, 16) == \"ff\" and math.to_string(8, 8) == \"10\"")]
    [InlineData("string.to_int(\"1234\") == 1234 and string.to_int(\"-10\") == -10 and string.to_int(\"0x10\") == 16")]
    [InlineData("string.to_int(\"010\") == 8 and string.to_int(\"10\", 2) == 2 and string.to_int(\" +7\") == 7")]
    [InlineData("not defined string.to_int(\"\") and not defined string.to_int(\"12a\") and not defined string.to_int(\"1\", 37)")]
    [InlineData("not defined string.to_int(\"9223372036854775808\") and string.to_int(\"-9223372036854775808\") < 0")]
    [InlineData("string.to_int(\"1\\x002\") == 1 and not defined string.to_int(\"\\x0012\")")]
    [InlineData("string.length(\"a\\x00b\") == 3")]
    public void A_condition_is_true(string condition) =>
        YaraRun.IsTrue(condition, "hello world hello", imports: Imports).Should().BeTrue();

    [Fact]
    public void Time_goes_by_the_clock_of_the_scan()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        var rules = YaraRun.Compile("import \"time\" rule a { condition: time.now() == 1700000000 }");

        new Scanner(rules).Scan("x"u8.ToArray(), new ScanSettings { Clock = clock }).Matches.Should().ContainSingle();
    }

    [Fact]
    public void The_console_takes_lines_and_is_true()
    {
        var lines = new List<string>();
        var rules = YaraRun.Compile(
            """
            import "console"
            rule a { condition: console.log("x = ", 5) and console.log(1.5) and console.hex("h ", 255) and console.log("a\x00\xff") }
            """);

        var result = new Scanner(rules).Scan("x"u8.ToArray(), new ScanSettings { Console = lines.Add });

        result.Matches.Should().ContainSingle();
        lines.Should().Equal("x = 5", "1.500000", "h 0xff", "a\\x00\\xff");
    }
}
