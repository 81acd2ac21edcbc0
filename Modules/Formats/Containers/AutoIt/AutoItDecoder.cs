using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.AutoIt;

/// <summary>The LZSS of compiled scripts: a bit tells a literal of 8 bits from a distance of 15 bits and a length in steps of 2, 3, 5, 8, 8... bits.</summary>
/// <param name="data">The compressed data behind its header.</param>
/// <param name="literalBit">The bit in front of a literal: 0 in EA05, 1 in EA06.</param>
/// <param name="size">How many bytes come out.</param>
internal sealed class AutoItDecoder(ReadOnlyMemory<byte> data, uint literalBit, long size) : WindowStream(1 << 15)
{
    private const int MinMatch = 3;
    private static readonly (int Bits, int Base)[] Steps = [(2, 0), (3, 3), (5, 10), (8, 41), (8, 296)];
    private readonly HighBits bits = new(data);
    private long left = size;

    protected override bool DecodeMore()
    {
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            if (bits.Read(1) == literalBit)
            {
                Window.Put((byte)bits.Read(8));
                left--;
                continue;
            }
            var distance = bits.Read(15);
            var length = (int)Math.Min(ReadLength(), left);
            Window.Repeat(distance, length);
            left -= length;
        }
        return left > 0;
    }

    // A number of all ones goes on with the next, wider one; the widest repeats.
    private long ReadLength()
    {
        foreach (var (width, start) in Steps)
            if (bits.Read(width) is var value && value != (1u << width) - 1)
                return start + value + MinMatch;
        long length = 296 + 255;
        uint more;
        while ((more = bits.Read(8)) == 255 && length < left)
            length += 255;
        return length + more + MinMatch;
    }
}
