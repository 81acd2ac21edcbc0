namespace ScanHost.Formats.Containers.Upx;

/// <summary>Unpacks programs that UPX packed: ELF of Linux and PE of Windows, as <c>upx -d</c> would write them. Source: the UPX project's file format notes.</summary>
internal sealed class UpxReader : ContainerReader
{
    public override string Name => "upx";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } =
        Identification.FileTypes.FamilyOf("pe", "pe-dll", "pe-net", "pe-net-dll", "pe-sys", "elf");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!IsPacked(file.Span))
            return;
        var member = new ContainerMember { Name = "unpacked", Relation = "unpacked" };
        var program = Foreign.Try(() => file.Span.HasAt(0, "MZ"u8) ? UpxPe.Unpack(file, cancellationToken) : UpxElf.Unpack(file, cancellationToken), out var problem);
        if (program is null)
        {
            var isKnown = problem is UnsupportedDataException or DecoderLimitException;
            var why = isKnown ? problem!.Message : "its packed data is damaged or of a kind that is not known";
            sink.NotUnpacked(new() { Name = "" }, isKnown ? UnpackGap.Unsupported : UnpackGap.Damaged, $"the program is packed by UPX: {why}");
            return;
        }
        MemberCopy.Bytes(program.Content, sink, member with { Method = program.Method }, cancellationToken);
        if (!program.IsProven)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the checksum of the unpacked program is wrong");
    }

    // A PE has the sections' names (some change them, then the mark in front of the data is left), an ELF the mark and the packer's own text.
    private static bool IsPacked(ReadOnlySpan<byte> file) => file.HasAt(0, "MZ"u8)
        ? file[..Math.Min(file.Length, UpxHeader.SearchedBytes)].IndexOf("UPX0\0\0\0\0"u8) >= 0 || UpxPe.FindHeader(file) is not null
        : UpxElf.FindInfo(file) is not null;
}

/// <summary>What came out.</summary>
/// <param name="Content">The program.</param>
/// <param name="Method">How it was compressed.</param>
/// <param name="IsProven">True when the checksum that UPX keeps of the program's bytes agrees.</param>
internal sealed record UpxProgram(byte[] Content, string Method, bool IsProven);
