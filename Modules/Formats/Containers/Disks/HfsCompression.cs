using System.IO.Compression;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>
/// Files that the system compressed: their content is in an attribute, or in chunks in the resource fork. Source: the layout as the
/// comments of Apple's <c>decmpfs.h</c> (XNU) and libfshfs' documentation describe it.
/// </summary>
internal static class HfsCompression
{
    /// <summary>The attribute that says how.</summary>
    internal const string Attribute = "com.apple.decmpfs";

    private const int AttributeHeader = 16, Header = 16;
    private const int ChunkBytes = 64 * 1024;
    private const uint ZlibInline = 3, ZlibChunks = 4, LzfseInline = 11, Stored = 1;

    internal static void HandOn(string name, byte[]? attribute, Func<ReadOnlyMemory<byte>> resource, IMemberSink sink, CancellationToken cancellationToken)
    {
        // In front of the content stand the record's kind, two reserved numbers and the content's length.
        var record = (ReadOnlyMemory<byte>)attribute;
        var content = record.Part(AttributeHeader, record.Span.U32Big(AttributeHeader - 4) ?? 0);
        if (!content.Span.HasAt(0, "fpmc"u8) || content.Length < Header)
        {
            sink.NotUnpacked(new() { Name = name }, UnpackGap.Damaged, "what says how it is compressed is missing");
            return;
        }
        var (kind, size) = (content.Span.U32(4)!.Value, (long)Math.Min(content.Span.U64(8)!.Value, long.MaxValue));
        var member = new ContainerMember { Name = name, DeclaredSize = size, Method = kind is ZlibInline or ZlibChunks ? "deflate" : kind == Stored ? "store" : $"kind {kind}" };
        var inline = content[Header..];
        if (kind is ZlibInline or Stored or LzfseInline)
            Inline(() => kind == Stored ? new MemoryReadStream(inline) : kind == LzfseInline ? new Lzfse.LzfseStream(inline) : Inflate(inline), member, size, sink, cancellationToken);
        else if (kind == ZlibChunks)
            Chunks(resource(), member, size, sink, cancellationToken);
        else
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"no decoder for files that the system compressed by method {kind}");
    }

    private static void Inline(Func<Stream> open, ContainerMember member, long size, IMemberSink sink, CancellationToken cancellationToken)
    {
        var outcome = MemberCopy.Run(open, sink, member, cancellationToken);
        if (outcome.IsWhole && outcome.Bytes != size)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{outcome.Bytes} of {size} bytes came out");
    }

    // A resource fork: its header says where the data is, of which the first four bytes are a length; then a count, places and lengths.
    private static void Chunks(ReadOnlyMemory<byte> fork, ContainerMember member, long size, IMemberSink sink, CancellationToken cancellationToken)
    {
        var table = (fork.Span.U32Big(0) ?? 0) + 4L;
        var (written, damaged) = (0L, false);
        using (var target = sink.Open(member))
            for (var i = 0L; i < (fork.Span.U32(table) ?? 0) && !damaged; i++)
            {
                var chunk = fork.Span.U32(table + 4 + (i * 8)) is { } at && fork.Span.U32(table + 8 + (i * 8)) is { } length ? fork.Part(table + at, length) : default;
                var outcome = MemberCopy.Into(target, () => Inflate(chunk), ChunkBytes, cancellationToken);
                (written, damaged) = (written + outcome.Bytes, !outcome.IsWhole || chunk.IsEmpty);
            }
        if (damaged || written != size)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{written} of {size} bytes came out");
    }

    // What does not shrink is stored behind a byte whose low half is set.
    private static Stream Inflate(ReadOnlyMemory<byte> chunk) =>
        chunk.Span.U8(0) is { } first && (first & 15) == 15
            ? new MemoryReadStream(chunk[1..])
            : new ZLibStream(new MemoryReadStream(chunk), CompressionMode.Decompress);
}
