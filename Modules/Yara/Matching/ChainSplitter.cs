using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Splits an expression at its long gaps: <c>{ 01 02 [0-1000] 03 04 }</c> is searched for as two segments, whose distance is looked
/// at in the end. So does libyara, and the outcome differs from that of one expression: only the shortest match of each segment at
/// an offset counts, and a dot in such a gap takes newlines too.
/// </summary>
internal static class ChainSplitter
{
    /// <summary>The segments in order, and the gaps between them. Of a regular expression <c>.*?</c> is not such a gap, <c>.{9,}?</c> is.</summary>
    internal static List<RegexNode> Split(RegexNode root, bool isHex, out int[] minGaps, out int[] maxGaps)
    {
        var segments = new List<RegexNode>();
        var mins = new List<int>();
        var maxs = new List<int>();
        if (root is ConcatNode concat)
        {
            var start = 0;
            for (var index = 1; index < concat.Parts.Length - 1; index++)
            {
                // A gap that directly follows another one stays in its segment, as its first part.
                if (index > start && concat.Parts[index] is RepeatNode { Body: AnyNode, IsGreedy: false } gap
                    && gap.Max > HexPatternParser.ChainingThreshold && (isHex || gap.Max != RepeatNode.Unbounded))
                {
                    segments.Add(Segment(concat.Parts[start..index]));
                    mins.Add(gap.Min);
                    maxs.Add(gap.Max);
                    start = index + 1;
                }
            }
            segments.Add(Segment(concat.Parts[start..]));
        }
        else
        {
            segments.Add(root);
        }
        minGaps = [.. mins];
        maxGaps = [.. maxs];
        return segments;
    }

    private static RegexNode Segment(RegexNode[] parts) => parts.Length == 1 ? parts[0] : new ConcatNode(parts);
}
