using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Squash;

/// <summary>ROMFS images. Source: the kernel's documentation of romfs.</summary>
internal sealed class RomfsReader : ContainerReader
{
    private const int MaxHeaders = 1_000_000, MaxDepth = 128;
    private const int Link = 0, Folder = 1, File = 2;

    // genromfs fills the image up to this with zeros.
    private const int Padding = 1024;

    public override string Name => "romfs";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["romfs"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Length < 32)
            throw new MalformedFileException(Name, 0, "the header is cut short");
        var extents = new ExtentSink(Name, file, sink, cancellationToken);
        var visited = new HashSet<long>();
        var open = new Queue<(long At, string Path, int Depth)>([(AfterName(file.Span, 16), "", 0)]);
        // What a hard link leads to stands in some folder as a rule, and is read there.
        var links = new Queue<(long At, string Path, int Depth)>();
        while (open.TryDequeue(out var next) || links.TryDequeue(out next))
            for (var at = next.At; at != 0 && visited.Add(at);)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (visited.Count > MaxHeaders)
                {
                    extents.Miss(next.Path, UnpackGap.Unsupported, $"only the first {MaxHeaders} headers are read");
                    return;
                }
                if (file.Span.U32Big(at) is not { } link || file.Span.U32Big(at + 4) is not { } info || file.Span.U32Big(at + 8) is not { } size)
                {
                    extents.Miss(next.Path, UnpackGap.Damaged, "a header lies outside of the image");
                    break;
                }
                if (next.Depth > MaxDepth)
                {
                    extents.Miss(next.Path, UnpackGap.Unsupported, $"folders more than {MaxDepth} deep are not read");
                    break;
                }
                var name = MemberName.Decode(file.Span.Part(at + 16, 4096));
                if ((link & 7) == Link && name is not ("." or ".."))
                    links.Enqueue((info, next.Path, next.Depth));
                else if ((link & 7) == Folder && name is not ("." or ".."))
                    open.Enqueue((info, $"{next.Path}{name}/", next.Depth + 1));
                else if ((link & 7) == File && !extents.Add(next.Path + name, [new(AfterName(file.Span, at + 16), size)], size))
                    return;
                at = link & ~15u;
            }
        TrailingData.HandOn(Name, file, file.Span.U32Big(8)!.Value, sink, cancellationToken, Padding);
    }

    // Names are filled up to sixteen bytes.
    private static long AfterName(ReadOnlySpan<byte> file, long at)
    {
        var end = file.Part(at, 4096).IndexOf((byte)0);
        return at + (((end < 0 ? 4096 : end) / 16 * 16) + 16);
    }
}
