using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Writes out the first repetitions of what must repeat, so that their bytes can be searched for: <c>(ab)+</c> is <c>ab(ab)*</c>.</summary>
internal static class PartUnroller
{
    private const int MaxCopies = 12;

    /// <summary>The parts with repetitions written out and concatenations spliced in.</summary>
    internal static RegexNode[] Unroll(RegexNode[] parts)
    {
        var result = new List<RegexNode>();
        foreach (var part in parts)
            Append(part, result);
        return [.. result];
    }

    private static void Append(RegexNode part, List<RegexNode> result)
    {
        switch (part)
        {
            case ConcatNode concat:
                foreach (var inner in concat.Parts)
                    Append(inner, result);
                break;
            case RepeatNode { Min: > 0, Body: BytesNode or ConcatNode or AlternationNode } repeat when IsWorthIt(repeat):
                // A single set of many bytes helps nobody: leave it to the sequence matcher, whole.
                var copies = Math.Min(repeat.Min, MaxCopies);
                for (var copy = 0; copy < copies; copy++)
                    Append(repeat.Body, result);
                if (repeat.Max > copies)
                {
                    var max = repeat.Max == RepeatNode.Unbounded ? RepeatNode.Unbounded : repeat.Max - copies;
                    result.Add(repeat with { Min = repeat.Min - copies, Max = max });
                }
                break;
            default:
                result.Add(part);
                break;
        }
    }

    private static bool IsWorthIt(RepeatNode repeat) => repeat.Body is not BytesNode bytes || bytes.Bytes.Count < 64;
}
