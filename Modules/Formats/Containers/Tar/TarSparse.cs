using System.Globalization;

namespace ScanHost.Formats.Containers.Tar;

/// <summary>Sparse files of GNU tar: the data holds only the parts that are not zero. Source: GNU tar manual, "Storing Sparse Files".</summary>
internal static class TarSparse
{
    private const int MaxParts = 100_000;
    private static readonly byte[] Zeros = new byte[64 * 1024];

    /// <summary>Writes the parts with the holes between them; a hole counts as output, so a budget ends a huge one.</summary>
    internal static void Unpack(
        ReadOnlyMemory<byte> file, TarHeader header, long headerAt, TarAttributes attributes, ContainerMember member, IMemberSink sink,
        long start, CancellationToken cancellationToken)
    {
        var map = header.Kind == 'S' ? OldMap(file.Span, headerAt)
            : attributes.HasMapInData ? MapInData(file.Span, ref start)
            : attributes.SparseMap;
        var end = member.Offset!.Value + member.CompressedSize!.Value;
        var realSize = header.Kind == 'S' ? TarHeader.Number(file.Span.Slice((int)headerAt + 483, 12)) ?? 0 : attributes.RealSize ?? 0;
        member = member with { DeclaredSize = realSize, Method = "sparse" };
        var (written, at, isWhole) = (0L, start, map.Count % 2 == 0);
        using (var target = sink.Open(member))
        {
            for (var i = 0; i + 1 < map.Count && isWhole; i += 2)
            {
                var (offset, length) = (map[i], map[i + 1]);
                if (isWhole = offset >= written && length >= 0 && offset <= long.MaxValue / 2)
                {
                    WriteZeros(target, offset - written, cancellationToken);
                    var part = file.Part(at, length);
                    target.Write(part.Span);
                    (written, at, isWhole) = (offset + part.Length, at + part.Length, part.Length == length);
                }
            }
            WriteZeros(target, realSize - written, cancellationToken);
        }
        // What is stored but in no part would come out as zeros.
        if (!isWhole || file.Span.Part(at, end - at).ContainsAnyExcept((byte)0))
            sink.NotUnpacked(member, UnpackGap.Damaged, "the map of its parts is out of order, too long or does not cover its data");
    }

    /// <summary>Length of the blocks that continue the map of an old GNU sparse header, in bytes.</summary>
    internal static long ExtensionBytes(ReadOnlySpan<byte> file, long headerAt, TarHeader header)
    {
        if (header.Kind != 'S' || file[(int)headerAt + 482] == 0)
            return 0;
        var at = headerAt + TarHeader.BlockSize;
        while (file.U8(at + 504) is > 0 && at - headerAt < MaxParts * 24L)
            at += TarHeader.BlockSize;
        return at - headerAt;
    }

    // Four pairs in the header, 21 in each block that continues it.
    private static List<long> OldMap(ReadOnlySpan<byte> file, long headerAt)
    {
        var map = new List<long>();
        AddPairs(map, file.Slice((int)headerAt + 386, 4 * 24));
        var at = headerAt;
        for (var more = file[(int)headerAt + 482]; more != 0 && map.Count < MaxParts; more = file.U8(at + 504) ?? 0)
        {
            at += TarHeader.BlockSize;
            AddPairs(map, file.Part(at, 21 * 24));
        }
        return map;
    }

    private static void AddPairs(List<long> map, ReadOnlySpan<byte> pairs)
    {
        for (; pairs.Length >= 24; pairs = pairs[24..])
            if (TarHeader.Number(pairs[..12]) is { } offset && TarHeader.Number(pairs.Slice(12, 12)) is { } length && (offset | length) != 0)
                map.AddRange([offset, length]);
    }

    // Format 1.0: lines of decimal numbers, first how many pairs, filled up to a whole block.
    private static List<long> MapInData(ReadOnlySpan<byte> file, ref long start)
    {
        var (map, at) = (new List<long>(), start);
        var count = Line(file, ref at) ?? 0;
        for (var i = 0L; i < Math.Min(count, MaxParts) * 2 && Line(file, ref at) is { } number; i++)
            map.Add(number);
        start += (at - start + 511) / 512 * 512;
        return map;
    }

    private static long? Line(ReadOnlySpan<byte> file, ref long at)
    {
        var line = file.Part(at, 24);
        var end = line.IndexOf((byte)'\n');
        if (end <= 0 || !long.TryParse(line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        at += end + 1;
        return number;
    }

    private static void WriteZeros(Stream target, long count, CancellationToken cancellationToken)
    {
        for (; count > 0; count -= Zeros.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(Zeros, 0, (int)Math.Min(count, Zeros.Length));
        }
    }
}
