using ScanHost.Contracts.Limits;
using ScanHost.Formats;

namespace ScanHost.Pipeline.Expansion;

/// <summary>
/// What one scan may unpack. Counts what comes out, never what is declared. Used by one thread at a time: children are
/// unpacked one container after the other.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="submittedBytes">Size of the submitted file.</param>
internal sealed class ExpansionBudget(LimitsOptions limits, long submittedBytes)
{
    /// <summary>So many bytes of children one scan holds in memory; the rest goes to temporary files.</summary>
    public const long MaxBytesInMemory = 64L << 20;

    private long heldInMemory;
    private int artifacts = 1;

    /// <summary>Bytes that came out so far.</summary>
    public long ExpandedBytes { get; private set; }

    /// <summary>Most bytes of one artifact that are kept and examined.</summary>
    public long MaxArtifactBytes => limits.MaxArtifactBytes;

    /// <summary>Counts one more child.</summary>
    /// <param name="depth">The child's depth.</param>
    /// <exception cref="ExpansionLimitException">It is too deep, or one too many, or nothing more may come out.</exception>
    public void AddArtifact(int depth)
    {
        if (depth > limits.MaxDepth)
            throw new ExpansionLimitException(nameof(limits.MaxDepth), limits.MaxDepth);
        if (artifacts >= limits.MaxArtifacts)
            throw new ExpansionLimitException(nameof(limits.MaxArtifacts), limits.MaxArtifacts);

        AddBytes(0);
        artifacts++;
    }

    /// <summary>Counts bytes that came out.</summary>
    /// <exception cref="ExpansionLimitException">They are too many.</exception>
    public void AddBytes(int count)
    {
        ExpandedBytes += count;
        if (ExpandedBytes > limits.MaxExpandedBytes)
            throw new ExpansionLimitException(nameof(limits.MaxExpandedBytes), limits.MaxExpandedBytes);
        if (ExpandedBytes > limits.ExpansionRatioFreeBytes && ExpandedBytes / limits.MaxExpansionRatio >= Math.Max(submittedBytes, 1))
            throw new ExpansionLimitException(nameof(limits.MaxExpansionRatio), limits.MaxExpansionRatio);
    }

    /// <summary>Asks to hold bytes in memory.</summary>
    /// <returns>False when they must go to disk.</returns>
    public bool TryHold(int count)
    {
        if (heldInMemory + count > MaxBytesInMemory)
            return false;

        heldInMemory += count;
        return true;
    }

    /// <summary>Gives back what <see cref="TryHold"/> took.</summary>
    public void GiveBack(int count) => heldInMemory -= count;
}
