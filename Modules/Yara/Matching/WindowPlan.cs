namespace ScanHost.Yara.Matching;

/// <summary>
/// Decides which kinds of windows a set uses. Every kind costs a pass over the data, so a set uses as few as it can: windows of five bytes and more,
/// looked for at every second or fourth byte, hold four bytes that can be looked for at every byte.
/// </summary>
internal static class WindowPlan
{
    /// <summary>With so many windows in all, the shuffle filter alone is quicker than another pass for the long ones.</summary>
    private const int MostInAll = 128;

    /// <summary>With so many windows, the long ones aside, the shuffle filter is quicker than another pass for the medium ones.</summary>
    private const int MostWithMedium = 256;

    /// <summary>The tables of the windows, one for each of <see cref="WindowShape.All"/>.</summary>
    internal static WindowTable[] Tables(IReadOnlyCollection<SolidWindow> windows)
    {
        var widest = WidestAtEveryByte([.. WindowShape.All.Select(shape => windows.Count(window => window.Kind == shape.Kind))]);
        var keys = WindowShape.All.ToDictionary(shape => shape.Kind, _ => new List<(ulong, WindowEntry)>());
        foreach (var window in windows)
        {
            var kind = window.Kind >= widest && window.Kind < WindowKind.Short ? WindowKind.Short : window.Kind;
            var shape = WindowShape.Of(kind)!;
            var first = kind == window.Kind ? 0 : shape.Rarest(window.Folded)!.Value.Start;
            for (var start = first; start < first + shape.Stride; start++)
                keys[kind].Add((Key(window.Folded.AsSpan(start, shape.Bytes)), new(window.Variant, window.Back + start)));
        }

        return [.. WindowShape.All.Select(shape => WindowTable.Build(shape, keys[shape.Kind]))];
    }

    /// <summary>From this kind on, windows are looked for at every byte.</summary>
    private static WindowKind WidestAtEveryByte(int[] counts)
    {
        var narrow = counts[(int)WindowKind.Half] + counts[(int)WindowKind.Short] + counts[(int)WindowKind.Triple];
        var withMedium = narrow + counts[(int)WindowKind.Medium];
        return withMedium + counts[(int)WindowKind.Long] <= MostInAll ? WindowKind.Long
            : withMedium <= MostWithMedium ? WindowKind.Medium
            : narrow <= ShuffleFilter.MaxKeys || counts[(int)WindowKind.Short] > 0 ? WindowKind.Half
            : WindowKind.Short;
    }

    private static ulong Key(ReadOnlySpan<byte> folded)
    {
        var key = 0UL;
        for (var index = folded.Length - 1; index >= 0; index--)
            key = key << 8 | folded[index];
        return key;
    }
}
