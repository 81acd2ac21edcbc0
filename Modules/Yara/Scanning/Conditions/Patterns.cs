using ScanHost.Yara.Matching;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>What is asked of a pattern: a certain one, or the one that <c>$</c> means in a loop over strings.</summary>
internal abstract class PatternNode(int pattern) : Node
{
    /// <summary>Stands for the one that <c>$</c> means.</summary>
    public const int Current = -1;

    protected int Pattern { get; } = pattern;

    protected ReadOnlySpan<PatternMatch> Matches(Evaluation scan) =>
        scan.Matches[Pattern == Current ? scan.CurrentPattern : Pattern];
}

/// <summary><c>$a</c>.</summary>
internal sealed class PatternFoundNode(int pattern) : PatternNode(pattern)
{
    public override YaraValue? Quiet => YaraValue.Of(false);

    public override YaraValue Value(Evaluation scan) => YaraValue.Of(IsTrue(scan));

    public override bool IsTrue(Evaluation scan) => Matches(scan).Length > 0;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.PatternFound).Number(Pattern);
}

/// <summary><c>$a at x</c>; undefined when x is.</summary>
internal sealed class PatternAtNode(int pattern, Node offset) : PatternNode(pattern)
{
    public override YaraValue? Quiet => offset.Quiet is { } at ? Value(default, at) : null;

    public override bool NeedsMatch => true;

    public override YaraValue Value(Evaluation scan) => Value(Matches(scan), offset.Value(scan));

    public override bool IsTrue(Evaluation scan) => Matches(scan).Length > 0 && Value(scan).IsTrue;

    private static YaraValue Value(ReadOnlySpan<PatternMatch> matches, YaraValue at) =>
        at.IsDefined ? YaraValue.Of(PatternSearch.IsAt(matches, at.AsInteger)) : default;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.PatternAt).Number(Pattern).Node(offset);
}

/// <summary><c>$a in (x..y)</c>; undefined when x or y is.</summary>
internal sealed class PatternInNode(int pattern, Node low, Node high) : PatternNode(pattern)
{
    public override bool NeedsMatch => true;

    public override YaraValue Value(Evaluation scan)
    {
        var from = low.Value(scan);
        var to = high.Value(scan);
        return from.IsDefined && to.IsDefined
            ? YaraValue.Of(PatternSearch.CountIn(Matches(scan), from.AsInteger, to.AsInteger) > 0)
            : default;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.PatternIn).Number(Pattern).Node(low).Node(high);
}

/// <summary><c>#a</c>.</summary>
internal sealed class PatternCountNode(int pattern) : PatternNode(pattern)
{
    public override YaraValue? Quiet => YaraValue.Of(0L);

    public override YaraValue Value(Evaluation scan) => YaraValue.Of((long)Matches(scan).Length);

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.PatternCount).Number(Pattern);
}

/// <summary><c>#a in (x..y)</c>; undefined when x or y is.</summary>
internal sealed class PatternCountInNode(int pattern, Node low, Node high) : PatternNode(pattern)
{
    public override YaraValue Value(Evaluation scan)
    {
        var from = low.Value(scan);
        var to = high.Value(scan);
        return from.IsDefined && to.IsDefined
            ? YaraValue.Of((long)PatternSearch.CountIn(Matches(scan), from.AsInteger, to.AsInteger))
            : default;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.PatternCountIn).Number(Pattern).Node(low).Node(high);
}

/// <summary><c>@a[i]</c> and <c>!a[i]</c>: offset and length of a match, counted from 1; undefined when there is no such match.</summary>
internal sealed class PatternPlaceNode(int pattern, bool isLength, Node index) : PatternNode(pattern)
{
    public override YaraValue? Quiet => YaraValue.Undefined;

    public override YaraValue Value(Evaluation scan)
    {
        var matches = Matches(scan);
        var place = index.Value(scan);
        if (!place.IsDefined || place.AsInteger < 1 || place.AsInteger > matches.Length)
            return default;

        var match = matches[(int)place.AsInteger - 1];
        return YaraValue.Of((long)(isLength ? match.Length : match.Offset));
    }

    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.PatternPlace).Number(Pattern).Number(isLength ? 1 : 0).Node(index);
}
