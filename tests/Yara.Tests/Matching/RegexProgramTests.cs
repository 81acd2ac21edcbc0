using System.Text;
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Runs_do_what_written_out_repetitions_do(bool wide)
    {
        var random = new Random(77);
        for (var round = 0; round < 3000; round++)
        {
            var body = Body(random, depth: 0, isLazy: round % 3 == 0);
            var parts = new RegexLowering(noCase: false, dotAll: true, wide).Lower(RegexParser.Parse(Bytes(body), isString: false).Root!);
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "aaab"[random.Next(4)] + (wide && random.Next(20) > 0 ? "\0" : "")));
            var data = Bytes(text);

            Results(parts, wide, data, isCompact: true).Should().Be(Results(parts, wide, data, isCompact: false), $"of {body} in {text}");
        }
    }

    private static string Results(RegexNode[] parts, bool wide, byte[] data, bool isCompact)
    {
        var forward = RegexCompiler.Compile(parts, backward: false, wide, isCompact);
        var backward = RegexCompiler.Compile(parts, backward: true, wide, isCompact);
        var scratch = new RegexScratch();
        scratch.Begin(null);
        var results = new StringBuilder().Append(forward.IsMatch(data));
        for (var start = 0; start <= data.Length; start++)
        {
            // Threads that meet in a run go on as one, so which of several lengths is preferred is not kept.
            results.Append(' ').Append(forward.MatchForward(data, start, scratch) >= 0);
            backward.MatchBackward(data, start, scratch);
            results.Append('<').AppendJoin(',', scratch.Starts.Order());
        }

        return results.ToString();
    }

    private static string Body(Random random, int depth, bool isLazy)
    {
        var body = new StringBuilder();
        for (var part = random.Next(1, 4); part > 0; part--)
        {
            body.Append(random.Next(depth < 2 ? 5 : 3) switch
            {
                0 => "a",
                1 => "[ab]",
                2 => "(ab)",
                3 => $"({Body(random, depth + 1, isLazy)})",
                _ => $"({Body(random, depth + 1, isLazy)}|{Body(random, depth + 1, isLazy)})",
            });
            if (random.Next(2) == 0)
                continue;
            var min = random.Next(7);
            body.Append(random.Next(4) switch { 0 => "*", 1 => $"{{{min},}}", 2 => $"{{{min}}}", _ => $"{{{min},{min + random.Next(6)}}}" });
            if (isLazy)
                body.Append('?');
        }

        return body.ToString();
    }

    private static bool IsMatch(string body, string text, PatternFlags flags) =>
        RegexProgram.Compile(RegexParser.Parse(Bytes(body), isString: false).Root!, flags).IsMatch(Bytes(text));
}
