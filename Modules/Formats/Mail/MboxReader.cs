using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>Mailboxes in one file: every message becomes a member. Source: RFC 4155.</summary>
internal sealed class MboxReader : ContainerReader
{
    private const int MaxMessages = 100_000;

    public override string Name => "mbox";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["mbox"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var (start, end) in MailFiles.Split(file))
        {
            if (++number > MaxMessages)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxMessages} messages are examined");
                return;
            }
            MemberCopy.Bytes(file[start..end], sink, new() { Name = $"{number}.eml", Offset = start, DeclaredSize = end - start }, cancellationToken);
        }
        if (number == 0)
            throw new MalformedFileException("mbox", 0, "no message begins anywhere");
    }
}
