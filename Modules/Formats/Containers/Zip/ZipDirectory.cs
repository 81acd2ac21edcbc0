namespace ScanHost.Formats.Containers.Zip;

/// <summary>The end record and the central directory of a zip archive, APPNOTE 6.3.10 sections 4.3.12 to 4.3.16.</summary>
/// <remarks>
/// Data in front of the archive shifts every offset: what counts is that the directory ends where the end record starts, which
/// tells the shift. Writers that do not adjust offsets after prepending a stub (self-extracting archives) rely on it.
/// </remarks>
internal sealed class ZipDirectory
{
    internal const uint LocalSignature = 0x04034B50;
    internal const uint CentralSignature = 0x02014B50;
    internal const uint EndSignature = 0x06054B50;
    private const uint Zip64EndSignature = 0x06064B50;
    private const uint Zip64LocatorSignature = 0x07064B50;
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    /// <summary>The records, in the directory's order.</summary>
    internal required IReadOnlyList<ZipEntry> Entries { get; init; }

    /// <summary>Where the directory starts, in bytes.</summary>
    internal required long Start { get; init; }

    /// <summary>Where the end record (the zip64 one, if there is one) starts, in bytes.</summary>
    internal required long End { get; init; }

    /// <summary>Where the archive ends: behind the comment.</summary>
    internal required long ArchiveEnd { get; init; }

    /// <summary>By how many bytes the declared offsets are too small: the length of what was prepended.</summary>
    internal required long Shift { get; init; }

    /// <summary>How many parts of a split archive stand in front of the one that this directory is in, but are not here; 0 when all are.</summary>
    internal required int MissingParts { get; init; }

    /// <summary>How many entries the end record declares.</summary>
    internal required long DeclaredEntries { get; init; }

    /// <summary>Reads the directory that belongs to the last end record in front of <paramref name="limit"/>.</summary>
    /// <returns>Null when there is none that can be read.</returns>
    internal static ZipDirectory? Read(ReadOnlySpan<byte> file, long limit, int maxEntries)
    {
        for (var end = FindEnd(file, limit); end >= 0; end = FindEnd(file, end))
            if (ReadAt(file, end, maxEntries) is { } directory)
                return directory;
        return null;
    }

    /// <summary>The local header at an offset, as an entry of its own; null when none stands there.</summary>
    internal static ZipEntry? ReadLocal(ReadOnlySpan<byte> file, long offset)
    {
        if (file.U32(offset) != LocalSignature || !file.Has(offset, LocalLength))
            return null;
        var header = file.Slice((int)offset, LocalLength);
        var (nameLength, extraLength) = (header.U16(26)!.Value, header.U16(28)!.Value);
        var name = file.Part(offset + LocalLength, nameLength);
        var extra = file.Part(offset + LocalLength + nameLength, extraLength);
        var entry = Fields(header, 6, name) with { LocalOffset = offset, HeaderLength = LocalLength + nameLength + extraLength };
        return ZipExtra.Resolve(entry, extra, isCentral: false);
    }

    private static long FindEnd(ReadOnlySpan<byte> file, long limit)
    {
        var tail = file[..(int)Math.Min(limit, file.Length)];
        // A comment is at most 65,535 bytes, but damaged and appended-to archives have more behind the record: look in the last MiB.
        var from = Math.Max(0, tail.Length - (1 << 20));
        var found = tail[from..].LastIndexOf("PK\u0005\u0006"u8);
        return found < 0 || !file.Has(from + found, EndLength) ? -1 : from + found;
    }

