using System.IO.Compression;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>VMware disks that are one sparse file, compressed ones too. Source: "Virtual Disk Format 5.0" (VMware technical note).</summary>
internal sealed class VmdkReader : ContainerReader
{
    private const int Sector = 512;
    private const int GrainHeader = 12;
    private const uint IsCompressed = 1 << 16;
    private const ulong AtTheEnd = ulong.MaxValue;

    public override string Name => "vmdk";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["vmdk"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.HasAt(0, "KDMV"u8))
        {
            sink.NotUnpacked(new() { Name = "disk.img" }, UnpackGap.Unsupported, "its content is in other files, or in an older form");
            return;
        }
        var header = file.Span.U64(56) == AtTheEnd && file.Span.HasAt(file.Length - (2L * Sector), "KDMV"u8) ? file.Length - (2L * Sector) : 0;
        if (file.Span.U32(header + 8) is not { } flags || file.Span.U64(header + 12) is not { } capacity || file.Span.U64(header + 20) is not { } grain
            || file.Span.U32(header + 44) is not { } tableLength || file.Span.U64(header + 56) is not { } directory)
            throw new MalformedFileException("vmdk", header, "the header is cut short");
        if (grain is < 1 or > 1 << 16 || !ulong.IsPow2(grain) || tableLength is 0 or > 1 << 16 || capacity > 1UL << 40 || directory > (ulong)file.Length)
            throw new MalformedFileException("vmdk", header, "the sizes make no sense");
        var grainBytes = (int)grain * Sector;
        long Place(long block) =>
            file.Span.U32(((long)directory * Sector) + (4 * (block / tableLength))) is > 0 and { } table
            && file.Span.U32((table * (long)Sector) + (4 * (block % tableLength))) is > 1 and { } place ? place * (long)Sector : -1;
        new SparseDisk((long)capacity * Sector, grainBytes).HandOn(
            (flags & IsCompressed) != 0 ? "deflate" : "blocks",
            block => Place(block) >= 0,
            block => (flags & IsCompressed) != 0 ? Inflate(file, Place(block), grainBytes) : file.Part(Place(block), grainBytes),
            sink, cancellationToken);
    }

    // The sector that it belongs to, how long it is, a zlib stream.
    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> file, long at, int grainBytes)
    {
        var packed = file.Part(at + GrainHeader, file.Span.U32(at + 8) ?? 0);
        using var stream = new ZLibStream(new MemoryReadStream(packed), CompressionMode.Decompress);
        var grain = new byte[grainBytes];
        return grain.AsMemory(0, stream.ReadAtLeast(grain, grainBytes, throwOnEndOfStream: false));
    }
}
