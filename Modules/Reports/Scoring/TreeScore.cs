using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>
/// Carries scores up the tree: an artifact is raised by its worst child, never by the number of its children. The gate holds a score below
/// malicious unless the artifacts that made it have one finding that is proof, or strong evidence of two kinds.
/// </summary>
internal sealed class TreeScore
{
    private const double Gated = 0.69;

    private readonly Node[] nodes;

    private TreeScore(Node[] nodes) => this.nodes = nodes;

    /// <summary>Scores a tree whose parents stand before their children.</summary>
    /// <param name="artifacts">The tree; numbers are places.</param>
    /// <param name="own">Own score of each artifact.</param>
    /// <param name="bounds">What the hash lists say of each artifact.</param>
    public static TreeScore Of(IReadOnlyList<Artifact> artifacts, IReadOnlyList<OwnScore> own, IReadOnlyList<ListBounds> bounds)
    {
        var nodes = new Node[artifacts.Count];
        var worst = new (double Value, int Child)[artifacts.Count];
        Array.Fill(worst, (0, -1));
        for (var at = artifacts.Count - 1; at >= 0; at--)
        {
            var node = nodes[at] = Combine(own[at], bounds[at], worst[at], nodes);
            if (artifacts[at].Parent is { } parent && Weights.Share(artifacts[at].Relation) * node.Value is var share && share >= worst[parent].Value)
                worst[parent] = (share, at); // of equals the first child wins, as the last one seen
        }

        return new(nodes);
    }

    /// <summary>Score of an artifact with all inside it, 0 to 100.</summary>
    public int Points(int artifact) => (int)Math.Round(100 * nodes[artifact].Value, MidpointRounding.AwayFromZero);

    /// <summary>True when the gate lowered the artifact's score.</summary>
    public bool IsGated(int artifact) => nodes[artifact].IsGated;

    /// <summary>From an artifact down to the one that decided its score.</summary>
    public IReadOnlyList<int> Because(int artifact)
    {
        var path = new List<int> { artifact };
        while (nodes[path[^1]] is { DecidedByChild: >= 0 and var child })
            path.Add(child);
        return path;
    }

    private static Node Combine(OwnScore own, ListBounds bounds, (double Value, int Child) worst, Node[] nodes)
    {
        var below = worst is { Child: >= 0, Value: > 0 } ? nodes[worst.Child] : null;
        var value = 1 - ((1 - own.Value) * (1 - worst.Value));
        var critical = own.HasCritical || below is { HasCritical: true };
        var strong = (below?.Strong ?? []).Union(own.Strong).ToHashSet();
        var gated = value > Gated + 0.005 && !critical && strong.Count < 2;
        value = bounds.Apply(gated ? Math.Max(Gated, Math.Min(worst.Value, Gated)) : value);
        return new(value, critical, strong, gated, below is not null && worst.Value > own.Value ? worst.Child : -1);
    }

    private sealed record Node(double Value, bool HasCritical, HashSet<FindingCategory> Strong, bool IsGated, int DecidedByChild);
}
