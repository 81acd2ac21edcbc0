using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Rtf;

/// <summary>RTF documents: the data of their objects, and the file in it when it is a package. Sources: RTF 1.9.1, [MS-OLEDS].</summary>
internal sealed class RtfReader : ContainerReader
{
    public override string Name => "rtf";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("rtf");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var document = RtfDocument.Parse(file.Span, cancellationToken);
        var number = 0;
        foreach (var item in document.Objects)
            HandOn(item, ++number, sink, cancellationToken);
        if (document.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"groups nested deeper than {RtfDocument.MaxDepth}, more than {RtfDocument.MaxObjects} objects or {RtfDocument.MaxFields} fields, or one that is too long to be read");
        HandOnTail(file, sink, cancellationToken);
    }

    private static void HandOn(RtfObject item, int number, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (item.Data.Length == 0)
            return;
        var ole = Ole1Object.Read(item.Data);
        if (ole?.Package is { } package)
        {
            var member = new ContainerMember { Name = package.FileName, Relation = "embedded", Offset = item.Offset, DeclaredSize = package.Data.Length, Method = "package" };
            MemberCopy.Bytes(package.Data, sink, member, cancellationToken);
            if (!package.IsWhole)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the object ends before the packed file does");
            return;
        }
        var content = ole is { IsLinked: false, NativeData.Length: > 0 } ? ole.NativeData : item.Data;
        MemberCopy.Bytes(content, sink, new() { Name = $"object{number}", Relation = "embedded", Offset = item.Offset, Method = "objdata" }, cancellationToken);
    }

    // Word reads nothing behind the last closing brace; what stands there is for somebody else.
    private static void HandOnTail(ReadOnlyMemory<byte> file, IMemberSink sink, CancellationToken cancellationToken)
    {
        var end = file.Span.LastIndexOf((byte)'}') + 1;
        if (end > 0 && file.Length - end >= 64 && file.Span[end..].ContainsAnyExcept(" \t\r\n\0"u8))
            MemberCopy.Bytes(file[end..], sink, new() { Name = "", Relation = "overlay", Offset = end, DeclaredSize = file.Length - end }, cancellationToken);
    }
}
