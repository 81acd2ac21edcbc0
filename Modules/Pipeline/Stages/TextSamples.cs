using System.Text;

namespace ScanHost.Pipeline.Stages;

/// <summary>What was found of one kind of text.</summary>
/// <param name="Count">Runs.</param>
/// <param name="Longest">Length of the longest, in characters.</param>
/// <param name="Samples">The first runs, each cut to <see cref="TextSamples.MaxLength"/> characters.</param>
internal sealed record TextSummary(long Count, long Longest, IReadOnlyList<string> Samples);

/// <summary>Counts runs of text and keeps the first ones.</summary>
/// <param name="maxSamples">So many are kept.</param>
internal sealed class TextSamples(int maxSamples)
{
    /// <summary>So many characters of each are kept.</summary>
    public const int MaxLength = 80;

    private readonly List<string> samples = [];
    private long count;
    private long longest;

    /// <summary>True until enough are kept.</summary>
    public bool WantsMore => samples.Count < maxSamples;

    public TextSummary Summary => new(count, longest, samples);

    /// <summary>Adds a run.</summary>
    /// <param name="length">In characters.</param>
    /// <param name="text">Its start, in ASCII.</param>
    public void Add(long length, ReadOnlySpan<byte> text)
    {
        count++;
        longest = Math.Max(longest, length);
        if (WantsMore)
            samples.Add(Encoding.ASCII.GetString(text));
    }
}
