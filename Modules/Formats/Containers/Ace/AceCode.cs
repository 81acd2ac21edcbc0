namespace ScanHost.Formats.Containers.Ace;

/// <summary>
/// A Huffman code as ACE makes it: symbols in descending order of their width, codes from the last to the first. The order among equals is
/// that of ACE's own exchange sort, which is part of the format. Source: dcpr_makecode and sortrange of UNACE 1.2, as its notes describe them.
/// </summary>
internal sealed class AceCode
{
    private readonly ushort[] symbols;
    private readonly byte[] widths;
    private readonly int maxWidth;

    /// <param name="widths">Of each symbol, in bits; 0 when it does not occur.</param>
    /// <param name="maxWidth">The most bits of a code.</param>
    /// <exception cref="InvalidDataException">There are more codes than bits for them.</exception>
    internal AceCode(byte[] widths, int maxWidth)
    {
        (this.widths, this.maxWidth, symbols) = (widths, maxWidth, new ushort[1 << maxWidth]);
        var order = Order(widths);
        var used = widths.Count(width => width != 0);
        if (used == 0)
            used = 1;
        if (used < 2)
            widths[order[0]] = 1;
        var at = 0;
        for (var i = used - 1; i >= 0; i--)
        {
            var (symbol, width) = (order[i], widths[order[i]]);
            if (width > maxWidth || at + (1 << (maxWidth - width)) > symbols.Length)
                throw new InvalidDataException("the code is over-subscribed");
            symbols.AsSpan(at, 1 << (maxWidth - width)).Fill((ushort)symbol);
            at += 1 << (maxWidth - width);
        }
    }

    internal int Read(AceBits bits)
    {
        var symbol = symbols[bits.Peek(maxWidth)];
        bits.Skip(widths[symbol]);
        return symbol;
    }

    /// <summary>The symbols in descending order of their width.</summary>
    internal static int[] Order(ReadOnlySpan<byte> widths)
    {
        var keys = new int[widths.Length + 1];
        var order = new int[widths.Length + 1];
        for (var i = 0; i < widths.Length; i++)
            (keys[i], order[i]) = (widths[i], i);
        Sort(keys, order, 0, widths.Length - 1);
        return order;
    }

    private static void Sort(int[] keys, int[] values, int left, int right)
    {
        var (low, high, pivot) = (left, right, keys[right]);
        do
        {
            while (keys[low] > pivot)
                low++;
            while (keys[high] < pivot)
                high--;
            if (low <= high)
            {
                Swap(keys, values, low, high);
                low++;
                high--;
            }
        }
        while (low < high);
        SortPart(keys, values, left, high);
        SortPart(keys, values, low, right);
    }

    // The range shrinks with each call: at most as deep as there are symbols, which are 284.
    private static void SortPart(int[] keys, int[] values, int left, int right)
    {
        if (left >= right)
            return;
        if (left < right - 1)
            Sort(keys, values, left, right);
        else if (keys[left] < keys[right])
            Swap(keys, values, left, right);
    }

    private static void Swap(int[] keys, int[] values, int a, int b)
    {
        (keys[a], keys[b]) = (keys[b], keys[a]);
        (values[a], values[b]) = (values[b], values[a]);
    }
}
