using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzfse;

/// <summary>LZFSE files.</summary>
internal sealed class LzfseReader : SingleStreamReader
{
    public override string Name => "lzfse";

    protected override string Method => "lzfse";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 8) with { Offset = 0 };

    protected override Stream Open(ReadOnlyMemory<byte> file) => new LzfseStream(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((LzfseStream)decoder).Used;
}
