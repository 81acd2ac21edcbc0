using System.Text;
using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>One record of the master file table, its update sequence undone.</summary>
/// <param name="Offset">Where it stands in the image, in bytes.</param>
/// <param name="Base">The record that this one continues; 0 when it stands for itself.</param>
/// <param name="IsFolder">True when it is a folder.</param>
/// <param name="Attributes">In the record's order.</param>
internal sealed record NtfsRecord(long Offset, long Base, bool IsFolder, IReadOnlyList<NtfsAttribute> Attributes)
{
    private const long NumberMask = 0xFFFF_FFFF_FFFF;
    private const int Stride = 512;

    /// <summary>False when the attributes break off before the mark that ends them.</summary>
    internal bool IsWhole { get; init; } = true;

    internal static long Number(ulong reference) => (long)reference & NumberMask;

    internal static NtfsRecord? Read(ReadOnlyMemory<byte> file, long offset, int length)
    {
        var stored = file.Span.Part(offset, length);
        if (stored.Length < length || !stored.HasAt(0, "FILE"u8) || (stored.U16(22)!.Value & 1) == 0 || Restore(stored) is not { } record)
            return null;
        var attributes = ReadAttributes(record, out var end);
        return new(offset, Number(record.AsSpan().U64(32)!.Value), (record.AsSpan().U16(22)!.Value & 2) != 0, attributes) { IsWhole = ((ReadOnlySpan<byte>)record).U32(end) == NtfsAttribute.End };
    }

    // The last two bytes of each 512 stand in a list; in their place is a number that tells torn writes.
    private static byte[]? Restore(ReadOnlySpan<byte> stored)
    {
        var (list, count) = (stored.U16(4)!.Value, stored.U16(6)!.Value);
        var record = stored.ToArray();
        for (var i = 1; i < count && i * Stride <= record.Length; i++)
        {
            if (stored.U16(list + (2 * i)) is not { } saved || stored.U16((i * Stride) - 2) != stored.U16(list))
                return null;
            (record[(i * Stride) - 2], record[(i * Stride) - 1]) = ((byte)saved, (byte)(saved >> 8));
        }
        return record;
    }

    // An attribute takes 16 bytes and more, so there cannot be many.
    private static List<NtfsAttribute> ReadAttributes(byte[] record, out long at)
    {
        var attributes = new List<NtfsAttribute>();
        at = record.AsSpan().U16(20)!.Value;
        while (NtfsAttribute.Read(record, at) is { } attribute)
        {
            attributes.Add(attribute);
            at += attribute.Length;
        }
        return attributes;
    }
}

/// <summary>An attribute: resident in its record, or somewhere in the volume.</summary>
internal sealed record NtfsAttribute
{
    internal const uint StandardInformation = 0x10, List = 0x20, FileName = 0x30, Data = 0x80, ReparsePoint = 0xC0, End = 0xFFFFFFFF;
    private const int MaxRuns = 1_000_000;

    internal required uint Type { get; init; }

    /// <summary>Its name; empty for a file's main content.</summary>
    internal required string Name { get; init; }

    /// <summary>Length in the record, in bytes.</summary>
    internal required long Length { get; init; }

    /// <summary>Its content, when that is in the record.</summary>
    internal ReadOnlyMemory<byte>? Resident { get; init; }

    /// <summary>Size of the content, in bytes; of the first part only where an attribute has several.</summary>
    internal long Size { get; init; }

    /// <summary>How many bytes of it were ever written: what follows reads as zeros.</summary>
    internal long Initialized { get; init; }

    /// <summary>The first cluster of the content that this part describes.</summary>
    internal long FirstCluster { get; init; }

    /// <summary>Clusters of a unit of compression; 0 when it is not compressed.</summary>
    internal int UnitClusters { get; init; }

    internal bool IsEncrypted { get; init; }

    /// <summary>Runs of clusters: where (below zero for none: zeros) and how many.</summary>
    internal IReadOnlyList<(long Cluster, long Count)> Runs { get; init; } = [];

    internal static NtfsAttribute? Read(byte[] record, long at)
    {
        ReadOnlySpan<byte> span = record;
        if (span.U32(at) is not { } type || type == End || span.U32(at + 4) is not (>= 16 and var length) || !span.Has(at, length))
            return null;
        var flags = span.U16(at + 12)!.Value;
        var name = Encoding.Unicode.GetString(span.Part(at + span.U16(at + 10)!.Value, 2L * span[(int)at + 9]));
        var attribute = new NtfsAttribute { Type = type, Name = name, Length = length, IsEncrypted = (flags & 0x4000) != 0 };
        if (span[(int)at + 8] == 0)
        {
            var start = at + (span.U16(at + 20) ?? 0);
            var content = record.AsMemory((int)Math.Min(start, record.Length), span.Part(start, span.U32(at + 16) ?? 0).Length);
            return attribute with { Resident = content, Size = content.Length };
        }
        if (span.U64(at + 16) is not { } first || span.U64(at + 48) is not { } size || span.U64(at + 56) is not { } initialized || length < 64)
            return null;
        return attribute with
        {
            FirstCluster = (long)Math.Min(first, long.MaxValue), Size = (long)Math.Min(size, long.MaxValue), Initialized = (long)Math.Min(initialized, long.MaxValue),
            UnitClusters = (flags & 0xFF) != 0 && span.U16(at + 34) is > 0 and < 8 and var bits ? 1 << bits : 0,
            Runs = ReadRuns(span.Part(at + span.U16(at + 32)!.Value, length - span.U16(at + 32)!.Value)),
        };
    }

    /// <summary>The content as places of the image, without regard to compression.</summary>
    internal List<Extent> Extents(int clusterBytes) =>
        [.. Runs.Select(run => new Extent(run.Cluster < 0 ? -1 : run.Cluster * clusterBytes, run.Count * clusterBytes))];

    // A byte says how long the two numbers are that follow: a count, and the distance from the run before, which has a sign.
    private static List<(long, long)> ReadRuns(ReadOnlySpan<byte> list)
    {
        var (runs, cluster) = (new List<(long, long)>(), 0L);
        for (var at = 0L; runs.Count < MaxRuns && list.U8(at) is { } lengths && lengths != 0;)
        {
            var (countLength, placeLength) = (lengths & 15, lengths >> 4);
            var numbers = list.Part(at + 1, countLength + placeLength);
            var count = countLength is > 0 and <= 6 ? Number(numbers.Part(0, countLength)) & 0x7FFF_FFFF_FFFF : 0;
            if (numbers.Length < countLength + placeLength || placeLength > 6 || count is 0 or > int.MaxValue)
                break;
            cluster += Number(numbers[countLength..]);
            runs.Add((placeLength == 0 || cluster < 0 ? -1 : cluster, count));
            at += 1 + countLength + placeLength;
        }
        return runs;
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        var value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1L : 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
