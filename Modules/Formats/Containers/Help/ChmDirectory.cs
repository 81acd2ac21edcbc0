namespace ScanHost.Formats.Containers.Help;

/// <summary>A file of the store.</summary>
/// <param name="Name">With a slash in front when it is content.</param>
/// <param name="Section">0 is stored, 1 is compressed.</param>
/// <param name="Offset">In its section.</param>
/// <param name="Length">In bytes.</param>
internal sealed record ChmEntry(string Name, long Section, long Offset, long Length)
{
    /// <summary>False for what the store itself needs.</summary>
    internal bool IsContent => Name.StartsWith('/') && !Name.EndsWith('/');
}

/// <summary>The listing chunks of the directory.</summary>
internal sealed record ChmDirectory(long ContentStart, IReadOnlyList<ChmEntry> Entries)
{
    internal const int MaxEntries = 1_000_000;
    private const int ChunkHeader = 20;

    /// <summary>True when a list of names breaks off, or has more than are read.</summary>
    internal bool IsCut { get; private init; }

    /// <exception cref="MalformedFileException">The headers are wrong.</exception>
    internal static ChmDirectory Read(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, "ITSF"u8) || file.U64(0x48) is not { } directory || file.U64(0x50) is not { } length || directory > (ulong)file.Length)
            throw new MalformedFileException("chm", 0, "the header is cut short or wrong");
        var start = (long)directory;
        if (!file.HasAt(start, "ITSP"u8) || file.U32(start + 8) is not { } header || file.U32(start + 16) is not (>= 64 and <= 1 << 20 and var chunk))
            throw new MalformedFileException("chm", start, "the directory's header is wrong");
        var content = file.U32(4) >= 3 ? (long)Math.Min(file.U64(0x58) ?? 0, long.MaxValue / 4) : start + (long)Math.Min(length, int.MaxValue);
        var (entries, isCut) = (new List<ChmEntry>(), false);
        for (var at = start + header; file.Has(at, chunk) && at < start + (long)Math.Min(length, int.MaxValue) && entries.Count < MaxEntries; at += chunk)
            if (file.HasAt(at, "PMGL"u8))
                isCut |= !ReadChunk(file.Slice((int)at, (int)chunk), entries);
        return new(content, entries) { IsCut = isCut || entries.Count >= MaxEntries };
    }

    private static bool ReadChunk(ReadOnlySpan<byte> chunk, List<ChmEntry> entries)
    {
        var end = chunk.Length - Math.Min(chunk.Length, chunk.U32(4)!.Value);
        for (var at = ChunkHeader; at < end;)
        {
            if (Number(chunk, ref at) is not { } length || !chunk.Has(at, length))
                return false;
            var name = MemberName.Decode(chunk.Slice(at, (int)length));
            at += (int)length;
            if (Number(chunk, ref at) is not { } section || Number(chunk, ref at) is not { } offset || Number(chunk, ref at) is not { } size)
                return false;
            entries.Add(new(name, section, offset, size));
        }
        return true;
    }

    // Seven bits a byte, the highest first; the eighth says that more follow.
    private static long? Number(ReadOnlySpan<byte> chunk, ref int at)
    {
        var value = 0L;
        for (var count = 0; count < 8 && at < chunk.Length; count++)
        {
            var part = chunk[at++];
            value = (value << 7) | (uint)(part & 0x7F);
            if ((part & 0x80) == 0)
                return value;
        }
        return null;
    }
}
