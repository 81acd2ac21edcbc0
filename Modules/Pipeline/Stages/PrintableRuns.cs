using System.Text;

namespace ScanHost.Pipeline.Stages;

/// <summary>
/// Finds runs of printable text in a stream of blocks, across their borders. A run of ASCII is at least <see cref="MinLength"/> bytes from
/// blank to tilde, or tabs; a wide run as many such bytes each followed by a zero.
/// </summary>
/// <param name="maxSamples">So many runs of each kind are shown, the first ones.</param>
internal sealed class PrintableRuns(int maxSamples)
{
    /// <summary>Shortest run that counts, in characters.</summary>
    public const int MinLength = 6;

    private const int MaxSampleLength = 80;

    private readonly Run ascii = new(maxSamples);
    private readonly Run wide = new(maxSamples);
    private byte last;
    private bool lastEndsWide;

    /// <summary>What was found of ASCII.</summary>
    public Summary Ascii => ascii.Summary;

    /// <summary>What was found of UTF-16.</summary>
    public Summary Wide => wide.Summary;

    /// <summary>Reads on.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        foreach (var one in block)
        {
            if (IsPrintable(one))
            {
                ascii.Add(one);
                // Two letters without a zero between them: no wide run goes on here.
                if (!lastEndsWide)
                    wide.End();
                lastEndsWide = false;
            }
            else
            {
                ascii.End();
                lastEndsWide = one == 0 && IsPrintable(last);
                if (lastEndsWide)
                    wide.Add(last);
                else
                    wide.End();
            }

            last = one;
        }
    }

    /// <summary>Ends the runs that reach the end of the data.</summary>
    public void End()
    {
        ascii.End();
        wide.End();
    }

    private static bool IsPrintable(byte one) => one is (>= 0x20 and < 0x7F) or (byte)'\t';

    /// <summary>What was found of one kind.</summary>
    /// <param name="Count">Runs.</param>
    /// <param name="Longest">Length of the longest, in characters.</param>
    /// <param name="Samples">The first runs, each cut to 80 characters.</param>
    internal sealed record Summary(long Count, long Longest, IReadOnlyList<string> Samples);

    private sealed class Run(int maxSamples)
    {
        private readonly byte[] start = new byte[MaxSampleLength];
        private readonly List<string> samples = [];
        private long length;
        private long count;
        private long longest;

        public Summary Summary => new(count, longest, samples);

        public void Add(byte letter)
        {
            if (length < MaxSampleLength)
                start[length] = letter;

            length++;
        }

        public void End()
        {
            if (length >= MinLength)
                Keep();

            length = 0;
        }

        private void Keep()
        {
            count++;
            longest = Math.Max(longest, length);
            if (samples.Count < maxSamples)
                samples.Add(Encoding.ASCII.GetString(start.AsSpan(0, (int)Math.Min(length, MaxSampleLength))));
        }
    }
}
