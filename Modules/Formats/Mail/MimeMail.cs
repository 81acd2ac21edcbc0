using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>Reads messages in MIME form: RFC 5322, 2045 to 2049, 2557.</summary>
public static partial class MimeMail
{
    private const int MaxListed = 200;
    private static readonly string[] Singular = ["From", "Subject", "Date", "Content-Type", "Reply-To", "Message-Id", "Sender"];

    /// <summary>Parts within parts; what is deeper stays a part whose type says that it holds others.</summary>
    internal const int MaxDepth = 64;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = MaxDepth, RespectContentLength = false };

    /// <summary>What the message says of itself.</summary>
    /// <exception cref="MalformedFileException">It cannot be read as a message at all.</exception>
    public static MailSummary Summarise(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        using var message = Parse(file, cancellationToken);
        return new()
        {
            Subject = message.Subject ?? "",
            From = Senders(message),
            ReplyTo = Addresses(message.ReplyTo),
            To = Addresses(message.To),
            ReturnPath = Header(message, "Return-Path"),
            Date = Header(message, "Date"),
            MessageId = Header(message, "Message-Id"),
            Received = [.. message.Headers.Where(header => header.Field.Equals("Received", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value ?? "").Take(50)],
            AuthenticationResults = Header(message, "Authentication-Results"),
            TextBody = Body(message, "plain"),
            HtmlBody = Body(message, "html"),
            Attachments = [.. Leaves(message).Select(leaf => leaf.Name).Where(name => name.Length > 0).Take(MaxListed)],
            Anomalies = Anomalies(file.Span, message),
        };
    }

    /// <summary>Parses; the parts refer to <paramref name="file"/> and copy nothing.</summary>
    internal static MimeMessage Parse(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        _ = MailCharsets.AreKnown;
        var message = Foreign.Try(
            () => new MimeParser(Options, new MemoryReadStream(MailFiles.Message(file)), MimeFormat.Entity, persistent: true).ParseMessage(cancellationToken),
            out _);
        return message ?? throw new MalformedFileException("eml", 0, "the headers cannot be read");
    }

    /// <summary>A part that holds no other parts.</summary>
    /// <param name="Entity">The part.</param>
    /// <param name="Name">Its file name; empty when it has none.</param>
    /// <param name="IsBody">True for text that mail programs show.</param>
    internal sealed record Leaf(MimeEntity Entity, string Name, bool IsBody);

    /// <summary>The parts in their order, attached messages whole.</summary>
    internal static IEnumerable<Leaf> Leaves(MimeMessage message)
    {
        var open = new Stack<MimeEntity>();
        if (message.Body is { } body)
            open.Push(body);
        while (open.TryPop(out var entity))
        {
            if (entity is Multipart multipart)
                for (var index = multipart.Count - 1; index >= 0; index--)
                    open.Push(multipart[index]);
            else
            {
                var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "";
                yield return new(entity, name, entity is TextPart && name.Length == 0 && !entity.IsAttachment);
            }
        }
    }

    private static string Body(MimeMessage message, string subtype)
    {
        // Mail programs show one below the other.
        var body = new StringBuilder();
        foreach (var part in Leaves(message).Where(leaf => leaf.IsBody).Select(leaf => leaf.Entity).OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", subtype)))
            if (body.Length < MailSummary.MaxBody && Foreign.Try(() => part.Text, out _) is { } text)
                body.Append(body.Length > 0 ? "\n" : "").Append(text);
        return body.ToString(0, Math.Min(body.Length, MailSummary.MaxBody));
    }

    // "Name" <shown@one.example> <real@two.example>: servers take the last, and readers see the first.
    private static MailAddress[] Senders(MimeMessage message) =>
        TwoAddresses().Match(Header(message, "From")) is { Success: true } two
            ? [new($"{two.Groups["name"].Value.Trim().Trim('"')} <{two.Groups["shown"].Value}>", two.Groups["address"].Value)]
            : Addresses(message.From);

    [GeneratedRegex(@"^(?<name>[^<>]{0,200})<(?<shown>[^<>@\s]{1,64}@[^<>\s]{1,255})>\s*<(?<address>[^<>@\s]{1,64}@[^<>\s]{1,255})>\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TwoAddresses();

    private static MailAddress[] Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Take(MaxListed).Select(mailbox => new MailAddress(mailbox.Name ?? "", mailbox.Address ?? ""))];

    private static string Header(MimeMessage message, string name) => message.Headers[name] ?? "";

    private static List<string> Anomalies(ReadOnlySpan<byte> file, MimeMessage message)
    {
        var anomalies = new List<string>();
        foreach (var name in Singular)
            if (message.Headers.Count(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1)
                anomalies.Add($"the header {name} occurs more than once");
        var headersEnd = file.IndexOf("\r\n\r\n"u8) is var end and >= 0 ? end : file.IndexOf("\n\n"u8);
        if (headersEnd > 0 && file[..headersEnd].Contains((byte)0))
            anomalies.Add("the headers hold a NUL");
        if (Base64Tails.HasDataBehindPadding(Leaves(message)))
            anomalies.Add("base64 data goes on behind its padding");
        return anomalies;
    }
}
