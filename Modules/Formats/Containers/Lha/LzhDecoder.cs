using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>
/// The method of LHA's -lh4- to -lh7- and of ARJ's methods 1 to 3: LZSS whose literals, lengths and distances are Huffman coded in
/// blocks. Source: Okumura's description of "ar" and the format notes of LHa for UNIX.
/// </summary>
/// <param name="data">The compressed data.</param>
/// <param name="windowBytes">How far back a match may reach.</param>
/// <param name="distanceCodes">How many classes of distances there are.</param>
/// <param name="distanceCountBits">In how many bits their number is stored.</param>
/// <param name="size">How many bytes come out.</param>
internal sealed class LzhDecoder(ReadOnlyMemory<byte> data, int windowBytes, int distanceCodes, int distanceCountBits, long size)
    : WindowStream(windowBytes)
{
    private const int LengthCodes = 19;
    private const int LengthCountBits = 5;
    private const int LiteralCodes = 510;
    private const int LiteralCountBits = 9;
    private const int MinMatch = 3;
    private readonly HighBits bits = new(data);
    private readonly PrefixCode lengths = new();
    private readonly PrefixCode literals = new();
    private readonly PrefixCode distances = new();
    private long left = size;
    private int leftInBlock;

    protected override bool DecodeMore()
    {
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            if (leftInBlock == 0)
                OpenBlock();
            leftInBlock--;
            var symbol = literals.Read(bits);
            if (symbol < 256)
            {
                Window.Put((byte)symbol);
                left--;
                continue;
            }
            var length = (int)Math.Min(symbol - 256 + MinMatch, left);
            var slot = distances.Read(bits);
            var distance = slot == 0 ? 0 : (1L << (slot - 1)) + bits.Read(slot - 1);
            Copy(distance + 1, length);
            left -= length;
        }
        return left > 0;
    }

    // Before the first byte the window is thought to be full of blanks.
    private void Copy(long distance, int length)
    {
        for (; length > 0 && distance > Window.Total; length--)
            Window.Put((byte)' ');
        if (length > 0)
            Window.Repeat(distance, length);
    }

    private void OpenBlock()
    {
        leftInBlock = (int)bits.Read(16);
        if (leftInBlock == 0)
            leftInBlock = 1 << 16;
        ReadLengths(lengths, LengthCodes, LengthCountBits, gapAt: 3);
        ReadLiterals();
        ReadLengths(distances, distanceCodes, distanceCountBits, gapAt: -1);
    }

    private void ReadLengths(PrefixCode code, int maxCount, int countBits, int gapAt)
    {
        var count = (int)bits.Read(countBits);
        if (count == 0)
        {
            code.BuildSingle((int)bits.Read(countBits));
            return;
        }
        if (count > maxCount)
            throw new InvalidDataException("a table has more codes than there are");
        Span<byte> stored = stackalloc byte[64];
        stored.Clear();
        for (var i = 0; i < count;)
        {
            stored[i++] = ReadLength();
            if (i == gapAt)
                i += (int)bits.Read(2);
        }
        code.Build(stored[..maxCount]);
    }

    // Three bits, of which 7 goes on in unary.
    private byte ReadLength()
    {
        var length = bits.Read(3);
        if (length == 7)
            while (bits.Read(1) == 1)
                length++;
        return length > 16 ? throw new InvalidDataException("a code is longer than 16 bits") : (byte)length;
    }

    private void ReadLiterals()
    {
        var count = (int)bits.Read(LiteralCountBits);
        if (count == 0)
        {
            literals.BuildSingle((int)bits.Read(LiteralCountBits));
            return;
        }
        if (count > LiteralCodes)
            throw new InvalidDataException("a table has more codes than there are");
        Span<byte> stored = stackalloc byte[LiteralCodes];
        stored.Clear();
        for (var i = 0; i < count;)
        {
            var symbol = lengths.Read(bits);
            if (symbol > 2)
                stored[i++] = (byte)(symbol - 2);
            else
                i += symbol switch { 0 => 1, 1 => (int)bits.Read(4) + 3, _ => (int)bits.Read(9) + 20 };
        }
        literals.Build(stored);
    }
}
