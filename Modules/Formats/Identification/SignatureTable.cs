namespace ScanHost.Formats.Identification;

/// <summary>All signatures of the catalogue, indexed by the first byte of the file.</summary>
internal static class SignatureTable
{
    private static readonly Entry[] Anywhere = [.. Entries(null)];
    private static readonly Entry[][] ByFirstByte = [.. Enumerable.Range(0, 256).Select(first => Entries((byte)first).ToArray())];

    /// <summary>A signature and the type that it tells.</summary>
    internal readonly record struct Entry(FileType Type, Signature Signature);

    /// <summary>The match with the most fixed bytes; of equals, the first of the catalogue.</summary>
    internal static Entry? Best(ReadOnlySpan<byte> file)
    {
        Entry? best = null;
        foreach (var entry in ByFirstByte[file[0]])
            best = Better(best, entry, file);
        foreach (var entry in Anywhere)
            best = Better(best, entry, file);
        return best;
    }

    /// <summary>90 from four bytes on, less for fewer.</summary>
    internal static int Confidence(Signature signature) => signature.FixedBytes switch
    {
        >= 8 => 93,
        >= 4 => 90,
        3 => 80,
        _ => 60,
    };

    private static Entry? Better(Entry? best, Entry entry, ReadOnlySpan<byte> file) =>
        (best is null || entry.Signature.FixedBytes > best.Value.Signature.FixedBytes) && entry.Signature.Matches(file) ? entry : best;

    private static IEnumerable<Entry> Entries(byte? firstByte) =>
        from row in FileTypes.Rows
        from signature in row.Signatures
        where signature.FirstByte == firstByte
        select new Entry(row.Type, signature);
}
