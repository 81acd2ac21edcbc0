using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Nsis;

/// <summary>
/// The data of NSIS installers: the compressed header and the files behind it, under the names that the install script gives them.
/// Source: fileform.h and the documentation of SetCompressor of the NSIS project.
/// </summary>
internal sealed class NsisReader : ContainerReader
{
    private const int FirstHeader = 28;
    private const int MaxBlocks = 100_000;
    private const int MaxHeaderBytes = 64 * 1024 * 1024;
    private const uint IsPacked = 0x80000000;

    public override string Name => "nsis";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["nsis-data"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.U32(20) is not { } headerSize || file.Span.U32(24) is not { } total || total < FirstHeader)
            throw new MalformedFileException("nsis", 0, "the first header is cut short");
        var data = file.Part(FirstHeader, total - FirstHeader);
        if (data.Length < total - FirstHeader - 4)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the installer ends before its data does");
        if (IsSolid(data.Span, headerSize))
            UnpackSolid(data, sink, cancellationToken);
        else
            UnpackBlocks(data, sink, cancellationToken);
    }

    // Not solid: each block starts with its packed size, the header's with the highest bit set; LZMA's properties look like one.
    private static bool IsSolid(ReadOnlySpan<byte> data, uint headerSize) =>
        NsisMethod.IsLzma(data) || data.U32(0) is not { } size || (!((size & IsPacked) != 0 && (size & ~IsPacked) < data.Length) && size != headerSize);

    private static void UnpackBlocks(ReadOnlyMemory<byte> data, IMemberSink sink, CancellationToken cancellationToken)
    {
        var (at, firstFile) = (0L, 0L);
        var names = NsisNames.None;
        for (var number = 0; number < MaxBlocks && data.Span.U32((int)at) is { } field; number++)
        {
            var size = field & ~IsPacked;
            if (size > data.Length - at - 4)
                break;
            var block = data.Slice((int)at + 4, (int)size);
            var isPacked = (field & IsPacked) != 0;
            var member = new ContainerMember
            {
                Name = names.Of(at - firstFile, number), CompressedSize = size, Method = isPacked ? NsisMethod.Of(block.Span) : "store",
            };
            at += 4 + size;
            Stream Open() => isPacked ? NsisMethod.Open(block) : new MemoryReadStream(block);
            MemberCopy.Run(Open, sink, member, cancellationToken);
            if (number == 0)
                (names, firstFile) = (ReadNames(Open, cancellationToken), at);
        }
        // A checksum of four bytes ends the data.
        if (data.Length - at > 4)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, $"the blocks break off, or are more than {MaxBlocks}");
    }

    private static NsisNames ReadNames(Func<Stream> open, CancellationToken cancellationToken)
    {
        using var header = new MemoryStream();
        MemberCopy.Into(header, open, MaxHeaderBytes, cancellationToken);
        return NsisNames.Read(header.GetBuffer().AsSpan(0, (int)header.Length));
    }

    private static void UnpackSolid(ReadOnlyMemory<byte> data, IMemberSink sink, CancellationToken cancellationToken)
    {
        var method = NsisMethod.Of(data.Span);
        var names = ReadNames(() => AfterLength(data), cancellationToken);
        using var content = Foreign.Try(() => NsisMethod.Open(data), out var problem);
        if (content is null)
        {
            sink.NotUnpacked(new() { Name = "", Method = method }, UnpackGap.Unsupported, problem!.Message);
            return;
        }
        var (length, at, firstFile) = (new byte[4], 0L, 0L);
        var number = 0;
        for (; number < MaxBlocks; number++)
        {
            if (Foreign.Try(() => content.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4 ? length : null, out problem) is null)
                break;
            var size = BitConverter.ToUInt32(length);
            if (!MemberCopy.Next(content, size, sink, new() { Name = names.Of(at - firstFile, number), Method = method }, cancellationToken).IsWhole)
                return;
            at += 4 + (long)size;
            firstFile = number == 0 ? at : firstFile;
        }
        if (number == MaxBlocks)
            sink.NotUnpacked(new() { Name = "", Method = method }, UnpackGap.Unsupported, $"only the first {MaxBlocks} blocks are read");
        if (problem is not null)
            sink.NotUnpacked(new() { Name = "", Method = method }, UnpackGap.Damaged, "the packed data breaks off");
    }

    // The header's own bytes at the start of the solid stream.
    private static LimitedStream AfterLength(ReadOnlyMemory<byte> data)
    {
        var content = NsisMethod.Open(data);
        var length = new byte[4];
        content.ReadExactly(length);
        return new(content, BitConverter.ToUInt32(length));
    }
}
