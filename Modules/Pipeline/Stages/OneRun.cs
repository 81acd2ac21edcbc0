using System.Numerics;

namespace ScanHost.Pipeline.Stages;

/// <summary>The run of ones that reaches the end of the last mask, and the search for more in the next.</summary>
internal struct OneRun
{
    private long length;
    private byte[]? letters;
    private int letterCount;

    /// <summary>True when no run is open.</summary>
    public readonly bool IsEmpty => length == 0;

    /// <summary>Reads the next 64 places.</summary>
    /// <param name="mask">One bit a place, the lowest first.</param>
    /// <param name="minLength">Shortest run that counts, in places; 6 or 12.</param>
    /// <param name="group">What the places stand for.</param>
    public void Read(ulong mask, int minLength, LetterGroup group)
    {
        var leading = BitOperations.TrailingZeroCount(~mask);
        if (leading == 64)
        {
            Extend(0, 64, group);
            return;
        }

        if (length > 0 || leading >= minLength)
        {
            Extend(0, leading, group);
            End(minLength, group);
        }

        var trailing = BitOperations.LeadingZeroCount(~mask);
        FindInside(mask & (ulong.MaxValue << leading) & (ulong.MaxValue >> trailing), minLength, group);
        if (trailing > 0)
            Extend(64 - trailing, trailing, group);
    }

    /// <summary>Runs with a zero at both ends. A bit of <c>starts</c> survives where enough ones follow.</summary>
    private void FindInside(ulong mask, int minLength, LetterGroup group)
    {
        var two = mask & (mask >> 1);
        var four = two & (two >> 2);
        var starts = four & (two >> 4);
        if (minLength == 12)
            starts &= starts >> 6;

        while (starts != 0)
        {
            var start = BitOperations.TrailingZeroCount(starts);
            var count = BitOperations.TrailingZeroCount(~(mask >> start));
            Extend(start, count, group);
            End(minLength, group);
            starts &= ulong.MaxValue << (start + count);
        }
    }

    private void Extend(int start, int count, LetterGroup group)
    {
        length += count;
        if (group.WantsMore)
        {
            letters ??= new byte[TextSamples.MaxLength];
            letterCount += group.CopyLetters(start, count, letters.AsSpan(letterCount));
        }
    }

    private void End(int minLength, LetterGroup group)
    {
        if (length >= minLength)
            group.Found(length, letters.AsSpan(0, letterCount));

        length = 0;
        letterCount = 0;
    }
}
