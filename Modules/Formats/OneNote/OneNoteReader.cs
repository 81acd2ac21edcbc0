using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.OneNote;

/// <summary>OneNote sections: the files attached to their pages. Source: [MS-ONESTORE] 2.6.13 (FileDataStoreObject).</summary>
internal sealed class OneNoteReader : ContainerReader
{
    public override string Name => "onenote";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("onenote", "onenote-toc");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var (number, isCut) = (0, false);
        foreach (var item in OneNoteFiles.Find(file, out isCut))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = FileIdentifier.Identify(item.Data.Span).Type;
            var extension = type.Extensions.Length > 0 ? "." + type.Extensions[0] : ".bin";
            var member = new ContainerMember { Name = $"file{++number}{extension}", Relation = "embedded", Offset = item.Offset, DeclaredSize = item.DeclaredSize, Method = "store" };
            MemberCopy.Bytes(item.Data, sink, member, cancellationToken);
            if (item.Data.Length < item.DeclaredSize)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the section ends before the file does");
        }
        if (isCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "more than 2,000 files, or files that are longer together than eight times the section");
    }
}
