using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Patterns compiled for scanning; see docs/yara-matching.md. Immutable: one set serves any number of threads, each with
/// <see cref="PatternMatches"/> of its own.
/// </summary>
internal sealed class PatternSet
{
    /// <summary>So much is scanned between two questions to the budget.</summary>
    internal const int BlockBytes = 1 << 15;

    /// <summary>Windows and unrolled loops read so far beyond a block.</summary>
    internal const int PaddingBytes = 64;

    private const int FormatVersion = 4;

    private readonly PatternUse[] uses;
    private readonly VariantTable variants;
    private readonly ChainPlan[] chains;
    private readonly int segmentCount;
    private readonly int[] patternOfSegment;
    private readonly Variant[]?[] deferred;
    private readonly ChainPlan[] chainOfSegment;
    private readonly WindowTable[] solidTables;
    private readonly SmallWindowTable smallTable;
    private readonly ShuffleFilter? tripleFilter;
    private readonly ShuffleFilter? quadFilter;

    internal PatternSet(
        PatternUse[] uses, VariantTable variants, ChainPlan[] chains, int segmentCount, WindowTable[] solidTables, SmallWindowTable smallTable)
    {
        this.uses = uses;
        this.variants = variants;
        this.chains = chains;
        this.segmentCount = segmentCount;
        deferred = new Variant[]?[segmentCount];
        foreach (var segment in variants.Deferred.GroupBy(variant => variant.Owner))
            deferred[segment.Key] = [.. segment];
        chainOfSegment = new ChainPlan[segmentCount];
        patternOfSegment = new int[segmentCount];
        foreach (var chain in chains)
        {
            patternOfSegment.AsSpan(chain.FirstSegment, chain.MinGaps.Length + 1).Fill(chain.Pattern);
            chainOfSegment.AsSpan(chain.FirstSegment, chain.MinGaps.Length + 1).Fill(chain);
        }
        this.solidTables = solidTables;
        this.smallTable = smallTable;
        // One filter for both where they fit into it.
        var quads = solidTables[(int)WindowKind.Short].Keys;
        var triples = solidTables[(int)WindowKind.Triple].Keys;
        quadFilter = ShuffleFilter.Of(quads, triples);
        tripleFilter = quadFilter is null ? ShuffleFilter.Of([], triples) : null;
    }

    /// <summary>How many patterns were added.</summary>
    internal int Count => uses.Length;

    /// <summary>Scans data and fills <paramref name="matches"/>, which is emptied first. Stops early when the budget says so.</summary>
    /// <param name="data">The data.</param>
    /// <param name="matches">Takes the matches.</param>
    /// <param name="budget">How long it may take.</param>
    /// <param name="wantedMatches">So many matches, the first ones, of patterns of which one suffices (<see cref="PatternUse.OneSuffices"/>). For 0
    /// it is any one.</param>
    internal void Scan(ReadOnlySpan<byte> data, PatternMatches matches, ScanBudget budget, int wantedMatches = 0)
    {
        matches.Reset(uses.Length);
        var state = matches.State;
        state.Begin(uses, patternOfSegment, variants.Count, matches, budget, wantedMatches);
        for (var start = 0; start < data.Length && budget.Allows(); start += BlockBytes)
        {
            state.BeginBlock(start);
            ScanBlock(data, start, state);
            foreach (var segment in state.TouchedSegments)
            {
                var chain = chainOfSegment[segment];
                chain.EndBlock(state, matches, uses[chain.Pattern], start, deferred);
            }
        }
        foreach (var chain in chains)
        {
            if (!state.IsSettled(chain.Pattern) && chain.FindDeferred(data, state, deferred))
                chain.Resolve(state, matches, uses[chain.Pattern]);
        }
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
        variants.Write(writer);
        writer.Write(chains.Length);
        foreach (var chain in chains)
            chain.Write(writer);
        foreach (var table in solidTables)
            table.Write(writer);
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
        var variants = VariantTable.Read(reader, uses.Length, segmentCount);
        var chains = new ChainPlan[reader.ReadCount(16)];
        for (var index = 0; index < chains.Length; index++)
        {
            chains[index] = ChainPlan.Read(reader);
            if ((uint)chains[index].Pattern >= (uint)uses.Length || (long)chains[index].FirstSegment + chains[index].MinGaps.Length >= segmentCount)
                throw new InvalidDataException("A chain belongs to no pattern.");
        }
        var solidTables = new WindowTable[WindowShape.All.Length];
        for (var index = 0; index < solidTables.Length; index++)
            solidTables[index] = WindowTable.Read(reader, WindowShape.All[index], variants.Count);
        return new(uses, variants, chains, segmentCount, solidTables, SmallWindowTable.Read(reader, variants.Count));
    }

