namespace ScanHost.Formats.Containers.Zip;

/// <summary>A member as the identification needs it.</summary>
internal readonly record struct ZipOutlineMember(ZipMethod Method, long DataOffset, long CompressedSize);

/// <summary>The names of a zip archive, bounded in number, and where a named member's data stands.</summary>
internal sealed class ZipOutline
{
    private readonly Dictionary<string, ZipEntry> members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, as stored.</summary>
    internal IReadOnlyCollection<string> Names => members.Keys;

    /// <summary>Reads the central directory, or the local headers when there is none.</summary>
    internal static ZipOutline Read(ReadOnlySpan<byte> file, int maxNames)
    {
        var outline = new ZipOutline();
        var directory = ZipDirectory.Read(file, file.Length, maxNames);
        foreach (var entry in directory?.Entries ?? LocalEntries(file, maxNames))
            outline.members.TryAdd(entry.Name, entry);
        return outline;
    }

    /// <summary>The member of that name, letter case aside; null when there is none.</summary>
    internal ZipOutlineMember? Find(ReadOnlySpan<byte> file, string name) => members.TryGetValue(name, out var entry) ? Outline(file, entry) : null;

    internal bool Has(string name) => members.ContainsKey(name);

    internal bool HasPrefix(string prefix) =>
        members.Keys.Any(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    internal bool HasSuffix(string suffix) =>
        members.Keys.Any(name => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static ZipOutlineMember Outline(ReadOnlySpan<byte> file, ZipEntry entry)
    {
        var header = ZipDirectory.ReadLocal(file, entry.LocalOffset)?.HeaderLength ?? 0;
        return new(entry.Method, entry.LocalOffset + header, entry.CompressedSize);
    }

    private static List<ZipEntry> LocalEntries(ReadOnlySpan<byte> file, int maxNames)
    {
        var entries = new List<ZipEntry>();
        var at = 0L;
        while (entries.Count < maxNames && ZipDirectory.ReadLocal(file, at) is { } entry)
        {
            entries.Add(entry);
            at += entry.HeaderLength + entry.CompressedSize;
        }
        return entries;
    }
}
