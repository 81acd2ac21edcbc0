namespace ScanHost.Web.Viewing;

/// <summary>The artifacts of a report as a tree, or the part of it that matters most.</summary>
public sealed class ArtifactTree
{
    /// <summary>Deeper ones are shown beside their parent: no file may nest a page without end.</summary>
    private const int MaxShownDepth = 40;

    private readonly Dictionary<int, ArtifactBranch> known = [];

    private ArtifactTree()
    {
    }

    /// <summary>The artifacts that have no container; one, unless the report is strange.</summary>
    public List<ArtifactBranch> Roots { get; } = [];

    /// <summary>How many the tree shows.</summary>
    public int Shown { get; private set; }

    /// <summary>How many the stored report has.</summary>
    public int Stored { get; private set; }

    /// <summary>The artifact of that number; null when the report has none.</summary>
    public ArtifactBranch? Find(int? id) => id is { } number ? known.GetValueOrDefault(number) : null;

    /// <summary>Builds the tree.</summary>
    /// <param name="artifacts">The report's list.</param>
    /// <param name="most">Shows about so many: those of the highest score, with what contains them.</param>
    public static ArtifactTree Build(IReadOnlyList<ReportNode> artifacts, int most)
    {
        var tree = new ArtifactTree { Stored = artifacts.Count };
        foreach (var artifact in artifacts)
            tree.Place(artifact);
        tree.Choose(most);
        return tree;
    }

    private void Place(ReportNode artifact)
    {
        if (artifact["id"].WholeNumber is not { } id || known.ContainsKey(id))
            return;

        // A container stands before what it contains, so there can be no circle.
        var parent = Find(artifact["parent"].WholeNumber);
        if (parent is { Depth: >= MaxShownDepth })
            parent = parent.Parent;
        var branch = known[id] = new ArtifactBranch(id, artifact, parent);
        (parent?.Children ?? Roots).Add(branch);
    }

    private void Choose(int most)
    {
        foreach (var branch in known.Values.OrderByDescending(branch => branch.Score).ThenBy(branch => branch.Id).Take(most))
        {
            for (var at = branch; at is { IsShown: false }; at = at.Parent)
            {
                at.IsShown = true;
                Shown++;
            }
        }
    }
}

/// <summary>An artifact and what is inside it.</summary>
/// <param name="id">Its number.</param>
/// <param name="node">Its entry in the report.</param>
/// <param name="parent">What contains it.</param>
public sealed class ArtifactBranch(int id, ReportNode node, ArtifactBranch? parent)
{
    /// <summary>Its number.</summary>
    public int Id { get; } = id;

    /// <summary>Its entry in the report.</summary>
    public ReportNode Node { get; } = node;

    /// <summary>What contains it.</summary>
    public ArtifactBranch? Parent { get; } = parent;

    /// <summary>0 at the top.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Its score; 0 when the report has none.</summary>
    public int Score => Node["score"].WholeNumber ?? 0;

    /// <summary>True when the page shows it.</summary>
    public bool IsShown { get; internal set; }

    /// <summary>What is directly inside it.</summary>
    public List<ArtifactBranch> Children { get; } = [];
}
