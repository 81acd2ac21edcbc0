namespace ScanHost.Formats.Containers.Disks;

/// <summary>Hyper-V disks, fixed and dynamic. Source: [MS-VHDX] 1.0.</summary>
internal sealed class VhdxReader : ContainerReader
{
    private const int FirstHeader = 64 << 10;
    private const int FirstRegionTable = 192 << 10;
    private const int CopyAfter = 64 << 10;
    private const int MaxEntries = 2047;
    private static readonly byte[] BlockTable = new Guid("2DC27766-F623-4200-9D64-115E9BFD4A08").ToByteArray();
    private static readonly byte[] MetadataTable = new Guid("8B7CA206-4790-4B9A-B8FE-575F050F886E").ToByteArray();
    private static readonly byte[] FileParameters = new Guid("CAA16737-FA36-4D43-B3B6-33F0AA44E76B").ToByteArray();
    private static readonly byte[] VirtualDiskSize = new Guid("2FA54224-CD1B-4876-B211-5DBED83BF4B8").ToByteArray();
    private static readonly byte[] LogicalSectorSize = new Guid("8141BF1D-A96F-4709-BA47-F233A8FAAB5F").ToByteArray();

    public override string Name => "vhdx";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["vhdx"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var (blocks, metadata) = (Region(file.Span, BlockTable), Region(file.Span, MetadataTable));
        if (Item(file.Span, metadata, FileParameters) is not { } parameters || file.Span.U32(parameters) is not { } blockBytes
            || Item(file.Span, metadata, VirtualDiskSize) is not { } sizeAt || file.Span.U64(sizeAt) is not { } size
            || Item(file.Span, metadata, LogicalSectorSize) is not { } sectorAt || file.Span.U32(sectorAt) is not { } sector || sector is not (512 or 4096))
            throw new MalformedFileException("vhdx", metadata, "the metadata is missing or wrong");
        if (blockBytes is < 1 << 20 or > 256 << 20 || !int.IsPow2((int)blockBytes) || size > 64UL << 40)
            throw new MalformedFileException("vhdx", parameters, "the sizes make no sense");
        if (blockBytes > SparseDisk.MaxBlockBytes || (file.Span.U32(parameters + 4) & 2) != 0)
        {
            var reason = blockBytes > SparseDisk.MaxBlockBytes ? $"its blocks are larger than {SparseDisk.MaxBlockBytes} bytes" : "it only holds the differences to another disk";
            sink.NotUnpacked(new() { Name = "disk.img", DeclaredSize = (long)size }, UnpackGap.Unsupported, reason);
            return;
        }
        if (HasLog(file.Span))
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "it was not closed: changes that its log holds are not applied");
        // Behind so many entries for blocks stands one for a bitmap.
        var ratio = (long)((1UL << 23) * sector / blockBytes);
        long Place(long block) => Entry(file.Span, blocks, block + (block / ratio));
        new SparseDisk((long)size, (int)blockBytes).HandOn(
            "blocks", block => Place(block) >= 0, block => file.Part(Place(block), blockBytes), sink, cancellationToken);
    }

    // Fully or partially present; all else reads as zeros.
    private static long Entry(ReadOnlySpan<byte> file, long table, long index) =>
        file.U64(table + (8 * index)) is { } entry && (entry & 7) is 6 or 7 ? (long)Math.Min(entry & ~0xFFFFFUL, long.MaxValue) : -1;

    private static long Region(ReadOnlySpan<byte> file, byte[] id)
    {
        for (var table = FirstRegionTable; table <= FirstRegionTable + CopyAfter; table += CopyAfter)
            if (file.HasAt(table, "regi"u8))
                for (var i = 0; i < Math.Min(file.U32(table + 8) ?? 0, MaxEntries); i++)
                    if (file.HasAt(table + 16 + (32L * i), id) && file.U64(table + 16 + (32L * i) + 16) is { } offset && offset < (ulong)file.Length)
                        return (long)offset;
        throw new MalformedFileException("vhdx", FirstRegionTable, "a region is missing");
    }

    private static long? Item(ReadOnlySpan<byte> file, long metadata, byte[] id)
    {
        if (!file.HasAt(metadata, "metadata"u8))
            return null;
        for (var i = 0; i < Math.Min((int)(file.U16(metadata + 10) ?? 0), MaxEntries); i++)
            if (file.HasAt(metadata + 32 + (32L * i), id) && file.U32(metadata + 32 + (32L * i) + 16) is { } offset)
                return metadata + offset;
        return null;
    }

    // The header with the higher number counts; its log has an id unless it is empty.
    private static bool HasLog(ReadOnlySpan<byte> file)
    {
        var second = FirstHeader + CopyAfter;
        var header = (file.HasAt(second, "head"u8) ? file.U64(second + 8) : null) > (file.HasAt(FirstHeader, "head"u8) ? file.U64(FirstHeader + 8) ?? 0 : 0) ? second : FirstHeader;
        return file.Part(header + 48, 16).ContainsAnyExcept((byte)0);
    }
}
