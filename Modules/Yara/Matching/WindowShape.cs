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
        for (var start = 0; start + Span <= folded.Length; start++)
        {
            // The commonest of the windows decides.
            var cost = double.MaxValue;
            for (var shift = 0; shift < Stride; shift++)
                cost = Math.Min(cost, ByteCosts.Of(folded.Slice(start + shift, Bytes)));
            if (best is null || cost > best.Value.Cost)
                best = new Window(Kind, start, cost);
        }
        return best;
    }
}
