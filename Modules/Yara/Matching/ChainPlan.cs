namespace ScanHost.Yara.Matching;

/// <summary>A pattern that gaps of more than 200 bytes split into segments, which are searched for on their own.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="FirstSegment">The number of its first segment; the others follow.</param>
/// <param name="MinGaps">The least bytes between the end of each segment and the start of the next.</param>
/// <param name="MaxGaps">The greatest; int.MaxValue for no limit.</param>
/// <param name="MaxLengths">By segment: the bytes of its longest match.</param>
internal sealed record ChainPlan(int Pattern, int FirstSegment, int[] MinGaps, int[] MaxGaps, int[] MaxLengths)
{
    /// <summary>A segment is verified so far to both sides of its anchor, so it is no longer.</summary>
    internal const int MaxSegmentBytes = 2 * RegexProgram.ScanLimit;

    /// <summary>
    /// Finds, for each match of the first segment, the first match of the last one that a chain of matches leads to: the shortest
    /// match of the whole pattern at that offset.
    /// </summary>
    internal void Resolve(ScanState state, PatternMatches matches, PatternUse use)
    {
        var left = state.WantedOf(Pattern);
        var last = FirstSegment + MinGaps.Length;
        // For each match of the segment at hand: the index of the first match of the last segment that it can end with.
        int[]? ends = null;
        for (var segment = last - 1; segment >= FirstSegment; segment--)
        {
            var next = state.Segments[segment + 1];
            var current = state.Segments[segment];
            if (next.IsEmpty || current.IsEmpty)
                return;
            var gap = segment - FirstSegment;
            var minima = ends is null ? null : new RangeMinimum(ends);
            var currentEnds = new int[current.Length];
            for (var index = 0; index < current.Length; index++)
            {
                var end = (long)current[index].Offset + current[index].Length;
                var low = LowerBound(next, end + MinGaps[gap]);
                var high = LowerBound(next, MaxGaps[gap] == int.MaxValue ? long.MaxValue : end + MaxGaps[gap] + 1);
                currentEnds[index] = low >= high ? int.MaxValue : minima is null ? low : minima.Of(low, high);
            }
            ends = currentEnds;
        }
        var heads = state.Segments[FirstSegment];
        var tails = state.Segments[last];
        for (var index = 0; index < heads.Length; index++)
        {
            if (ends![index] == int.MaxValue || heads[index].Offset < use.MinOffset || heads[index].Offset > use.MaxOffset)
                continue;
            var tail = tails[ends[index]];
            matches.Add(Pattern, new PatternMatch(heads[index].Offset, tail.Offset + tail.Length - heads[index].Offset, 0), keepLongest: false);
            if (--left == 0)
                break;
        }
        for (var segment = FirstSegment; segment <= last; segment++)
        {
            if (state.Segments.IsLimited(segment))
                matches.Limit(Pattern);
        }
    }

    /// <summary>
    /// Forgets what the block that ends here has brought in vain: a match of a segment that no match of the segment before it can reach. A
    /// window lies in its match, so whatever comes before a match has been found by now. Where one match of the pattern is enough, the
    /// search ends with it.
    /// </summary>
    /// <param name="state">The scan.</param>
    /// <param name="matches">Takes the pattern's match.</param>
    /// <param name="use">What is asked of the pattern.</param>
    /// <param name="blockStart">Where the block begins.</param>
    /// <param name="deferred">By segment: variants that are not searched for yet.</param>
    internal void EndBlock(ScanState state, PatternMatches matches, PatternUse use, int blockStart, Variant[]?[] deferred)
    {
        var segments = state.Segments;
        for (var gap = 0; gap < MinGaps.Length; gap++)
        {
            var segment = FirstSegment + gap + 1;
            if (deferred[segment] is not null || deferred[segment - 1] is not null)
                continue;
            if (!segments.Has(segment))
                return;
            var from = LowerBound(segments[segment], (long)blockStart - RegexProgram.ScanLimit);
            if (from == segments[segment].Length)
                return;
            segments.Prune(segment, from, (Plan: this, Gap: gap, Segments: segments), static (match, chain) => chain.Plan.CanReach(chain.Segments, chain.Gap, match.Offset));
        }
        if (use.OneSuffices && state.StopsAtFirst && !matches.Has(Pattern) && state.IsWorthResolving(FirstSegment + MinGaps.Length))
            Resolve(state, matches, use);
    }

