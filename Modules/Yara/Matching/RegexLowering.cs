using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Turns a parsed tree into one that needs no flags: sets of bytes, concatenations that hold no concatenation, alternatives,
/// repetitions. A wide expression gets a zero byte after each byte that it takes.
/// </summary>
internal sealed class RegexLowering(bool noCase, bool dotAll, bool wide)
{
    private static readonly BytesNode Zero = new(ByteSet.Of(0));

    /// <summary>The parts that follow each other at the top of the tree.</summary>
    internal RegexNode[] Lower(RegexNode root)
    {
        var parts = new List<RegexNode>();
        Append(root, parts);
        return [.. parts];
    }

    private void Append(RegexNode node, List<RegexNode> parts)
    {
        switch (node)
        {
            case EmptyNode:
                break;
            case BytesNode bytes:
                var set = noCase ? bytes.Bytes.WithBothCases() : bytes.Bytes;
                AppendByte(new BytesNode(bytes.IsNegated ? ~set : set), parts);
                break;
            case AnyNode:
                AppendByte(new BytesNode(dotAll ? ByteSet.All : ~ByteSet.Of((byte)'\n')), parts);
                break;
            case ConcatNode concat:
                foreach (var part in concat.Parts)
                    Append(part, parts);
                break;
            case AlternationNode alternation:
                parts.Add(new AlternationNode([.. alternation.Alternatives.Select(Single)]));
                break;
            case RepeatNode repeat:
                AppendRepeat(repeat, parts);
                break;
            default:
                parts.Add(node);
                break;
        }
    }

    private void AppendRepeat(RepeatNode repeat, List<RegexNode> parts)
    {
        // No match is longer than the limit, so neither is a repetition, unless its body is empty: then one is as good as many.
        var max = repeat.Max > RegexProgram.ScanLimit ? RepeatNode.Unbounded : repeat.Max;
        var min = Math.Min(repeat.Min, RegexProgram.ScanLimit + 1);
        if (max != 0)
            parts.Add(new RepeatNode(Single(repeat.Body), min, max, repeat.IsGreedy));
    }

    private void AppendByte(BytesNode node, List<RegexNode> parts)
    {
        parts.Add(node);
        if (wide)
            parts.Add(Zero);
    }

    private RegexNode Single(RegexNode node)
    {
        var parts = Lower(node);
        return parts.Length == 1 ? parts[0] : new ConcatNode(parts);
    }
}
