namespace ScanHost.Formats.Containers.Disks;

/// <summary>Virtual PC disks, fixed and dynamic: the disk in it becomes one member, as far as it was ever written. Source: the VHD image format specification 1.0.</summary>
internal sealed class VhdReader : ContainerReader
{
    private const int Footer = 512;
    private const int Sector = 512;
    private const uint Unused = uint.MaxValue;
    private const int MaxBlocks = 1 << 20;

    public override string Name => "vhd";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["vhd"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var footerAt = file.Span.HasAt(file.Length - Footer, "conectix"u8) ? file.Length - Footer : 0;
        var footer = file.Span.Part(footerAt, Footer);
        if (footer.U32Big(60) is not { } kind || footer.U64Big(48) is not { } size || !footer.HasAt(0, "conectix"u8))
            throw new MalformedFileException("vhd", footerAt, "the footer is missing or cut short");
        var member = new ContainerMember { Name = "disk.img", DeclaredSize = (long)Math.Min(size, long.MaxValue), Method = kind == 2 ? "store" : "blocks" };
        switch (kind)
        {
            case 2:
                MemberCopy.Bytes(file[..footerAt], sink, member, cancellationToken);
                break;
            case 3:
                UnpackBlocks(file, footer.U64Big(16)!.Value, (long)Math.Min(size, int.MaxValue * 1024L), sink, member, cancellationToken);
                break;
            default:
                sink.NotUnpacked(member, UnpackGap.Unsupported, "it only holds the differences to another disk");
                break;
        }
    }

    private static void UnpackBlocks(
        ReadOnlyMemory<byte> file, ulong headerAt, long size, IMemberSink sink, ContainerMember member, CancellationToken cancellationToken)
    {
        var header = file.Span.Part((long)Math.Min(headerAt, int.MaxValue), 1024);
        if (!header.HasAt(0, "cxsparse"u8) || header.U32Big(32) is not (>= 4096 and <= 1 << 26) || header.U32Big(28) is not (<= MaxBlocks and var count))
            throw new MalformedFileException("vhd", (long)Math.Min(headerAt, int.MaxValue), "the header of the dynamic disk is wrong");
        var (table, blockBytes) = ((long)Math.Min(header.U64Big(16)!.Value, int.MaxValue), (int)header.U32Big(32)!.Value);
        var used = 0L;
        for (var i = 0; i < count; i++)
            used = (file.Span.U32Big(table + (4L * i)) ?? Unused) == Unused ? used : i + 1;
        var bitmap = ((blockBytes / Sector / 8) + Sector - 1) / Sector * Sector;
        var isWhole = true;
        using (var target = sink.Open(member))
            for (var i = 0; i < used; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = (int)Math.Min(blockBytes, Math.Max(0, size - (i * (long)blockBytes)));
                var sector = file.Span.U32Big(table + (4L * i)) ?? Unused;
                var data = sector == Unused ? default : file.Span.Part((sector * (long)Sector) + bitmap, length);
                isWhole &= sector == Unused || data.Length == length;
                target.Write(data);
                target.Write(new byte[length - data.Length]);
            }
        if (!isWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the disk does");
    }
}
