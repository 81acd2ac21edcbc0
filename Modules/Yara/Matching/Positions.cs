using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>What can be said of a position between two bytes.</summary>
internal static class Positions
{
    /// <summary>True when the assertion holds between the bytes at <paramref name="position"/> - 1 and <paramref name="position"/>.</summary>
    internal static bool Holds(Assertion assertion, ReadOnlySpan<byte> data, int position, bool wide) => assertion switch
    {
        Assertion.Start => position == 0,
        Assertion.End => position == data.Length,
        Assertion.WordBoundary => IsBoundary(data, position, wide),
        _ => !IsBoundary(data, position, wide),
    };

    /// <summary>True when no letter or digit touches the match on either side; of wide text both bytes of the neighbours count.</summary>
    internal static bool IsFullWord(ReadOnlySpan<byte> data, int start, int end, bool wide)
    {
        if (wide)
        {
            return !(start >= 2 && data[start - 1] == 0 && char.IsAsciiLetterOrDigit((char)data[start - 2]))
                && !(end + 1 < data.Length && data[end + 1] == 0 && char.IsAsciiLetterOrDigit((char)data[end]));
        }
        return !(start >= 1 && char.IsAsciiLetterOrDigit((char)data[start - 1]))
            && !(end < data.Length && char.IsAsciiLetterOrDigit((char)data[end]));
    }

    private static bool IsBoundary(ReadOnlySpan<byte> data, int position, bool wide)
    {
        var size = wide ? 2 : 1;
        return IsWord(data, position - size, wide) != IsWord(data, position, wide);
    }

    private static bool IsWord(ReadOnlySpan<byte> data, int position, bool wide)
    {
        if (position < 0 || position >= data.Length || (wide && (position + 1 >= data.Length || data[position + 1] != 0)))
            return false;
        return char.IsAsciiLetterOrDigit((char)data[position]) || data[position] == '_';
    }
}
