using System.Text;

namespace ScanHost.Yara.Tests.Compilation;

/// <summary>Rule files are input too: whatever stands in one, the compiler comes back and says something.</summary>
public sealed class HostileRulesTests
{
    private const string Sample =
        """
        import "tests" /* comment */ include "x" // line
        private global rule a : t { meta: a = "x" b = -1 c = true strings: $a = "a\x41\n" wide xor(1-2) $b = { 01 ?? [1-2] ( 02 | 03 ) ~04 }
        $c = /a{1,2}[^b-c]\b(d|e)*?/is $ = "anon" base64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        condition: for any of them : ( $ at 1 and # > 1KB ) or 1.5 + 0x1F \ -uint8be(@a[1]) != ~!b[2] and "a" icontains "b"
        or for 2 k, v in tests.struct_dict : ( v.i == 1 and k matches /x/ ) or 50% of ($a*, $b) in (0..filesize) or tests.isum(1, 2) % 3 == 0 }
        """;

    [Fact]
    public void Every_prefix_of_a_rule_file_is_compiled_or_called_wrong()
    {
        for (var length = 0; length <= Sample.Length; length++)
            Compile(Encoding.Latin1.GetBytes(Sample[..length]));
    }

    [Fact]
    public void Ten_thousand_mutations_of_a_rule_file_are_compiled_or_called_wrong()
    {
        var random = new Random(20261125);
        var bytes = Encoding.Latin1.GetBytes(Sample);
        for (var i = 0; i < 10_000; i++)
        {
            var mutant = bytes.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            var from = random.Next(mutant.Length);
            Compile(mutant.AsSpan(from).ToArray().Concat(mutant.Take(from)).ToArray());
        }
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not (", ")")]
    [InlineData("defined ", "")]
    [InlineData("- ", "")]
    [InlineData("~(1 + ", ")")]
    [InlineData("uint8(", ")")]
    [InlineData("true and (true or (", "))")]
    [InlineData("for all i in (1..2) : (", ")")]
    public void Deep_nesting_is_an_error_and_no_crash(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000));

        YaraRun.Diagnose($"rule a {{ condition: {source} }} rule b {{ condition: true }}").Should().NotBeEmpty();
    }

    [Fact]
    public void Nesting_up_to_the_bound_works_on_a_small_stack()
    {
        var nested = string.Concat(Enumerable.Repeat("not (", 95)) + "true" + string.Concat(Enumerable.Repeat(")", 95));
        var chain = string.Join(" + ", Enumerable.Repeat("filesize", 290));
        var wide = string.Join(" or ", Enumerable.Repeat("filesize == 5", 20_000));
        var found = 0;
        var thread = new Thread(
            () => found = YaraRun.Names($"rule a {{ condition: {chain} == 290 }} rule b {{ condition: {wide} or true }} rule c {{ condition: {nested} or true }}", "x").Count(),
            512 * 1024);

        thread.Start();
        thread.Join();

        found.Should().Be(3);
    }

    [Fact]
    public void A_long_chain_of_operators_is_an_error_and_no_crash() =>
        YaraRun.Diagnose($"rule a {{ condition: {string.Join(" + ", Enumerable.Repeat("1", 100_000))} > 0 }}")
            .Should().ContainSingle(one => one.Code == DiagnosticCode.TooComplex);

    [Fact]
    public void Ten_thousand_strings_are_the_most()
    {
        static string Rule(int count) =>
            $"rule a {{ strings: {string.Concat(Enumerable.Range(0, count).Select(i => $"$a{i} = \"text{i}\" "))} condition: any of them }}";

        YaraRun.Diagnose(Rule(10_000)).Should().BeEmpty();
        YaraRun.Diagnose(Rule(10_001)).Should().ContainSingle().Which.Message
            .Should().Be("too many strings in rule \"a\" (limit: 10000)");
    }

    private static void Compile(byte[] source)
    {
        var compiler = new RuleCompiler();
        compiler.Add(source);
        new Scanner(compiler.Build()).Scan("aAxyz"u8.ToArray(), new ScanSettings { MaxSteps = 10_000 });
    }
}
