namespace ScanHost.Formats.Containers.Lzma;

/// <summary>The LZMA decoder without a container: its models and repeated distances. Source: lzma-specification.txt of the LZMA SDK.</summary>
internal sealed class LzmaModel
{
    private const int States = 12;
    private const int MaxPosBits = 4;
    private const int MinMatch = 2;
    private const int FirstSpecialSlot = 4;
    private const int FirstAlignedSlot = 14;
    private const int LiteralModels = 0x300;

    private readonly ushort[] isMatch = new ushort[States << MaxPosBits];
    private readonly ushort[] isRep = new ushort[States];
    private readonly ushort[] isRep0 = new ushort[States];
    private readonly ushort[] isRep1 = new ushort[States];
    private readonly ushort[] isRep2 = new ushort[States];
    private readonly ushort[] isRep0Long = new ushort[States << MaxPosBits];
    private readonly ushort[] slots = new ushort[4 * 64];
    private readonly ushort[] special = new ushort[1 + 128 - FirstAlignedSlot];
    private readonly ushort[] align = new ushort[16];
    private readonly LzmaLengths lengths = new();
    private readonly LzmaLengths repLengths = new();
    private ushort[] literals = [];
    private int lc;
    private uint posMask;
    private uint literalPosMask;
    private int state;
    private uint rep0;
    private uint rep1;
    private uint rep2;
    private uint rep3;

    /// <summary>Takes the properties byte and resets all models.</summary>
    /// <exception cref="InvalidDataException">The byte is above 224.</exception>
    internal void Reset(byte properties)
    {
        if (properties >= 9 * 5 * 5)
            throw new InvalidDataException("the LZMA properties are wrong");
        lc = properties % 9;
        var lp = properties / 9 % 5;
        posMask = (1u << (properties / 45)) - 1;
        literalPosMask = (1u << lp) - 1;
        if (literals.Length != LiteralModels << (lc + lp))
            literals = new ushort[LiteralModels << (lc + lp)];
        Reset();
    }

    /// <summary>Resets all models and keeps the properties.</summary>
    internal void Reset()
    {
        foreach (var models in new[] { isMatch, isRep, isRep0, isRep1, isRep2, isRep0Long, slots, special, align, literals })
            models.AsSpan().Fill(RangeDecoder.InitialProbability);
        lengths.Reset();
        repLengths.Reset();
        state = 0;
        rep0 = rep1 = rep2 = rep3 = 0;
    }

    /// <summary>Decodes symbols until <paramref name="limit"/> bytes or a little more have come out, never more than <paramref name="size"/>.</summary>
    /// <param name="coder">The input.</param>
    /// <param name="window">The output.</param>
    /// <param name="limit">When to stop, in bytes.</param>
    /// <param name="size">How many bytes are left of the stream.</param>
    /// <param name="written">How many came out.</param>
    /// <returns>False at the end marker.</returns>
    internal bool Decode(ref RangeDecoder coder, HistoryWindow window, long limit, long size, out long written)
    {
        var start = window.Total;
        var isOpen = true;
        while (isOpen && window.Total - start < limit)
            isOpen = DecodeSymbol(ref coder, window, size - (window.Total - start));
        written = window.Total - start;
        return isOpen;
    }

    private bool DecodeSymbol(ref RangeDecoder coder, HistoryWindow window, long room)
    {
        var posState = (int)((uint)window.Total & posMask);
        if (coder.Bit(ref isMatch[(state << MaxPosBits) + posState]) == 0)
        {
            DecodeLiteral(ref coder, window);
            return true;
        }
        uint length;
        if (coder.Bit(ref isRep[state]) == 0)
        {
            (rep3, rep2, rep1) = (rep2, rep1, rep0);
            length = lengths.Decode(ref coder, posState);
            state = state < 7 ? 7 : 10;
            rep0 = Distance(ref coder, length);
            if (rep0 == uint.MaxValue)
                return false;
        }
        else
        {
            if (coder.Bit(ref isRep0[state]) == 0)
            {
                if (coder.Bit(ref isRep0Long[(state << MaxPosBits) + posState]) == 0)
                {
                    state = state < 7 ? 9 : 11;
                    window.Repeat(rep0 + 1L, 1);
                    return true;
                }
            }
            else
                RotateDistances(ref coder);
            length = repLengths.Decode(ref coder, posState);
            state = state < 7 ? 8 : 11;
        }
        window.Repeat(rep0 + 1L, (int)Math.Min(length + MinMatch, room));
        return true;
    }

    private void DecodeLiteral(ref RangeDecoder coder, HistoryWindow window)
    {
        var context = (int)((((uint)window.Total & literalPosMask) << lc) + ((uint)window.Last >> (8 - lc)));
        var models = literals.AsSpan(LiteralModels * context, LiteralModels);
        var symbol = 1u;
        if (state >= 7)
        {
            uint match = window.Back(rep0 + 1L);
            do
            {
                var matchBit = (match >> 7) & 1;
                match <<= 1;
                var bit = coder.Bit(ref models[(int)(((1 + matchBit) << 8) + symbol)]);
                symbol = (symbol << 1) | bit;
                if (matchBit != bit)
                    break;
            }
            while (symbol < 0x100);
        }
        while (symbol < 0x100)
            symbol = (symbol << 1) | coder.Bit(ref models[(int)symbol]);
        window.Put((byte)symbol);
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }

    private void RotateDistances(ref RangeDecoder coder)
    {
        if (coder.Bit(ref isRep1[state]) == 0)
            (rep0, rep1) = (rep1, rep0);
        else if (coder.Bit(ref isRep2[state]) == 0)
            (rep0, rep1, rep2) = (rep2, rep0, rep1);
        else
            (rep0, rep1, rep2, rep3) = (rep3, rep0, rep1, rep2);
    }

    private uint Distance(ref RangeDecoder coder, uint length)
    {
        var slot = (int)coder.Tree(slots.AsSpan((int)Math.Min(length, 3) * 64, 64), 6);
        if (slot < FirstSpecialSlot)
            return (uint)slot;
        var bits = (slot >> 1) - 1;
        var distance = (2u | ((uint)slot & 1)) << bits;
        return slot < FirstAlignedSlot
            ? distance + coder.ReverseTree(special.AsSpan((int)distance - slot), bits)
            : distance + (coder.Direct(bits - 4) << 4) + coder.ReverseTree(align, 4);
    }
}
