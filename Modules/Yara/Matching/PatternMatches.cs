using System.Runtime.InteropServices;

namespace ScanHost.Yara.Matching;

/// <summary>The matches of one scan, by pattern. Reusable: a scan empties it first and keeps its memory.</summary>
internal sealed class PatternMatches
{
    /// <summary>So many matches of one pattern are kept; the search for it ends there.</summary>
    internal const int MaxMatches = 1_000_000;

    private readonly List<int> matched = [];
    private readonly List<List<PatternMatch>> pool = [];
    private int[] listOfPattern = [];
    private bool[] limited = [];
    private int used;
    private ScanState? state;

    /// <summary>The patterns with at least one match, in no particular order.</summary>
    internal ReadOnlySpan<int> Matched => CollectionsMarshal.AsSpan(matched);

    /// <summary>The matches of a pattern, ordered by offset, one an offset.</summary>
    internal ReadOnlySpan<PatternMatch> this[int pattern] =>
        listOfPattern[pattern] == 0 ? [] : CollectionsMarshal.AsSpan(pool[listOfPattern[pattern] - 1]);

    /// <summary>True when the pattern has a match.</summary>
    internal bool Has(int pattern) => listOfPattern[pattern] != 0;

    /// <summary>What a scan needs besides; made at the first one.</summary>
    internal ScanState State => state ??= new();

    /// <summary>True when the pattern had more than <see cref="MaxMatches"/> matches, so that some are not known.</summary>
    internal bool IsLimited(int pattern) => limited[pattern];

    /// <summary>Forgets all matches and makes room for a number of patterns.</summary>
    internal void Reset(int patternCount)
    {
        foreach (var pattern in matched)
        {
            pool[listOfPattern[pattern] - 1].Clear();
            listOfPattern[pattern] = 0;
        }
        matched.Clear();
        Array.Clear(limited);
        used = 0;
        if (listOfPattern.Length < patternCount)
        {
            listOfPattern = new int[patternCount];
            limited = new bool[patternCount];
        }
    }

    /// <summary>Takes down a match, in whatever order they are found. Of two at one offset the one of the higher order and of the
    /// greater length stays when the longest is wanted, otherwise that of the lower and the smaller.</summary>
    /// <returns>False when the pattern has as many matches as are kept.</returns>
    internal bool Add(int pattern, PatternMatch match, bool keepLongest)
    {
        var list = ListOf(pattern);
        var index = list.Count;
        if (index > 0 && list[index - 1].Offset >= match.Offset)
        {
            index = IndexOf(list, match.Offset);
            if (index >= 0)
            {
                if (IsBetter(match, list[index], keepLongest))
                    list[index] = match;
                return true;
            }
            index = ~index;
        }
        if (list.Count >= MaxMatches)
        {
            limited[pattern] = true;
            return false;
        }
        list.Insert(index, match);
        return true;
    }

    private static bool IsBetter(PatternMatch match, PatternMatch known, bool keepLongest)
    {
        var order = match.Order != known.Order ? match.Order.CompareTo(known.Order) : match.Length.CompareTo(known.Length);
        return keepLongest ? order > 0 : order < 0;
    }

    /// <summary>Forgets the matches of a pattern from an index on that a test does not want to keep.</summary>
    internal void Prune<TArgument>(int pattern, int from, TArgument argument, Func<PatternMatch, TArgument, bool> keeps)
    {
        var list = pool[listOfPattern[pattern] - 1];
        var kept = from;
        for (var index = from; index < list.Count; index++)
        {
            if (keeps(list[index], argument))
                list[kept++] = list[index];
        }
        list.RemoveRange(kept, list.Count - kept);
    }

    /// <summary>Notes that some matches of a pattern are not known.</summary>
    internal void Limit(int pattern) => limited[pattern] = true;

    private List<PatternMatch> ListOf(int pattern)
    {
        if (listOfPattern[pattern] == 0)
        {
            if (used == pool.Count)
                pool.Add([]);
            listOfPattern[pattern] = ++used;
            matched.Add(pattern);
        }
        return pool[listOfPattern[pattern] - 1];
    }

    private static int IndexOf(List<PatternMatch> list, int offset)
    {
        var low = 0;
        var high = list.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (list[middle].Offset == offset)
                return middle;
            if (list[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }
}
