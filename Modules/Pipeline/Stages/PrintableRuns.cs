using System.Runtime.Intrinsics;

namespace ScanHost.Pipeline.Stages;

/// <summary>
/// Finds runs of printable text in a stream of blocks, across their borders. A run of ASCII is at least <see cref="MinLength"/> bytes from
/// blank to tilde, or tabs; a wide run as many such bytes each followed by a zero (UTF-16 little endian).
/// </summary>
/// <remarks>
/// Works on 64 bytes at a time, as bit masks: one bit a byte that is printable, one a zero. A wide letter is a zero bit behind a printable
/// bit; wide runs have such bits at every second place, so the gaps are filled and they become runs of ones too, for even and odd
/// places apart. Groups of 64 are counted from the start of the data, so the cutting into blocks changes nothing.
/// </remarks>
/// <param name="maxSamples">So many runs of each kind are shown, the first ones.</param>
internal sealed class PrintableRuns(int maxSamples)
{
    /// <summary>Shortest run that counts, in characters.</summary>
    public const int MinLength = 6;

    private const int Group = 64;
    private const ulong EvenPlaces = 0x5555_5555_5555_5555;

    private readonly TextSamples ascii = new(maxSamples);
    private readonly TextSamples wide = new(maxSamples);
    private readonly byte[] pending = new byte[Group];
    private OneRun asciiRun;
    private OneRun evenRun;
    private OneRun oddRun;
    private int pendingLength;
    private byte last;
    private bool oddReachesOver;

    /// <summary>What was found of ASCII.</summary>
    public TextSummary Ascii => ascii.Summary;

    /// <summary>What was found of UTF-16.</summary>
    public TextSummary Wide => wide.Summary;

    /// <summary>Reads on.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (pendingLength > 0)
        {
            var taken = Math.Min(block.Length, Group - pendingLength);
            block[..taken].CopyTo(pending.AsSpan(pendingLength));
            block = block[taken..];
            if ((pendingLength += taken) < Group)
                return;

            Read(pending);
        }

        for (; block.Length >= Group; block = block[Group..])
            Read(block[..Group]);

        block.CopyTo(pending);
        pendingLength = block.Length;
    }

    /// <summary>Ends the runs that reach the end of the data.</summary>
    public void End()
    {
        // Neither printable nor zero; once more, for a run that fills the last group.
        pending.AsSpan(pendingLength).Fill(byte.MaxValue);
        Read(pending);
        pending.AsSpan().Fill(byte.MaxValue);
        Read(pending);
    }

    private void Read(ReadOnlySpan<byte> group)
    {
        var bytes = Vector512.Create(group);
        var printable = (Vector512.LessThan(bytes - Vector512.Create((byte)0x20), Vector512.Create((byte)0x5F))
            | Vector512.Equals(bytes, Vector512.Create((byte)'\t'))).ExtractMostSignificantBits();
        var zero = Vector512.Equals(bytes, Vector512<byte>.Zero).ExtractMostSignificantBits();
        asciiRun.Read(printable, MinLength, new(ascii, group, last, LettersOf.Ascii));

        var behindLetters = zero & ((printable << 1) | (IsPrintable(last) ? 1UL : 0));
        if (behindLetters != 0 || !evenRun.IsEmpty || !oddRun.IsEmpty || oddReachesOver)
            ReadWide(group, behindLetters);

        last = group[^1];
    }

    private void ReadWide(ReadOnlySpan<byte> group, ulong behindLetters)
    {
        var even = behindLetters & EvenPlaces;
        var odd = behindLetters & ~EvenPlaces;
        evenRun.Read(even | (even << 1), 2 * MinLength, new(wide, group, last, LettersOf.WideEven));
        oddRun.Read(odd | (odd << 1) | (oddReachesOver ? 1UL : 0), 2 * MinLength, new(wide, group, last, LettersOf.WideOdd));
        oddReachesOver = odd >> 63 != 0;
    }

    private static bool IsPrintable(byte one) => one is (>= 0x20 and < 0x7F) or (byte)'\t';
}
