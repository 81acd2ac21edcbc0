using System.Buffers.Binary;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Patterns compiled for scanning; see docs/yara-matching.md. Immutable: one set serves any number of threads, each with
/// <see cref="PatternMatches"/> of its own.
/// </summary>
internal sealed class PatternSet
{
    /// <summary>So much is scanned between two questions to the budget.</summary>
    internal const int BlockBytes = 1 << 16;

    /// <summary>Windows and unrolled loops read so far beyond a block.</summary>
    internal const int PaddingBytes = 64;

    private const int FormatVersion = 1;

    private readonly PatternUse[] uses;
    private readonly Variant[] variants;
    private readonly ChainPlan[] chains;
    private readonly int segmentCount;
    private readonly WindowTable longTable;
    private readonly WindowTable shortTable;
    private readonly SmallWindowTable smallTable;

    internal PatternSet(
        PatternUse[] uses, Variant[] variants, ChainPlan[] chains, int segmentCount,
        WindowTable longTable, WindowTable shortTable, SmallWindowTable smallTable)
    {
        this.uses = uses;
        this.variants = variants;
        this.chains = chains;
        this.segmentCount = segmentCount;
        this.longTable = longTable;
        this.shortTable = shortTable;
        this.smallTable = smallTable;
    }

    /// <summary>How many patterns were added.</summary>
    internal int Count => uses.Length;

    /// <summary>Scans data and fills <paramref name="matches"/>, which is emptied first. Stops early when the budget says so.</summary>
    internal void Scan(ReadOnlySpan<byte> data, PatternMatches matches, ScanBudget budget)
    {
        matches.Reset(uses.Length);
        var state = matches.State;
        state.Begin(uses, segmentCount, matches, budget);
        for (var start = 0; start < data.Length && budget.Allows(); start += BlockBytes)
            ScanBlock(data, start, state);
        foreach (var chain in chains)
            chain.Resolve(state, matches, uses[chain.Pattern]);
    }

