using System.Numerics;

namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>A finite state entropy table, RFC 8878 section 4.1.</summary>
internal sealed class FseTable
{
    private readonly byte[] symbols;
    private readonly byte[] bits;
    private readonly ushort[] baselines;

    /// <summary>Accuracy: the table has 2 to that many states.</summary>
    internal int AccuracyLog { get; }

    internal byte Symbol(int state) => symbols[state];

    internal int Next(int state, ref BackwardBits source) => baselines[state] + (int)source.Read(bits[state]);

    /// <summary>A table of one state that always says the same symbol.</summary>
    internal FseTable(byte symbol) => (symbols, bits, baselines) = ([symbol], [0], [0]);

    /// <summary>A table from the probabilities of its symbols; -1 is "less than one".</summary>
    internal FseTable(ReadOnlySpan<short> probabilities, int accuracyLog)
    {
        AccuracyLog = accuracyLog;
        var size = 1 << accuracyLog;
        (symbols, bits, baselines) = (new byte[size], new byte[size], new ushort[size]);
        var next = Spread(probabilities, size);
        for (var state = 0; state < size; state++)
        {
            var value = next[symbols[state]]++;
            bits[state] = (byte)(accuracyLog - BitOperations.Log2((uint)value));
            baselines[state] = (ushort)((value << bits[state]) - size);
        }
    }

    /// <summary>Reads the description of a table; <paramref name="length"/> is how many bytes it took.</summary>
    internal static FseTable Read(ReadOnlySpan<byte> source, int maxAccuracy, int maxSymbol, out int length)
    {
        var accuracy = (source[0] & 15) + 5;
        if (accuracy > maxAccuracy)
            throw new InvalidDataException("an entropy table is too large");
        var probabilities = new short[256];
        var (remaining, symbol, bit) = (1 << accuracy, 0, 4);
        while (remaining > 0 && symbol <= maxSymbol)
        {
            var probability = ReadProbability(source, remaining, ref bit);
            remaining -= Math.Abs(probability);
            probabilities[symbol++] = (short)probability;
            if (probability == 0)
                symbol += ZeroRun(source, ref bit);
        }
        length = (bit + 7) / 8;
        if (remaining != 0 || symbol > maxSymbol + 1 || length > source.Length)
            throw new InvalidDataException("an entropy table does not add up");
        return new(probabilities.AsSpan(0, symbol), accuracy);
    }

    // A value needs one bit less when it is below a threshold, RFC 8878 section 4.1.1.
    private static int ReadProbability(ReadOnlySpan<byte> source, int remaining, ref int bit)
    {
        var width = BitOperations.Log2((uint)remaining + 1) + 1;
        var value = Forward(source, bit, width);
        var lower = (1 << (width - 1)) - 1;
        var threshold = (1 << width) - 1 - (remaining + 1);
        bit += width;
        if ((value & lower) < threshold)
        {
            bit--;
            value &= lower;
        }
        else if (value > lower)
            value -= threshold;
        return value - 1;
    }

    private static int ZeroRun(ReadOnlySpan<byte> source, ref int bit)
    {
        for (var run = 0; run < 256;)
        {
            var repeat = Forward(source, bit, 2);
            bit += 2;
            run += repeat;
            if (repeat < 3)
                return run;
        }
        throw new InvalidDataException("an entropy table has too many symbols");
    }

    private static int Forward(ReadOnlySpan<byte> source, int bit, int width)
    {
        var value = 0;
        for (var i = 0; i < width; i++)
        {
            var at = bit + i;
            if (at >> 3 >= source.Length)
                throw new InvalidDataException("an entropy table is cut short");
            value |= ((source[at >> 3] >> (at & 7)) & 1) << i;
        }
        return value;
    }

    private int[] Spread(ReadOnlySpan<short> probabilities, int size)
    {
        var next = new int[256];
        var high = size;
        for (var symbol = 0; symbol < probabilities.Length; symbol++)
            if (probabilities[symbol] == -1)
                (symbols[--high], next[symbol]) = ((byte)symbol, 1);
        var (step, position) = ((size >> 1) + (size >> 3) + 3, 0);
        for (var symbol = 0; symbol < probabilities.Length; symbol++)
        {
            for (var i = 0; i < probabilities[symbol]; i++)
            {
                symbols[position] = (byte)symbol;
                do
                    position = (position + step) & (size - 1);
                while (position >= high);
            }
            if (probabilities[symbol] > 0)
                next[symbol] = probabilities[symbol];
        }
        return next;
    }
}
