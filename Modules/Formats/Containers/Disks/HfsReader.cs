namespace ScanHost.Formats.Containers.Disks;

/// <summary>HFS+ and HFSX volumes, also inside of an HFS wrapper: both forks of all files. Source: Apple Technical Note TN1150.</summary>
internal sealed class HfsReader : ContainerReader
{
    private const int Header = 1024;

    public override string Name => "hfsplus";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["hfsplus", "hfs"];

    public override void Unpack(
        ReadOnlyMemory<byte> whole, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var file = whole;
        var head = whole.Span;
        long? end = null;
        if (head.HasAt(Header, "BD"u8))
        {
            if (!head.HasAt(Header + 124, "H+"u8))
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "HFS before HFS+ is not read");
                return;
            }
            // The wrapper's blocks are counted from a sector of its own; the embedded volume is a run of them.
            var (block, first) = (head.U32Big(Header + 20)!.Value, head.U16Big(Header + 28)!.Value);
            // Two sectors at the end hold a copy of the wrapper's header.
            end = (first * 512L) + (head.U16Big(Header + 18)!.Value * (long)block) + 1024;
            file = file.Part((first * 512L) + (head.U16Big(Header + 126)!.Value * (long)block), head.U16Big(Header + 128)!.Value * (long)block);
        }
        var volume = HfsVolume.Read(file);
        new HfsTree(volume, new(Name, file, sink, cancellationToken), sink, cancellationToken).ReadAll();
        TrailingData.HandOn(Name, whole, end ?? volume.EndIn(whole), sink, cancellationToken);
    }
}
