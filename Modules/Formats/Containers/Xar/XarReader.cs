using System.IO.Compression;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Streams;
using SharpCompress.Compressors.BZip2;

namespace ScanHost.Formats.Containers.Xar;

/// <summary>Xar archives and the macOS packages made of them. Source: "The XAR file format" of the xar project.</summary>
internal sealed class XarReader : ContainerReader
{
    private const int MaxContentsBytes = 16 * 1024 * 1024;

    public override string Name => "xar";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("xar");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.U16Big(4) is not { } headerLength || file.Span.U64Big(8) is not { } packed || packed > (ulong)file.Length)
            throw new MalformedFileException("xar", 0, "the header is cut short or wrong");
        var heap = headerLength + (long)packed;
        var anomalies = new AnomalyLog(sink);
        if (Inflate(file.Part(headerLength, (long)packed), cancellationToken) is not { } table)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"a table of contents of more than {MaxContentsBytes} bytes is not read");
            return;
        }
        var contents = XarContents.Read(table);
        foreach (var entry in contents.Entries)
        {
            anomalies.CheckName("xar", entry.Name, heap + entry.Offset);
            Unpack(file.Part(heap + entry.Offset, entry.Length), heap, entry, sink, cancellationToken);
        }
        foreach (var name in contents.Damaged)
            sink.NotUnpacked(new() { Name = name }, UnpackGap.Damaged, "the table of contents does not tell where its data is");
        if (contents.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"folders more than {XarContents.MaxDepth} deep are not read");
        TrailingData.HandOn(Name, file, heap + contents.HeapBytes, sink, cancellationToken);
    }

    private static MemoryStream? Inflate(ReadOnlyMemory<byte> packed, CancellationToken cancellationToken)
    {
        var contents = new MemoryStream();
        var outcome = MemberCopy.Into(
            contents, () => new ZLibStream(new MemoryReadStream(packed), CompressionMode.Decompress), MaxContentsBytes, cancellationToken);
        if (outcome.Bytes == MaxContentsBytes)
            return null;
        if (!outcome.IsWhole)
            throw new MalformedFileException("xar", 28, "the table of contents cannot be inflated");
        contents.Position = 0;
        return contents;
    }

    private static void Unpack(ReadOnlyMemory<byte> data, long heap, XarEntry entry, IMemberSink sink, CancellationToken cancellationToken)
    {
        var method = entry.Encoding.Split('/')[^1].Replace("x-", "", StringComparison.Ordinal);
        var member = new ContainerMember
        {
            Name = entry.Name, Offset = heap + entry.Offset, DeclaredSize = entry.Size, CompressedSize = entry.Length,
            Method = method is "octet-stream" or "" ? "store" : method,
        };
        var outcome = MemberCopy.Run(() => Open(member.Method, data), sink, member, cancellationToken);
        if (outcome.IsWhole && (data.Length < entry.Length || outcome.Bytes < entry.Size))
            sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
    }

    // "gzip" is a zlib stream; "lzma" is the old format or xz.
    private static Stream Open(string method, ReadOnlyMemory<byte> data) => method switch
    {
        "store" => new MemoryReadStream(data),
        "gzip" or "zlib" => new ZLibStream(new MemoryReadStream(data), CompressionMode.Decompress),
        "bzip2" => BZip2Stream.Create(new MemoryReadStream(data), SharpCompress.Compressors.CompressionMode.Decompress, true, false, false),
        "xz" => new XzStream(data),
        "lzma" when data.Span.HasAt(0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) => new XzStream(data),
        "lzma" => LzmaReader.OpenFile(data),
        _ => throw new UnsupportedDataException($"no decoder for {method}"),
    };
}
