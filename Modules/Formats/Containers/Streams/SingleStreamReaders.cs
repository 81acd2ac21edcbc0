using System.Buffers.Binary;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Zstandard;
using SharpCompress.Compressors.Lzw;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>Zstandard files.</summary>
internal sealed class ZstdReader : SingleStreamReader
{
    public override string Name => "zstd";

    protected override string Method => "zstd";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 9);

    protected override Stream Open(ReadOnlyMemory<byte> file) => new ZstdStream(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((ZstdStream)decoder).Used;
}

/// <summary>LZ4 files.</summary>
internal sealed class Lz4Reader : SingleStreamReader
{
    public override string Name => "lz4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["lz4", "lz4-skippable"];

    protected override string Method => "lz4";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 8);

    protected override Stream Open(ReadOnlyMemory<byte> file) => new Lz4Stream(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((Lz4Stream)decoder).Used;
}

/// <summary>Files of Unix compress. The format has no end: whatever follows is codes too, so nothing can stand behind it.</summary>
internal sealed class CompressReader : SingleStreamReader
{
    public override string Name => "compress";

    protected override string Method => "lzw";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 3);

    protected override Stream Open(ReadOnlyMemory<byte> file) => new LzwStream(new MemoryReadStream(file));
}

/// <summary>The old .lzma format. Source: lzma-specification.txt of the LZMA SDK.</summary>
internal sealed class LzmaReader : SingleStreamReader
{
    private const int Header = 13;
    private const int CoderBytes = 5;

    public override string Name => "lzma";

    protected override string Method => "lzma";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file)
    {
        var member = Nameless(file, Header);
        var size = BinaryPrimitives.ReadInt64LittleEndian(file[5..]);
        return member with { DeclaredSize = size < 0 ? null : size };
    }

    protected override Stream Open(ReadOnlyMemory<byte> file) => OpenFile(file);

    // Where the header says how much comes out, the decoder may stop in front of the coder's last bytes.
    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => Header + ((LzmaDecoder)decoder).Used is var end && file.Length - end > CoderBytes ? end : null;

    /// <summary>The decoder of a whole file, header and all.</summary>
    internal static LzmaDecoder OpenFile(ReadOnlyMemory<byte> file) =>
        new(file[Header..], file.Span[0], BinaryPrimitives.ReadUInt32LittleEndian(file.Span[1..]), BinaryPrimitives.ReadInt64LittleEndian(file.Span[5..]));
}

/// <summary>Zlib streams on their own, RFC 1950.</summary>
internal sealed class ZlibReader : SingleStreamReader
{
    public override string Name => "zlib";

    protected override string Method => "deflate";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 2);

    protected override Stream Open(ReadOnlyMemory<byte> file) => new ZlibFileStream(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((ZlibFileStream)decoder).End;
}
