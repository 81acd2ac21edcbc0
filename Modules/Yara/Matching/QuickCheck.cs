using System.Runtime.InteropServices;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Eight bytes near an anchor, the rarest of the fixed ones: a candidate that lacks them is dropped before it costs anything.</summary>
/// <param name="Offset">Where they start, from the anchor; negative before it.</param>
/// <param name="Value">Their bits, the first byte lowest.</param>
/// <param name="Mask">The bits that count; none for no check.</param>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))] // without gaps: it is written as it stands in memory
internal readonly record struct QuickCheck(int Offset, ulong Value, ulong Mask)
{
    private const int Reach = 64;

    /// <summary>The check of a literal, anchored at its start.</summary>
    internal static QuickCheck Of(ReadOnlySpan<byte> text, bool noCase)
    {
        Span<(byte Value, byte Mask, double Cost)> values = stackalloc (byte, byte, double)[Math.Min(text.Length, Reach)];
        for (var index = 0; index < values.Length; index++)
        {
            // A capital letter and its small one differ in one bit.
            var mask = noCase && char.IsAsciiLetter((char)text[index]) ? (byte)0xDF : (byte)0xFF;
            values[index] = ((byte)(text[index] & mask), mask, ByteCosts.Of(CaseFolding.Fold(text[index])));
        }

        return Best(values, 0);
    }

    /// <summary>The check of parts, anchored at one of them.</summary>
    internal static QuickCheck Of(ReadOnlySpan<RegexNode> parts, int anchor)
    {
        var first = anchor;
        while (first > 0 && anchor - first < Reach && parts[first - 1] is BytesNode)
            first--;
        var end = anchor;
        while (end < parts.Length && end - anchor < Reach && parts[end] is BytesNode)
            end++;
        var sets = new ByteSet[end - first];
        for (var index = first; index < end; index++)
            sets[index - first] = ((BytesNode)parts[index]).Bytes;
        return Of(sets, first - anchor);
    }

    private static QuickCheck Of(ByteSet[] sets, int offset)
    {
        Span<(byte Value, byte Mask, double Cost)> values = stackalloc (byte, byte, double)[sets.Length];
        values.Clear();
        for (var index = 0; index < sets.Length; index++)
        {
            if (ByteMask.Of(sets[index]) is { } mask)
                values[index] = (mask.Value, mask.Mask, ByteCosts.Of(CaseFolding.Fold(sets[index])));
        }
        return Best(values, offset);
    }

    private static QuickCheck Best(ReadOnlySpan<(byte Value, byte Mask, double Cost)> values, int offset)
    {
        var best = new QuickCheck(0, 0, 0);
        var bestCost = 0.0;
        for (var start = 0; start == 0 || start + 8 <= values.Length; start++)
        {
            var cost = 0.0;
            ulong value = 0;
            ulong mask = 0;
            for (var index = 0; index < 8 && start + index < values.Length; index++)
            {
                var one = values[start + index];
                value |= (ulong)one.Value << (index * 8);
                mask |= (ulong)one.Mask << (index * 8);
                cost += index > 0 && one.Value == values[start + index - 1].Value ? Math.Min(one.Cost, 0.5) : one.Cost;
            }
            if (cost > bestCost)
                (best, bestCost) = (new QuickCheck(offset + start, value, mask), cost);
        }
        return best;
    }
}
