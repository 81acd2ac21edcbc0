namespace ScanHost.Formats.Pe;

/// <summary>A row of the debug directory: Microsoft PE/COFF specification, 6.1.</summary>
/// <param name="Type">What kind: 2 CodeView, 16 reproducible build.</param>
/// <param name="TimeDateStamp">Seconds since 1970, or a hash.</param>
/// <param name="AddressOfRawData">Relative virtual address; 0 when not mapped.</param>
/// <param name="PointerToRawData">File offset.</param>
/// <param name="SizeOfData">In bytes.</param>
public sealed record PeDebugEntry(uint Type, uint TimeDateStamp, uint AddressOfRawData, uint PointerToRawData, uint SizeOfData);

/// <summary>Reads the debug directory.</summary>
internal static class PeDebug
{
    private const int RowSize = 28;
    private const int MaxRows = 4096;
    private const uint CodeView = 2;
    private const int MaxPath = 4096;

    internal static PeDebugEntry[] Read(PeFile pe)
    {
        var rows = new List<PeDebugEntry>();
        if (pe.DirectoryOffset(PeDirectory.Debug) is not { } start
            || pe.Directory(PeDirectory.Debug) is not { Size: var size })
            return [];
        var file = pe.Content.Span;
        for (var i = 0; i < Math.Min(size / RowSize, MaxRows); i++)
        {
            var at = start + (i * RowSize);
            if (!file.Has(at, RowSize))
                break;
            rows.Add(new(
                file.U32(at + 12) ?? 0, file.U32(at + 4) ?? 0, file.U32(at + 20) ?? 0, file.U32(at + 24) ?? 0, file.U32(at + 16) ?? 0));
        }

        return [.. rows];
    }

    internal static string? PdbPath(PeFile pe)
    {
        foreach (var row in pe.DebugEntries)
        {
            if (row.Type == CodeView && DataOffset(pe, row) is { } offset && PathAt(pe.Content.Span, offset) is { Length: < MaxPath } path)
                return path;
        }

        return null;
    }

    // Some images have only the address, some only the pointer right.
    private static long? DataOffset(PeFile pe, PeDebugEntry row)
    {
        if (row.AddressOfRawData != 0 && pe.OffsetOf(row.AddressOfRawData) is > 0 and var mapped)
            return mapped;
        return row.PointerToRawData != 0 ? row.PointerToRawData : null;
    }

    // The path stands behind a signature of 16 bytes and an age (RSDS), an offset, a time and an age (NB10), or a signature alone (MTOC).
    private static string? PathAt(ReadOnlySpan<byte> file, long at) =>
        file.HasAt(at, "RSDS"u8) ? ByteText.ZeroEnded(file, at + 24, MaxPath)
        : file.HasAt(at, "NB10"u8) ? ByteText.ZeroEnded(file, at + 16, MaxPath)
        : file.HasAt(at, "MTOC"u8) ? ByteText.ZeroEnded(file, at + 20, MaxPath)
        : null;
}
