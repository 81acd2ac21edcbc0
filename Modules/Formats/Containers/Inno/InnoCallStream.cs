using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>
/// Undoes the filter for programs: behind a call or jump (E8, E9) stands its absolute target, of which the low 24 bits become relative again.
/// Instructions that would cross a border are left alone. Source: innoextract's description of the filter since 5.2.
/// </summary>
/// <param name="source">What is filtered; other files follow in it.</param>
/// <param name="size">The file's size, in bytes.</param>
/// <param name="flipsHighByte">True since version 5.3.9: the sign of the result is in the highest byte.</param>
/// <param name="border">So many bytes were filtered at a time.</param>
internal sealed class InnoCallStream(Stream source, long size, bool flipsHighByte, int border = 64 * 1024) : DecoderStream
{
    private byte[] block = [];
    private int position;
    private long done;

    public override int Read(Span<byte> buffer)
    {
        if (position == block.Length && done < size)
            Fill();
        var count = Math.Min(buffer.Length, block.Length - position);
        block.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    private void Fill()
    {
        var data = new byte[Math.Min(border, size - done)];
        var count = source.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        (block, position) = (data[..count], 0);
        for (var at = 0; at + 5 <= count; at++)
            if (block[at] is 0xE8 or 0xE9)
            {
                if (block[at + 4] is 0 or 0xFF)
                    Undo(block.AsSpan(at + 1, 4), (uint)(done + at + 5) & 0xFFFFFF);
                at += 4;
            }
        done = count < data.Length ? size : done + count;
    }

    private void Undo(Span<byte> target, uint next)
    {
        var relative = (uint)(target[0] | (target[1] << 8) | (target[2] << 16)) - next;
        (target[0], target[1], target[2]) = ((byte)relative, (byte)(relative >> 8), (byte)(relative >> 16));
        if (flipsHighByte && (relative & 0x800000) != 0)
            target[3] = (byte)~target[3];
    }
}
