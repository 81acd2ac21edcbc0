using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>Text files that carry other files in an encoding of letters.</summary>
internal sealed class EncodedTextReader : ContainerReader
{
    public override string Name => "encoded-text";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["uuencode", "yenc", "binhex", "text"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken) =>
        EncodedText.HandOn(file, sink, cancellationToken);
}
