using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>FAT12, FAT16 and FAT32 volumes with long names. Source: Microsoft FAT specification 1.03.</summary>
internal sealed class FatReader : ContainerReader
{
    public override string Name => "fat";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["fat"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var volume = FatVolume.Read(file) ?? throw new MalformedFileException("fat", 11, "the boot sector makes no sense");
        new FatTree(file, volume, new(Name, file, sink, cancellationToken)).ReadAll();
        TrailingData.HandOn(Name, file, volume.End, sink, cancellationToken);
    }
}

/// <summary>Where things stand in a FAT volume; all in bytes.</summary>
internal sealed record FatVolume(int ClusterBytes, long Table, int EntryBits, long RootStart, long RootBytes, uint RootCluster, long Data, long Clusters, long End)
{
    internal static FatVolume? Read(ReadOnlyMemory<byte> file)
    {
        var boot = file.Span;
        if (!boot.Has(0, 90))
            return null;
        int sector = boot.U16(11)!.Value, perCluster = boot[13], reserved = boot.U16(14)!.Value, tables = boot[16], roots = boot.U16(17)!.Value;
        long total = boot.U16(19) is > 0 and var few ? few : boot.U32(32)!.Value;
        long tableSectors = boot.U16(22) is > 0 and var small ? small : boot.U32(36)!.Value;
        if (sector is not (512 or 1024 or 2048 or 4096) || !int.IsPow2(perCluster) || tables == 0 || reserved == 0)
            return null;
        var rootSectors = ((roots * 32) + sector - 1) / sector;
        var rootStart = (reserved + (tables * tableSectors)) * sector;
        var data = rootStart + (rootSectors * (long)sector);
        var clusters = Math.Max(0, (total - (data / sector)) / perCluster);
        var bits = clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
        var root = boot.U16(22) == 0 ? boot.U32(44)!.Value : 0;
        return new(sector * perCluster, reserved * (long)sector, root != 0 ? 32 : bits, rootStart, rootSectors * (long)sector, root, data, clusters, total * sector);
    }

    internal long Offset(uint cluster) => Data + ((cluster - 2L) * ClusterBytes);

    /// <summary>
    /// The clusters of a chain, as extents; ends at a bad entry, at a cluster outside of the image, or at <paramref name="maxBytes"/>. One that goes in a
    /// circle ends where it is as long as the image.
    /// </summary>
    internal List<Extent> Chain(ReadOnlySpan<byte> file, uint first, long maxBytes) => Chain(file, first, maxBytes, out _);

    /// <summary>The same, and where it ended: a number that <see cref="IsLast"/> knows, or one that is no cluster.</summary>
    internal List<Extent> Chain(ReadOnlySpan<byte> file, uint first, long maxBytes, out uint cluster)
    {
        var extents = new List<Extent>();
        cluster = first;
        maxBytes = Math.Min(maxBytes, file.Length);
        for (var bytes = 0L; bytes < maxBytes && cluster >= 2 && cluster < Clusters + 2 && Offset(cluster) < file.Length; bytes += ClusterBytes)
        {
            var offset = Offset(cluster);
            if (extents.Count > 0 && extents[^1].Offset + extents[^1].Length == offset)
                extents[^1] = extents[^1] with { Length = extents[^1].Length + ClusterBytes };
            else
                extents.Add(new(offset, ClusterBytes));
            cluster = Next(file, cluster);
        }
        return extents;
    }

    /// <summary>True for what stands in the table in place of a further cluster.</summary>
    internal bool IsLast(uint entry) => entry >= EntryBits switch { 12 => 0xFF8u, 16 => 0xFFF8, _ => 0x0FFFFFF8 };

    private uint Next(ReadOnlySpan<byte> file, uint cluster) => EntryBits switch
    {
        12 when file.U16(Table + cluster + (cluster / 2)) is { } pair => (cluster & 1) != 0 ? (uint)pair >> 4 : (uint)pair & 0xFFF,
        16 when file.U16(Table + (2L * cluster)) is { } entry => entry,
        32 when file.U32(Table + (4L * cluster)) is { } entry => entry & 0x0FFFFFFF,
        _ => 0,
    };
}
