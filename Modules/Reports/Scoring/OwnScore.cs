using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>What an artifact's own findings come to: noisy-or within each category up to its cap, and noisy-or over the categories.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Categories">Per category, in the order of the enumeration.</param>
/// <param name="HasCritical">True when one finding is proof by itself.</param>
internal sealed record OwnScore(double Value, IReadOnlyList<CategoryScore> Categories, bool HasCritical)
{
    public static OwnScore None { get; } = new(0, [], false);

    /// <summary>Categories that are strong enough to open the gate.</summary>
    public IEnumerable<FindingCategory> Strong =>
        Categories.Where(category => category.Capped >= Weights.Strong).Select(category => category.Category);

    /// <summary>Scores findings of one artifact. The order does not matter, and each heuristic counts once, at its strongest.</summary>
    public static OwnScore Of(IEnumerable<Finding> findings)
    {
        var categories = findings
            .GroupBy(finding => finding.Category)
            .OrderBy(group => group.Key)
            .Select(Category)
            .ToList();
        var value = 1 - categories.Aggregate(1.0, (left, category) => left * (1 - category.Score.Capped));
        return new(value, [.. categories.Select(category => category.Score)], categories.Any(category => category.Critical));
    }

    private static (CategoryScore Score, bool Critical) Category(IGrouping<FindingCategory, Finding> findings)
    {
        var heuristics = findings.GroupBy(finding => finding.Id, StringComparer.Ordinal)
            .Select(same => (Id: same.Key, P: same.Max(Weights.Of)))
            .OrderBy(heuristic => heuristic.Id, StringComparer.Ordinal)
            .ToList();
        var raw = 1 - heuristics.Aggregate(1.0, (left, heuristic) => left * (1 - heuristic.P));
        var score = new CategoryScore(
            findings.Key, Rounded(raw), Rounded(Math.Min(raw, Weights.Cap(findings.Key))), [.. heuristics.Select(heuristic => heuristic.Id)]);
        return (score, heuristics.Any(heuristic => heuristic.P >= Weights.Critical));
    }

    private static double Rounded(double value) => Math.Round(value, 6);
}
