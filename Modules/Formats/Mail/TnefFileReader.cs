using MimeKit;
using MimeKit.Tnef;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>The <c>winmail.dat</c> that Outlook sends: body and attachments. Source: [MS-OXTNEF].</summary>
internal sealed class TnefFileReader : ContainerReader
{
    public override string Name => "tnef";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["tnef"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        _ = MailCharsets.AreKnown;
        using var part = new TnefPart { Content = new MimeContent(new MemoryReadStream(file)) };
        using var message = Foreign.Try(() => part.ConvertToMessage(), out _);
        if (message is null)
            throw new MalformedFileException("tnef", 0, "the attributes cannot be read");
        EmlReader.HandOn(message, sink, cancellationToken);
    }
}
