using System.IO.Compression;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Squash;

/// <summary>CramFS images, little end first. Source: the kernel's fs/cramfs/README.</summary>
internal sealed class CramfsReader : ContainerReader
{
    private const int MaxFiles = 1_000_000, MaxDepth = 64;
    private const int Root = 64, Inode = 12, Page = 4096;
    private const int Folder = 4, File = 8;

    public override string Name => "cramfs";

    public override string Version => "1";

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
        var (visited, count) = (new HashSet<long>(), 0);
        var open = new Queue<(long At, long Length, string Path, int Depth)>([(Offset(span, Root), Size(span, Root), "", 0)]);
        while (open.TryDequeue(out var folder))
        {
            if (!visited.Add(folder.At) || folder.Depth > MaxDepth)
                continue;
            for (var at = folder.At; at < folder.At + folder.Length && count < MaxFiles; count++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var nameLength = (span.U8(at + 8) & 0x3F) * 4;
                if (nameLength is not > 0 || !span.Has(at, Inode + nameLength.Value))
                {
                    sink.NotUnpacked(new() { Name = folder.Path }, UnpackGap.Damaged, "the folder breaks off");
                    break;
                }
                var name = folder.Path + MemberName.Decode(span.Part(at + Inode, nameLength.Value));
                var kind = span.U16(at)!.Value >> 12;
                if (kind == Folder)
                    open.Enqueue((Offset(span, at), Size(span, at), name + "/", folder.Depth + 1));
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
    }

    private static long Size(ReadOnlySpan<byte> file, long inode) => file.U32(inode + 4)!.Value & 0xFFFFFF;

    private static long Offset(ReadOnlySpan<byte> file, long inode) => (file.U32(inode + 8)!.Value >> 6) * 4L;

    /// <summary>A file's content: the ends of all pages, then each page as a zlib stream; one without data is a hole.</summary>
    private sealed class Pages(ReadOnlyMemory<byte> file, long start, long size) : DecoderStream
    {
        private ReadOnlyMemory<byte> current;
        private long done;

        public override int Read(Span<byte> buffer)
        {
            if (current.IsEmpty && done < size)
                current = Next();
            var count = Math.Min(buffer.Length, current.Length);
            current.Span[..count].CopyTo(buffer);
            current = current[count..];
            return count;
        }

        private byte[] Next()
        {
            var (page, pages) = (done / Page, (size + Page - 1) / Page);
            var from = page == 0 ? start + (4 * pages) : file.Span.U32(start + (4 * (page - 1))) ?? long.MaxValue;
            if (file.Span.U32(start + (4 * page)) is not { } end || end < from || end > file.Length)
                throw new InvalidDataException("the place of a page lies outside of the image");
            var content = new byte[Math.Min(Page, size - done)];
            done += content.Length;
            if (end == from)
                return content;
            using var zlib = new ZLibStream(new MemoryReadStream(file[(int)from..(int)end]), CompressionMode.Decompress);
            zlib.ReadExactly(content);
            return content;
        }
    }
}
