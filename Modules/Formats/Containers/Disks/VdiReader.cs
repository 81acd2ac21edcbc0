namespace ScanHost.Formats.Containers.Disks;

/// <summary>VirtualBox disks, fixed and dynamic. Source: the header as "All about VDIs" (VirtualBox forum) and the tools that read it describe it.</summary>
internal sealed class VdiReader : ContainerReader
{
    private const uint Dynamic = 1, Fixed = 2;
    private const uint FirstUnused = 0xFFFFFFFE;

    public override string Name => "vdi";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["vdi"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var span = file.Span;
        if (span.U32(76) is not { } kind || span.U32(340) is not { } map || span.U32(344) is not { } data || span.U64(368) is not { } size
            || span.U32(376) is not { } blockBytes || span.U32(380) is not { } extra)
            throw new MalformedFileException("vdi", 64, "the header is cut short");
        if (blockBytes is < 512 or > SparseDisk.MaxBlockBytes || size > 1UL << 50)
            throw new MalformedFileException("vdi", 376, "the sizes make no sense");
        if (kind is not (Dynamic or Fixed))
        {
            sink.NotUnpacked(new() { Name = "disk.img", DeclaredSize = (long)size }, UnpackGap.Unsupported, "it only holds the differences to another disk");
            return;
        }
        long Place(long block) => file.Span.U32(map + (4 * block)) is { } place and < FirstUnused ? data + (place * ((long)blockBytes + extra)) + extra : -1;
        new SparseDisk((long)size, (int)blockBytes).HandOn(
            "blocks", block => Place(block) >= 0, block => file.Part(Place(block), blockBytes), sink, cancellationToken);
    }
}
