namespace ScanHost.Formats.Containers;

/// <summary>Passes anomalies on, a bounded number of each kind: an archive of a million broken headers is still one oddity.</summary>
internal sealed class AnomalyLog(IMemberSink sink)
{
    private const int MaxOfAKind = 16;
    private const int MaxLinks = 10_000;
    private readonly Dictionary<string, int> seen = [];
    private readonly HashSet<string> leadingOut = new(StringComparer.Ordinal);

    internal void Add(string id, long? offset, string detail)
    {
        var count = seen[id] = seen.GetValueOrDefault(id) + 1;
        if (count <= MaxOfAKind)
            sink.Anomaly(id, offset, detail);
    }

    /// <summary>Reports a name that leaves the folder into which it would be unpacked, by itself or through a link that was unpacked before it.</summary>
    internal void CheckName(string format, string name, long? offset)
    {
        if (Identification.NameTricks.LeavesFolder(name))
            Add($"{format}.unsafe_name", offset, $"the name {name} leaves its folder");
        for (var at = leadingOut.Count == 0 ? -1 : name.IndexOf('/', StringComparison.Ordinal); at > 0; at = name.IndexOf('/', at + 1))
            if (leadingOut.Contains(Plain(name[..at])))
                Add($"{format}.link_escape", offset, $"{name} would be written through a link that leads out of the folder");
    }

    /// <summary>
    /// Looks where a symbolic link leads. One that leads out of the folder is common: packages of a system link to absolute paths. It becomes an
    /// attack when a later member is written through it.
    /// </summary>
    internal void CheckLink(string format, string name, string target, long? offset)
    {
        if (!LeadsOut(name, target))
            return;
        Add($"{format}.link_outside", offset, $"the link {name} points to {target}, outside of its folder");
        if (leadingOut.Count < MaxLinks)
            leadingOut.Add(Plain(name));
    }

    private static bool LeadsOut(string name, string target)
    {
        if (target.StartsWith('/') || (target.Length > 1 && target[1] == ':' && char.IsAsciiLetter(target[0])))
            return true;
        var depth = Plain(name).Count(letter => letter == '/');
        foreach (var part in target.Split('/'))
            if (part == "..")
            {
                if (--depth < 0)
                    return true;
            }
            else if (part is not ("" or "."))
                depth++;
        return false;
    }

    private static string Plain(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..].TrimEnd('/') : name.TrimEnd('/');
}
