using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.Carving;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Pe;

/// <summary>Takes the files out of an image: its overlay and its resources, when they are files of their own.</summary>
public sealed class PeContentsReader : ContainerReader
{
    private const int Block = 64 * 1024;

    /// <inheritdoc/>
    public override string Name => "pe-contents";

    /// <inheritdoc/>
    public override string Version => "2";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> FileTypes { get; } = ["pe", "pe-dll", "pe-sys", "pe-efi", "pe-net", "pe-net-dll"];

    // Archives behind a program are carved; a zip is read through the program in front of it.
    private static bool HasOwnReader(PeContent overlay, ReadOnlySpan<byte> file) =>
        CarvingReader.Takes(overlay.Content.Span)
        || (overlay.Type.IsA("zip") && FileIdentifier.Identify(file).AlsoValidAs.Any(type => type.IsA("zip")));

    /// <inheritdoc/>
    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (PeFile.TryOpen(file) is not { } pe)
            throw new MalformedFileException("pe", 0, "the headers are cut short");
        var found = PeContents.Find(pe);
        if (found.Count == PeContents.MaxFiles)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {PeContents.MaxFiles} files in a program are taken out");
        foreach (var content in found.Where(content => content.Relation != "overlay" || !HasOwnReader(content, file.Span)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var member = sink.Open(new()
            {
                Name = content.Name, Relation = content.Relation, Offset = content.Offset, DeclaredSize = content.Content.Length,
                CompressedSize = content.Content.Length, Method = "store",
            });
            for (var at = 0; at < content.Content.Length; at += Block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                member.Write(content.Content.Span.Slice(at, Math.Min(Block, content.Content.Length - at)));
            }
        }
    }
}
