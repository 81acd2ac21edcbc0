using System.Text;
using MimeKit;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Mail;

/// <summary>Reads messages as Outlook stores them. Sources: [MS-OXMSG], [MS-OXPROPS].</summary>
public static class MsgMail
{
    private const ushort ReminderFileParameter = 0x851F;
    private const int MaxListed = 200;

    /// <summary>What the message says of itself.</summary>
    /// <exception cref="MalformedFileException">It is no compound file.</exception>
    public static MailSummary Summarise(ReadOnlyMemory<byte> file)
    {
        var ole = OleFile.Parse(file);
        var message = new MsgStorage(ole, ole.Root);
        var headers = Headers(message);
        return new()
        {
            Subject = message.Text(0x0037) ?? "",
            From = Sender(message),
            ReplyTo = Addresses(headers?[HeaderId.ReplyTo]),
            To = [.. message.Storages("__recip_version1.0_#").Take(MaxListed).Select(receiver => new MailAddress(receiver.Text(0x3001) ?? "", receiver.Text(0x39FE) ?? receiver.Text(0x3003) ?? ""))],
            ReturnPath = headers?[HeaderId.ReturnPath] ?? "",
            Date = headers?[HeaderId.Date] ?? "",
            MessageId = message.Text(0x1035) ?? "",
            Received = headers is null ? [] : [.. headers.Where(header => header.Id == HeaderId.Received).Select(header => header.Value ?? "").Take(50)],
            AuthenticationResults = headers?[HeaderId.AuthenticationResults] ?? "",
            TextBody = Cut(message.Text(0x1000) ?? ""),
            HtmlBody = Cut(Html(ole, message)),
            Attachments = [.. message.Storages("__attach_version1.0_#").Select(NameOf).Where(name => name.Length > 0).Take(MaxListed)],
            ReminderFile = ReminderFile(ole, message),
        };
    }

    /// <summary>The name under which Outlook shows an attachment; empty when it has none.</summary>
    internal static string NameOf(MsgStorage attachment) =>
        attachment.Text(0x3707) is { Length: > 0 } longName ? longName
        : attachment.Text(0x3704) is { Length: > 0 } shortName ? shortName
        : attachment.Text(0x3001) ?? "";

    private static MailAddress[] Sender(MsgStorage message)
    {
        var name = message.Text(0x0042) ?? message.Text(0x0C1A) ?? "";
        var address = message.Text(0x5D02) ?? message.Text(0x5D01) ?? message.Text(0x0065) ?? message.Text(0x0C1F) ?? "";
        // Inside one organisation the address is a directory path, which has no domain.
        return name.Length + address.Length == 0 ? [] : [new(name, address.Contains('@', StringComparison.Ordinal) ? address : "")];
    }

    private static HeaderList? Headers(MsgStorage message) =>
        message.Text(0x007D) is { Length: > 0 } headers
            ? Foreign.Try(() => HeaderList.Load(new MemoryStream(Encoding.UTF8.GetBytes(headers.TrimEnd('\r', '\n') + "\r\n\r\n"))), out _)
            : null;

    private static MailAddress[] Addresses(string? header) =>
        header is not null && InternetAddressList.TryParse(header, out var list)
            ? [.. list.Mailboxes.Take(MaxListed).Select(mailbox => new MailAddress(mailbox.Name ?? "", mailbox.Address ?? ""))]
            : [];

    private static string Html(OleFile ole, MsgStorage message) =>
        message.Stream(0x1013) is { } stream ? Encoding.UTF8.GetString(ole.Read(stream, 8 << 20).Span) : "";

    // The number under which the property is stored is found in the mapping of named properties, [MS-OXMSG] 2.2.3.
    private static string? ReminderFile(OleFile ole, MsgStorage message)
    {
        if (ole.Find("__nameid_version1.0/__substg1.0_00030102") is not { } entries)
            return null;
        var map = ole.Read(entries, 1 << 20).Span;
        for (var at = 0; at + 8 <= map.Length; at += 8)
        {
            var isNumeric = (map.U16(at + 4)!.Value & 1) == 0;
            if (isNumeric && map.U32(at) == ReminderFileParameter && message.Text((ushort)(0x8000 + map.U16(at + 6)!.Value)) is { Length: > 0 } path)
                return path;
        }
        return null;
    }

    private static string Cut(string text) => text.Length <= MailSummary.MaxBody ? text : text[..MailSummary.MaxBody];
}
