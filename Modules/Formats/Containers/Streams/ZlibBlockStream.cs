using System.IO.Compression;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>Content that is stored in blocks of one size, each a zlib stream of its own; a block without data is all zeros.</summary>
/// <param name="file">The file that the blocks stand in.</param>
/// <param name="size">The content's size, in bytes.</param>
/// <param name="blockBytes">How much a block unpacks to; the last one to less.</param>
internal abstract class ZlibBlockStream(ReadOnlyMemory<byte> file, long size, int blockBytes) : DecoderStream
{
    private ReadOnlyMemory<byte> current;
    private long done;

    /// <summary>The file that the blocks stand in.</summary>
    protected ReadOnlySpan<byte> File => file.Span;

    /// <summary>How many blocks there are.</summary>
    protected long Count => (size + blockBytes - 1) / blockBytes;

    public override int Read(Span<byte> buffer)
    {
        if (current.IsEmpty && done < size)
            current = Next();
        var count = Math.Min(buffer.Length, current.Length);
        current.Span[..count].CopyTo(buffer);
        current = current[count..];
        return count;
    }

    /// <summary>Where a block begins and ends in the file, in bytes; null when the file does not say.</summary>
    protected abstract (long Start, long End)? PlaceOf(long block);

    private byte[] Next()
    {
        if (PlaceOf(done / blockBytes) is not var (start, end) || end < start || end > file.Length)
            throw new InvalidDataException("the place of a block lies outside of the file");
        var content = new byte[Math.Min(blockBytes, size - done)];
        done += content.Length;
        if (end == start)
            return content;
        using var zlib = new ZLibStream(new MemoryReadStream(file[(int)start..(int)end]), CompressionMode.Decompress);
        zlib.ReadExactly(content);
        return content;
    }
}
