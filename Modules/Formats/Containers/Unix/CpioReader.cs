namespace ScanHost.Formats.Containers.Unix;

/// <summary>Cpio archives: the new ASCII, old ASCII and binary forms. Source: cpio(5) of FreeBSD.</summary>
internal sealed class CpioReader : ContainerReader
{
    private const int Padding = 4;
    private const uint FileKind = 0x8000;
    private const uint LinkKind = 0xA000;
    private const uint KindMask = 0xF000;

    public override string Name => "cpio";

    public override string Version => "5";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["cpio"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var (at, anomalies) = (0L, new AnomalyLog(sink));
        while (at < file.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Header(file.Span, at) is not { } header)
                throw new MalformedFileException("cpio", at, "the member's header is wrong");
            var name = MemberName.Decode(file.Span.Part(at + header.Length, header.NameSize));
            var data = Aligned(at + header.Length + header.NameSize, header.Alignment);
            if (name == "TRAILER!!!")
            {
                TrailingData.HandOn(Name, file, data, sink, cancellationToken, Padding);
                return;
            }
            anomalies.CheckName("cpio", name, at);
            if ((header.Mode & KindMask) == FileKind)
                HandOn(file, name, header, data, sink, cancellationToken);
            else if ((header.Mode & KindMask) == LinkKind)
                anomalies.CheckLink("cpio", name, MemberName.Decode(file.Span.Part(data, Math.Min(header.Size, 4096))), at);
            // Devices and folders have none, but some readers write what stands there.
            else if (header.Size > 0)
                HandOn(file, name, header, data, sink, cancellationToken);
            at = Aligned(data + header.Size, header.Alignment);
        }
        sink.NotUnpacked(new() { Name = "", Offset = file.Length }, UnpackGap.Damaged, "the archive ends without its last member");
    }

    private readonly record struct Fields(int Length, uint Mode, long NameSize, long Size, int Alignment);

    private static long Aligned(long offset, int alignment) => (offset + alignment - 1) / alignment * alignment;

    private static void HandOn(
        ReadOnlyMemory<byte> file, string name, Fields header, long data, IMemberSink sink, CancellationToken cancellationToken)
    {
        var content = file.Part(data, header.Size);
        var member = new ContainerMember { Name = name, Offset = data, DeclaredSize = header.Size, CompressedSize = header.Size, Method = "store" };
        MemberCopy.Bytes(content, sink, member, cancellationToken);
        if (content.Length < header.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
    }

    private static Fields? Header(ReadOnlySpan<byte> file, long at)
    {
        if (file.HasAt(at, "070701"u8) || file.HasAt(at, "070702"u8))
            return Number(file, at + 14, 8, 16) is { } mode && Number(file, at + 54, 8, 16) is { } size && Number(file, at + 94, 8, 16) is { } name
                ? new(110, (uint)mode, name, size, 4)
                : null;
        if (file.HasAt(at, "070707"u8))
            return Number(file, at + 18, 6, 8) is { } mode && Number(file, at + 65, 11, 8) is { } size && Number(file, at + 59, 6, 8) is { } name
                ? new(76, (uint)mode, name, size, 1)
                : null;
        return Binary(file, at);
    }

    // Words of 16 bits in the writer's order; the size has its upper half first in both.
    private static Fields? Binary(ReadOnlySpan<byte> file, long at)
    {
        var isBig = file.U16Big(at) == 0x71C7;
        if ((!isBig && file.U16(at) != 0x71C7) || !file.Has(at, 26))
            return null;
        long Word(ReadOnlySpan<byte> bytes, long offset) => isBig ? bytes.U16Big(offset)!.Value : bytes.U16(offset)!.Value;
        return new(26, (uint)Word(file, at + 6), Word(file, at + 20), (Word(file, at + 22) << 16) | Word(file, at + 24), 2);
    }

    private static long? Number(ReadOnlySpan<byte> file, long at, int length, int radix)
    {
        if (!file.Has(at, length))
            return null;
        var value = 0L;
        foreach (var digit in file.Slice((int)at, length))
        {
            var number = char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : radix;
            if (number >= radix)
                return null;
            value = (value * radix) + number;
        }
        return value;
    }
}
