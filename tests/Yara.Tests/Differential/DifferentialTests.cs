using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Yara.Tests.Differential;

/// <summary>The same rules and the same bytes to Debian's yara 4.2.3 and to us: the same rules match, at the same places.</summary>
public sealed class DifferentialTests
{
    private const int RuleCount = 1500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_rules_find_what_yara_finds(int seed)
    {
        using var folder = new TemporaryFolder();
        var generator = new RuleGenerator(seed);
        var source = string.Join('\n', Enumerable.Range(0, RuleCount).Select(i => generator.Rule($"r{i}")));
        folder.Write("rules.yar", Encoding.Latin1.GetBytes(source));
        var scanner = new Scanner(YaraRun.Compile(source));

        foreach (var data in Samples(new Random(seed)))
        {
            folder.Write("data", data);
            var theirs = Encoding.Latin1.GetString(ForeignTool.Run(folder.Path, "yara", "-w", "-s", "-L", "rules.yar", "data"));

            var (ours, expected) = (Lines(scanner.Scan(data)).ToList(), Sorted(theirs).ToList());
            ours.Except(expected).Should().BeEmpty();
            expected.Except(ours).Should().BeEmpty();
        }
    }

    private static IEnumerable<byte[]> Samples(Random random)
    {
        var noise = new byte[40];
        random.NextBytes(noise);
        yield return [.. YaraRun.Bytes("abc abd abc xyz 0123 \0\u0001\u0002\u00FF"), .. noise, .. "foobarFOO a b c abcabcabc"u8];
        yield return [.. Enumerable.Range(0, 200).Select(_ => "ab\0"u8[random.Next(3)])];
        yield return "x"u8.ToArray();
        yield return [.. "MZ"u8, .. new byte[100]];
    }

    /// <summary>A line a rule, with the places of its strings in one order.</summary>
    private static IEnumerable<string> Lines(ScanResult result) => result.Matches
        .Select(match => string.Join(' ', match.Strings.Select(one => $"0x{one.Offset:x}:{one.Length}:{one.Name}")
            .Order(StringComparer.Ordinal).Prepend(match.Rule.Name)))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(string output)
    {
        var rules = new List<List<string>>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("0x", StringComparison.Ordinal))
                rules[^1].Add(line[..line.IndexOf(": ", StringComparison.Ordinal)]);
            else
                rules.Add([line.Split(' ')[0]]);
        }

        return rules.Select(rule => string.Join(' ', rule.Skip(1).Order(StringComparer.Ordinal).Prepend(rule[0])))
            .Order(StringComparer.Ordinal);
    }
}
