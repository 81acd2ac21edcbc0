using System.Text;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>A partition as a table names it, in bytes.</summary>
internal readonly record struct Partition(string Name, long Start, long Length);

/// <summary>
/// Disks with a partition table: each partition becomes a member. Systems differ in which table of several they go by (Windows takes the classic one unless
/// it says that there is another), so what any of them names comes out. Sources: the classic partition table, UEFI specification section 5, Inside Macintosh:
/// Devices, chapter 3.
/// </summary>
internal sealed class PartitionReader : ContainerReader
{
    private const int MaxPartitions = 256;
    private const int MaxEntries = 2 * MaxPartitions;
    private const int Sector = 512, LargeSector = 4096;

    /// <summary>So much at both ends may be taken by tables, in bytes: 34 of the larger sectors.</summary>
    private const int TableBytes = 34 * LargeSector;

    private const int VolumeHeadBytes = 128 << 10;
    private const byte Protective = 0xEE;
    private const ulong MaxSector = 1UL << 50;

    public override string Name => "partitions";

    public override string Version => "5";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["mbr-disk", "gpt-disk", "apm-disk"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var (tables, isCut, isLong) = Tables(file.Span);
        var partitions = tables.DistinctBy(partition => (partition.Start, partition.Length)).ToList();
        if (isCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the chain of logical partitions breaks off, leads back, or is too long");
        if (isLong || partitions.Count > MaxPartitions)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxPartitions} partitions are read");
        if (partitions.Count == 0 && file.Span.Part(TableBytes, file.Length - (2L * TableBytes)).ContainsAnyExcept((byte)0))
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "no table names a partition, but the disk is not empty");
        foreach (var (name, start, length) in partitions.Take(MaxPartitions))
        {
            // Discs that start from a stick name themselves.
            if (start == 0 && length >= file.Length)
                continue;
            var content = file.Part(start, length);
            var member = new ContainerMember { Name = name, Offset = start, DeclaredSize = length, CompressedSize = length, Method = "store" };
            if (!content.IsEmpty)
                MemberCopy.Bytes(content, sink, member, cancellationToken);
            if (content.Length < length)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the image ends before the partition does");
        }
    }

    private static (List<Partition> Partitions, bool IsCut, bool IsLong) Tables(ReadOnlySpan<byte> file)
    {
        var (partitions, isLong, hasTable, hasGpt) = (new List<Partition>(), false, false, false);
        foreach (var sector in (ReadOnlySpan<int>)[Sector, LargeSector])
        {
            hasGpt |= AddGpt(file, sector, sector, partitions, ref isLong);
            // The copy stands in the last sector, or where the first header says.
            var other = file.HasAt(sector, "EFI PART"u8) ? (long)Math.Min(file.U64(sector + 32) ?? 0, int.MaxValue) * sector : 0;
            foreach (var at in new[] { file.Length - sector, other }.Distinct())
                hasGpt |= at > sector && AddGpt(file, at, sector, partitions, ref isLong);
        }
        hasTable = hasGpt | AddApple(file, partitions, ref isLong);
        if (!file.HasAt(510, [0x55, 0xAA]))
            return hasTable ? (partitions, false, isLong) : throw new MalformedFileException("partitions", 510, "the boot record's mark is missing");
        AddMbr(file, Sector, hasGpt, partitions, out var isCut);
        var large = new List<Partition>();
        AddMbr(file, LargeSector, skipsProtective: true, large, out _);
        foreach (var partition in large)
            if (FileIdentifier.Identify(file.Part(partition.Start, VolumeHeadBytes)).Type.Category == FileCategory.DiskImage)
                partitions.Add(partition);
        return (partitions, isCut, isLong);
    }

    private static bool AddGpt(ReadOnlySpan<byte> file, long header, int sector, List<Partition> partitions, ref bool isLong)
    {
        if (!file.HasAt(header, "EFI PART"u8) || file.U64(header + 72) is not { } table || file.U32(header + 84) is not { } size || size < 128)
            return false;
        var (at, count) = ((long)Math.Min(table, int.MaxValue) * sector, file.U32(header + 80)!.Value);
        for (var i = 0; i < Math.Min(count, MaxEntries); i++)
        {
            var entry = file.Part(at + (i * (long)size), 128);
            if (entry.U64(32) is not { } first || entry.U64(40) is not { } last || !entry[..16].ContainsAnyExcept((byte)0) || last < first)
                continue;
            var name = Encoding.Unicode.GetString(entry.Part(56, 72)).TrimEnd('\0');
            partitions.Add(new(name.Length > 0 ? name : $"partition {i + 1}", (long)Math.Min(first, MaxSector) * sector, (long)Math.Min(last - first + 1, MaxSector) * sector));
        }
        isLong |= count > MaxEntries && file.Part(at + (MaxEntries * (long)size), (count - MaxEntries) * (long)size).ContainsAnyExcept((byte)0);
        return true;
    }

    // One entry a block, the first of which says how many there are. Free space is listed too.
    private static bool AddApple(ReadOnlySpan<byte> file, List<Partition> partitions, ref bool isLong)
    {
        if (file.U16Big(2) is not (> 0 and var block) || block % Sector != 0 || !file.HasAt(0, "ER"u8) || !file.HasAt(block, "PM"u8))
            return false;
        var count = file.U32Big(block + 4) ?? 0;
        for (var i = 1; i <= Math.Min(count, MaxEntries); i++)
        {
            var entry = file.Part(i * (long)block, Sector);
            var kind = MemberName.Decode(entry.Part(48, 32));
            if (entry.HasAt(0, "PM"u8) && entry.U32Big(8) is { } first && entry.U32Big(12) is > 0 and var blocks && kind is not ("Apple_Free" or "Apple_partition_map"))
                partitions.Add(new(MemberName.Decode(entry.Part(16, 32)) is { Length: > 0 } name ? name : $"partition {i}", first * (long)block, blocks * (long)block));
        }
        isLong |= count > MaxEntries && file.HasAt((MaxEntries + 1) * (long)block, "PM"u8);
        return true;
    }

    private static void AddMbr(ReadOnlySpan<byte> file, int sector, bool skipsProtective, List<Partition> partitions, out bool isCut)
    {
        isCut = false;
        for (var i = 0; i < 4; i++)
        {
            var entry = file.Slice(446 + (i * 16), 16);
            var (kind, first, count) = (entry[4], (long)entry.U32(8)!.Value, (long)entry.U32(12)!.Value);
            if (kind is 5 or 15 or 0x85)
                isCut |= !AddLogical(file, first, sector, partitions);
            else if (kind != 0 && count > 0 && !(skipsProtective && kind == Protective))
                partitions.Add(new($"partition {i + 1}", first * sector, count * sector));
        }
    }

    // A chain of records: the first entry is the partition, the second the next record, counted from the first of the chain.
    private static bool AddLogical(ReadOnlySpan<byte> file, long chain, int sector, List<Partition> partitions)
    {
        var (record, seen) = (chain, new HashSet<long>());
        for (var i = 5; i < MaxEntries && seen.Add(record) && file.HasAt((record * sector) + 510, [0x55, 0xAA]); i++)
        {
            var entries = file.Slice((int)(record * sector) + 446, 32);
            if (entries[4] != 0 && entries.U32(12)!.Value > 0)
                partitions.Add(new($"partition {i}", (record + entries.U32(8)!.Value) * sector, entries.U32(12)!.Value * (long)sector));
            if (entries[20] == 0 || entries.U32(24)!.Value == 0)
                return true;
            record = chain + entries.U32(24)!.Value;
        }
        return false;
    }
}
