namespace ScanHost.Formats.Containers.Tar;

/// <summary>Tar archives: v7, ustar, pax, GNU with long names and sparse files. Links are named, never followed.</summary>
/// <remarks>Sources: POSIX.1-2017 pax utility, GNU tar manual "Basic Tar Format".</remarks>
internal sealed class TarReader : ContainerReader
{
    public override string Name => "tar";

    public override string Version => "5";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("tar");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (TarHeader.Read(file.Span, 0) is null)
            throw new MalformedFileException("tar", 0, "the first header's checksum is wrong");
        var archive = new TarArchive(file, sink, cancellationToken);
        while (archive.ReadNext())
            cancellationToken.ThrowIfCancellationRequested();
    }
}
