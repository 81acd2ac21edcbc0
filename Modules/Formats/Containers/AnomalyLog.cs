namespace ScanHost.Formats.Containers;

/// <summary>Passes anomalies on, a bounded number of each kind: an archive of a million broken headers is still one oddity.</summary>
internal sealed class AnomalyLog(IMemberSink sink)
{
    private const int MaxOfAKind = 16;
    private readonly Dictionary<string, int> seen = [];

    internal void Add(string id, long? offset, string detail)
    {
        var count = seen[id] = seen.GetValueOrDefault(id) + 1;
        if (count <= MaxOfAKind)
            sink.Anomaly(id, offset, detail);
    }

    /// <summary>Reports a name that leaves the folder into which it would be unpacked.</summary>
    internal void CheckName(string format, string name, long? offset)
    {
        if (Identification.NameTricks.LeavesFolder(name))
            Add($"{format}.unsafe_name", offset, $"the name {name} leaves its folder");
    }
}
