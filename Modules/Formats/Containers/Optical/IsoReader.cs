namespace ScanHost.Formats.Containers.Optical;

/// <summary>Optical disc images: ISO 9660 with Rock Ridge and Joliet, and UDF. What only one of the trees names is unpacked as well.</summary>
/// <remarks>Sources: ECMA-119, IEEE P1281 (SUSP) and P1282 (RRIP), the Joliet specification, El Torito 1.0, ECMA-167 and OSTA UDF 2.60.</remarks>
internal sealed class IsoReader : ContainerReader
{
    private const int Sector = 2048;

    public override string Name => "iso";

    public override string Version => "5";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("iso", "udf");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var extents = new ExtentSink(Name, file, sink, cancellationToken);
        var volume = new IsoVolume(file, extents);
        var iso = volume.ReadAll();
        var other = new UdfVolume(file, extents);
        var udf = other.ReadAll();
        if (!iso && !udf)
            throw new MalformedFileException("iso", 32768, "no volume can be read");
        if (!udf && other.HasMark)
            extents.Miss("", UnpackGap.Unsupported, "it says that it has a UDF tree, but none can be read");
        extents.ReportHidden();
        if (Math.Max(volume.End, udf ? other.End : 0) is > 0 and var end)
            TrailingData.HandOn(Name, file, end, sink, cancellationToken, Sector);
    }
}
