using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Squash;

/// <summary>CramFS images, little end first. Source: the kernel's fs/cramfs/README.</summary>
internal sealed class CramfsReader : ContainerReader
{
    private const int MaxFiles = 1_000_000;
    private const int Root = 64, Inode = 12, Page = 4096;
    private const int Folder = 4, File = 8;

    public override string Name => "cramfs";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["cramfs"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var span = file.Span;
        if (!span.HasAt(0, [0x45, 0x3D, 0xCD, 0x28]) || !span.Has(0, Root + Inode) || (span.U32(8) & 0x800) != 0)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "only images of the usual byte order and block pointers are read");
            return;
        }
        var anomalies = new AnomalyLog(sink);
        var count = 0;
        var open = new FolderQueue<(long At, long Length), (long At, long Length)>((path, why) => sink.NotUnpacked(new() { Name = path }, UnpackGap.Unsupported, why));
        open.Add((Offset(span, Root), Size(span, Root)), (Offset(span, Root), Size(span, Root)), "", 0);
        while (open.TryTake(out var folder, out var path, out var depth))
        {
            for (var at = folder.At; at < folder.At + folder.Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (count++ == MaxFiles)
                {
                    sink.NotUnpacked(new() { Name = path }, UnpackGap.Unsupported, $"only the first {MaxFiles} names are read");
                    return;
                }
                var nameLength = (span.U8(at + 8) & 0x3F) * 4;
                if (nameLength is not > 0 || !span.Has(at, Inode + nameLength.Value))
                {
                    sink.NotUnpacked(new() { Name = path }, UnpackGap.Damaged, "the folder breaks off");
                    break;
                }
                var name = path + MemberName.Decode(span.Part(at + Inode, nameLength.Value));
                var kind = span.U16(at)!.Value >> 12;
                if (kind == Folder)
                    open.Add((Offset(span, at), Size(span, at)), (Offset(span, at), Size(span, at)), name + "/", depth + 1);
                else if (kind == File)
                {
                    anomalies.CheckName(Name, name, at);
                    var (start, size) = (Offset(span, at), Size(span, at));
                    MemberCopy.Run(
                        () => new Pages(file, start, size), sink, new() { Name = name, Offset = start, DeclaredSize = size, Method = "deflate" }, cancellationToken);
                }
                at += Inode + nameLength.Value;
            }
        }
        // Images before version 2 do not tell their size.
        if ((span.U32(8) & 1) != 0)
            TrailingData.HandOn(Name, file, span.U32(4)!.Value, sink, cancellationToken);
    }

    private static long Size(ReadOnlySpan<byte> file, long inode) => file.U32(inode + 4)!.Value & 0xFFFFFF;

    private static long Offset(ReadOnlySpan<byte> file, long inode) => (file.U32(inode + 8)!.Value >> 6) * 4L;

    /// <summary>A file's content: the ends of all pages, then each page as a zlib stream; one without data is a hole.</summary>
    private sealed class Pages(ReadOnlyMemory<byte> file, long start, long size) : ZlibBlockStream(file, size, Page)
    {
        protected override (long Start, long End)? PlaceOf(long page)
        {
            var first = page == 0 ? start + (4 * Count) : File.U32(start + (4 * (page - 1))) ?? long.MaxValue;
            return File.U32(start + (4 * page)) is { } end ? (first, end) : null;
        }
    }
}
