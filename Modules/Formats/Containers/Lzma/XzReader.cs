using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>XZ files. Source: The .xz File Format 1.2.0.</summary>
internal sealed class XzReader : SingleStreamReader
{
    public override string Name => "xz";

    public override string Version => "3";

    protected override string Method => "lzma2";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 24);

    protected override int Padding => 4;

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((XzStream)decoder).Used;

    protected override Stream Open(ReadOnlyMemory<byte> file) => new XzStream(file);
}
