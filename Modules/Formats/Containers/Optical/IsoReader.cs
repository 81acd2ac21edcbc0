namespace ScanHost.Formats.Containers.Optical;

/// <summary>Optical disc images: ISO 9660 with Rock Ridge and Joliet, and UDF. What only one of the trees names is unpacked as well.</summary>
/// <remarks>Sources: ECMA-119, IEEE P1281 (SUSP) and P1282 (RRIP), the Joliet specification, El Torito 1.0, ECMA-167 and OSTA UDF 2.60.</remarks>
internal sealed class IsoReader : ContainerReader
{
    private const int Sector = 2048;

    public override string Name => "iso";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("iso", "udf");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var extents = new ExtentSink(Name, file, sink, cancellationToken);
        var volume = new IsoVolume(file, extents);
        var iso = volume.ReadAll();
        var udf = new UdfVolume(file, extents).ReadAll();
        if (!iso && !udf)
            throw new MalformedFileException("iso", 32768, "no volume can be read");
        extents.ReportHidden();
        // UDF keeps a copy of its anchor at the very end, wherever ISO 9660 ends.
        if (volume.End > 0 && !udf)
            TrailingData.HandOn(Name, file, volume.End, sink, cancellationToken, Sector);
    }
}