    private void ScanBlock(ReadOnlySpan<byte> data, int start, ScanState state)
    {
        var length = Math.Min(BlockBytes, data.Length - start);
        var available = Math.Min(length + PaddingBytes, data.Length - start);
        var block = state.Block.AsSpan(0, length + PaddingBytes);
        CaseFolding.Fold(data.Slice(start, available), block);
        block[available..].Clear();
        if (!solidTables[(int)WindowKind.Long].IsEmpty)
            ScanFourths(solidTables[(int)WindowKind.Long], data, block, start, length, state);
        if (!solidTables[(int)WindowKind.Medium].IsEmpty)
            ScanFourths(solidTables[(int)WindowKind.Medium], data, block, start, length, state);
        if (!solidTables[(int)WindowKind.Half].IsEmpty)
            ScanHalves(solidTables[(int)WindowKind.Half], data, block, start, length, state);
        if ((quadFilter ?? tripleFilter) is { } filter)
            ScanShuffled(filter, data, block, start, length, state);
        if (quadFilter is null && !solidTables[(int)WindowKind.Short].IsEmpty)
            ScanEach(solidTables[(int)WindowKind.Short], data, block, start, length, state);
        if (!smallTable.IsEmpty)
            ScanPairs(data, block, start, length, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanFourths(WindowTable table, ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 32;
        var bloom = table.Bloom;
        var shift = table.Shift;
        var mask = table.Mask;
        for (var at = 0; at < length; at += Step)
        {
            var window = block.Slice(at, Step + 8);
            var hits = Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[4..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[8..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[12..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[16..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[20..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[24..]) & mask)
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt64LittleEndian(window[28..]) & mask);
            if ((hits & 1) != 0)
                LookUp(table, window, Step, data, start + at, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanHalves(WindowTable table, ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 16;
        var bloom = table.Bloom;
        var shift = table.Shift;
        for (var at = 0; at < length; at += Step)
        {
            var window = block.Slice(at, Step + 8);
            var first = BinaryPrimitives.ReadUInt64LittleEndian(window);
            var second = BinaryPrimitives.ReadUInt64LittleEndian(window[8..]);
            var hits = Probe(bloom, shift, (uint)first)
                | Probe(bloom, shift, (uint)(first >> 16))
                | Probe(bloom, shift, (uint)(first >> 32))
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt32LittleEndian(window[6..]))
                | Probe(bloom, shift, (uint)second)
                | Probe(bloom, shift, (uint)(second >> 16))
                | Probe(bloom, shift, (uint)(second >> 32))
                | Probe(bloom, shift, BinaryPrimitives.ReadUInt32LittleEndian(window[14..]));
            if ((hits & 1) != 0)
                LookUp(table, window, Step, data, start + at, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanEach(WindowTable table, ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 8;
        var bloom = table.Bloom;
        var shift = table.Shift;
        for (var at = 0; at < length; at += Step)
        {
            var window = block.Slice(at, Step + 8);
            var low = BinaryPrimitives.ReadUInt64LittleEndian(window);
            var high = BinaryPrimitives.ReadUInt64LittleEndian(window[4..]);
            var hits = Probe(bloom, shift, (uint)low) | Probe(bloom, shift, (uint)(low >> 8))
                | Probe(bloom, shift, (uint)(low >> 16)) | Probe(bloom, shift, (uint)(low >> 24))
                | Probe(bloom, shift, (uint)high) | Probe(bloom, shift, (uint)(high >> 8))
                | Probe(bloom, shift, (uint)(high >> 16)) | Probe(bloom, shift, (uint)(high >> 24));
            if ((hits & 1) != 0)
                LookUp(table, window, Step, data, start + at, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanShuffled(ShuffleFilter filter, ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        for (var at = 0; at < length; at += ShuffleFilter.Step)
        {
            for (var candidates = filter.Candidates(block[at..]); candidates != 0; candidates &= candidates - 1)
            {
                var position = at + BitOperations.TrailingZeroCount(candidates);
                var window = block.Slice(position, sizeof(ulong));
                if (quadFilter is not null)
                    LookUp(solidTables[(int)WindowKind.Short], window, 1, data, start + position, state);
                LookUp(solidTables[(int)WindowKind.Triple], window, 1, data, start + position, state);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanPairs(ReadOnlySpan<byte> data, ReadOnlySpan<byte> block, int start, int length, ScanState state)
    {
        const int Step = 8;
        var bits = smallTable.Bits;
        for (var at = 0; at < length; at += Step)
        {
            var window = block.Slice(at, Step + 8);
            var low = BinaryPrimitives.ReadUInt64LittleEndian(window);
            var high = BinaryPrimitives.ReadUInt64LittleEndian(window[4..]);
            var hits = Probe(bits, low) | Probe(bits, low >> 8) | Probe(bits, low >> 16) | Probe(bits, low >> 24)
                | Probe(bits, high) | Probe(bits, high >> 8) | Probe(bits, high >> 16) | Probe(bits, high >> 24);
            if ((hits & 1) == 0)
                continue;
            for (var offset = 0; offset < Step; offset++)
            {
                if ((Probe(bits, BinaryPrimitives.ReadUInt16LittleEndian(window[offset..])) & 1) != 0)
                    LookUpSmall(window[offset..], data, start + at + offset, state);
            }
        }
    }

    private void LookUpSmall(ReadOnlySpan<byte> window, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        VerifyAll(smallTable.FindPair(BinaryPrimitives.ReadUInt16LittleEndian(window)), data, position, state);
        VerifyAll(smallTable.FindByte(window[0]), data, position, state);
        VerifyAll((0, smallTable.Everywhere), data, position, state);
        if (quadFilter is null && tripleFilter is null && !solidTables[(int)WindowKind.Triple].IsEmpty)
            LookUp(solidTables[(int)WindowKind.Triple], window, 1, data, position, state);
    }

    /// <summary>The lowest bit is set when the pair of bytes is one to look at closer.</summary>
    private static ulong Probe(ulong[] bits, ulong pair) => bits[(int)(pair >> 6) & 1023 & (bits.Length - 1)] >> (int)pair;

    /// <summary>The lowest bit is set when the key may be in the table.</summary>
    private static ulong Probe(ulong[] bloom, int shift, ulong key)
    {
        var hash = WindowTable.Hash(key);
        return WindowTable.Test(bloom[(int)(hash >> shift) & (bloom.Length - 1)], hash);
    }

    /// <summary>Something in this part of the block passed the filter: looks again at each place, exactly.</summary>
    private void LookUp(WindowTable table, ReadOnlySpan<byte> window, int length, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        for (var offset = 0; offset < length; offset += table.Shape.Stride)
        {
            var key = BinaryPrimitives.ReadUInt64LittleEndian(window[offset..]) & table.Mask;
            if ((Probe(table.Bloom, table.Shift, key) & 1) == 0)
                continue;
            var (start, end) = table.Find(key, WindowTable.Hash(key));
            for (var index = start; index < end; index++)
                Verify(table.Entry(index), data, position + offset, state);
        }
    }

    private void VerifyAll((int Start, int End) range, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        for (var index = range.Start; index < range.End; index++)
            Verify(smallTable.Entry(index), data, position, state);
    }

    private void Verify(WindowEntry entry, ReadOnlySpan<byte> data, int position, ScanState state)
    {
        if (state.IsDone(entry.Variant))
            return;
        ref readonly var quick = ref variants.Quick(entry.Variant);
        var at = (long)position - entry.Back + quick.Offset;
        if (at >= 0 && at <= data.Length - 8 && ((BinaryPrimitives.ReadUInt64LittleEndian(data[(int)at..]) ^ quick.Value) & quick.Mask) != 0)
            return;
        var variant = variants[entry.Variant];
        if (position >= data.Length || !state.Allows())
            return;
        variant.Verify(data, position - entry.Back, state);
        state.Settle(entry.Variant, variant);
    }
}
