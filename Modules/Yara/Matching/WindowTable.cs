using System.Numerics;

namespace ScanHost.Yara.Matching;

/// <summary>
/// The windows of one shape. A blocked Bloom filter (two bits in one 64-bit word) rejects nearly every position with one read
/// of a cache line; what passes is looked up exactly.
/// </summary>
internal sealed class WindowTable
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong[] keys;
    private readonly int[] starts;
    private readonly int[] variants;
    private readonly int[] backs;
    private readonly int[] slots;

    private WindowTable(WindowShape shape, ulong[] keys, int[] starts, int[] variants, int[] backs, int[] slots, ulong[] bloom)
    {
        Shape = shape;
        Mask = shape.Mask;
        this.keys = keys;
        this.starts = starts;
        this.variants = variants;
        this.backs = backs;
        this.slots = slots;
        Bloom = bloom;
        Shift = 64 - BitOperations.Log2((uint)bloom.Length);
    }

    /// <summary>What the windows look like.</summary>
    internal WindowShape Shape { get; }

    /// <summary>The bits of a 64-bit read that belong to a window.</summary>
    internal ulong Mask { get; }

    /// <summary>The words of the filter; their number is a power of two.</summary>
    internal ulong[] Bloom { get; }

    /// <summary>What a hash is shifted by to name a word.</summary>
    internal int Shift { get; }

    /// <summary>The windows, each once, in the order of their numbers.</summary>
    internal ReadOnlySpan<ulong> Keys => keys;

    /// <summary>True when there is no window.</summary>
    internal bool IsEmpty => keys.Length == 0;

    /// <summary>The hash of a key.</summary>
    internal static ulong Hash(ulong key) => key * Multiplier;

    /// <summary>The lowest bit is set when the word of the filter has both bits of the hash.</summary>
    internal static ulong Test(ulong word, ulong hash) => (word >> (int)(hash >> 20)) & (word >> (int)(hash >> 32));

    /// <summary>Builds a table.</summary>
    internal static WindowTable Build(WindowShape shape, List<(ulong Key, WindowEntry Entry)> windows)
    {
        windows.Sort((left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key)
            : left.Entry.Variant != right.Entry.Variant ? left.Entry.Variant.CompareTo(right.Entry.Variant)
            : left.Entry.Back.CompareTo(right.Entry.Back));
        var keys = new List<ulong>();
        var starts = new List<int>();
        for (var index = 0; index < windows.Count; index++)
        {
            if (index > 0 && windows[index].Key == windows[index - 1].Key)
                continue;
            keys.Add(windows[index].Key);
            starts.Add(index);
        }
        starts.Add(windows.Count);
        var words = 1 << BitOperations.Log2((uint)Math.Clamp((long)keys.Count * BitsPerKey(keys.Count) / 64, 64, 1 << 17));
        var bloom = new ulong[words];
        var shift = 64 - BitOperations.Log2((uint)words);
        var slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(keys.Count * 2, 2))];
        for (var index = 0; index < keys.Count; index++)
        {
            var hash = Hash(keys[index]);
            bloom[hash >> shift] |= 1UL << (int)(hash >> 20) | 1UL << (int)(hash >> 32);
            var slot = SlotOf(hash, slots.Length);
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = index + 1;
        }
        return new(shape, [.. keys], [.. starts], [.. windows.Select(window => window.Entry.Variant)], [.. windows.Select(window => window.Entry.Back)], slots, bloom);
    }

    /// <summary>The entries of a key, as a range of indexes for <see cref="Entry"/>; empty when the filter was wrong.</summary>
    internal (int Start, int End) Find(ulong key, ulong hash)
    {
        for (var slot = SlotOf(hash, slots.Length); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var index = slots[slot] - 1;
            if (keys[index] == key)
                return (starts[index], starts[index + 1]);
        }
        return (0, 0);
    }

    /// <summary>An entry.</summary>
    internal WindowEntry Entry(int index) => new(variants[index], backs[index]);

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.WriteArray(keys);
        writer.WriteArray(starts);
        writer.WriteArray(variants);
        writer.WriteArray(backs);
        writer.WriteArray(slots);
        writer.WriteArray(Bloom);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a table over so many variants.</exception>
    internal static WindowTable Read(BinaryReader reader, WindowShape shape, int variantCount)
    {
        var keys = reader.ReadUInt64s();
        var starts = reader.ReadInt32s();
        var variants = reader.ReadInt32s();
        var backs = reader.ReadInt32s();
        var slots = reader.ReadInt32s();
        var bloom = reader.ReadUInt64s();
        var isSound = starts.Length == keys.Length + 1 && variants.Length == backs.Length && slots.Length > keys.Length
            && BitOperations.IsPow2(slots.Length) && BitOperations.IsPow2(bloom.Length) && bloom.Length > 1
            && ArrayFormat.AreWithin(slots, 0, keys.Length + 1) && Array.IndexOf(slots, 0) >= 0
            && ArrayFormat.AreWithin(starts, 0, variants.Length + 1) && ArrayFormat.AreWithin(variants, 0, variantCount);
        return isSound ? new(shape, keys, starts, variants, backs, slots, bloom) : throw new InvalidDataException("A table of windows is damaged.");
    }

    /// <summary>A small filter stays in the first cache with room to spare; a large one must not outgrow the second.</summary>
    private static int BitsPerKey(int keyCount) => keyCount <= 2048 ? 128 : keyCount <= 32768 ? 64 : 32;

    private static int SlotOf(ulong hash, int slotCount) => (int)(hash >> 33) & (slotCount - 1);
}
