using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Microsoft;

/// <summary>The LZSS of COMPRESS.EXE and of LArc's -lz5-: a byte of flags, then literals and pairs of place and length in a ring of 4 KiB.</summary>
/// <param name="data">The compressed data.</param>
/// <param name="start">Where in the ring the first byte goes: 4096 - 16 (SZDD) or 4096 - 18 (the older form, LArc).</param>
/// <param name="size">How many bytes come out; -1 when only the end of the data tells.</param>
/// <param name="filled">What is in the ring at the start, 4 KiB; null for blanks.</param>
internal sealed class LzssDecoder(ReadOnlyMemory<byte> data, int start, long size, byte[]? filled = null) : WindowStream(4096)
{
    private const int Ring = 4096;
    private const int MinMatch = 3;
    private readonly byte[] ring = filled ?? NewRing();
    private long left = size < 0 ? long.MaxValue : size;
    private int place = start;
    private int position;

    protected override bool DecodeMore()
    {
        var input = data.Span;
        for (var count = 0; count < EnoughPending && left > 0 && position < input.Length;)
        {
            var flags = input[position++];
            for (var bit = 0; bit < 8 && left > 0 && position < input.Length; bit++, flags >>= 1)
                count += (flags & 1) != 0 ? Put(input[position++]) : Copy(input);
        }
        return left > 0 && position < input.Length;
    }

    private static byte[] NewRing()
    {
        var ring = new byte[Ring];
        ring.AsSpan().Fill((byte)' ');
        return ring;
    }

    private int Copy(ReadOnlySpan<byte> input)
    {
        if (position + 2 > input.Length)
        {
            position = input.Length;
            return 0;
        }
        var from = input[position] | ((input[position + 1] & 0xF0) << 4);
        var length = (int)Math.Min((input[position + 1] & 15) + MinMatch, left);
        position += 2;
        for (var i = 0; i < length; i++)
            Put(ring[(from + i) % Ring]);
        return length;
    }

    private int Put(byte value)
    {
        Window.Put(value);
        ring[place] = value;
        place = (place + 1) % Ring;
        left--;
        return 1;
    }
}
