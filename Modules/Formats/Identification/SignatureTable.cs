namespace ScanHost.Formats.Identification;

/// <summary>All signatures of the catalogue, indexed by the first byte of the file.</summary>
internal static class SignatureTable
{
    private static readonly Entry[] Anywhere = [.. Entries(null)];
    private static readonly Entry[][] ByFirstByte = [.. Enumerable.Range(0, 256).Select(first => Entries((byte)first).ToArray())];

    /// <summary>A signature and the type that it tells.</summary>
    internal readonly record struct Entry(FileType Type, Signature Signature);

    /// <summary>All that match, those with the most fixed bytes first; equals in the order of the catalogue.</summary>
    internal static IEnumerable<Entry> Matching(ReadOnlySpan<byte> file)
    {
        var matching = new List<Entry>();
        foreach (var entry in ByFirstByte[file[0]])
            if (entry.Signature.Matches(file))
                matching.Add(entry);
        foreach (var entry in Anywhere)
            if (entry.Signature.Matches(file))
                matching.Add(entry);
        return matching.OrderByDescending(entry => entry.Signature.FixedBytes);
    }

    /// <summary>90 from four bytes on, less for fewer.</summary>
    internal static int Confidence(Signature signature) => signature.FixedBytes switch
    {
        >= 8 => 93,
        >= 4 => 90,
        3 => 80,
        _ => 60,
    };

    private static IEnumerable<Entry> Entries(byte? firstByte) =>
        from row in FileTypes.Rows
        from signature in row.Signatures
        where signature.FirstByte == firstByte
        select new Entry(row.Type, signature);
}
