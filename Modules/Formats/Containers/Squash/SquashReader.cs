namespace ScanHost.Formats.Containers.Squash;

/// <summary>SquashFS 4.0 images. Source: the kernel's Documentation/filesystems/squashfs.rst and Johannes' format description.</summary>
internal sealed class SquashReader : ContainerReader
{
    private const int Padding = 4096;
    private const int MaxEntries = 1_000_000;

    public override string Name => "squashfs";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["squashfs"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.HasAt(0, "hsqs"u8) || !file.Span.Has(0, 96))
            throw new MalformedFileException("squashfs", 0, "the superblock is cut short or of another byte order");
        if (file.Span.U16(28) != 4)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "a version other than 4");
            return;
        }
        try
        {
            Walk(new(file, cancellationToken), sink, cancellationToken);
            TrailingData.HandOn(Name, file, (long)Math.Min(file.Span.U64(40)!.Value, long.MaxValue), sink, cancellationToken, Padding);
        }
        catch (UnsupportedDataException unsupported)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, unsupported.Message);
        }
        catch (InvalidDataException damage)
        {
            throw new MalformedFileException("squashfs", -1, damage.Message);
        }
    }

    private static void Walk(SquashImage image, IMemberSink sink, CancellationToken cancellationToken)
    {
        var anomalies = new AnomalyLog(sink);
        var open = new FolderQueue<(long, int, long), SquashInode>((path, why) => sink.NotUnpacked(new() { Name = path }, UnpackGap.Unsupported, why));
        // An empty folder stands where the next one begins: only their sizes differ.
        void Add(SquashInode folder, string path, int depth) => open.Add((folder.DirectoryBlock, folder.DirectoryOffset, folder.Size), folder, path, depth);
        Add(image.Inode(image.Root), "", 0);
        var entries = 0;
        while (open.TryTake(out var folder, out var above, out var depth))
        {
            foreach (var (name, reference) in image.Directory(folder))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = above + name;
                if (++entries > MaxEntries)
                {
                    sink.NotUnpacked(new() { Name = path }, UnpackGap.Unsupported, $"only the first {MaxEntries} names are read");
                    return;
                }
                anomalies.CheckName("squashfs", path, null);
                var inode = Foreign.Try(() => image.Inode(reference), out var problem);
                if (problem is UnsupportedDataException)
                    throw problem;
                if (inode is null)
                    sink.NotUnpacked(new() { Name = path }, UnpackGap.Damaged, "its inode cannot be read");
                else if (inode.Kind == SquashKind.Folder)
                    Add(inode, path + "/", depth + 1);
                else if (inode.Kind == SquashKind.File)
                    Copy(image, inode, path, sink, cancellationToken);
            }
        }
    }

    private static void Copy(SquashImage image, SquashInode inode, string path, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember { Name = path, DeclaredSize = inode.Size, Method = image.Method, ModifiedAt = inode.ModifiedAt };
        var outcome = MemberCopy.Run(() => new SquashContent(image, inode), sink, member, cancellationToken);
        if (outcome.IsWhole && outcome.Bytes < inode.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the image ends before the file does");
    }
}
