namespace ScanHost.Formats.Containers.Streams;

/// <summary>One LZ4 block without a frame. Source: lz4_Block_format.md of the LZ4 project.</summary>
internal sealed class Lz4Block(ReadOnlyMemory<byte> data) : WindowStream(64 * 1024)
{
    private const int MaxRun = 8 * 1024 * 1024;
    private const int MaxBytes = 1024 * 1024;

    protected override bool DecodeMore()
    {
        Decode(data.Span, Window, MaxBytes);
        return false;
    }

    /// <summary>Decodes a block into a window.</summary>
    /// <exception cref="InvalidDataException">More than <paramref name="maxBytes"/> come out, or the block is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, HistoryWindow output, int maxBytes)
    {
        var start = output.Total;
        for (var at = 0; at < block.Length;)
        {
            var token = block[at++];
            var literals = RunLength(token >> 4, block, ref at);
            output.Append(block.Slice(at, literals));
            at += literals;
            if (at >= block.Length)
                return;
            var distance = block[at] | (block[at + 1] << 8);
            at += 2;
            output.Repeat(distance, RunLength(token & 15, block, ref at) + 4);
            if (output.Total - start > maxBytes)
                throw new InvalidDataException("the block is larger than allowed");
        }
    }

    private static int RunLength(int nibble, ReadOnlySpan<byte> block, ref int at)
    {
        if (nibble < 15)
            return nibble;
        for (var length = nibble; length <= MaxRun;)
        {
            var more = block[at++];
            length += more;
            if (more < 255)
                return length;
        }
        throw new InvalidDataException("a run is longer than a block");
    }
}
