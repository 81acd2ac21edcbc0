using System.IO.Compression;
using ScanHost.Formats.Containers.Lzma;

namespace ScanHost.Formats.Containers.Installers;

/// <summary>
/// The data of NSIS installers: the compressed header and the files behind it, by number, since their names are in the install script.
/// Source: fileform.h and the documentation of SetCompressor of the NSIS project.
/// </summary>
internal sealed class NsisReader : ContainerReader
{
    private const int FirstHeader = 28;
    private const int MaxBlocks = 100_000;
    private const uint IsPacked = 0x80000000;
    private const int LzmaProperties = 5;

    public override string Name => "nsis";

    public override string Version => "1";

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
        IsLzma(data, 0) || (data.U8(0) is 0 or 1 && IsLzma(data, 1)) || data.U32(0) is not { } size || !((size & IsPacked) != 0 && (size & ~IsPacked) < data.Length) && size != headerSize;

    private static void UnpackBlocks(ReadOnlyMemory<byte> data, IMemberSink sink, CancellationToken cancellationToken)
    {
        for (var number = 0; number < MaxBlocks && data.Span.U32(0) is { } field; number++)
        {
            var size = (int)Math.Min(field & ~IsPacked, int.MaxValue);
            if (size > data.Length - 4)
                return;
            var block = data.Slice(4, size);
            var member = new ContainerMember { Name = NameOf(number), CompressedSize = size, Method = (field & IsPacked) == 0 ? "store" : MethodOf(block.Span) };
            MemberCopy.Run(() => (field & IsPacked) == 0 ? new MemoryReadStream(block) : Open(block), sink, member, cancellationToken);
            data = data[(4 + size)..];
        }
    }

    private static void UnpackSolid(ReadOnlyMemory<byte> data, IMemberSink sink, CancellationToken cancellationToken)
    {
        var method = MethodOf(data.Span);
        using var content = Foreign.Try(() => Open(data), out var problem);
        if (content is null)
        {
            sink.NotUnpacked(new() { Name = "", Method = method }, UnpackGap.Unsupported, problem!.Message);
            return;
        }
        var length = new byte[4];
        for (var number = 0; number < MaxBlocks; number++)
        {
            if (Foreign.Try(() => content.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4 ? length : null, out problem) is null)
                break;
            if (!MemberCopy.Next(content, BitConverter.ToUInt32(length), sink, new() { Name = NameOf(number), Method = method }, cancellationToken).IsWhole)
                return;
        }
        if (problem is not null)
            sink.NotUnpacked(new() { Name = "", Method = method }, UnpackGap.Damaged, "the packed data breaks off");
    }

    private static string NameOf(int number) => number == 0 ? "[header]" : $"[block {number}]";

    private static bool IsLzma(ReadOnlySpan<byte> data, int at) => data.U8(at) == 0x5D && data.U16(at + 1) == 0 && data.U8(at + 5) == 0;

    private static bool IsBZip2(ReadOnlySpan<byte> data) => data.U8(0) == 0x31 && data.U8(1) < 14;

    private static string MethodOf(ReadOnlySpan<byte> data) =>
        IsLzma(data, 0) || (data.U8(0) <= 1 && IsLzma(data, 1)) ? "lzma" : IsBZip2(data) ? "bzip2" : "deflate";

    // LZMA may have a byte in front that says whether a branch filter was used. NSIS's bzip2 is one of its own.
    private static Stream Open(ReadOnlyMemory<byte> data)
    {
        var span = data.Span;
        if (IsLzma(span, 0))
            return Lzma(data);
        if (span.U8(0) is 0 or 1 && IsLzma(span, 1))
            return span[0] == 0 ? Lzma(data[1..]) : new BranchStream(Lzma(data[1..]), BranchKind.X86);
        if (IsBZip2(span))
            throw new UnsupportedDataException("no decoder for the bzip2 of NSIS");
        return new DeflateStream(new MemoryReadStream(data), CompressionMode.Decompress);
    }

    private static LzmaDecoder Lzma(ReadOnlyMemory<byte> data) => new(data[LzmaProperties..], data.Span[0], data.Span.U32(1)!.Value, -1);
}
