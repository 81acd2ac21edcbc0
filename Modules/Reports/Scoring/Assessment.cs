using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>Score v1 of a whole scan. A pure function of the evidence: the same evidence gives the same score, in whatever order it comes.</summary>
internal sealed class Assessment
{
    /// <summary>The scoring method, as reports name it.</summary>
    public const string Method = "v1";

    private readonly ScanOutcome outcome;
    private readonly ILookup<int, Finding> counted;
    private readonly OwnScore[] own;
    private readonly ListBounds[] bounds;
    private readonly bool[] incomplete;
    private readonly ArtifactTree artifacts;
    private readonly TreeScore tree;

    public Assessment(ScanOutcome outcome)
    {
        this.outcome = outcome;
        counted = outcome.Findings.Where(finding => MutedBecause(finding) is null).ToLookup(finding => finding.Artifact);
        own = [.. outcome.Artifacts.Select(artifact => OwnScore.Of(counted[artifact.Id]))];
        bounds = [.. outcome.Artifacts.Select(artifact => ListBounds.Of(artifact.Listed, HasSignature(artifact)))];
        artifacts = new(outcome.Artifacts);
        incomplete = Incomplete();
        tree = TreeScore.Of(artifacts, own, bounds);
    }

    /// <summary>0 to 100.</summary>
    public int Score => tree.Points(0);

    /// <summary>Verdict on the submitted file.</summary>
    public Verdict Verdict => VerdictOn(0);

    /// <summary>How the score came about.</summary>
    public ScoreBreakdown Breakdown
    {
        get
        {
            var because = tree.Because(0);
            return new(Method, own[because[^1]].Categories, Gate(), because);
        }
    }

    /// <summary>Why a finding does not count; null when it does. An allow list silences all but signatures and what the list itself says.</summary>
    public string? MutedBecause(Finding finding) =>
        outcome.Artifacts[finding.Artifact].Listed is { Kind: ListKind.Allow } && finding.Category != FindingCategory.Signature ? "allow_listed" : null;

    /// <summary>Score of an artifact's own findings, 0 to 100.</summary>
    public int OwnScoreOf(int artifact) =>
        (int)Math.Round(100 * bounds[artifact].Apply(own[artifact].Value), MidpointRounding.AwayFromZero);

    /// <summary>Score of an artifact with all inside it, 0 to 100.</summary>
    public int ScoreOf(int artifact) => tree.Points(artifact);

    /// <summary>Verdict on an artifact with all inside it.</summary>
    public Verdict VerdictOn(int artifact) => tree.Points(artifact) switch
    {
        >= Weights.Malicious => Verdict.Malicious,
        >= Weights.Suspicious => Verdict.Suspicious,

        // An allow list vouches for the bytes as a whole, whatever could not be opened in them.
        _ => incomplete[artifact] && outcome.Artifacts[artifact].Listed?.Kind != ListKind.Allow ? Verdict.Unknown : Verdict.Clean,
    };

    /// <summary>
    /// For each finding the points that the score would lose without it. Only artifacts that the score is made of can have any, and a
    /// heuristic that fired twice on an artifact has them once.
    /// </summary>
    public int[] Contributions()
    {
        var contributions = new int[outcome.Findings.Count];
        var counting = tree.MadeOf(0).ToHashSet();
        var seen = new HashSet<(int, string)>();
        for (var at = 0; at < contributions.Length; at++)
        {
            var finding = outcome.Findings[at];
            if (counting.Contains(finding.Artifact) && Weights.Of(finding) > 0 && MutedBecause(finding) is null && seen.Add((finding.Artifact, finding.Id)))
                contributions[at] = Math.Max(0, Score - ScoreWithout(finding.Artifact, finding.Id));
        }

        return contributions;
    }

    private int ScoreWithout(int artifact, string heuristic)
    {
        var rest = counted[artifact].Where(finding => finding.Id != heuristic).ToList();
        var changedOwn = own.ToArray();
        changedOwn[artifact] = OwnScore.Of(rest);
        var changedBounds = bounds;
        if (outcome.Artifacts[artifact].Listed is { } listed)
        {
            // Without its own finding a list would not have spoken.
            changedBounds = [.. bounds];
            changedBounds[artifact] = heuristic == "list.blocked"
                ? new(0, 1)
                : ListBounds.Of(listed, rest.Any(finding => finding.Category == FindingCategory.Signature));
        }

        return TreeScore.Of(artifacts, changedOwn, changedBounds).Points(0);
    }

    private bool HasSignature(Artifact artifact) => counted[artifact.Id].Any(finding => finding.Category == FindingCategory.Signature);

    private bool[] Incomplete()
    {
        var incomplete = new bool[outcome.Artifacts.Count];
        foreach (var gap in outcome.Gaps)
            incomplete[gap.Artifact] = true;
        foreach (var at in artifacts.MembersFirst)
        {
            incomplete[at] |= artifacts.TwinOf(at) is { } twin && incomplete[twin];
            if (artifacts.ParentOf(at) is { } parent)
                incomplete[parent] |= incomplete[at];
        }

        return incomplete;
    }

    private Gate Gate()
    {
        if (tree.IsGated(0))
            return new(true, "No finding is proof by itself, and not two kinds of evidence are strong.");
        return new(false, Score >= Weights.Malicious ? "One finding is proof by itself, a list names the file, or two kinds of evidence are strong." : null);
    }
}
