using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Chooses the rarest bytes of a pattern that the scanner can look for.</summary>
internal static class WindowChooser
{
    /// <summary>The bytes that four long windows in a row cover.</summary>
    internal const int LongSpan = 11;

    /// <summary>The bytes of a short window.</summary>
    internal const int ShortSpan = 4;

    private const int MaxPairs = 2048;

    /// <summary>Chooses among the bytes of a literal.</summary>
    internal static Window Choose(ReadOnlySpan<byte> text)
    {
        Span<byte> folded = text.Length <= 512 ? stackalloc byte[text.Length] : new byte[text.Length];
        CaseFolding.Fold(text, folded);
        return folded.Length >= LongSpan ? Rarest(folded, 0, LongSpan, WindowKind.Long, Window.None)
            : folded.Length >= ShortSpan ? Rarest(folded, 0, ShortSpan, WindowKind.Short, Window.None)
            : folded.Length >= 2 ? Rarest(folded, 0, 2, WindowKind.Pair, Window.None)
            : new Window(WindowKind.Byte, 0, ByteCosts.Of(folded));
    }

    /// <summary>Chooses among the parts of an expression that are single bytes.</summary>
    internal static Window Choose(ReadOnlySpan<RegexNode> parts)
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
        var sets = new ByteSet[run.Length];
        for (var index = 0; index < run.Length; index++)
            sets[index] = CaseFolding.Fold(((BytesNode)run[index]).Bytes);
        var best = Window.None;
        var solid = new byte[run.Length];
        for (var start = 0; start < sets.Length; start++)
        {
            var end = start;
            for (; end < sets.Length && sets[end].Count == 1; end++)
                solid[end] = (byte)sets[end].Lowest;
            var span = end - start;
            var kind = span >= LongSpan ? WindowKind.Long : span >= ShortSpan ? WindowKind.Short : WindowKind.Everywhere;
            if (kind != WindowKind.Everywhere)
            {
                best = Better(best, Rarest(solid.AsSpan(start, span), start, kind == WindowKind.Long ? LongSpan : ShortSpan, kind, Window.None));
                start = end - 1;
            }
        }
        if (best.Kind >= WindowKind.Pair)
            best = Better(best, ChooseSmall(sets));
        return best with { Start = best.Start + offset };
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

    private static Window Rarest(ReadOnlySpan<byte> folded, int offset, int span, WindowKind kind, Window best)
    {
        for (var start = 0; start + span <= folded.Length; start++)
        {
            var cost = ByteCosts.Of(folded.Slice(start, span));
            if (best.Kind == WindowKind.Everywhere || cost > best.Cost)
                best = new Window(kind, start + offset, cost);
        }
        return best;
    }

    /// <summary>A quicker kind wins; of the same kind the rarer one. A short window of common bytes loses to a rare pair.</summary>
    private static Window Better(Window left, Window right)
    {
        if (left.Kind == right.Kind)
            return right.Cost > left.Cost ? right : left;
        if (left.Kind is WindowKind.Everywhere || right.Kind is WindowKind.Everywhere)
            return left.Kind is WindowKind.Everywhere ? right : left;
        if (left.Kind <= WindowKind.Short && right.Kind <= WindowKind.Short)
            return left.Kind < right.Kind ? left : right;
        return right.Cost > left.Cost ? right : left;
    }
}
