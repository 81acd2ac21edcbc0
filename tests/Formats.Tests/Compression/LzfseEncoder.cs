using System.Buffers.Binary;
using System.Numerics;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Writes LZFSE streams: blocks with tables, LZVN blocks, stored ones; 7z judges them inside of disk images.</summary>
internal static class LzfseEncoder
{
    private const int BlockBytes = 16 * 1024;
    private static readonly int[] LengthBits = [.. new int[16], 2, 3, 5, 8], MatchBits = [.. new int[16], 3, 5, 8, 11], DistanceBits = [.. Enumerable.Range(0, 64).Select(i => i / 4)];

    /// <param name="content">What is compressed.</param>
    /// <param name="kind">tables, lzvn or store.</param>
    public static byte[] Encode(byte[] content, string kind)
    {
        using var stream = new MemoryStream();
        for (var at = 0; at < content.Length; at += BlockBytes)
        {
            var length = Math.Min(BlockBytes, content.Length - at);
            stream.Write(kind switch
            {
                "store" => [.. "bvx-"u8, .. U32(length), .. content.AsSpan(at, length)],
                "lzvn" => Lzvn(content, at, length),
                _ => Tables(content, at, length),
            });
        }
        stream.Write("bvx$"u8);
        return stream.ToArray();
    }

