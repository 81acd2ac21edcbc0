namespace ScanHost.Formats.Pe;

/// <summary>Reads the attribute certificate table: Microsoft PE/COFF specification, 5.9.</summary>
internal static class PeCertificates
{
    internal const int HeaderSize = 8;
    private const int MaxCertificates = 64;

    private const ushort FirstVersion = 0x100;
    private const ushort SecondVersion = 0x200;

    /// <summary>True when a certificate begins there: a length that fits, a version of 1.0 or 2.0. A directory that points into something else hides nothing.</summary>
    internal static bool IsAt(ReadOnlySpan<byte> file, long at) =>
        file.U32(at) is > HeaderSize and var length && file.Has(at, length) && file.U16(at + 4) is FirstVersion or SecondVersion;

    internal static PeRange? Table(PeFile pe)
    {
        // The only directory whose address is a file offset.
        if (pe.Directory(PeDirectory.Security) is not { VirtualAddress: > 0 } directory)
            return null;
        var length = (uint)pe.Content.Length;
        return directory.VirtualAddress <= length && directory.Size <= length - directory.VirtualAddress
            ? new((int)directory.VirtualAddress, (int)directory.Size)
            : null;
    }

    /// <summary>The signatures' blobs, in order, whatever type is declared: it may lie.</summary>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Read(PeFile pe)
    {
        if (Table(pe) is not { } table)
            return [];
        var found = new List<ReadOnlyMemory<byte>>();
        var part = pe.Content.Slice(table.Offset, table.Length);
        for (var at = 0L; found.Count < MaxCertificates && part.Span.U32(at) is > HeaderSize and var length
            && part.Span.Has(at, length); at += (length + 7L) & ~7L)
            found.Add(part.Slice((int)at + HeaderSize, (int)length - HeaderSize));

        return found;
    }
}
