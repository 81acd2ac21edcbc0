using ScanHost.Formats.Containers.Zstandard;

namespace ScanHost.Formats.Containers.Lzfse;

/// <summary>A block of literals and of triples (literals, match, distance), each coded by finite state tables of which the block has the frequencies.</summary>
internal static class LzfseBlock
{
    private const int Header = 32;
    private const int MaxLiterals = 40_000, MaxMatches = 10_000;
    private static readonly int[] Symbols = [20, 20, 64, 256];
    private static readonly int[] States = [64, 64, 256, 1024];
    private static readonly byte[] LengthBits = [.. new byte[16], 2, 3, 5, 8];
    private static readonly byte[] MatchBits = [.. new byte[16], 3, 5, 8, 11];
    private static readonly byte[] DistanceBits = [.. Enumerable.Range(0, 64).Select(i => (byte)(i / 4))];

    /// <summary>Decodes a block, and returns its length in bytes.</summary>
    internal static int Decode(ReadOnlySpan<byte> block, HistoryWindow window, int size)
    {
        ulong literal = block.U64(8)!.Value, triple = block.U64(16)!.Value, states = block.U64(24)!.Value;
        int literals = Field(literal, 0, 20), literalBytes = Field(literal, 20, 20), matches = Field(literal, 40, 20), tripleBytes = Field(triple, 40, 20);
        var header = (int)Math.Min(states & uint.MaxValue, int.MaxValue);
        if (literals > MaxLiterals || (literals & 3) != 0 || matches > MaxMatches || header < Header || !block.Has(header, literalBytes + (long)tripleBytes))
            throw new InvalidDataException("the sizes of the block make no sense");
        var tables = LzfseTable.ReadAll(block[Header..header], Symbols, States);
        var text = Literals(block.Slice(header, literalBytes), Field(literal, 60, 3) - 7, triple, literals, tables[3]);
        var bits = new BackwardBits(block.Slice(header + literalBytes, tripleBytes), Field(triple, 60, 3) - 7);
        int length = Field(states, 32, 10), match = Field(states, 42, 10), far = Field(states, 52, 10), distance = 0, used = 0, left = size;
        for (var i = 0; i < matches; i++)
        {
            var (l, m, d) = (tables[0].Next(ref bits, ref length, LengthBits), tables[1].Next(ref bits, ref match, MatchBits), tables[2].Next(ref bits, ref far, DistanceBits));
            distance = d != 0 ? d : distance;
            left -= l + m;
            if (left < 0 || l > literals - used || bits.Left < 0)
                throw new InvalidDataException("more comes out than the block says");
            window.Append(text.AsSpan(used, l));
            used += l;
            if (m > 0)
                window.Repeat(distance, m);
        }
        return header + literalBytes + tripleBytes;
    }

    // Four states take turns.
    private static byte[] Literals(ReadOnlySpan<byte> payload, int lastBits, ulong fields, int count, LzfseTable table)
    {
        var literals = new byte[count];
        var bits = new BackwardBits(payload, lastBits);
        Span<int> states = [Field(fields, 0, 10), Field(fields, 10, 10), Field(fields, 20, 10), Field(fields, 30, 10)];
        for (var i = 0; i < count; i++)
            literals[i] = (byte)table.Next(ref bits, ref states[i & 3]);
        return bits.Left >= 0 ? literals : throw new InvalidDataException("the literals break off");
    }

    private static int Field(ulong fields, int at, int bits) => (int)(fields >> at & ((1UL << bits) - 1));
}
