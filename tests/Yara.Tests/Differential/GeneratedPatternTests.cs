using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.TestKit;
using Xunit.Abstractions;

namespace ScanHost.Yara.Tests.Differential;

/// <summary>Random strings of rules over random data, hundreds of rules in one run of Debian's yara 4.2.3: the same offsets and lengths.</summary>
public sealed partial class GeneratedPatternTests(ITestOutputHelper output) : IDisposable
{
    private const int RuleCount = 1000;

    /// <summary>Of hex strings, at which yara takes long.</summary>
    private const int HexRuleCount = 200;

    private const int DataBytes = 700;

    /// <summary>Longer than most matches.</summary>
    private const int EndBytes = 40;

    /// <summary>yara prints at most so many bytes of a match, and their number.</summary>
    private const int ShownBytes = 512;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Texts_match_as_in_yara(int seed) => Differences(seed, generator => generator.Text()).Should().BeEmpty();

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Hex_strings_match_as_in_yara(int seed) => Differences(seed, generator => generator.Hex(), HexRuleCount).Should().BeEmpty();

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    public void Regular_expressions_match_as_in_yara(int seed) => Differences(seed, generator => generator.Regex()).Should().BeEmpty();

    /// <summary>What differs, a line a rule.</summary>
    private string Differences(int seed, Func<PatternGenerator, string> make, int count = RuleCount)
    {
        var generator = new PatternGenerator(seed);
        var strings = Enumerable.Range(0, count).Select(_ => make(generator)).ToArray();
        var data = generator.Data(DataBytes);
        folder.Write("data", data);
        var accepted = Enumerable.Range(0, count).ToList();
        var theirs = AskYara(strings, accepted);
        output.WriteLine($"seed {seed}: {accepted.Count} of {count} rules work in yara, {theirs.Sum(one => one.Value.Count)} matches");
        accepted.Should().HaveCountGreaterThan(count * 9 / 10);

        var ours = new Scanner(YaraRun.Compile(Source(strings, accepted))).Scan(data).Matches.ToDictionary(
            match => match.Rule.Name, match => match.Strings.Select(one => new Place(one.Offset, Math.Min(one.Length, ShownBytes))).ToHashSet());
        return string.Join(
            '\n',
            from index in accepted
            let expected = Compared(strings[index], theirs.GetValueOrDefault($"r{index}", []))
            let found = Compared(strings[index], ours.GetValueOrDefault($"r{index}", []))
            where !expected.SetEquals(found)
            select $"{strings[index]}: only yara {string.Join(' ', expected.Except(found).Take(3))}, only here {string.Join(' ', found.Except(expected).Take(3))}");
    }

    /// <summary>
    /// What is compared: everything; but of expressions with alternatives no lengths, which follow from the choice of literal bytes, and of those
    /// with <c>\b</c> or <c>\B</c> nothing at the ends of the data, where 4.2.3 decides otherwise than we do.
    /// </summary>
    private static HashSet<Place> Compared(string pattern, IEnumerable<Place> places)
    {
        if (pattern[0] == '/' && pattern.Contains("\\b", StringComparison.OrdinalIgnoreCase))
            places = places.Where(place => place.Offset is > 1 and < DataBytes - EndBytes);
        if (pattern[0] == '/' && pattern.Contains('|', StringComparison.Ordinal))
            places = places.Select(place => place with { Length = 0 });
        return [.. places];
    }

    /// <summary>Matches by rule; rules that yara refuses, or fails with at a scan, are taken out of <paramref name="accepted"/>.</summary>
    private Dictionary<string, HashSet<Place>> AskYara(string[] strings, List<int> accepted)
    {
        for (; ; )
        {
            folder.Write("rules.yar", Source(strings, accepted));
            try
            {
                return Parse(Encoding.Latin1.GetString(ForeignTool.Run(folder.Path, "yara", "-w", "-s", "-L", "rules.yar", "data")));
            }
            catch (InvalidOperationException error)
            {
                var refused = RefusedLine().Matches(error.Message).Select(match => accepted[Number(match) - 1])
                    .Concat(FailedRule().Matches(error.Message).Select(Number)).ToHashSet();
                if (accepted.RemoveAll(refused.Contains) == 0)
                    throw;
            }
        }
    }

    private static int Number(System.Text.RegularExpressions.Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Source(string[] strings, IEnumerable<int> indices) =>
        string.Join('\n', indices.Select(index => $"rule r{index} {{ strings: $a = {strings[index]} condition: $a }}"));

    private static Dictionary<string, HashSet<Place>> Parse(string text)
    {
        var found = new Dictionary<string, HashSet<Place>>();
        var current = new HashSet<Place>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("0x", StringComparison.Ordinal))
            {
                var fields = line.Split(':');
                current.Add(new Place(Convert.ToInt64(fields[0], 16), int.Parse(fields[1], CultureInfo.InvariantCulture)));
            }
            else
            {
                found[line[..line.IndexOf(' ', StringComparison.Ordinal)]] = current = [];
            }
        }

        return found;
    }

    [GeneratedRegex(@"rules\.yar\((\d+)\)")]
    private static partial Regex RefusedLine();

    [GeneratedRegex("in rule \"r(\\d+)\" caused error")]
    private static partial Regex FailedRule();

    private readonly record struct Place(long Offset, int Length)
    {
        public override string ToString() => $"{Offset}:{Length}";
    }
}
