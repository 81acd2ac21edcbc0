namespace ScanHost.Formats.Images.Jpeg;

/// <summary>A Huffman table of a JPEG picture: ITU-T T.81, annex C and F.2.2.3. Codes of up to 8 bits are looked up at once, longer ones bit by bit.</summary>
internal sealed class JpegHuffmanTable
{
    private const int FastBits = 8;
    private const int MaxBits = 16;

    private readonly int[] maxCode = new int[MaxBits + 1];
    private readonly int[] firstValue = new int[MaxBits + 1];
    private readonly ushort[] fast = new ushort[1 << FastBits];
    private readonly byte[] values;

    private JpegHuffmanTable(byte[] values) => this.values = values;

    /// <summary>Makes the table of a DHT segment; null when its counts do not fit each other.</summary>
    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="values">What they stand for, in order.</param>
    internal static JpegHuffmanTable? Make(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new JpegHuffmanTable(values.ToArray());
        var (code, index) = (0, 0);
        for (var bits = 1; bits <= MaxBits; bits++, code <<= 1)
        {
            // Less what stands before: the place of a code's value is the code and this.
            table.firstValue[bits] = index - code;
            for (var end = index + counts[bits - 1]; index < end; index++, code++)
                if (bits <= FastBits)
                    table.fast.AsSpan(Math.Min(code << (FastBits - bits), table.fast.Length), Math.Min(1 << (FastBits - bits), Math.Max(0, table.fast.Length - (code << (FastBits - bits))))).Fill((ushort)((bits << 8) | values[index]));
            if (code > 1 << bits)
                return null;
            table.maxCode[bits] = code - 1;
        }
        return table;
    }

    /// <summary>The next value; -1 for bits that are no code.</summary>
    internal int Next(ref JpegBits bits)
    {
        var ahead = fast[bits.Peek(FastBits)];
        if (ahead != 0)
        {
            bits.Skip(ahead >> 8);
            return ahead & 0xFF;
        }
        var code = 0;
        for (var length = 1; length <= MaxBits; length++)
        {
            code = (code << 1) | bits.Take(1);
            if (code <= maxCode[length] && code + firstValue[length] is >= 0 and var place && place < values.Length)
                return values[place];
        }
        return -1;
    }
}
