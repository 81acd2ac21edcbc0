using System.Numerics;
using ScanHost.Formats.Containers.Zstandard;

namespace ScanHost.Formats.Containers.Lzfse;

/// <summary>A finite state table: for each state its symbol, how many bits lead to the next state, and from where they count.</summary>
internal sealed class LzfseTable
{
    private readonly (byte Symbol, byte Bits, short Base)[] states;

    private LzfseTable((byte Symbol, byte Bits, short Base)[] states) => this.states = states;

    /// <summary>The tables of a block, by the frequencies of their symbols, which are packed one after the other.</summary>
    internal static LzfseTable[] ReadAll(ReadOnlySpan<byte> packed, int[] symbols, int[] states)
    {
        var (at, bits, held) = (0, 0UL, 0);
        var tables = new LzfseTable[symbols.Length];
        for (var table = 0; table < tables.Length; table++)
        {
            var frequencies = new int[symbols[table]];
            foreach (ref var frequency in frequencies.AsSpan())
            {
                for (; held <= 24 && at < packed.Length; held += 8)
                    bits |= (ulong)packed[at++] << held;
                var (value, used) = Frequency((uint)bits);
                if (used > held && !packed.IsEmpty)
                    throw new InvalidDataException("the frequencies break off");
                frequency = packed.IsEmpty ? 0 : value;
                (bits, held) = (bits >> used, held - used);
            }
            tables[table] = Build(frequencies, states[table]);
        }
        return tables;
    }

    /// <summary>The symbol of the state; moves to the next state.</summary>
    internal int Next(ref BackwardBits bits, ref int state)
    {
        var entry = At(state);
        state = entry.Base + (int)bits.Read(entry.Bits);
        return entry.Symbol;
    }

    /// <summary>The value of the state: its symbol stands for a range, of which further bits tell the place.</summary>
    internal int Next(ref BackwardBits bits, ref int state, ReadOnlySpan<byte> extraBits)
    {
        var entry = At(state);
        var extra = extraBits[entry.Symbol];
        var read = (int)bits.Read(entry.Bits + extra);
        state = entry.Base + (read >> extra);
        var value = read & ((1 << extra) - 1);
        for (var symbol = 0; symbol < entry.Symbol; symbol++)
            value += 1 << extraBits[symbol];
        return value;
    }

    private (byte Symbol, byte Bits, short Base) At(int state) =>
        (uint)state < (uint)states.Length ? states[state] : throw new InvalidDataException("a state is not in the table");

    // 0 and 1 have two bits, 2 and 3 three, 4 to 7 five; 0111 leads eight bits with 8 to 23, 1111 fourteen with 24 to 1047.
    private static (int Value, int Bits) Frequency(uint bits) => (bits & 3) switch
    {
        0 => (0, 2),
        2 => (1, 2),
        1 when (bits & 7) == 1 => (2, 3),
        1 => (3, 3),
        _ when (bits & 7) == 3 => (4 + (int)(bits >> 3 & 3), 5),
        _ when (bits & 15) == 7 => (8 + (int)(bits >> 4 & 15), 8),
        _ => (24 + (int)(bits >> 4 & 1023), 14),
    };

    private static LzfseTable Build(int[] frequencies, int count)
    {
        var states = new List<(byte, byte, short)>(count);
        for (var symbol = 0; symbol < frequencies.Length; symbol++)
        {
            var frequency = frequencies[symbol];
            if (frequency == 0)
                continue;
            if (states.Count + frequency > count)
                throw new InvalidDataException("the frequencies are more than the states");
            var bits = BitOperations.LeadingZeroCount((uint)frequency) - BitOperations.LeadingZeroCount((uint)count);
            var first = (2 * count >> bits) - frequency;
            for (var i = 0; i < frequency; i++)
                states.Add(i < first ? ((byte)symbol, (byte)bits, (short)(((frequency + i) << bits) - count)) : ((byte)symbol, (byte)(bits - 1), (short)((i - first) << (bits - 1))));
        }
        return new([.. states]);
    }
}
