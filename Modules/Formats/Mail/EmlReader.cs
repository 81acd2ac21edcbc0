using MimeKit;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>E-mail messages and web archives in MIME form: bodies and attachments, with their transfer encoding undone.</summary>
/// <remarks>Sources: RFC 5322, RFC 2045 to 2049, RFC 2557.</remarks>
internal sealed class EmlReader : ContainerReader
{
    private const int MaxParts = 10_000;

    public override string Name => "eml";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.FamilyOf("eml"), "emlx"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        using var message = MimeMail.Parse(file, cancellationToken);
        HandOn(message, sink, cancellationToken);
    }

    /// <summary>Hands on every part of a message.</summary>
    internal static void HandOn(MimeMessage message, IMemberSink sink, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var leaf in MimeMail.Leaves(message))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++number > MaxParts)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxParts} parts are examined");
                return;
            }
            HandOn(leaf, number, sink, cancellationToken);
        }
    }

    private static void HandOn(MimeMail.Leaf leaf, int number, IMemberSink sink, CancellationToken cancellationToken)
    {
        switch (leaf.Entity)
        {
            case MessagePart { Message: { } attached }:
                var inner = new ContainerMember { Name = NameOf(leaf, number, "eml"), Relation = "attachment", Method = "message" };
                Write(target => attached.WriteTo(target, cancellationToken), sink, inner);
                break;
            case MimePart part when part.ContentType.IsMimeType("multipart", "*"):
                sink.NotUnpacked(new() { Name = leaf.Name }, UnpackGap.Unsupported, $"parts within parts are opened {MimeMail.MaxDepth} deep");
                break;
            case MimePart { Content: { } content } part:
                var member = new ContainerMember
                {
                    Name = NameOf(leaf, number, Extension(part.ContentType)),
                    Relation = leaf.IsBody ? "body" : "attachment",
                    Method = part.ContentTransferEncoding.ToString().ToLowerInvariant(),
                };
                var decoded = new MemoryStream();
                using (var target = sink.Open(member))
                using (var copy = new CopyStream(target, leaf.IsBody ? decoded : null))
                {
                    if (Foreign.Try(() => { content.DecodeTo(copy, cancellationToken); return content; }, out _) is null)
                        copy.HasFailed = true;
                    if (copy.HasFailed)
                        sink.NotUnpacked(member, UnpackGap.Damaged, "the part cannot be decoded");
                    if (copy.IsCut)
                        sink.NotUnpacked(member, UnpackGap.Unsupported, $"only the first {CopyStream.MaxCopy} bytes of a body are searched for encoded files");
                }
                if (leaf.IsBody)
                    EncodedText.HandOn(decoded.GetBuffer().AsMemory(0, (int)decoded.Length), sink, cancellationToken);
                break;
        }
    }

    private static void Write(Action<Stream> write, IMemberSink sink, ContainerMember member)
    {
        var isWhole = true;
        using (var target = sink.Open(member))
            isWhole = Foreign.Try(() => { write(target); return member; }, out _) is not null;
        if (!isWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the attached message cannot be read");
    }

    private static string NameOf(MimeMail.Leaf leaf, int number, string extension)
    {
        if (leaf.Name.Length > 0)
            return leaf.Name;
        // The parts of a web archive are named by their address.
        if (!leaf.IsBody && leaf.Entity.ContentLocation is { } location)
            return location.OriginalString;
        return leaf.IsBody ? $"body{(number == 1 ? "" : $"{number}")}.{extension}" : $"part{number}.{extension}";
    }

    private static string Extension(ContentType type) => type.MediaSubtype?.ToLowerInvariant() switch
    {
        "plain" => "txt", "html" => "html", "ms-tnef" or "vnd.ms-tnef" => "dat", "rtf" => "rtf", "calendar" => "ics", "pkcs7-mime" or "x-pkcs7-mime" => "p7m",
        "pkcs7-signature" or "x-pkcs7-signature" => "p7s", "png" => "png", "jpeg" => "jpg", "gif" => "gif", "pdf" => "pdf", _ => "bin",
    };
}
