using System.Text;

namespace ScanHost.Formats.Pe;

/// <summary>
/// Reads the strings of version resources. A tree of nodes: length, length of the value, type, key in UTF-16, value, children; each part
/// starts at a multiple of four. Source: the structures VS_VERSIONINFO, StringFileInfo, StringTable and String of the Windows SDK.
/// </summary>
internal static class PeVersionInfo
{
    private const int MaxStrings = 4096;
    private const int MaxText = 32768;
    private const int NodeHeader = 6;

    /// <summary>VS_FIXEDFILEINFO.</summary>
    private const int FixedInfoSize = 52;

    internal static KeyValuePair<string, string>[] Read(PeFile pe)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var resource in pe.Resources?.Entries ?? [])
        {
            if (resource is { Type: PeResource.VersionType, Offset: { } offset })
                ReadOne(pe.Content.Span[offset..], found);
        }

        return [.. found];
    }

    private static void ReadOne(ReadOnlySpan<byte> data, List<KeyValuePair<string, string>> found)
    {
        if (Node.Read(data, 0) is not { Key: "VS_VERSION_INFO" } root)
            return;
        // The value is nearly always of one length, whatever length is declared.
        var children = root.AfterKey + FixedInfoSize;
        if (Node.Read(data, children) is not { Key: "StringFileInfo" or "VarFileInfo" })
            children = root.ChildrenStart;
        for (var at = children; Node.Read(data, at) is { } block && block.Next > at; at = block.Next)
        {
            if (block.Key == "StringFileInfo")
                ReadTables(data, block, found);
            else if (block.Key != "VarFileInfo")
                break;
        }
    }

    private static void ReadTables(ReadOnlySpan<byte> data, Node block, List<KeyValuePair<string, string>> found)
    {
        for (var at = block.AfterKey; at < block.Next && Node.Read(data, at) is { } table && table.Next > at; at = table.Next)
        {
            for (var inner = table.AfterKey; inner < table.Next && Node.Read(data, inner) is { } text && text.Next > inner;
                inner = text.Next)
            {
                if (found.Count >= MaxStrings)
                    return;
                // A value without an end stands at a cut: it is left out.
                if (Text(data, text.AfterKey) is { } value)
                    found.Add(new(text.Key, text.ValueLength == 0 ? "" : value));
            }
        }
    }

    /// <summary>UTF-16 up to the zero; null when there is none.</summary>
    private static string? Text(ReadOnlySpan<byte> data, int at)
    {
        for (var end = at; end + 1 < data.Length && end - at < MaxText * 2; end += 2)
        {
            if (data[end] == 0 && data[end + 1] == 0)
                return Encoding.Unicode.GetString(data[at..end]);
        }

        return null;
    }

    private static int Align(int offset) => (offset + 3) & ~3;

    private sealed record Node(string Key, int ValueLength, int AfterKey, int ChildrenStart, int Next)
    {
        internal static Node? Read(ReadOnlySpan<byte> data, int at)
        {
            if (data.U16(at) is not (> 0 and var length) || data.U16(at + 2) is not { } valueLength
                || at + NodeHeader > data.Length || Text(data, at + NodeHeader) is not { } key)
                return null;
            var afterKey = Align(at + NodeHeader + ((key.Length + 1) * 2));
            return new(key, valueLength, afterKey, Align(afterKey + valueLength), Align(at + length));
        }
    }
}