    /// <summary>Searches for the deferred segments, near the matches of their neighbours.</summary>
    /// <returns>False when there is no match of the chain.</returns>
    internal bool FindDeferred(ReadOnlySpan<byte> data, ScanState state, Variant[]?[] deferred)
    {
        var last = FirstSegment + MinGaps.Length;
        var known = -1;
        for (var segment = last; segment >= FirstSegment; segment--)
        {
            if (deferred[segment] is not null)
                continue;
            if (state.Segments[segment].IsEmpty)
                return false;
            known = segment;
        }
        for (var segment = known + 1; segment <= last; segment++)
        {
            if (deferred[segment] is { } variants && !FindNear(data, state, variants, segment, segment - 1))
                return false;
        }
        for (var segment = known - 1; segment >= FirstSegment; segment--)
        {
            if (!FindNear(data, state, deferred[segment]!, segment, segment + 1))
                return false;
        }
        return true;
    }

    private bool FindNear(ReadOnlySpan<byte> data, ScanState state, Variant[] variants, int segment, int neighbour)
    {
        var gap = Math.Min(segment, neighbour) - FirstSegment;
        var reach = (long)MaxGaps[gap] + MaxLengths[gap];
        long done = 0;
        foreach (var match in state.Segments[neighbour])
        {
            var low = segment > neighbour ? match.Offset : match.Offset - reach;
            var high = segment > neighbour ? match.Offset + reach : match.Offset;
            for (done = Math.Max(done, low); done <= Math.Min(high, data.Length - 1); done++)
            {
                foreach (var variant in variants)
                {
                    if (!state.Allows())
                        return false;
                    variant.Verify(data, (int)done, state);
                }
            }
        }
        return !state.Segments[segment].IsEmpty;
    }

    /// <summary>False when certainly no match of the segment before a gap ends where the gap leads to the offset.</summary>
    private bool CanReach(PatternMatches segments, int gap, int offset)
    {
        var before = segments[FirstSegment + gap];
        var low = MaxGaps[gap] == int.MaxValue ? 0 : LowerBound(before, (long)offset - MaxGaps[gap] - MaxLengths[gap]);
        return low < before.Length && before[low].Offset <= offset - MinGaps[gap];
    }

    /// <summary>Writes the plan; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Pattern);
        writer.Write(FirstSegment);
        writer.WriteArray(MinGaps);
        writer.WriteArray(MaxGaps);
        writer.WriteArray(MaxLengths);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a plan.</exception>
    internal static ChainPlan Read(BinaryReader reader)
    {
        var plan = new ChainPlan(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32s(), reader.ReadInt32s(), reader.ReadInt32s());
        return plan.MinGaps.Length == plan.MaxGaps.Length && plan.MaxLengths.Length == plan.MinGaps.Length + 1 && plan.MinGaps.Length > 0 && plan.FirstSegment >= 0
            ? plan : throw new InvalidDataException("A chain of segments is damaged.");
    }

    private static int LowerBound(ReadOnlySpan<PatternMatch> list, long offset)
    {
        var low = 0;
        var high = list.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (list[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The least of any range of numbers, in logarithmic time.</summary>
    private sealed class RangeMinimum
    {
        private readonly int[] tree;
        private readonly int count;

        internal RangeMinimum(int[] values)
        {
            count = values.Length;
            tree = new int[count * 2];
            values.CopyTo(tree, count);
            for (var index = count - 1; index > 0; index--)
                tree[index] = Math.Min(tree[index * 2], tree[(index * 2) + 1]);
        }

        internal int Of(int low, int high)
        {
            var least = int.MaxValue;
            for (low += count, high += count; low < high; low >>= 1, high >>= 1)
            {
                if ((low & 1) != 0)
                    least = Math.Min(least, tree[low++]);
                if ((high & 1) != 0)
                    least = Math.Min(least, tree[--high]);
            }
            return least;
        }
    }
}
