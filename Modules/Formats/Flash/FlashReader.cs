using System.IO.Compression;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.Lzma;

namespace ScanHost.Formats.Flash;

/// <summary>Flash movies: the body of a compressed one, uncompressed. Source: SWF File Format Specification 19, chapter 2.</summary>
internal sealed class FlashReader : ContainerReader
{
    private const int HeaderLength = 8;
    private const int LzmaHeaderLength = 17;

    public override string Name => "swf";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["swf"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.Has(0, HeaderLength))
            throw new MalformedFileException("swf", file.Length, "the header is cut short");
        var member = new ContainerMember { Name = "movie.swf", Relation = "decoded", DeclaredSize = file.Span.U32(4), Method = file.Span[0] == 'Z' ? "lzma" : "zlib", CompressedSize = file.Length };
        if (file.Span[0] == 'C')
            Copy(file, () => new ZLibStream(new MemoryReadStream(file[HeaderLength..]), CompressionMode.Decompress), sink, member, cancellationToken);
        else if (file.Span[0] == 'Z' && file.Length > LzmaHeaderLength)
            Copy(file, () => OpenLzma(file), sink, member, cancellationToken);
    }

    // The header of an uncompressed movie stands in front, so that the result is a movie again.
    private static void Copy(ReadOnlyMemory<byte> file, Func<Stream> open, IMemberSink sink, ContainerMember member, CancellationToken cancellationToken)
    {
        byte[] header = [(byte)'F', .. file.Span[1..HeaderLength]];
        MemberCopy.Run(() => new HeadedStream(header, open()), sink, member, cancellationToken);
    }

    // Length of the packed data, the properties, the dictionary, then the stream.
    private static LzmaDecoder OpenLzma(ReadOnlyMemory<byte> file) =>
        new(file[LzmaHeaderLength..], file.Span[12], file.Span.U32(13) ?? 0, Math.Max(0, (file.Span.U32(4) ?? 0) - HeaderLength));
}