    /// <summary>Writes the set; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(FormatVersion);
        writer.Write(segmentCount);
        writer.Write(uses.Length);
        foreach (var use in uses)
        {
            writer.Write(use.OneSuffices);
            writer.Write(use.MinOffset);
            writer.Write(use.MaxOffset ?? -1);
        }
        writer.Write(variants.Length);
        foreach (var variant in variants)
            variant.Write(writer);
        writer.Write(chains.Length);
        foreach (var chain in chains)
            chain.Write(writer);
        longTable.Write(writer);
        shortTable.Write(writer);
        smallTable.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, from a stream that can seek.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a set, or one of another version.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    internal static PatternSet Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != FormatVersion)
            throw new InvalidDataException("The patterns were written by another version.");
        var segmentCount = reader.ReadInt32();
        var uses = new PatternUse[reader.ReadCount(9)];
        for (var index = 0; index < uses.Length; index++)
        {
            var oneSuffices = reader.ReadBoolean();
            var minOffset = reader.ReadInt32();
            var maxOffset = reader.ReadInt32();
            uses[index] = new(oneSuffices, minOffset, maxOffset < 0 ? null : maxOffset);
        }
        var variants = new Variant[reader.ReadCount(7)];
        for (var index = 0; index < variants.Length; index++)
        {
            variants[index] = Variant.Read(reader);
            if ((uint)variants[index].Owner >= (uint)(variants[index].IsSegment ? segmentCount : uses.Length))
                throw new InvalidDataException("A variant belongs to no pattern.");
        }
        var chains = new ChainPlan[reader.ReadCount(16)];
        for (var index = 0; index < chains.Length; index++)
        {
            chains[index] = ChainPlan.Read(reader);
            if ((uint)chains[index].Pattern >= (uint)uses.Length || (long)chains[index].FirstSegment + chains[index].MinGaps.Length >= segmentCount)
                throw new InvalidDataException("A chain belongs to no pattern.");
        }
        return new(uses, variants, chains, segmentCount,
            WindowTable.Read(reader, variants.Length), WindowTable.Read(reader, variants.Length), SmallWindowTable.Read(reader, variants.Length));
    }

    private void ScanBlock(ReadOnlySpan<byte> data, int start, ScanState state)
    {
        var length = Math.Min(BlockBytes, data.Length - start);
        var available = Math.Min(length + PaddingBytes, data.Length - start);
        var block = state.Block.AsSpan(0, length + PaddingBytes);
        CaseFolding.Fold(data.Slice(start, available), block);
        block[available..].Clear();
        if (!longTable.IsEmpty)
            ScanLong(data, block, start, length, state);
        if (!shortTable.IsEmpty)
            ScanShort(data, block, start, length, state);
        if (!smallTable.IsEmpty)
            ScanSmall(data, block, start, length, state);
    }

    private void ScanLong(ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 32;
        var bloom = longTable.Bloom;
        var shift = longTable.Shift;
        for (var at = 0; at < length; at += Step)
        {
            var window = block.Slice(at, Step + 8);
            var hit = Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window)) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[4..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[8..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[12..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[16..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[20..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[24..])) == 0
                | Misses(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[28..])) == 0;
            if (!hit)
                continue;
            for (var offset = 0; offset < Step; offset += 4)
                LookUp(longTable, BinaryPrimitives.ReadUInt64LittleEndian(window[offset..]), data, start + at + offset, state);
        }
    }

    private void ScanShort(ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 8;
        var bloom = shortTable.Bloom;
        var shift = shortTable.Shift;
        for (var at = 0; at < length; at += Step)
        {
            var low = BinaryPrimitives.ReadUInt64LittleEndian(block[at..]);
            var high = BinaryPrimitives.ReadUInt64LittleEndian(block[(at + 4)..]);
            var hit = Misses(bloom, shift, (uint)low) == 0
                | Misses(bloom, shift, (uint)(low >> 8)) == 0
                | Misses(bloom, shift, (uint)(low >> 16)) == 0
                | Misses(bloom, shift, (uint)(low >> 24)) == 0
                | Misses(bloom, shift, (uint)high) == 0
                | Misses(bloom, shift, (uint)(high >> 8)) == 0
                | Misses(bloom, shift, (uint)(high >> 16)) == 0
                | Misses(bloom, shift, (uint)(high >> 24)) == 0;
            if (!hit)
                continue;
            for (var offset = 0; offset < Step; offset++)
                LookUp(shortTable, BinaryPrimitives.ReadUInt32LittleEndian(block[(at + offset)..]), data, start + at + offset, state);
        }
    }

    private void ScanSmall(ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        var bits = smallTable.Bits;
        for (var at = 0; at < length; at++)
        {
            var pair = block[at] | block[at + 1] << 8;
            if ((bits[(pair >> 6) & 1023] >> (pair & 63) & 1) == 0)
                continue;
            VerifyAll(smallTable.FindPair(pair), data, start + at, state);
            VerifyAll(smallTable.FindByte(block[at]), data, start + at, state);
            VerifyAll((0, smallTable.Everywhere), data, start + at, state);
        }
    }

    /// <summary>Zero when all bits of the key are set in its word of the filter.</summary>
    private static ulong Misses(ulong[] bloom, int shift, ulong key)
    {
        var hash = WindowTable.Hash(key);
        var bits = WindowTable.Bits(hash);
        return (bloom[(int)(hash >> shift) & (bloom.Length - 1)] & bits) ^ bits;
    }

    private void LookUp(WindowTable table, ulong key, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        if (Misses(table.Bloom, table.Shift, key) != 0)
            return;
        var (start, end) = table.Find(key, WindowTable.Hash(key));
        for (var index = start; index < end; index++)
        {
            var entry = table.Entry(index);
            Verify(entry, data, position, state);
        }
    }

    private void VerifyAll((int Start, int End) range, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        for (var index = range.Start; index < range.End; index++)
            Verify(smallTable.Entry(index), data, position, state);
    }

    private void Verify(WindowEntry entry, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        var variant = variants[entry.Variant];
        if (position < data.Length && state.Allows() && !state.IsSatisfied(variant))
            variant.Verify(data, position - entry.Back, state);
    }
}
