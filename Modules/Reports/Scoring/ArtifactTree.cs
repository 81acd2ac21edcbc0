using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>The artifacts of a scan in an order in which each stands after all that it is made of: its members, and for one with the bytes of an earlier one
/// that one's members, which were not unpacked again.</summary>
internal sealed class ArtifactTree
{
    private readonly IReadOnlyList<Artifact> artifacts;
    private readonly int[] places;

    public ArtifactTree(IReadOnlyList<Artifact> artifacts)
    {
        this.artifacts = artifacts;
        MembersFirst = Order(artifacts);
        places = Places(MembersFirst);
        // Files that contain each other have no such order: each is then made of what was unpacked of it alone.
        if (artifacts.Any(artifact => artifact.Parent is { } parent && places[parent] < places[artifact.Id]))
        {
            MembersFirst = [.. Enumerable.Range(0, artifacts.Count).Reverse()];
            places = Places(MembersFirst);
        }
    }

    /// <summary>Numbers of the artifacts.</summary>
    public IReadOnlyList<int> MembersFirst { get; }

    /// <summary>How many there are.</summary>
    public int Count => artifacts.Count;

    /// <summary>Number of the artifact that contains it; null for the submitted file.</summary>
    public int? ParentOf(int artifact) => artifacts[artifact].Parent;

    /// <summary>What it is to its parent.</summary>
    public string RelationOf(int artifact) => artifacts[artifact].Relation;

    /// <summary>The artifact whose members are also this one's; null when it has only its own, and for one that lies in that artifact: what contains itself adds nothing.</summary>
    public int? TwinOf(int artifact) => Twin(artifacts, artifact) is { } twin && places[twin] < places[artifact] ? twin : null;

    private static int[] Places(IReadOnlyList<int> order)
    {
        var places = new int[order.Count];
        for (var place = 0; place < places.Length; place++)
            places[order[place]] = place;
        return places;
    }

    private static int? Twin(IReadOnlyList<Artifact> artifacts, int artifact) =>
        artifacts[artifact].SameBytesAs is { } twin && twin >= 0 && twin < artifacts.Count && twin != artifact ? twin : null;

    private static List<int> Order(IReadOnlyList<Artifact> artifacts)
    {
        var members = artifacts.Where(artifact => artifact.Parent is not null).ToLookup(artifact => artifact.Parent!.Value, artifact => artifact.Id);
        var order = new List<int>(artifacts.Count);
        var (isOpen, isDone) = (new bool[artifacts.Count], new bool[artifacts.Count]);
        var waiting = new Stack<int>(Enumerable.Range(0, artifacts.Count).Reverse());
        while (waiting.TryPeek(out var artifact))
        {
            if (isOpen[artifact])
            {
                waiting.Pop();
                if (!isDone[artifact])
                    order.Add(artifact);
                isDone[artifact] = true;
                continue;
            }

            isOpen[artifact] = true;
            foreach (var member in members[artifact].Where(member => !isOpen[member]))
                waiting.Push(member);
            if (Twin(artifacts, artifact) is { } twin && !isOpen[twin])
                waiting.Push(twin);
        }

        return order;
    }
}
