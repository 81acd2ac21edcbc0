namespace ScanHost.Yara;

/// <summary>What came out of a scan.</summary>
/// <param name="Matches">The rules that are true, in the order of the rule set; private ones left out.</param>
/// <param name="Gaps">What was not examined: with any of them, a rule that is not in <see cref="Matches"/> could still be true.</param>
public sealed record ScanResult(IReadOnlyList<Match> Matches, IReadOnlyList<ScanGap> Gaps);

/// <summary>Something that a scan left out.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Rule">The rule that it is about; null when it is about the whole scan.</param>
/// <param name="String">The string that it is about, with its <c>$</c>; null when it is about no single one.</param>
public sealed record ScanGap(ScanGapKind Kind, Rule? Rule, string? String);

/// <summary>Why a scan left something out.</summary>
public enum ScanGapKind
{
    /// <summary>The time was over, or the scan was canceled.</summary>
    Timeout,

    /// <summary>A string has more matches than are counted.</summary>
    MatchLimit,

    /// <summary>A rule's loops went round too often.</summary>
    StepLimit,
}
