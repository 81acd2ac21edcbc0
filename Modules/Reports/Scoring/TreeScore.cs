namespace ScanHost.Reports.Scoring;

/// <summary>
/// Carries scores up the tree: an artifact is raised by its worst child, never by the number of its children. The gate holds a score below
/// malicious unless the artifacts that made it have one finding that is proof, or strong evidence of two kinds.
/// </summary>
/// <remarks>
/// Which child is the worst depends on the gate of every artifact above it, so a node keeps the best score for each <see cref="Proof"/> that a
/// child can bring along. So more evidence never lowers a score, whichever child it is found in.
/// </remarks>
internal sealed class TreeScore
{
    private readonly Ways[] nodes;

    private TreeScore(Ways[] nodes) => this.nodes = nodes;

    /// <summary>Scores a tree.</summary>
    /// <param name="tree">The artifacts; numbers are places.</param>
    /// <param name="own">Own score of each artifact.</param>
    /// <param name="bounds">What the hash lists say of each artifact.</param>
    public static TreeScore Of(ArtifactTree tree, IReadOnlyList<OwnScore> own, IReadOnlyList<ListBounds> bounds)
    {
        var nodes = new Ways[tree.Count];
        var below = new Ways?[tree.Count];
        foreach (var at in tree.MembersFirst)
        {
            if (tree.TwinOf(at) is { } twin && below[twin] is { } members)
                (below[at] ??= new()).Join(members);
            nodes[at] = Ways.Through(own[at], below[at], bounds[at]);
            if (tree.ParentOf(at) is { } parent)
                (below[parent] ??= new()).Offer(nodes[at], Weights.Share(tree.RelationOf(at)), child: at);
        }

        return new(nodes);
    }

    /// <summary>Score of an artifact with all inside it, 0 to 100.</summary>
    public int Points(int artifact) => (int)Math.Round(100 * nodes[artifact].Best.Value, MidpointRounding.AwayFromZero);

    /// <summary>True when the gate lowered the artifact's score.</summary>
    public bool IsGated(int artifact) => nodes[artifact].Best.IsGated;

    /// <summary>From an artifact down to the one that decided its score.</summary>
    public IReadOnlyList<int> Because(int artifact) => Walk(artifact, onlyDeciding: true);

    /// <summary>From an artifact down over every one whose findings its score is made of.</summary>
    public IReadOnlyList<int> MadeOf(int artifact) => Walk(artifact, onlyDeciding: false);

    private List<int> Walk(int artifact, bool onlyDeciding)
    {
        var path = new List<int> { artifact };
        for (var way = nodes[artifact].Best; way.Child >= 0 && (way.IsDecidedBelow || !onlyDeciding); way = nodes[way.Child][way.ChildProof])
            path.Add(way.Child);
        return path;
    }
}