    // Triples of (literals, match, distance); a match may reach into the blocks before.
    private static List<(int Literals, int Match, int Distance)> Parse(byte[] content, int start, int length, int maxLiterals, int maxMatch, int maxDistance)
    {
        var seen = new Dictionary<uint, int>();
        for (var at = Math.Max(0, start - maxDistance + 64); at + 4 <= start; at++)
            seen[BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at))] = at;
        var triples = new List<(int, int, int)>();
        var (literals, end) = (0, start + length);
        for (var at = start; at < end;)
        {
            var match = 0;
            var from = -1;
            if (at + 4 <= end)
            {
                var key = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));
                from = seen.TryGetValue(key, out var place) && at - place < maxDistance ? place : -1;
                seen[key] = at;
            }
            while (from >= 0 && match < maxMatch && at + match < end && content[from + match] == content[at + match])
                match++;
            if (match >= 4)
            {
                triples.Add((literals, match, at - from));
                (literals, at) = (0, at + match);
                continue;
            }
            at++;
            if (++literals < maxLiterals)
                continue;
            triples.Add((literals, 0, 1));
            literals = 0;
        }
        if (literals > 0)
            triples.Add((literals, 0, 1));
        return triples;
    }

    private static byte[] Lzvn(byte[] content, int start, int length)
    {
        using var codes = new MemoryStream();
        var at = start;
        foreach (var (literals, match, distance) in Parse(content, start, length, 271, 271, 16_000))
        {
            var kept = match > 0 ? Math.Min(literals, 3) : 0;
            if (literals > kept)
                codes.Write(literals - kept >= 16 ? [0xE0, (byte)(literals - kept - 16)] : [(byte)(0xE0 | (literals - kept))]);
            codes.Write(content, at, literals - kept);
            at += literals - kept;
            if (match == 0)
                continue;
            // Up to 34 with 14 bits of distance, the rest of the match with the same distance.
            var first = Math.Min(match, 34);
            codes.Write([(byte)(0xA0 | (kept << 3) | ((first - 3) >> 2)), (byte)(((distance & 63) << 2) | ((first - 3) & 3)), (byte)(distance >> 6)]);
            codes.Write(content, at, kept);
            at += kept + match;
            if (match - first >= 16)
                codes.Write([0xF0, (byte)(match - first - 16)]);
            else if (match > first)
                codes.WriteByte((byte)(0xF0 | (match - first)));
        }
        codes.Write([6, 0, 0, 0, 0, 0, 0, 0]);
        return [.. "bvxn"u8, .. U32(length), .. U32((int)codes.Length), .. codes.ToArray()];
    }

    private static byte[] Tables(byte[] content, int start, int length)
    {
        var triples = Parse(content, start, length, 315, 2359, 262_139);
        var literals = new List<int>();
        var at = start;
        foreach (var (count, match, _) in triples)
        {
            literals.AddRange(content[at..(at + count)].Select(value => (int)value));
            at += count + match;
        }
        while (literals.Count % 4 != 0)
            literals.Add(0);
        var (l, m, d) = (triples.Select(t => Symbol(t.Literals, LengthBits)).ToList(), triples.Select(t => Symbol(t.Match, MatchBits)).ToList(), triples.Select(t => Symbol(t.Distance, DistanceBits)).ToList());
        var tables = new[] { new Table(l, 20, 64), new Table(m, 20, 64), new Table(d, 64, 256), new Table(literals, 256, 1024) };
        // Everything is written in the reverse of the order in which it is read.
        var text = new Bits();
        int[] states = [0, 0, 0, 0];
        for (var i = literals.Count - 1; i >= 0; i--)
            tables[3].Write(text, ref states[i & 3], literals[i]);
        // Apple's encoder leaves eight bytes of zeros in front of the triples, and decoders may ask for them.
        var triple = new Bits();
        triple.Add(0, 64);
        int[] last = [0, 0, 0];
        for (var i = triples.Count - 1; i >= 0; i--)
        {
            Write(triple, tables[2], ref last[2], d[i], triples[i].Distance, DistanceBits);
            Write(triple, tables[1], ref last[1], m[i], triples[i].Match, MatchBits);
            Write(triple, tables[0], ref last[0], l[i], triples[i].Literals, LengthBits);
        }
        var frequencies = new Bits();
        foreach (var frequency in tables.SelectMany(table => table.Frequencies))
            WriteFrequency(frequencies, frequency);
        byte[] packed = frequencies.ToArray(), textBytes = text.ToArray(), tripleBytes = triple.ToArray();
        var first = Fields((literals.Count, 20), (textBytes.Length, 20), (triples.Count, 20), (7 - text.Missing, 3));
        var second = Fields((states[0], 10), (states[1], 10), (states[2], 10), (states[3], 10), (tripleBytes.Length, 20), (7 - triple.Missing, 3));
        var third = Fields((32 + packed.Length, 32), (last[0], 10), (last[1], 10), (last[2], 10));
        return [.. "bvx2"u8, .. U32(length), .. first, .. second, .. third, .. packed, .. textBytes, .. tripleBytes];
    }

    private static byte[] Fields(params (int Value, int Bits)[] fields)
    {
        var (packed, at) = (0UL, 0);
        foreach (var (value, bits) in fields)
        {
            packed |= (ulong)(uint)value << at;
            at += bits;
        }
        return BitConverter.GetBytes(packed);
    }

    private static void Write(Bits bits, Table table, ref int state, int symbol, int value, int[] extra)
    {
        bits.Add(value - Base(symbol, extra), extra[symbol]);
        table.Write(bits, ref state, symbol);
    }

    private static int Symbol(int value, int[] extra)
    {
        var symbol = 0;
        while (symbol + 1 < extra.Length && Base(symbol + 1, extra) <= value)
            symbol++;
        return symbol;
    }

    private static int Base(int symbol, int[] extra) => extra.Take(symbol).Sum(bits => 1 << bits);

    private static void WriteFrequency(Bits bits, int frequency)
    {
        var (code, count) = frequency switch
        {
            0 => (0, 2), 1 => (2, 2), 2 => (1, 3), 3 => (5, 3), < 8 => (3 | ((frequency - 4) << 3), 5), < 24 => (7 | ((frequency - 8) << 4), 8), _ => (15 | ((frequency - 24) << 4), 14),
        };
        bits.Add(code, count);
    }

    private static byte[] U32(int value) => BitConverter.GetBytes(value);

    /// <summary>Bits, the lowest first.</summary>
    private sealed class Bits
    {
        private readonly List<byte> bytes = [];
        private int used;

        /// <summary>How many bits of the last byte are not used.</summary>
        internal int Missing => (8 - (used & 7)) & 7;

        internal void Add(int value, int count)
        {
            for (var i = 0; i < count; i++, used++)
            {
                if ((used & 7) == 0)
                    bytes.Add(0);
                bytes[^1] |= (byte)((value >> i & 1) << (used & 7));
            }
        }

        internal byte[] ToArray() => [.. bytes];
    }

    /// <summary>The coder's side of a finite state table.</summary>
    private sealed class Table
    {
        private readonly int states;
        private readonly int[] starts;

        internal Table(List<int> symbols, int count, int states)
        {
            this.states = states;
            Frequencies = new int[count];
            foreach (var group in symbols.GroupBy(symbol => symbol))
                Frequencies[group.Key] = Math.Max(1, (int)((long)group.Count() * states / Math.Max(1, symbols.Count)));
            while (Frequencies.Sum() > states)
                Frequencies[Array.IndexOf(Frequencies, Frequencies.Max())]--;
            Frequencies[Array.IndexOf(Frequencies, Frequencies.Max())] += states - Frequencies.Sum();
            starts = [.. Enumerable.Range(0, count).Select(symbol => Frequencies.Take(symbol).Sum())];
        }

        internal int[] Frequencies { get; }

        internal void Write(Bits bits, ref int state, int symbol)
        {
            var frequency = Frequencies[symbol];
            var shift = BitOperations.LeadingZeroCount((uint)frequency) - BitOperations.LeadingZeroCount((uint)states);
            var isHigh = state >= (frequency << shift) - states;
            var count = isHigh ? shift : shift - 1;
            bits.Add(state & ((1 << count) - 1), count);
            state = starts[symbol] - frequency + (isHigh ? states >> shift : states >> (shift - 1)) + (state >> count);
        }
    }
}
