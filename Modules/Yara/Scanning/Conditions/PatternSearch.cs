using ScanHost.Yara.Matching;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Finds matches by their offset, by which they are ordered.</summary>
internal static class PatternSearch
{
    public static bool IsAt(ReadOnlySpan<PatternMatch> matches, long offset)
    {
        var first = FirstFrom(matches, offset);
        return first < matches.Length && matches[first].Offset == offset;
    }

    /// <summary>How many begin in a range; both ends belong to it.</summary>
    public static int CountIn(ReadOnlySpan<PatternMatch> matches, long low, long high)
    {
        if (matches.Length == 0 || low > high)
            return 0;

        var end = high == long.MaxValue ? matches.Length : FirstFrom(matches, high + 1);
        return end - FirstFrom(matches, low);
    }

    private static int FirstFrom(ReadOnlySpan<PatternMatch> matches, long offset)
    {
        int low = 0, high = matches.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (matches[middle].Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
