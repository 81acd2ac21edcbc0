using System.IO.Compression;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>Brotli files, RFC 7932. They have no signature: a name that ends in <c>.br</c> claims it and the content must decode.</summary>
internal sealed class BrotliReader : SingleStreamReader
{
    public override string Name => "brotli";

    protected override string Method => "brotli";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 1) with { Offset = null };

    protected override Stream Open(ReadOnlyMemory<byte> file) => new BrotliStream(new MemoryReadStream(file), CompressionMode.Decompress);
}
