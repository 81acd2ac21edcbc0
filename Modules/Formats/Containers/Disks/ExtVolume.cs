using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Where things stand in an ext volume. Fields are named as in the kernel's documentation of the super block.</summary>
internal sealed class ExtVolume
{
    private const int SuperBlock = 1024;
    private const uint Recover = 4, MetaBlockGroups = 0x10, Wide = 0x80;
    private readonly ReadOnlyMemory<byte> file;
    private readonly int groupDescriptorBytes, inodeBytes;
    private readonly uint inodes, inodesPerGroup;
    private readonly long groupTable;
    private long steps;

    private ExtVolume(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        var super = file.Span.Part(SuperBlock, 1024);
        if (super.Length < 1024 || super.U32(24) is not <= 6 || super.U32(40) is not > 0)
            throw new MalformedFileException("ext", SuperBlock, "the super block is cut short or makes no sense");
        BlockBytes = 1024 << (int)super.U32(24)!.Value;
        inodes = super.U32(0)!.Value;
        inodesPerGroup = super.U32(40)!.Value;
        inodeBytes = super.U32(76) == 0 ? 128 : super.U16(88)!.Value;
        var incompatible = super.U32(96)!.Value;
        groupDescriptorBytes = (incompatible & Wide) != 0 ? Math.Max(64, (int)super.U16(254)!.Value) : 32;
        groupTable = (super.U32(20)!.Value + 1L) * BlockBytes;
        NeedsRecovery = (incompatible & Recover) != 0;
        HasScatteredGroups = (incompatible & MetaBlockGroups) != 0;
        // No sound volume has more blocks of addresses than blocks; what a broken one repeats is bounded by this.
        var blocks = super.U32(4)!.Value | ((incompatible & Wide) != 0 ? (ulong)super.U32(336)!.Value << 32 : 0);
        End = (long)Math.Min(blocks, (ulong)int.MaxValue) * BlockBytes;
        steps = (4L * file.Length / BlockBytes) + 1_000_000;
    }

    /// <summary>Where the volume ends by its own words, in bytes.</summary>
    internal long End { get; }

    /// <summary>Size of a block, in bytes.</summary>
    internal int BlockBytes { get; }

    /// <summary>True when the volume was not unmounted and its journal holds more than its blocks.</summary>
    internal bool NeedsRecovery { get; }

    /// <summary>True when the group descriptors are not in one table.</summary>
    internal bool HasScatteredGroups { get; }

    /// <exception cref="MalformedFileException">The super block makes no sense.</exception>
    internal static ExtVolume Read(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>The inode's bytes; empty when there is none of that number in the file.</summary>
    internal ReadOnlySpan<byte> Inode(uint number)
    {
        if (number == 0 || number > inodes || inodeBytes < 128)
            return [];
        var (group, index) = Math.DivRem(number - 1, inodesPerGroup);
        var descriptor = file.Span.Part(groupTable + (group * (long)groupDescriptorBytes), groupDescriptorBytes);
        if (descriptor.U32(8) is not { } table)
            return [];
        var high = groupDescriptorBytes >= 64 ? descriptor.U32(40) ?? 0 : 0;
        var offset = ((((long)high << 32) | table) * BlockBytes) + (index * (long)inodeBytes);
        return file.Span.Has(offset, inodeBytes) ? file.Span.Slice((int)offset, inodeBytes) : [];
    }

    /// <summary>The places of a file's content, in order; holes stand for zeros.</summary>
    /// <param name="inode">The file's inode.</param>
    /// <param name="size">The content's size, in bytes.</param>
    internal List<Extent> Places(ReadOnlySpan<byte> inode, long size)
    {
        var run = new ExtentRun(BlockBytes, (size + BlockBytes - 1) / BlockBytes);
        if ((inode.U32(32) & ExtInode.HasExtents) != 0)
            AddTree(inode.Slice(40, 60), 5, run);
        else
            AddBlocks(inode.Slice(40, 60), run);
        if (run.Next < run.Blocks && (inode.U32(32) & ExtInode.HasExtents) != 0)
            run.AddHole(run.Blocks - run.Next);
        return run.Extents;
    }

    // The node of an extent tree: a header of 12 bytes, entries of 12 bytes.
    private void AddTree(ReadOnlySpan<byte> node, int depthLeft, ExtentRun run)
    {
        if (node.U16(0) != 0xF30A || depthLeft < 0)
            throw new InvalidDataException("the tree of extents is damaged");
        var isLeaf = node.U16(6) == 0;
        for (var at = 12; at + 12 <= Math.Min(node.Length, 12 + (node.U16(2)!.Value * 12)) && run.Next < run.Blocks; at += 12)
        {
            Step();
            if (!isLeaf)
            {
                AddTree(file.Span.Part((node.U32(at + 4)!.Value | ((long)node.U16(at + 8)!.Value << 32)) * BlockBytes, BlockBytes), depthLeft - 1, run);
                continue;
            }
            var (first, length) = (node.U32(at)!.Value, (long)node.U16(at + 4)!.Value);
            if (first < run.Next)
                throw new InvalidDataException("extents overlap");
            run.AddHole(first - run.Next);
            // A longer one says that so many blocks less 32768 are reserved but were never written.
            if (length > 32768)
                run.AddHole(length - 32768);
            else
                run.Add(node.U32(at + 8)!.Value | ((long)node.U16(at + 6)!.Value << 32), length);
        }
    }

    // Twelve blocks, then one block each of addresses, of addresses of addresses, and once more.
    private void AddBlocks(ReadOnlySpan<byte> map, ExtentRun run)
    {
        for (var i = 0; i < 12 && run.Next < run.Blocks; i++)
            AddBlock(map.U32(i * 4)!.Value, 0, run);
        for (var level = 1; level <= 3 && run.Next < run.Blocks; level++)
            AddBlock(map.U32((11 + level) * 4)!.Value, level, run);
    }

    private void AddBlock(uint block, int level, ExtentRun run)
    {
        Step();
        if (block == 0)
            run.AddHole((long)Math.Pow(BlockBytes / 4, level));
        else if (level == 0)
            run.Add(block, 1);
        else
        {
            var addresses = file.Span.Part(block * (long)BlockBytes, BlockBytes);
            if (addresses.Length < BlockBytes)
                throw new InvalidDataException("the addresses of blocks lie outside of the image");
            for (var at = 0; at < BlockBytes && run.Next < run.Blocks; at += 4)
                AddBlock(addresses.U32(at)!.Value, level - 1, run);
        }
    }

    private void Step()
    {
        if (--steps < 0)
            throw new InvalidDataException("the files have more blocks of addresses than the volume has blocks");
    }

    /// <summary>Collects the places of a file, neighbours as one.</summary>
    private sealed class ExtentRun(int blockBytes, long blocks)
    {
        internal List<Extent> Extents { get; } = [];

        internal long Blocks => blocks;

        /// <summary>The next block of the file, counted in blocks.</summary>
        internal long Next { get; private set; }

        internal void AddHole(long count)
        {
            count = Math.Min(count, blocks - Next);
            if (count > 0)
                Append(-1, count);
        }

        internal void Add(long block, long count) => Append(block * blockBytes, count);

        private void Append(long offset, long count)
        {
            Next += count;
            var length = count * blockBytes;
            if (Extents.Count > 0 && Extents[^1] is var last && (offset < 0 ? last.Offset < 0 : last.Offset >= 0 && last.Offset + last.Length == offset))
                Extents[^1] = last with { Length = last.Length + length };
            else
                Extents.Add(new(offset, length));
        }
    }
}
