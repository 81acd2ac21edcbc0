using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Ext2, ext3 and ext4 volumes: every file that a folder names. Source: the kernel's "ext4 Data Structures and Algorithms".</summary>
internal sealed class ExtReader : ContainerReader
{
    public override string Name => "ext";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["ext"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var volume = ExtVolume.Read(file);
        var extents = new ExtentSink(Name, file, sink, cancellationToken);
        new ExtTree(file, volume, extents, sink).ReadAll(cancellationToken);
        if (volume.NeedsRecovery)
            extents.Miss("", UnpackGap.Unsupported, "it was not unmounted: changes that are only in its journal are not read");
        TrailingData.HandOn(Name, file, volume.End, sink, cancellationToken);
    }
}
