using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>ARJ's method 4: LZSS whose lengths and distances have a code of a unary width and so many bits.</summary>
internal sealed class ArjFastDecoder(ReadOnlyMemory<byte> data, long size) : WindowStream(26624)
{
    private const int MinMatch = 3;
    private readonly HighBits bits = new(data);
    private long left = size;

    protected override bool DecodeMore()
    {
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            var length = ReadNumber(0, 7);
            if (length == 0)
            {
                Window.Put((byte)bits.Read(8));
                left--;
                continue;
            }
            var count = (int)Math.Min(length - 1 + MinMatch, left);
            Window.Repeat(ReadNumber(9, 13) + 1L, count);
            left -= count;
        }
        return left > 0;
    }

    private int ReadNumber(int width, int maxWidth)
    {
        var offset = 0;
        for (; width < maxWidth && bits.Read(1) == 1; width++)
            offset += 1 << width;
        return offset + (int)bits.Read(width);
    }
}
