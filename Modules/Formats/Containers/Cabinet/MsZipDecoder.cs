using System.Buffers.Binary;
using System.IO.Compression;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>MSZIP: blocks of "CK" and deflate, whose matches may reach into the 32 KiB before. Source: [MS-MCI].</summary>
/// <param name="blocks">The blocks' data with the size that comes out of each.</param>
/// <param name="areSizesExact">False when a block may yield less.</param>
internal sealed class MsZipDecoder(IEnumerable<(ReadOnlyMemory<byte> Data, int Size)> blocks, bool areSizesExact = true) : DecoderStream
{
    private const int MaxHistory = 32 * 1024;
    private readonly IEnumerator<(ReadOnlyMemory<byte> Data, int Size)> next = blocks.GetEnumerator();
    private byte[] block = [];
    private int served;

    public override int Read(Span<byte> buffer)
    {
        while (served == block.Length)
        {
            if (!next.MoveNext())
                return 0;
            (block, served) = (Decode(next.Current.Data, next.Current.Size), 0);
        }
        var count = Math.Min(buffer.Length, block.Length - served);
        block.AsSpan(served, count).CopyTo(buffer);
        served += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        next.Dispose();
        base.Dispose(disposing);
    }

    // The platform's inflater takes no history, so it is given as a stored block (RFC 1951 3.2.4) in front of the data.
    private byte[] Decode(ReadOnlyMemory<byte> data, int size)
    {
        if (!data.Span.HasAt(0, "CK"u8) || size > MaxHistory)
            throw new InvalidDataException("the block does not start with CK");
        var history = block;
        var input = new byte[5 + history.Length + data.Length - 2];
        BinaryPrimitives.WriteUInt16LittleEndian(input.AsSpan(1), (ushort)history.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(input.AsSpan(3), (ushort)~history.Length);
        history.CopyTo(input, 5);
        data.Span[2..].CopyTo(input.AsSpan(5 + history.Length));
        using var inflate = new DeflateStream(new MemoryStream(input), CompressionMode.Decompress);
        var output = new byte[history.Length + size];
        var length = inflate.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
        if (length < (areSizesExact ? output.Length : history.Length))
            throw new InvalidDataException("the block ends early");
        return output[history.Length..length];
    }
}
