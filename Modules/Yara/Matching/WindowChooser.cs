using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Chooses the bytes of a pattern that the scanner looks for: rare ones, in a kind that is quick to look for.</summary>
internal static class WindowChooser
{
    private const int MaxPairs = 2048;
    private const int MostBytes = 2048;

    /// <summary>Chooses among the bytes of a literal.</summary>
    internal static Window Choose(ReadOnlySpan<byte> text)
    {
        var folded = new byte[Math.Min(text.Length, MostBytes)];
        CaseFolding.Fold(text[..folded.Length], folded);
        var best = ChooseSolid(folded);
        for (var start = 0; start + 1 < folded.Length && folded.Length < 3; start++)
            best = Better(best, new Window(WindowKind.Pair, start, ByteCosts.Of(folded.AsSpan(start, 2))));
        return best.Kind == WindowKind.Everywhere ? new Window(WindowKind.Byte, 0, ByteCosts.Of(folded)) : best;
    }

    /// <summary>Chooses among the parts of an expression that are single bytes.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="atStart">Only bytes of which each can be one value, in both cases, may be looked for elsewhere than at the start.</param>
    internal static Window Choose(ReadOnlySpan<RegexNode> parts, bool atStart)
    {
        var best = ChooseAnywhere(parts);
        return atStart && best.Kind >= WindowKind.Pair && best.Start > 0 ? ChooseFirst(parts) : best;
    }

    /// <summary>A short window of literal bytes, those of the longest run of them; else one at the start.</summary>
    private static Window ChooseFirst(ReadOnlySpan<RegexNode> parts)
    {
        var (start, length) = LongestLiteral(parts);
        if (length > 0)
            return ChooseInRun(parts.Slice(start, Math.Min(length, 2)), start);

        var end = 0;
        while (end < parts.Length && parts[end] is BytesNode)
            end++;
        return end == 0 ? Window.None : ChooseInRun(parts[..Math.Min(end, 2)], 0) is { Start: 0 } first ? first : ChooseInRun(parts[..1], 0);
    }

    private static (int Start, int Length) LongestLiteral(ReadOnlySpan<RegexNode> parts)
    {
        var (best, bestLength, length) = (0, 0, 0);
        for (var index = 0; index < parts.Length; index++)
        {
            length = parts[index] is BytesNode bytes && CaseFolding.Fold(bytes.Bytes).Count == 1 ? length + 1 : 0;
            if (length > bestLength)
                (best, bestLength) = (index + 1 - length, length);
        }
        return (best, bestLength);
    }

    private static Window ChooseAnywhere(ReadOnlySpan<RegexNode> parts)
    {
        var best = Window.None;
        for (var start = 0; start < parts.Length; start++)
        {
            var end = start;
            while (end < parts.Length && parts[end] is BytesNode)
                end++;
            if (end > start)
                best = Better(best, ChooseInRun(parts[start..end], start));
            start = end;
        }
        return best;
    }

    private static Window ChooseInRun(ReadOnlySpan<RegexNode> run, int offset)
    {
        var sets = new ByteSet[Math.Min(run.Length, MostBytes)];
        for (var index = 0; index < sets.Length; index++)
            sets[index] = CaseFolding.Fold(((BytesNode)run[index]).Bytes);
        var best = Window.None;
        var solid = new byte[sets.Length];
        for (var start = 0; start < sets.Length; start++)
        {
            var end = start;
            for (; end < sets.Length && sets[end].Count == 1; end++)
                solid[end] = (byte)sets[end].Lowest;
            if (end > start)
            {
                var own = ChooseSolid(solid.AsSpan(start, end - start));
                best = Better(best, own with { Start = own.Start + start });
                start = end - 1;
            }
        }
        if (best.Kind >= WindowKind.Triple)
            best = Better(best, ChooseSmall(sets));
        return best with { Start = best.Start + offset };
    }

    private static Window ChooseSolid(ReadOnlySpan<byte> folded)
    {
        var best = Window.None;
        foreach (var shape in WindowShape.All)
        {
            if (shape.Rarest(folded) is { } window)
                best = Better(best, window);
        }
        return best;
    }

    private static Window ChooseSmall(ByteSet[] sets)
    {
        var best = Window.None;
        for (var index = 0; index < sets.Length; index++)
        {
            var cost = ByteCosts.Of(sets[index]);
            if (sets[index].Count < 256 - 26)
                best = Better(best, new Window(WindowKind.Byte, index, cost));
            if (index + 1 < sets.Length && sets[index].Count * sets[index + 1].Count <= MaxPairs)
                best = Better(best, new Window(WindowKind.Pair, index, cost + ByteCosts.Of(sets[index + 1])));
        }
        return best;
    }

    private static Window Better(Window left, Window right) => right.Score > left.Score ? right : left;
}
