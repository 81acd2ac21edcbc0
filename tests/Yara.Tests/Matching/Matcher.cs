using System.Text;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>Short ways to make patterns and to scan.</summary>
internal static class Matcher
{
    /// <summary>A text string; its modifiers as a rule has them: "nocase wide".</summary>
    internal static TextPattern Text(string text, string modifiers = "") => new(Bytes(text), new PatternModifiers(Flags(modifiers)));

    internal static TextPattern Xor(string text, byte min, byte max, string modifiers = "") =>
        new(Bytes(text), new PatternModifiers(Flags(modifiers)) { XorMin = min, XorMax = max });

    internal static HexPattern Hex(string body)
    {
        var parsed = HexPatternParser.Parse(Bytes(body));
        return new HexPattern(parsed.Root ?? throw new ArgumentException($"{{{body}}}: {parsed.Error!.Message}"));
    }

    /// <summary>A regular expression; its flags as modifiers too: "nocase dotall".</summary>
    internal static RegexPattern Regex(string body, string modifiers = "")
    {
        var parsed = RegexParser.Parse(Bytes(body), isString: true);
        return new RegexPattern(parsed.Root ?? throw new ArgumentException($"/{body}/: {parsed.Error!.Message}"), new PatternModifiers(Flags(modifiers)));
    }

    /// <summary>Scans data for one pattern; each match as "offset:length".</summary>
    internal static string Find(Pattern pattern, byte[] data) =>
        string.Join(' ', Matches([pattern], data)[0].Select(match => $"{match.Offset}:{match.Length}"));

    internal static string Find(Pattern pattern, string data) => Find(pattern, Bytes(data));

    /// <summary>Scans data for several patterns at once.</summary>
    internal static PatternMatch[][] Matches(IReadOnlyList<Pattern> patterns, byte[] data)
    {
        var set = SetOf(patterns);
        var matches = new PatternMatches();
        set.Scan(data, matches, ScanBudget.Unlimited());
        return [.. Enumerable.Range(0, patterns.Count).Select(index => matches[index].ToArray().Select(match => match with { Order = 0 }).ToArray())];
    }

    internal static PatternSet SetOf(params IEnumerable<Pattern> patterns)
    {
        var builder = new PatternSetBuilder();
        foreach (var pattern in patterns)
            builder.Add(pattern);
        return builder.Build();
    }

    private static PatternFlags Flags(string modifiers) =>
        modifiers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(PatternFlags.None, (flags, word) => flags | Enum.Parse<PatternFlags>(word, ignoreCase: true));

    /// <summary>One byte a character; so a test can write any byte.</summary>
    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
