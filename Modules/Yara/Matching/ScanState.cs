namespace ScanHost.Yara.Matching;

/// <summary>What one scan carries along.</summary>
internal sealed class ScanState
{
    private const int VerificationsBetweenQuestions = 4096;

    private PatternUse[] uses = [];
    private PatternMatches matches = new();
    private ScanBudget? budget;
    private int verifications;
    private int wanted;
    private long settledBefore;
    private int[] patternOfSegment = [];
    private bool[] isTouched = [];
    private bool[] done = [];
    private int[] worthResolving = [];

    /// <summary>The memory of regular expressions.</summary>
    internal RegexScratch Scratch { get; } = new();

    /// <summary>The matches of the segments of chains.</summary>
    internal PatternMatches Segments { get; } = new();

    /// <summary>A block of data, folded or padded.</summary>
    internal byte[] Block { get; } = new byte[PatternSet.BlockBytes + PatternSet.PaddingBytes];

    /// <summary>Prepares for a scan.</summary>
    /// <param name="patternUses">By pattern: what its condition needs to know.</param>
    /// <param name="segmentPatterns">By segment of a chain: the pattern.</param>
    /// <param name="variantCount">How many variants the set has.</param>
    /// <param name="target">Where matches go.</param>
    /// <param name="scanBudget">How long the scan may take.</param>
    /// <param name="wantedMatches">So many matches of each pattern, the first ones, are wanted even where one suffices.</param>
    internal void Begin(PatternUse[] patternUses, int[] segmentPatterns, int variantCount, PatternMatches target, ScanBudget scanBudget, int wantedMatches)
    {
        wanted = wantedMatches;
        patternOfSegment = segmentPatterns;
        settledBefore = 0;
        if (done.Length < variantCount)
            done = new bool[variantCount];
        Array.Clear(done);
        if (worthResolving.Length < segmentPatterns.Length)
        {
            worthResolving = new int[segmentPatterns.Length];
            isTouched = new bool[segmentPatterns.Length];
        }
        Array.Clear(worthResolving);
        Array.Clear(isTouched);
        TouchedSegments.Clear();
        uses = patternUses;
        matches = target;
        budget = scanBudget;
        verifications = 0;
        Scratch.Begin(scanBudget);
        Segments.Reset(segmentPatterns.Length);
    }

    /// <summary>False when the budget is used up; asked before each verification.</summary>
    internal bool Allows()
    {
        if (++verifications < VerificationsBetweenQuestions)
            return !budget!.WasCut;
        verifications = 0;
        return budget!.Allows();
    }

    /// <summary>Begins with a block. No match that is still to be found starts a verification's reach before it.</summary>
    internal void BeginBlock(int start)
    {
        settledBefore = (long)start - RegexProgram.ScanLimit;
        foreach (var segment in TouchedSegments)
            isTouched[segment] = false;
        TouchedSegments.Clear();
    }

    /// <summary>The segments that the block at hand has brought a match of.</summary>
    internal List<int> TouchedSegments { get; } = [];

    /// <summary>True when another match of the variant would tell nothing; asked before anything else, so it is one look.</summary>
    internal bool IsDone(int variant) => done[variant];

    /// <summary>Looks whether another match of the variant would tell something.</summary>
    internal void Settle(int number, Variant variant) => done[number] = variant.IsSegment
        ? Segments.IsLimited(variant.Owner) || IsSettled(patternOfSegment[variant.Owner])
        : IsSettled(variant.Owner);

    /// <summary>True when nobody wants to see matches: where one suffices, the search ends with it.</summary>
    internal bool StopsAtFirst => wanted == 0;

    /// <summary>True when the last segment of a chain has at least twice the matches that it had when this was true before.</summary>
    internal bool IsWorthResolving(int lastSegment)
    {
        var length = Segments[lastSegment].Length;
        if (length <= worthResolving[lastSegment])
            return false;
        worthResolving[lastSegment] = length * 2;
        return true;
    }

    /// <summary>How many matches of the pattern are taken down at least, if there are so many.</summary>
    internal int WantedOf(int pattern) => uses[pattern].OneSuffices ? Math.Max(wanted, 1) : int.MaxValue;

    /// <summary>True when another match of the pattern would tell nothing.</summary>
    internal bool IsSettled(int pattern)
    {
        if (matches.IsLimited(pattern))
            return true;
        if (!uses[pattern].OneSuffices || !matches.Has(pattern))
            return false;
        if (wanted == 0)
            return true;
        var found = matches[pattern];
        return found.Length >= wanted && found[wanted - 1].Offset < settledBefore;
    }

    /// <summary>Takes down a match.</summary>
    internal void Add(Variant variant, PatternMatch match)
    {
        if (variant.IsSegment)
        {
            Segments.Add(variant.Owner, match, variant.KeepsLongest);
            if (!isTouched[variant.Owner])
                TouchedSegments.Add(variant.Owner);
            isTouched[variant.Owner] = true;
            return;
        }
        var use = uses[variant.Owner];
        if (match.Offset >= use.MinOffset && !(match.Offset > use.MaxOffset))
            matches.Add(variant.Owner, match, variant.KeepsLongest);
    }
}
