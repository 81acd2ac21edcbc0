namespace ScanHost.Yara.Matching;

/// <summary>The measures of the windows that consist of single bytes.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Bytes">The bytes of a window.</param>
/// <param name="Stride">Every so many bytes the data is looked at, and so many windows in a row are registered.</param>
internal sealed record WindowShape(WindowKind Kind, int Bytes, int Stride)
{
    /// <summary>All shapes, the quickest first.</summary>
    internal static readonly WindowShape[] All =
    [
        new(WindowKind.Long, 8, 4), new(WindowKind.Medium, 5, 4), new(WindowKind.Half, 4, 2), new(WindowKind.Short, 4, 1), new(WindowKind.Triple, 3, 1),
    ];

    /// <summary>The bytes that the windows cover together.</summary>
    internal int Span => Bytes + Stride - 1;

    /// <summary>The bits of a 64-bit read that belong to a window.</summary>
    internal ulong Mask => Bytes == 8 ? ulong.MaxValue : (1UL << (Bytes * 8)) - 1;

    /// <summary>The shape of a kind; null for kinds of another nature.</summary>
    internal static WindowShape? Of(WindowKind kind) => Array.Find(All, shape => shape.Kind == kind);

    /// <summary>The rarest place for the windows in folded bytes; null where they do not fit.</summary>
    internal Window? Rarest(ReadOnlySpan<byte> folded)
    {
        Window? best = null;
        // The costs of the windows that begin at the latest places, in a ring.
        Span<double> costs = stackalloc double[Stride];
        for (var last = 0; last + Bytes <= folded.Length; last++)
        {
            costs[last % Stride] = ByteCosts.Of(folded.Slice(last, Bytes));
            var start = last - Stride + 1;
            if (start < 0)
                continue;

            // The commonest of the windows decides.
            var cost = double.MaxValue;
            foreach (var one in costs)
                cost = Math.Min(cost, one);
            if (best is null || cost > best.Value.Cost)
                best = new Window(Kind, start, cost);
        }
        return best;
    }
}
