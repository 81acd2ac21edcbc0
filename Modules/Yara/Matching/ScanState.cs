namespace ScanHost.Yara.Matching;

/// <summary>What one scan carries along.</summary>
internal sealed class ScanState
{
    private const int VerificationsBetweenQuestions = 4096;

    private PatternUse[] uses = [];
    private PatternMatches matches = new();
    private ScanBudget? budget;
    private int verifications;

    /// <summary>The memory of regular expressions.</summary>
    internal RegexScratch Scratch { get; } = new();

    /// <summary>The matches of the segments of chains.</summary>
    internal PatternMatches Segments { get; } = new();

    /// <summary>A block of data, folded or padded.</summary>
    internal byte[] Block { get; } = new byte[PatternSet.BlockBytes + PatternSet.PaddingBytes];

    /// <summary>Prepares for a scan.</summary>
    internal void Begin(PatternUse[] patternUses, int segmentCount, PatternMatches target, ScanBudget scanBudget)
    {
        uses = patternUses;
        matches = target;
        budget = scanBudget;
        verifications = 0;
        Scratch.Begin(scanBudget);
        Segments.Reset(segmentCount);
    }

    /// <summary>False when the budget is used up; asked before each verification.</summary>
    internal bool Allows()
    {
        if (++verifications < VerificationsBetweenQuestions)
            return !budget!.WasCut;
        verifications = 0;
        return budget!.Allows();
    }

    /// <summary>True when another match of the variant would tell nothing.</summary>
    internal bool IsSatisfied(Variant variant)
    {
        if (variant.IsSegment)
            return Segments.IsLimited(variant.Owner);
        return matches.IsLimited(variant.Owner) || (uses[variant.Owner].OneSuffices && matches.Has(variant.Owner));
    }

    /// <summary>Takes down a match.</summary>
    internal void Add(Variant variant, PatternMatch match)
    {
        if (variant.IsSegment)
        {
            Segments.Add(variant.Owner, match, variant.KeepsLongest);
            return;
        }
        var use = uses[variant.Owner];
        if (match.Offset >= use.MinOffset && !(match.Offset > use.MaxOffset))
            matches.Add(variant.Owner, match, variant.KeepsLongest);
    }
}
