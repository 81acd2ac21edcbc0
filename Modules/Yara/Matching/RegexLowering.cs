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
        if (repeat.Max == 0)
            return;
        var lowered = Flatten(repeat with { Body = Single(repeat.Body) });
        var length = Math.Max(1, MinLength(lowered.Body));
        // No match is longer than the limit, so neither is a repetition, unless its body is empty: then one is as good as many.
        var (min, max) = (lowered.Min, lowered.Max);
        if (max != RepeatNode.Unbounded && (long)max * length > RegexProgram.ScanLimit)
            max = RepeatNode.Unbounded;
        // Too long for both directions from wherever its bytes are found: it never matches, and is not written out.
        if ((long)min * length > 2 * RegexProgram.ScanLimit)
            parts.Add(new RepeatNode(new BytesNode(ByteSet.All), RegexProgram.ScanLimit + 1, RegexProgram.ScanLimit + 1, lowered.IsGreedy));
        else
            parts.Add(lowered with { Max = Math.Max(min, max) });
    }

    /// <summary>
    /// A repetition of a repetition as one, where no count between the smallest and the greatest is missing: <c>(a{1,100}){1,100}</c> is
    /// <c>a{1,10000}</c>, but <c>(a{3}){1,2}</c> stays.
    /// </summary>
    private static RepeatNode Flatten(RepeatNode outer)
    {
        if (outer.Body is not RepeatNode inner || inner.IsGreedy != outer.IsGreedy)
            return outer;
        // After k rounds of the inner one, k + 1 rounds must go on where those end.
        var spread = inner.Max == RepeatNode.Unbounded ? int.MaxValue : (long)(inner.Max - inner.Min);
        if (outer.Min != outer.Max && (outer.Min * spread) + 1 < inner.Min)
            return outer;
        return new RepeatNode(inner.Body, (int)Math.Min((long)inner.Min * outer.Min, RepeatNode.Unbounded - 1), Times(inner.Max, outer.Max), outer.IsGreedy);
    }

    private static int Times(int one, int other) =>
        one == RepeatNode.Unbounded || other == RepeatNode.Unbounded ? RepeatNode.Unbounded : (int)Math.Min((long)one * other, RepeatNode.Unbounded);

    /// <summary>How many bytes a lowered node takes at least; no more is counted than what is too many.</summary>
    private static int MinLength(RegexNode node) => node switch
    {
        BytesNode => 1,
        ConcatNode concat => Cut(concat.Parts.Sum(part => (long)MinLength(part))),
        AlternationNode alternation => alternation.Alternatives.Min(MinLength),
        RepeatNode repeat => Cut((long)repeat.Min * MinLength(repeat.Body)),
        _ => 0,
    };

    private static int Cut(long length) => (int)Math.Min(length, 1 << 20);

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
