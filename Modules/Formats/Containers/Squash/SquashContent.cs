using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Squash;

/// <summary>A file's content: its blocks, then its part of a fragment block.</summary>
internal sealed class SquashContent(SquashImage image, SquashInode inode) : DecoderStream
{
    private byte[] part = [];
    private int served;
    private int index;
    private long at = inode.BlocksStart;
    private long left = inode.Size;

    public override int Read(Span<byte> buffer)
    {
        while (served == part.Length)
        {
            if (left == 0 || !Next())
                return 0;
            served = 0;
            left -= part.Length;
        }
        var count = Math.Min(buffer.Length, part.Length - served);
        part.AsSpan(served, count).CopyTo(buffer);
        served += count;
        return count;
    }

    private bool Next()
    {
        var wanted = (int)Math.Min(left, image.BlockBytes);
        if (index < inode.Blocks.Length)
        {
            var size = inode.Blocks[index++];
            part = size == 0 ? new byte[wanted] : Cut(image.Block(at, size), 0, wanted);
            at += size & 0xFFFFFF;
            return part.Length > 0;
        }
        if (inode.Fragment == uint.MaxValue)
            return false;
        var (start, stored) = image.FragmentBlock(inode.Fragment);
        part = Cut(image.Block(start, stored), inode.FragmentOffset, wanted);
        return part.Length > 0;
    }

    private static byte[] Cut(byte[] block, uint offset, int wanted)
    {
        if (offset > block.Length || block.Length - offset < wanted)
            throw new InvalidDataException("a block is shorter than the file needs");
        return block.AsSpan((int)offset, wanted).ToArray();
    }
}
