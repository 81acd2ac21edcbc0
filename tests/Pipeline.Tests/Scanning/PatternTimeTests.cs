using System.Reflection;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Scanning;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Scanning;

/// <summary>
/// The law for a new regular expression: hostile text may not hold it up. The list is read from the code, so a new one is tried without a line here. Each text is made of
/// what the expression itself looks for, again and again; one that takes longer than <see cref="PatternTime.Limit"/> over them throws. All others take milliseconds.
/// </summary>
public sealed partial class PatternTimeTests
{
    private const int Length = 64 << 10;

    /// <summary>In each run half of it: what takes the square of the length needs a quarter of the time, which was most of the time of all these tests.</summary>
    private const int UsualLength = Length / 2;

    public static TheoryData<string> Classes => [.. Patterns().Select(pattern => pattern.DeclaringType!.FullName!).Distinct()];

    private const int FewWords = 3;
    private const int ManyWords = 12;

    [Theory]
    [MemberData(nameof(Classes))]
    public void No_text_made_of_its_first_words_holds_an_expression_up(string type) => Search(type, FewWords, UsualLength);

    [Theory]
    [Trait("Run", "Long")]
    [MemberData(nameof(Classes))]
    public void No_text_made_of_its_own_words_holds_an_expression_up(string type) => Search(type, ManyWords, Length);

    private static void Search(string type, int words, int length)
    {
        foreach (var method in Patterns().Where(pattern => pattern.DeclaringType!.FullName == type))
        {
            var pattern = (Regex)method.Invoke(null, null)!;
            foreach (var unit in Units(pattern.ToString(), words))
                pattern.Invoking(search => search.Count(Repeated(unit, length))).Should().NotThrow<RegexMatchTimeoutException>("of {0} over \"{1}\" again and again", method.Name, unit);
        }
    }

    [Fact]
    public void Every_search_has_a_limit_that_ends_it_within_the_grace_of_a_canceled_stage()
    {
        Patterns().Where(method => (Regex)method.Invoke(null, null)! is var pattern && pattern.MatchTimeout != PatternTime.Limit && !pattern.Options.HasFlag(RegexOptions.NonBacktracking))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Should().BeEmpty("only what takes linear time by its construction needs no limit");
        PatternTime.Limit.Should().BeLessThan(ScanWatch.Grace);
    }

    [Fact]
    public async Task A_search_past_its_time_is_a_gap_and_the_other_stages_go_on()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("searching", (_, _) => throw new RegexMatchTimeoutException())] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Stages.Single(stage => stage.Name == "searching").Status.Should().Be(StageStatus.TimedOut);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(gap => gap.Reason == GapReason.Timeout && gap.Stage == "searching");
    }

    [Theory]
    [InlineData("a.sh", "wget /tmp/.a chmod ")]
    [InlineData("a.bat", "a=$(curl ")]
    [InlineData("a.ps1", "a=$(curl ")]
    [InlineData("a.bat", "FINDSTR%0>1.ex")]
    [InlineData("a.bat", "wscript //e:a //b ")]
    [InlineData("a.bat", "downloadfile1.")]
    [InlineData("a.yml", "\n")]
    public async Task A_script_of_one_hostile_line_is_scanned_to_its_end(string name, string unit)
    {
        var outcome = await Scans.OfAsync(System.Text.Encoding.ASCII.GetBytes("jobs:\n" + Repeated(unit, Length)), name);

        outcome.Stages.Should().NotContain(stage => stage.Status == StageStatus.TimedOut || stage.Status == StageStatus.Failed);
    }

    [Fact]
    public async Task More_downloads_than_anybody_writes_are_a_gap()
    {
        var lines = Enumerable.Range(0, 300).Select(number => $"curl -o C:\\Users\\Public\\file{number}.exe https://host.invalid/{number}\r\n");

        var outcome = await Scans.OfAsync(System.Text.Encoding.ASCII.GetBytes("@echo off\r\n" + string.Concat(lines)), "a.bat");

        outcome.Gaps.Should().Contain(gap => gap.Stage == "batch" && gap.Reason == GapReason.Limit);
    }

    private static IEnumerable<MethodInfo> Patterns() =>
        new[] { typeof(PipelineModule).Assembly, typeof(ScriptSource).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null);

    // Blank lines, and the words of the pattern: each alone, with a blank, and all of them in their order.
    private static IEnumerable<string> Units(string pattern, int most)
    {
        var words = Word().Matches(Escaped().Replace(pattern, " ")).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToArray();
        return words.Take(most).SelectMany(word => new[] { word, word + " ", word + "(" }).Concat([" ", "\n", "a", "\"", "1,", string.Concat(words), string.Join(' ', words) + ' ']).Where(unit => unit.Length > 0);
    }

    private static string Repeated(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length + 1))[..length];

    [GeneratedRegex(@"\\[a-zA-Z]|\(\?<?\w*>?|\{\d*,?\d*\}|\[\^?[^\]]*\]")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[\w.:/=<>%$-]{2,}")]
    private static partial Regex Word();
}