    private static ZipDirectory? ReadAt(ReadOnlySpan<byte> file, long end, int maxEntries)
    {
        long entries = file.U16(end + 10)!.Value;
        long size = file.U32(end + 12)!.Value;
        long start = file.U32(end + 16)!.Value;
        var directoryEnd = end;
        if (FindZip64(file, end) is { } zip64 && (entries == 0xFFFF || size == uint.MaxValue || start == uint.MaxValue))
            (entries, size, start, directoryEnd) = zip64;
        if (entries < 0 || size < 0 || start < 0)
            return null;
        var actual = directoryEnd - size;
        if (actual < 0 || (size > 0 && file.U32(actual) != CentralSignature))
            actual = file.U32(start) == CentralSignature ? start : -1;
        if (actual < 0)
            return null;
        // Of an archive in parts the offsets are counted in each part, all but the last of which have the same size.
        var part = directoryEnd == end ? file.U16(end + 6)!.Value : (int)Math.Min(file.U32(directoryEnd + 20) ?? 0, ushort.MaxValue);
        var shift = part > 0 ? actual - start : ShiftOf(file, actual, actual - start);
        return new()
        {
            Entries = ReadEntries(file, actual, directoryEnd, shift, part, maxEntries),
            MissingParts = shift == 0 ? part : 0,
            Start = actual,
            End = directoryEnd,
            ArchiveEnd = Math.Min(file.Length, end + EndLength + file.U16(end + 20)!.Value),
            Shift = shift,
            DeclaredEntries = entries,
        };
    }

    // Bytes put between members and directory move the directory alone: the offsets of the members then need no shift.
    private static long ShiftOf(ReadOnlySpan<byte> file, long directory, long shift)
    {
        var first = file.U32(directory + 42) ?? 0;
        return shift != 0 && file.U32(first + shift) != LocalSignature && file.U32(first) == LocalSignature ? 0 : shift;
    }

    private static (long Entries, long Size, long Start, long At)? FindZip64(ReadOnlySpan<byte> file, long end)
    {
        var locator = end - 20;
        if (locator < 0 || file.U32(locator) != Zip64LocatorSignature)
            return null;
        var declared = (long)Math.Min(file.U64(locator + 8)!.Value, long.MaxValue);
        // The record normally stands right in front of its locator, also when data was prepended.
        var at = file.U32(declared) == Zip64EndSignature ? declared : locator - 56;
        if (file.U32(at) != Zip64EndSignature || !file.Has(at, 56))
            return null;
        return ((long)file.U64(at + 32)!.Value, (long)file.U64(at + 40)!.Value, (long)file.U64(at + 48)!.Value, at);
    }

    private static List<ZipEntry> ReadEntries(ReadOnlySpan<byte> file, long start, long end, long shift, int part, int maxEntries)
    {
        var entries = new List<ZipEntry>();
        for (var at = start; at < end && entries.Count < maxEntries;)
        {
            if (file.U32(at) != CentralSignature || !file.Has(at, CentralLength))
                break;
            var header = file.Slice((int)at, CentralLength);
            var (nameLength, extraLength, commentLength) = (header.U16(28)!.Value, header.U16(30)!.Value, header.U16(32)!.Value);
            var name = file.Part(at + CentralLength, nameLength);
            var extra = file.Part(at + CentralLength + nameLength, extraLength);
            var entry = Fields(header, 8, name) with { LocalOffset = header.U32(42)!.Value, ExternalAttributes = header.U32(38)!.Value };
            entry = ZipExtra.Resolve(entry, extra, isCentral: true);
            var itsPart = part == 0 ? 0 : header.U16(34)!.Value;
            if (part == 0)
                entries.Add(entry with { LocalOffset = entry.LocalOffset + shift });
            else if (shift != 0 || itsPart == part)
                entries.Add(entry with { LocalOffset = entry.LocalOffset + (shift / part * itsPart) });
            at += CentralLength + nameLength + extraLength + commentLength;
        }
        return entries;
    }

    // From the flags on, both headers have the same fields, APPNOTE 4.3.7 and 4.3.12.
    private static ZipEntry Fields(ReadOnlySpan<byte> header, int flagsAt, ReadOnlySpan<byte> name) => new()
    {
        Name = MemberName.Decode(name),
        Flags = header.U16(flagsAt)!.Value,
        Method = (ZipMethod)header.U16(flagsAt + 2)!.Value,
        DosTime = header.U32(flagsAt + 4)!.Value,
        Crc32 = header.U32(flagsAt + 8)!.Value,
        CompressedSize = header.U32(flagsAt + 12)!.Value,
        Size = header.U32(flagsAt + 16)!.Value,
        LocalOffset = 0,
    };
}
