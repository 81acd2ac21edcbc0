using ScanHost.Formats.Containers;

namespace ScanHost.Pipeline.Expansion;

/// <summary>The first members of a container, by name: enough to tell its shape.</summary>
internal sealed class MemberNames
{
    private const int MaxKept = 32;
    private readonly List<string> kept = [];
    private readonly HashSet<string> all = new(StringComparer.Ordinal);

    /// <summary>Names of the first members, in the container's order.</summary>
    public IReadOnlyList<string> First => kept;

    /// <summary>How many members there are, up to one more than are kept.</summary>
    public int Count => all.Count;

    /// <summary>True when a member is encrypted.</summary>
    public bool AnyEncrypted { get; private set; }

    /// <summary>What the names say about a package; of all members, kept or not.</summary>
    public PackageMarks Marks { get; } = new();

    /// <summary>Notes a member. The same name again counts once: a member that is cut is told of twice.</summary>
    public void Add(ContainerMember member)
    {
        AnyEncrypted |= member.IsEncrypted;
        Marks.Add(member.Name);
        if (member.Name.Length == 0 || member.Relation is "overlay" or "carved" || all.Count > MaxKept || !all.Add(member.Name))
            return;
        if (kept.Count < MaxKept)
            kept.Add(member.Name);
    }
}
