using System.Numerics;

namespace ScanHost.Yara.Matching;

/// <summary>
/// What is looked for at every byte without a filter of its own: the windows of one or two bytes, the patterns without any, and the
/// beginnings of the windows of three bytes. A bit for each pair of bytes tells whether to look closer. The last byte of the data is
/// followed by a zero that is not there: verification notices.
/// </summary>
internal sealed class SmallWindowTable
{
    private readonly ulong[] bits;
    private readonly int[] pairs;
    private readonly ulong[] pairBits = new ulong[1024];
    private readonly int[] pairRanks = new int[1024];
    private readonly int[] pairStarts;
    private readonly int[] byteStarts;
    private readonly int[] variants;
    private readonly int[] backs;
    private readonly int everywhere;

    private SmallWindowTable(ulong[] bits, int[] pairs, int[] pairStarts, int[] byteStarts, int[] variants, int[] backs, int everywhere)
    {
        this.bits = bits;
        IsEmpty = !bits.AsSpan().ContainsAnyExcept(0UL);
        this.pairs = pairs;
        foreach (var pair in pairs)
            Set(pairBits, pair);
        for (var word = 1; word < pairRanks.Length; word++)
            pairRanks[word] = pairRanks[word - 1] + BitOperations.PopCount(pairBits[word - 1]);
        this.pairStarts = pairStarts;
        this.byteStarts = byteStarts;
        this.variants = variants;
        this.backs = backs;
        this.everywhere = everywhere;
    }

    /// <summary>True when there is nothing to look for.</summary>
    internal bool IsEmpty { get; }

    /// <summary>One bit for each pair; the first byte is the low one.</summary>
    internal ulong[] Bits => bits;

    /// <summary>The entries of all patterns that are tried everywhere come first: so many.</summary>
    internal int Everywhere => everywhere;

    /// <summary>Builds a table.</summary>
    /// <param name="everywhere">Patterns tried at every byte.</param>
    /// <param name="single">Windows of one byte.</param>
    /// <param name="paired">Windows of two bytes.</param>
    /// <param name="triples">The keys of the windows of three bytes.</param>
    internal static SmallWindowTable Build(
        List<WindowEntry> everywhere, List<(byte Key, WindowEntry Entry)> single, List<(ushort Key, WindowEntry Entry)> paired,
        ReadOnlySpan<ulong> triples)
    {
        var bits = new ulong[1024];
        var entries = new List<WindowEntry>(everywhere);
        if (everywhere.Count > 0)
            Array.Fill(bits, ulong.MaxValue);
        var byteStarts = new int[257];
        var ofByte = single.ToLookup(one => one.Key, one => one.Entry);
        for (var value = 0; value < 256; value++)
        {
            byteStarts[value] = entries.Count;
            entries.AddRange(ofByte[(byte)value]);
            for (var second = 0; second < 256 && entries.Count > byteStarts[value]; second++)
                Set(bits, value | second << 8);
        }
        byteStarts[256] = entries.Count;
        var pairs = new List<int>();
        var pairStarts = new List<int>();
        foreach (var pair in paired.GroupBy(one => one.Key).OrderBy(group => group.Key))
        {
            pairs.Add(pair.Key);
            pairStarts.Add(entries.Count);
            entries.AddRange(pair.Select(one => one.Entry));
            Set(bits, pair.Key);
        }
        pairStarts.Add(entries.Count);
        foreach (var key in triples)
            Set(bits, (ushort)key);
        return new(bits, [.. pairs], [.. pairStarts], byteStarts, [.. entries.Select(entry => entry.Variant)], [.. entries.Select(entry => entry.Back)],
            everywhere.Count);
    }

    /// <summary>The entries of a first byte.</summary>
    internal (int Start, int End) FindByte(int first) => (byteStarts[first], byteStarts[first + 1]);

    /// <summary>The entries of a pair. Its place in the list is the number of pairs with a lower bit.</summary>
    internal (int Start, int End) FindPair(int pair)
    {
        var word = pairBits[pair >> 6];
        var bit = 1UL << (pair & 63);
        if ((word & bit) == 0)
            return (0, 0);
        var index = pairRanks[pair >> 6] + BitOperations.PopCount(word & (bit - 1));
        return (pairStarts[index], pairStarts[index + 1]);
    }

    /// <summary>An entry.</summary>
    internal WindowEntry Entry(int index) => new(variants[index], backs[index]);

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.WriteArray(bits);
        writer.WriteArray(pairs);
        writer.WriteArray(pairStarts);
        writer.WriteArray(byteStarts);
        writer.WriteArray(variants);
        writer.WriteArray(backs);
        writer.Write(everywhere);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a table over so many variants.</exception>
    internal static SmallWindowTable Read(BinaryReader reader, int variantCount)
    {
        var bits = reader.ReadUInt64s();
        var pairs = reader.ReadInt32s();
        var pairStarts = reader.ReadInt32s();
        var byteStarts = reader.ReadInt32s();
        var variants = reader.ReadInt32s();
        var backs = reader.ReadInt32s();
        var everywhere = reader.ReadInt32();
        var isSound = bits.Length == 1024 && ArrayFormat.AreWithin(pairs, 0, 65536) && new HashSet<int>(pairs).Count == pairs.Length
            && pairStarts.Length == pairs.Length + 1 && byteStarts.Length == 257 && variants.Length == backs.Length
            && (uint)everywhere <= (uint)variants.Length && ArrayFormat.AreWithin(variants, 0, variantCount)
            && ArrayFormat.AreWithin(pairStarts, 0, variants.Length + 1) && ArrayFormat.AreWithin(byteStarts, 0, variants.Length + 1);
        return isSound ? new(bits, pairs, pairStarts, byteStarts, variants, backs, everywhere)
            : throw new InvalidDataException("A table of small windows is damaged.");
    }

    private static void Set(ulong[] bits, int pair) => bits[pair >> 6] |= 1UL << (pair & 63);
}
