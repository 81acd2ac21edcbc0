namespace ScanHost.Pipeline.Stages;

/// <summary>Which bytes of a group the places of a mask stand for.</summary>
internal enum LettersOf
{
    /// <summary>Each place for the byte there.</summary>
    Ascii,

    /// <summary>Each even place for the byte before it.</summary>
    WideEven,

    /// <summary>Each odd place for the byte before it.</summary>
    WideOdd,
}

/// <summary>Sixty-four bytes, and where the text found in them goes.</summary>
/// <param name="samples">Takes the runs.</param>
/// <param name="group">The bytes.</param>
/// <param name="before">The byte before them.</param>
/// <param name="letters">What a mask's places stand for.</param>
internal readonly ref struct LetterGroup(TextSamples samples, ReadOnlySpan<byte> group, byte before, LettersOf letters)
{
    private readonly ReadOnlySpan<byte> group = group;

    /// <summary>True while the text of a run is of interest and not only its length.</summary>
    public bool WantsMore => samples.WantsMore;

    /// <summary>Copies the letters of some places, as many as fit.</summary>
    /// <returns>How many.</returns>
    public int CopyLetters(int start, int count, Span<byte> target)
    {
        if (letters == LettersOf.Ascii)
        {
            var copied = Math.Min(count, target.Length);
            group.Slice(start, copied).CopyTo(target);
            return copied;
        }

        var length = 0;
        for (var place = start + ((start ^ (letters == LettersOf.WideOdd ? 1 : 0)) & 1); place < start + count && length < target.Length; place += 2)
            target[length++] = place == 0 ? before : group[place - 1];

        return length;
    }

    /// <summary>A run has ended.</summary>
    public void Found(long places, ReadOnlySpan<byte> text) => samples.Add(letters == LettersOf.Ascii ? places : places / 2, text);
}
