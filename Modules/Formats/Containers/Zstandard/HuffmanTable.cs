using System.Numerics;

namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>The Huffman code of literals, RFC 8878 section 4.2.</summary>
internal sealed class HuffmanTable
{
    private const int MaxBits = 11;
    private const int MaxWeightAccuracy = 6;
    private readonly byte[] symbols;
    private readonly byte[] lengths;
    private readonly int maxBits;

    /// <summary>Reads the description; <paramref name="length"/> is how many bytes it took.</summary>
    internal static HuffmanTable Read(ReadOnlySpan<byte> source, out int length)
    {
        var header = source[0];
        var weights = new byte[256];
        int count;
        if (header >= 128)
        {
            count = header - 127;
            length = 1 + ((count + 1) / 2);
            for (var i = 0; i < count; i++)
                weights[i] = (byte)((source[1 + (i / 2)] >> (i % 2 == 0 ? 4 : 0)) & 15);
        }
        else
        {
            length = 1 + header;
            count = ReadWeights(source.Slice(1, header), weights);
        }
        return new(weights, count);
    }

    /// <summary>Decodes one stream of literals, which must use up its bits exactly.</summary>
    internal void Decode(ReadOnlySpan<byte> source, Span<byte> literals)
    {
        var bits = new BackwardBits(source);
        var mask = (1 << maxBits) - 1;
        var state = (int)bits.Read(maxBits);
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = symbols[state];
            var length = lengths[state];
            state = ((state << length) | (int)bits.Read(length)) & mask;
        }
        if (bits.Left != -maxBits)
            throw new InvalidDataException("a stream of literals has bits left over");
    }

    private HuffmanTable(byte[] weights, int count)
    {
        maxBits = AddLastWeight(weights, count);
        (symbols, lengths) = (new byte[1 << maxBits], new byte[1 << maxBits]);
        // Small weights are long codes and come first; equal ones in the order of their symbols.
        var at = 0;
        for (var weight = 1; weight <= maxBits; weight++)
            for (var symbol = 0; symbol <= count; symbol++)
            {
                if (weights[symbol] != weight)
                    continue;
                var span = 1 << (weight - 1);
                symbols.AsSpan(at, span).Fill((byte)symbol);
                lengths.AsSpan(at, span).Fill((byte)(maxBits + 1 - weight));
                at += span;
            }
    }

    // The last weight is not stored: it is what is missing to a power of two.
    private static int AddLastWeight(byte[] weights, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += weights[i] > 0 ? 1 << (weights[i] - 1) : 0;
        if (sum == 0 || count > 255)
            throw new InvalidDataException("a Huffman code has no symbols");
        var maxBits = BitOperations.Log2((uint)sum) + 1;
        var missing = (1 << maxBits) - sum;
        if (maxBits > MaxBits || !BitOperations.IsPow2(missing))
            throw new InvalidDataException("a Huffman code does not add up");
        weights[count] = (byte)(BitOperations.Log2((uint)missing) + 1);
        return maxBits;
    }

    // Two states take turns until the bits run out.
    private static int ReadWeights(ReadOnlySpan<byte> source, byte[] weights)
    {
        var table = FseTable.Read(source, MaxWeightAccuracy, 255, out var length);
        var bits = new BackwardBits(source[length..]);
        var (state, other) = ((int)bits.Read(table.AccuracyLog), (int)bits.Read(table.AccuracyLog));
        for (var count = 0; count < 254;)
        {
            weights[count++] = table.Symbol(state);
            state = table.Next(state, ref bits);
            if (bits.Left < 0)
            {
                weights[count++] = table.Symbol(other);
                return count;
            }
            (state, other) = (other, state);
        }
        throw new InvalidDataException("a Huffman code has too many symbols");
    }
}
