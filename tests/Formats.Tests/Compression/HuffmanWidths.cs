namespace ScanHost.Formats.Tests.Compression;

/// <summary>Code widths by Huffman's algorithm, flattened until none is wider than allowed; and canonical codes of them.</summary>
internal static class HuffmanWidths
{
    /// <summary>At least two symbols get a width, so that no code is empty.</summary>
    public static byte[] Of(IEnumerable<int> symbols, int count, int maxWidth)
    {
        var frequencies = new long[count];
        foreach (var symbol in symbols)
            frequencies[symbol]++;
        for (var symbol = 0; frequencies.Count(frequency => frequency > 0) < 2; symbol++)
            frequencies[symbol] = Math.Max(1, frequencies[symbol]);
        while (true)
        {
            var widths = Build(frequencies);
            if (widths.Max() <= maxWidth)
                return widths;
            for (var symbol = 0; symbol < count; symbol++)
                frequencies[symbol] = (frequencies[symbol] + 1) / 2;
        }
    }

    /// <summary>The shortest codes first, those of equal width in the order of the symbols.</summary>
    public static int[] Codes(byte[] widths)
    {
        var (codes, code) = (new int[widths.Length], 0);
        for (var width = 1; width <= widths.Max(); width++, code <<= 1)
            for (var symbol = 0; symbol < widths.Length; symbol++)
                if (widths[symbol] == width)
                    codes[symbol] = code++;
        return codes;
    }

    private static byte[] Build(long[] frequencies)
    {
        var (widths, queue) = (new byte[frequencies.Length], new PriorityQueue<List<int>, (long, int)>());
        var order = 0;
        for (var symbol = 0; symbol < frequencies.Length; symbol++)
            if (frequencies[symbol] > 0)
                queue.Enqueue([symbol], (frequencies[symbol], order++));
        while (queue.Count > 1)
        {
            queue.TryDequeue(out var first, out var one);
            queue.TryDequeue(out var second, out var other);
            first!.AddRange(second!);
            foreach (var symbol in first)
                widths[symbol]++;
            queue.Enqueue(first, (one.Item1 + other.Item1, order++));
        }
        return widths;
    }
}
