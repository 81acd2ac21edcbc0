using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>
/// LArc's -lzs-: a bit tells a literal of 8 bits from a pair of an 11-bit place and a 4-bit length in a ring of 2 KiB full of blanks.
/// Source: the notes in the sources of Lhasa, lzs_decoder.c and lz5_decoder.c.
/// </summary>
/// <param name="data">The compressed data.</param>
/// <param name="size">How many bytes come out.</param>
internal sealed class LarcDecoder(ReadOnlyMemory<byte> data, long size) : WindowStream(Ring)
{
    private const int Ring = 2048;
    private const int MinMatch = 2;
    private readonly HighBits bits = new(data);
    private readonly byte[] ring = NewRing();
    private int place = Ring - 17;
    private long left = size;

    /// <summary>What -lz5- has in its ring of 4 KiB at the start: 13 times each byte, all bytes up and down, zeros, blanks, zeros.</summary>
    internal static byte[] NewRing5()
    {
        var ring = new byte[4096];
        for (var value = 0; value < 256; value++)
        {
            ring.AsSpan(value * 13, 13).Fill((byte)value);
            ring[(256 * 13) + value] = (byte)value;
            ring[(256 * 14) + value] = (byte)(255 - value);
        }
        ring.AsSpan((256 * 15) + 128, 110).Fill((byte)' ');
        return ring;
    }

    protected override bool DecodeMore()
    {
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            if (bits.Read(1) == 1)
            {
                Put((byte)bits.Read(8));
                continue;
            }
            var from = (int)bits.Read(11);
            for (var length = bits.Read(4) + MinMatch; length > 0 && left > 0; length--)
                Put(ring[from++ % Ring]);
        }
        return left > 0;
    }

    private static byte[] NewRing()
    {
        var ring = new byte[Ring];
        ring.AsSpan().Fill((byte)' ');
        return ring;
    }

    private void Put(byte value)
    {
        Window.Put(value);
        ring[place] = value;
        place = (place + 1) % Ring;
        left--;
    }
}
