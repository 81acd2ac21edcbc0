using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Mail;

/// <summary>Outlook messages: bodies and attachments; attached messages are opened in place. Source: [MS-OXMSG].</summary>
internal sealed class MsgReader : ContainerReader
{
    private const int MaxDepth = 16;
    private const int MaxAttachments = 10_000;

    public override string Name => "msg";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("msg");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(file);
        HandOnMessage(ole, new MsgStorage(ole, ole.Root), "", 0, sink, cancellationToken);
    }

    private static void HandOnMessage(OleFile ole, MsgStorage message, string path, int depth, IMemberSink sink, CancellationToken cancellationToken)
    {
        HandOnBodies(ole, message, path, sink, cancellationToken);
        var number = 0;
        foreach (var attachment in message.Storages("__attach_version1.0_#"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++number > MaxAttachments)
            {
                sink.NotUnpacked(new() { Name = path }, UnpackGap.Unsupported, $"only the first {MaxAttachments} attachments are opened");
                return;
            }
            HandOnAttachment(ole, attachment, path, number, depth, sink, cancellationToken);
        }
    }

    private static void HandOnBodies(OleFile ole, MsgStorage message, string path, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (message.Text(0x1000) is { Length: > 0 } text)
        {
            var body = Encoding.UTF8.GetBytes(text);
            MemberCopy.Bytes(body, sink, new() { Name = path + "body.txt", Relation = "body" }, cancellationToken);
            EncodedText.HandOn(body, sink, cancellationToken);
        }
        if (message.Stream(0x1013) is { Size: > 0 } html)
            MemberCopy.Bytes(ole.Read(html), sink, new() { Name = path + "body.html", Relation = "body" }, cancellationToken);
        if (message.Stream(0x1009) is { Size: > 0 } packed)
        {
            var member = new ContainerMember { Name = path + "body.rtf", Relation = "body", Method = "lzfu", CompressedSize = packed.Size };
            if (CompressedRtf.Decompress(ole.Read(packed).Span) is { } rtf)
                MemberCopy.Bytes(rtf, sink, member, cancellationToken);
            else
                sink.NotUnpacked(member, UnpackGap.Damaged, "the compressed RTF body cannot be read");
        }
    }

    private static void HandOnAttachment(
        OleFile ole, MsgStorage attachment, string path, int number, int depth, IMemberSink sink, CancellationToken cancellationToken)
    {
        var name = MsgMail.NameOf(attachment);
        if (name.Length == 0)
            name = $"attachment{number}";
        if (attachment.Stream(0x3701) is { } data)
            HandOnFile(ole, data, path + name, sink, cancellationToken);
        else if (attachment.Object(0x3701) is not { } inner)
            sink.NotUnpacked(new() { Name = path + name }, UnpackGap.Unsupported, "the attachment is a link without content");
        else if (depth >= MaxDepth)
            sink.NotUnpacked(new() { Name = path + name }, UnpackGap.Unsupported, $"messages are attached to messages more than {MaxDepth} deep");
        else if (ole.ChildOf(inner, "__properties_version1.0") is not null)
            HandOnMessage(ole, new MsgStorage(ole, inner), $"{path}{name}/", depth + 1, sink, cancellationToken);
        else
            HandOnObject(ole, inner, sink, cancellationToken);
    }

    private static void HandOnFile(OleFile ole, OleEntry data, string name, IMemberSink sink, CancellationToken cancellationToken)
    {
        var content = ole.Read(data);
        var member = new ContainerMember { Name = name, Relation = "attachment", DeclaredSize = data.Size };
        MemberCopy.Bytes(content, sink, member, cancellationToken);
        if (content.Length < data.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the stream is shorter than declared");
    }

    // An OLE object: its streams stand below the storage as in a document.
    private static void HandOnObject(OleFile ole, OleEntry storage, IMemberSink sink, CancellationToken cancellationToken)
    {
        foreach (var entry in ole.Entries.Where(entry => entry.IsStream && entry.Path.StartsWith(storage.Path + "/", StringComparison.Ordinal)))
            OleReader.HandOn(ole, entry, sink, cancellationToken);
    }
}
