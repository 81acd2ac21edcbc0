using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Images;

/// <summary>Hands on what stands behind a picture's end.</summary>
internal sealed class ImageTailReader : ContainerReader
{
    /// <summary>Shorter tails are padding of cameras and editors.</summary>
    internal const int MinTailBytes = 16;

    public override string Name => "image-tail";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["png", "apng", "jpeg", "gif", "bmp"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (ImageOutline.Read(file.Span) is not { HasEnd: true } image || file.Length - image.End < MinTailBytes || !file.Span[image.End..].ContainsAnyExcept((byte)0))
            return;
        var member = new ContainerMember { Name = "tail", Relation = "overlay", Offset = image.End, DeclaredSize = file.Length - image.End };
        MemberCopy.Bytes(file[image.End..], sink, member, cancellationToken);
    }
}
