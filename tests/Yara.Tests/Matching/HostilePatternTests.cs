using System.Diagnostics;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>Patterns and data made to take long: they end, by themselves or by the budget.</summary>
public sealed class HostilePatternTests
{
    [Theory]
    [InlineData("(a+)+b")]
    [InlineData("(a|a)*b")]
    [InlineData("(a*)*b")]
    [InlineData("(a?){50}a{50}")]
    [InlineData("((a{0,30}){0,30}){0,30}b")]
    [InlineData("(.*)(.*)(.*)(.*)x")]
    [InlineData(".*.*.*=.*")]
    [InlineData("(x+x+)+y")]
    [InlineData("a{0,32767}b")]
    [InlineData(".{0,4000}a.{0,4000}b.{0,4000}c")]
    public void No_expression_explodes(string body)
    {
        var data = Bytes(string.Concat(Enumerable.Repeat("aaaaaaaaaax", 20)));
        var clock = Stopwatch.StartNew();

        Find(Regex(body), data);
        Find(Regex(body, "wide nocase"), data);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void The_budget_cuts_a_scan_that_would_take_hours_and_says_so()
    {
        // Every place of the file begins a match of thousands of steps, and nothing rare tells the places apart.
        var set = SetOf(Regex("[a-c].{0,4000}[d-f]"));
        var budget = new ScanBudget(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        set.Scan(Bytes(string.Concat(Enumerable.Repeat("ad", 2_000_000))), new PatternMatches(), budget);

        budget.WasCut.Should().BeTrue();
    }

    [Fact]
    public void A_canceled_scan_finds_nothing_and_says_so()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var budget = ScanBudget.Unlimited(source.Token);
        var matches = new PatternMatches();

        SetOf(Text("abc")).Scan(Bytes("abc"), matches, budget);

        budget.WasCut.Should().BeTrue();
        matches.Matched.Length.Should().Be(0);
    }

    [Fact]
    public void An_expression_that_is_too_large_is_refused()
    {
        var builder = new PatternSetBuilder();

        FluentActions.Invoking(() => builder.Add(Regex("((ab|c){1,1000}d){1,1000}"))).Should().Throw<PatternTooLargeException>();

        builder.Add(Text("abc")).Should().Be(0);
        builder.Build().Count.Should().Be(1);
    }

    [Fact]
    public void Random_expressions_over_random_bytes_never_throw()
    {
        var random = new RandomPatterns(31);
        var bytes = new Random(32);
        for (var round = 0; round < 60; round++)
        {
            var patterns = Enumerable.Range(0, 8).Select(index => index < 5 ? Regex(random.Regex(withGroups: true), "ascii wide nocase") : (Pattern)Hex(random.Hex(true, true))).ToArray();
            var data = new byte[bytes.Next(400)];
            bytes.NextBytes(data);

            FluentActions.Invoking(() => Matches(patterns, data)).Should().NotThrow();
        }
    }
}
