namespace ScanHost.Formats.Containers.Zip;

/// <summary>Looks at how members and directory lie in the file: gaps, overlaps, members that no record names.</summary>
internal static class ZipLayout
{
    // A data descriptor has up to 24 bytes, alignment padding (zipalign) up to 4,096 in extra fields, which belong to the header.
    private const int AllowedGap = 64;
    private const int SigningAlignment = 4096;
    internal const int MaxHidden = 1000;

    private const int MaxNameInFront = 4096;
    private const byte HighestVersion = 99;

    // Local header, central record, data descriptor: the one that every member has first, so that no search goes far.
    private static readonly byte[][] Signatures = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 7, 8]];

    /// <summary>Where the archive starts: at its first local header, or its directory when it is empty.</summary>
    internal static long Start(ZipDirectory directory) =>
        Math.Max(0, directory.Entries.Count == 0 ? directory.Start : Math.Min(directory.Start, directory.Entries.Min(entry => entry.LocalOffset)));

    internal static void Check(ReadOnlySpan<byte> file, ZipDirectory directory, AnomalyLog anomalies)
    {
        if (directory.DeclaredEntries != directory.Entries.Count && directory.DeclaredEntries != (directory.Entries.Count & 0xFFFF))
            anomalies.Add("zip.entry_count", directory.Start, $"{directory.DeclaredEntries} entries declared, {directory.Entries.Count} found");
        var names = new HashSet<string>();
        foreach (var entry in directory.Entries)
            if (!names.Add(entry.Name))
                anomalies.Add("zip.duplicate_name", entry.LocalOffset, $"the name {entry.Name} occurs more than once");
        foreach (var (from, to) in Gaps(file, directory))
            if (to < from)
                anomalies.Add("zip.overlap", to, "two members share bytes");
            else if (to - from > AllowedGap && !IsSigningBlock(file, from, to))
                anomalies.Add("zip.gap", from, $"{to - from} bytes belong to no member");
    }

    // Android's signatures stand between the last member and the directory: size, pairs, size, mark; source.android.com, "APK Signature Scheme v2". Zeros may
    // stand before it, up to a page.
    private static bool IsSigningBlock(ReadOnlySpan<byte> file, long from, long to)
    {
        if (to - from < 32 || !file.HasAt(to - 16, "APK Sig Block 42"u8) || file.U64(to - 24) is not { } size || size > (ulong)(to - from - 8))
            return false;
        var start = to - 8 - (long)size;
        return start - from <= SigningAlignment && file.U64(start) == size && !file[(int)from..(int)start].ContainsAnyExcept((byte)0);
    }

    /// <summary>Members that stand in gaps.</summary>
    internal static List<ZipEntry> Hidden(ReadOnlySpan<byte> file, ZipDirectory directory)
    {
        var hidden = new List<ZipEntry>();
        foreach (var (from, to) in Gaps(file, directory))
            Collect(hidden, file[..(int)Math.Max(from, to)], from, static (_, _) => true);
        return hidden;
    }

    /// <summary>Members that stand in front of an archive, in no archive of their own. Programs that unpack have the signature in their code: it takes a header that makes sense.</summary>
    internal static List<ZipEntry> InFront(ReadOnlySpan<byte> file, long end)
    {
        var hidden = new List<ZipEntry>();
        Collect(hidden, file[..(int)Math.Min(file.Length, end)], 0, IsPlausible);
        return hidden;
    }

    private static void Collect(List<ZipEntry> hidden, ReadOnlySpan<byte> file, long at, Func<ReadOnlySpan<byte>, ZipEntry, bool> isMember)
    {
        while (at < file.Length && hidden.Count < MaxHidden && file[(int)at..].IndexOf("PK\u0003\u0004"u8) is >= 0 and var found)
        {
            at += found;
            if (ZipDirectory.ReadLocal(file, at) is not { } entry || !isMember(file, entry))
            {
                at += 4;
                continue;
            }
            var end = EndOfLocal(file, entry);
            hidden.Add(entry with { CompressedSize = Math.Max(0, end - at - entry.HeaderLength) });
            at = Math.Max(end, at + 4);
        }
    }

    private static bool IsPlausible(ReadOnlySpan<byte> file, ZipEntry entry)
    {
        var name = file.Part(entry.LocalOffset + 30, file.U16(entry.LocalOffset + 26)!.Value);
        return file.U8(entry.LocalOffset + 4) <= HighestVersion && name.Length is > 0 and <= MaxNameInFront && name.IndexOfAnyInRange((byte)0, (byte)31) < 0;
    }

    /// <summary>Where a member ends that only its local header describes: by its size, or before the next signature.</summary>
    internal static long EndOfLocal(ReadOnlySpan<byte> file, ZipEntry local)
    {
        var start = Math.Min(file.Length, local.LocalOffset + local.HeaderLength);
        if (!local.HasDescriptor || local.CompressedSize > 0)
            return Math.Min(file.Length, start + Math.Max(0, local.CompressedSize));
        var rest = file[(int)start..];
        foreach (var signature in Signatures)
            if (rest.IndexOf(signature) is var found and >= 0)
                rest = rest[..found];
        return start + rest.Length;
    }

    // Pairs (end of one member, start of the next) that are apart, or reversed.
    private static List<(long From, long To)> Gaps(ReadOnlySpan<byte> file, ZipDirectory directory)
    {
        var gaps = new List<(long, long)>();
        var reached = Start(directory);
        foreach (var entry in directory.Entries.OrderBy(entry => entry.LocalOffset))
        {
            if (ZipDirectory.ReadLocal(file, entry.LocalOffset) is not { } local)
                continue;
            Compare(gaps, reached, entry.LocalOffset);
            // A reader that goes by the local headers goes on behind the smaller size.
            var size = !local.HasDescriptor || local.CompressedSize > 0 ? Math.Min(entry.CompressedSize, local.CompressedSize) : entry.CompressedSize;
            reached = Math.Max(reached, Math.Min(directory.Start, entry.LocalOffset + local.HeaderLength + size));
        }
        Compare(gaps, reached, directory.Start);
        return gaps;
    }

    private static void Compare(List<(long, long)> gaps, long reached, long next)
    {
        if (next != reached)
            gaps.Add((reached, next));
    }
}
