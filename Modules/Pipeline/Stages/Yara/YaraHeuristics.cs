using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Findings;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>
/// What a match of a rule means, by what its author says in metas and tags. docs/yara.md has the map; a change here changes verdicts.
/// </summary>
internal static class YaraHeuristics
{
    private const int MaxTitle = 200;

    /// <summary>Metas with a number from 0 to 100, or from 0 to 10 when it is not above 10; the first that is there counts.</summary>
    private static readonly string[] NumberMetas = ["score", "severity", "threat_level"];

    private static readonly (string Word, int Score)[] Words =
    [
        ("critical", 95), ("very_high", 80), ("high", 65), ("medium", 50), ("moderate", 50), ("low", 40), ("info", 0),
        ("informational", 0), ("none", 0),
    ];

    private static readonly (string Tag, int Score)[] Tags =
    [
        ("malicious", 80), ("malware", 80), ("ransomware", 80), ("exploit", 80), ("suspicious", 50), ("info", 0), ("informational", 0),
    ];

    public static Heuristic Of(Rule rule)
    {
        var (severity, confidence) = Weigh(ScoreOf(rule));
        return new Heuristic(
            $"yara.{rule.Name.ToLowerInvariant()}", TitleOf(rule), severity, confidence, FindingCategory.Signature, AttackOf(rule));
    }

    /// <summary>0 to 100; null when the author says nothing about it.</summary>
    internal static int? ScoreOf(Rule rule)
    {
        foreach (var name in NumberMetas)
        {
            if (rule.Metas.LastOrDefault(meta => IsNamed(meta, name)) is not { } meta)
                continue;
            if (meta.Type == YaraType.Integer || long.TryParse(meta.Value.ToText(), out _))
            {
                var number = meta.Type == YaraType.Integer ? meta.Value.AsInteger : long.Parse(meta.Value.ToText(), null);
                return (int)Math.Clamp(name == "score" || number > 10 ? number : number * 10, 0, 100);
            }

            var word = meta.Value.ToText().Trim().Replace(' ', '_');
            if (Array.Find(Words, known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } found)
                return found.Score;
        }

        foreach (var tag in rule.Tags)
        {
            if (Array.Find(Tags, known => known.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { Tag: not null } found)
                return found.Score;
        }

        return null;
    }

    private static (Severity Severity, Confidence Confidence) Weigh(int? score) => score switch
    {
        null => (Severity.Medium, Confidence.Medium),
        >= 90 => (Severity.Critical, Confidence.High),
        >= 75 => (Severity.VeryHigh, Confidence.High),
        >= 60 => (Severity.High, Confidence.Medium),
        >= 40 => (Severity.Medium, Confidence.Medium),
        _ => (Severity.Info, Confidence.Medium),
    };

    private static string TitleOf(Rule rule)
    {
        var description = rule.Metas.FirstOrDefault(meta => IsNamed(meta, "description") && meta.Type == YaraType.String);
        var title = description is null ? $"YARA rule {rule.Name}" : $"{rule.Name}: {description.Value.ToText()}";
        return title.Length > MaxTitle ? title[..MaxTitle] : title;
    }

    private static string[] AttackOf(Rule rule) =>
    [
        .. rule.Metas
            .Where(meta => meta.Type == YaraType.String && (IsNamed(meta, "mitre_attack") || IsNamed(meta, "attack")))
            .SelectMany(meta => meta.Value.ToText().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
            .Where(IsTechnique)
            .Distinct(StringComparer.Ordinal),
    ];

    // T1027 or T1027.009.
    private static bool IsTechnique(string text) =>
        text is ['T', _, _, _, _] or ['T', _, _, _, _, '.', _, _, _]
        && text.AsSpan(1).IndexOfAnyExceptInRange('.', '9') < 0 && !text.Contains('/', StringComparison.Ordinal);

    private static bool IsNamed(RuleMeta meta, string name) => meta.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
