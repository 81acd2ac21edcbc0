namespace ScanHost.Formats.Containers.Bits;

/// <summary>A canonical Huffman code, the shortest codes first.</summary>
/// <param name="maxBits">The most bits that a code may have, 9 to 24.</param>
internal sealed class PrefixCode(int maxBits = 16)
{
    private const int FastBits = 9;
    private readonly ushort[] fast = new ushort[1 << FastBits];
    private readonly byte[] fastLength = new byte[1 << FastBits];
    private readonly int[] limit = new int[maxBits + 2];
    private readonly int[] offset = new int[maxBits + 2];
    private ushort[] symbols = [];
    private int only = -1;

    /// <summary>Makes the code of these lengths; 0 means that a symbol does not occur. Without any symbol, reading one fails.</summary>
    /// <exception cref="InvalidDataException">The lengths ask for more codes than there are.</exception>
    internal void Build(ReadOnlySpan<byte> lengths)
    {
        only = -1;
        Span<int> counts = stackalloc int[maxBits + 1];
        counts.Clear();
        foreach (var length in lengths)
            counts[length]++;
        counts[0] = 0;
        var (code, total) = (0, 0);
        Span<int> next = stackalloc int[maxBits + 1];
        for (var length = 1; length <= maxBits; length++)
        {
            next[length] = total;
            offset[length] = total - (code >> (maxBits - length));
            code += counts[length] << (maxBits - length);
            limit[length] = code;
            total += counts[length];
        }
        if (code > 1 << maxBits)
            throw new InvalidDataException("the Huffman code is over-subscribed");
        symbols = new ushort[total];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] != 0)
                symbols[next[lengths[symbol]]++] = (ushort)symbol;
        FillFast();
    }

    /// <summary>Makes the code in which one symbol takes no bits at all.</summary>
    internal void BuildSingle(int symbol) => only = symbol;

    /// <summary>Reads a symbol.</summary>
    /// <exception cref="InvalidDataException">No symbol has that code.</exception>
    internal int Read(HighBits bits)
    {
        if (only >= 0)
            return only;
        var symbol = Read((int)bits.Peek(maxBits), out var length);
        bits.Skip(length);
        return symbol;
    }

    /// <summary>The symbol whose code the next bits begin with.</summary>
    /// <param name="code">The next <c>maxBits</c> bits, the first of them highest.</param>
    /// <param name="length">How many of them the symbol takes.</param>
    /// <exception cref="InvalidDataException">No symbol has that code.</exception>
    internal int Read(int code, out int length)
    {
        length = fastLength[code >> (maxBits - FastBits)];
        if (length != 0)
            return fast[code >> (maxBits - FastBits)];
        for (length = FastBits + 1; length <= maxBits; length++)
            if (code < limit[length])
                return symbols[offset[length] + (code >> (maxBits - length))];
        throw new InvalidDataException("a code that no symbol has");
    }

    private void FillFast()
    {
        Array.Clear(fastLength);
        for (var index = 0; index < fast.Length; index++)
        {
            var code = index << (maxBits - FastBits);
            for (var length = 1; length <= FastBits; length++)
            {
                if (code >= limit[length])
                    continue;
                fast[index] = symbols[offset[length] + (code >> (maxBits - length))];
                fastLength[index] = (byte)length;
                break;
            }
        }
    }
}
