using System.Text;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Disks with a partition table: each partition becomes a member. Sources: the classic partition table, UEFI specification section 5, Inside Macintosh: Devices, chapter 3.</summary>
internal sealed class PartitionReader : ContainerReader
{
    private const int MaxPartitions = 256;
    private const int MaxEntries = 2 * MaxPartitions;
    private const int Sector = 512;
    private const ulong MaxSector = 1UL << 50;

    public override string Name => "partitions";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["mbr-disk", "gpt-disk", "apm-disk"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var isCut = false;
        var partitions = Gpt(file.Span) ?? Apple(file.Span) ?? Mbr(file.Span, out isCut);
        if (isCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the chain of logical partitions breaks off, leads back, or is too long");
        if (partitions.Count > MaxPartitions)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxPartitions} partitions are read");
        foreach (var (name, start, length) in partitions.Take(MaxPartitions))
        {
            var content = file.Part(start, length);
            var member = new ContainerMember { Name = name, Offset = start, DeclaredSize = length, CompressedSize = length, Method = "store" };
            if (!content.IsEmpty)
                MemberCopy.Bytes(content, sink, member, cancellationToken);
            if (content.Length < length)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the image ends before the partition does");
        }
    }

    private static List<(string Name, long Start, long Length)>? Gpt(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(Sector, "EFI PART"u8) || file.U64(Sector + 72) is not { } table || file.U32(Sector + 84) is not { } size || size < 128)
            return null;
        var partitions = new List<(string, long, long)>();
        for (var i = 0; i < Math.Min(file.U32(Sector + 80)!.Value, MaxEntries); i++)
        {
            var entry = file.Part(((long)Math.Min(table, int.MaxValue) * Sector) + (i * (long)size), 128);
            if (entry.U64(32) is not { } first || entry.U64(40) is not { } last || !entry[..16].ContainsAnyExcept((byte)0) || last < first)
                continue;
            var name = Encoding.Unicode.GetString(entry.Part(56, 72)).TrimEnd('\0');
            partitions.Add((name.Length > 0 ? name : $"partition {i + 1}", (long)Math.Min(first, MaxSector) * Sector, (long)Math.Min(last - first + 1, MaxSector) * Sector));
        }
        return partitions;
    }

    // One entry a block, the first of which says how many there are. Free space is listed too.
    private static List<(string Name, long Start, long Length)>? Apple(ReadOnlySpan<byte> file)
    {
        if (file.U16Big(2) is not (> 0 and var block) || block % Sector != 0 || !file.HasAt(0, "ER"u8) || !file.HasAt(block, "PM"u8))
            return null;
        var partitions = new List<(string, long, long)>();
        for (var i = 1; i <= Math.Min(file.U32Big(block + 4) ?? 0, MaxEntries); i++)
        {
            var entry = file.Part(i * (long)block, Sector);
            var kind = MemberName.Decode(entry.Part(48, 32));
            if (entry.HasAt(0, "PM"u8) && entry.U32Big(8) is { } first && entry.U32Big(12) is > 0 and var count && kind is not ("Apple_Free" or "Apple_partition_map"))
                partitions.Add((MemberName.Decode(entry.Part(16, 32)) is { Length: > 0 } name ? name : $"partition {i}", first * (long)block, count * (long)block));
        }
        return partitions;
    }

    private static List<(string Name, long Start, long Length)> Mbr(ReadOnlySpan<byte> file, out bool isCut)
    {
        if (!file.HasAt(510, [0x55, 0xAA]))
            throw new MalformedFileException("partitions", 510, "the boot record's mark is missing");
        var partitions = new List<(string, long, long)>();
        isCut = false;
        for (var i = 0; i < 4; i++)
        {
            var entry = file.Slice(446 + (i * 16), 16);
            var (kind, first, count) = (entry[4], (long)entry.U32(8)!.Value, (long)entry.U32(12)!.Value);
            if (kind is 5 or 15 or 0x85)
                isCut |= !AddLogical(file, first, partitions);
            else if (kind != 0 && count > 0)
                partitions.Add(($"partition {i + 1}", first * Sector, count * Sector));
        }
        return partitions;
    }

    // A chain of records: the first entry is the partition, the second the next record, counted from the first of the chain.
    private static bool AddLogical(ReadOnlySpan<byte> file, long chain, List<(string Name, long Start, long Length)> partitions)
    {
        var (record, seen) = (chain, new HashSet<long>());
        for (var i = 5; i < MaxEntries && seen.Add(record) && file.HasAt((record * Sector) + 510, [0x55, 0xAA]); i++)
        {
            var entries = file.Slice((int)(record * Sector) + 446, 32);
            if (entries[4] != 0 && entries.U32(12)!.Value > 0)
                partitions.Add(($"partition {i}", (record + entries.U32(8)!.Value) * Sector, entries.U32(12)!.Value * (long)Sector));
            if (entries[20] == 0 || entries.U32(24)!.Value == 0)
                return true;
            record = chain + entries.U32(24)!.Value;
        }
        return false;
    }
}
