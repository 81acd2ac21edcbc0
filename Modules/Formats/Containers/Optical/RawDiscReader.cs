namespace ScanHost.Formats.Containers.Optical;

/// <summary>Discs as sectors of 2352 bytes: the data of each sector without what surrounds it. Source: ECMA-130 section 14, "Red Book" of CD-ROM XA for mode 2.</summary>
internal sealed class RawDiscReader : ContainerReader
{
    private const int Sector = 2352, Data = 2048;
    private const int Submode = 18, SecondForm = 0x20;
    private const int Mode = 15, OfMode1 = 16, OfMode2 = 24;

    public override string Name => "raw-cd";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["raw-cd"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Length < Sector)
            throw new MalformedFileException(Name, 0, "the first sector is cut short");
        var member = new ContainerMember { Name = "disc.iso", DeclaredSize = file.Length / Sector * (long)Data, Method = "store" };
        var (others, longer) = (0, 0);
        using (var target = sink.Open(member))
            for (var at = 0; at + Sector <= file.Length; at += Sector)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var sector = file.Span.Slice(at, Sector);
                var start = !sector.HasAt(0, [0, 0xFF, 0xFF]) ? -1 : sector[Mode] == 1 ? OfMode1 : sector[Mode] == 2 ? OfMode2 : -1;
                others += start < 0 ? 1 : 0;
                longer += start == OfMode2 && (sector[Submode] & SecondForm) != 0 ? 1 : 0;
                target.Write(start < 0 ? new byte[Data] : sector.Slice(start, Data));
            }
        if (others > 0)
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"{others} sectors of another kind, such as sound, are not read");
        if (longer > 0)
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"of {longer} sectors of the second form, for sound and pictures, only the first {Data} bytes of 2324 are read");
        if (file.Length % Sector != 0)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the last sector is cut short");
    }
}
