namespace ScanHost.Formats.Containers.Disks;

/// <summary>A disk of which only some blocks are stored: it becomes one member, zeros between. Of a large disk that is mostly empty the end that was never
/// written is left out.</summary>
/// <param name="Size">Of the disk, in bytes.</param>
/// <param name="BlockBytes">Of a block.</param>
internal sealed record SparseDisk(long Size, int BlockBytes)
{
    /// <summary>Larger blocks are refused: each is held in memory once.</summary>
    internal const int MaxBlockBytes = 64 << 20;

    private const int MaxBlocks = 1 << 24;

    internal long Blocks => (Size + BlockBytes - 1) / BlockBytes;

    /// <summary>
    /// Hands the disk on: the blocks that are stored, as they are read (shorter where the file ends), zeros for the others. What reading
    /// throws means that the block is damaged.
    /// </summary>
    internal void HandOn(
        string method, Func<long, bool> isStored, Func<long, ReadOnlyMemory<byte>> read, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember { Name = "disk.img", DeclaredSize = Size, Method = method };
        if (Blocks > MaxBlocks)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"it has more than {MaxBlocks} blocks");
            return;
        }
        var used = 0L;
        for (var i = 0L; i < Blocks; i++)
            used = isStored(i) ? i + 1 : used;
        var damaged = 0L;
        using (var target = sink.Open(member))
        {
            for (var i = 0L; i < used; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var content = isStored(i) ? Foreign.Try(() => (object)read(i), out _) as ReadOnlyMemory<byte>? ?? default : default;
                damaged += Write(content.Span, LengthOf(i), target, cancellationToken) || !isStored(i) ? 0 : 1;
            }
            Zeros.WriteTail(Math.Min(used * BlockBytes, Size), Size, target, cancellationToken);
        }
        if (damaged > 0)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{damaged} blocks are missing or damaged");
    }

    private int LengthOf(long block) => (int)Math.Min(BlockBytes, Size - (block * BlockBytes));

    private static bool Write(ReadOnlySpan<byte> content, int length, Stream target, CancellationToken cancellationToken)
    {
        target.Write(content[..Math.Min(content.Length, length)]);
        Zeros.Write(length - content.Length, target, cancellationToken);
        return content.Length >= length;
    }
}
