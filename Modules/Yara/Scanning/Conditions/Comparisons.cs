using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>A comparison of two operands; undefined when one of them is.</summary>
internal abstract class ComparisonNode(TokenKind sign, Node left, Node right) : Node
{
    public sealed override YaraValue? Quiet =>
        left.Quiet is { } one && right.Quiet is { } other
            ? one.IsDefined && other.IsDefined ? YaraValue.Of(Holds(sign, one, other)) : YaraValue.Undefined
            : left.Quiet is { IsDefined: false } || right.Quiet is { IsDefined: false } ? YaraValue.Undefined : null;

    protected abstract NodeCode Code { get; }

    public sealed override YaraValue Value(Evaluation scan)
    {
        var one = left.Value(scan);
        if (!one.IsDefined)
            return default;

        var other = right.Value(scan);
        return other.IsDefined ? YaraValue.Of(Holds(sign, one, other)) : default;
    }

    public sealed override bool IsTrue(Evaluation scan)
    {
        var one = left.Value(scan);
        if (!one.IsDefined)
            return false;

        var other = right.Value(scan);
        return other.IsDefined && Holds(sign, one, other);
    }

    public sealed override void Write(NodeWriter writer) => writer.Code(Code).Number((int)sign).Node(left).Node(right);

    protected abstract bool Holds(TokenKind sign, YaraValue one, YaraValue other);

    protected static bool Holds(TokenKind sign, int order) => sign switch
    {
        TokenKind.Equal => order == 0,
        TokenKind.NotEqual => order != 0,
        TokenKind.Less => order < 0,
        TokenKind.LessOrEqual => order <= 0,
        TokenKind.Greater => order > 0,
        _ => order >= 0,
    };
}

/// <summary>Two integers.</summary>
internal sealed class IntegerComparisonNode(TokenKind sign, Node left, Node right) : ComparisonNode(sign, left, right)
{
    protected override NodeCode Code => NodeCode.IntegerComparison;

    protected override bool Holds(TokenKind sign, YaraValue one, YaraValue other) =>
        Holds(sign, one.AsInteger.CompareTo(other.AsInteger));
}

/// <summary>Two numbers of which one is a float. Floats that differ by less than the precision of 1.0 are equal.</summary>
internal sealed class FloatComparisonNode(TokenKind sign, Node left, Node right) : ComparisonNode(sign, left, right)
{
    private const double Precision = 2.220446049250313e-16;

    protected override NodeCode Code => NodeCode.FloatComparison;

    protected override bool Holds(TokenKind sign, YaraValue one, YaraValue other)
    {
        var (x, y) = (one.AsFloat, other.AsFloat);
        return sign switch
        {
            TokenKind.Equal => Math.Abs(x - y) < Precision,
            TokenKind.NotEqual => Math.Abs(x - y) >= Precision,
            TokenKind.Less => x < y,
            TokenKind.LessOrEqual => x <= y,
            TokenKind.Greater => x > y,
            _ => x >= y,
        };
    }
}

/// <summary>Two strings, by their bytes.</summary>
internal sealed class StringComparisonNode(TokenKind sign, Node left, Node right) : ComparisonNode(sign, left, right)
{
    protected override NodeCode Code => NodeCode.StringComparison;

    protected override bool Holds(TokenKind sign, YaraValue one, YaraValue other)
    {
        var x = one.AsString;
        var y = other.AsString;
        return sign switch
        {
            TokenKind.Contains => x.IndexOf(y) >= 0,
            TokenKind.StartsWith => x.StartsWith(y),
            TokenKind.EndsWith => x.EndsWith(y),
            TokenKind.IContains => AsciiText.ContainsIgnoringCase(x, y),
            TokenKind.IStartsWith => x.Length >= y.Length && AsciiText.EqualsIgnoringCase(x[..y.Length], y),
            TokenKind.IEndsWith => x.Length >= y.Length && AsciiText.EqualsIgnoringCase(x[^y.Length..], y),
            TokenKind.IEquals => AsciiText.EqualsIgnoringCase(x, y),
            TokenKind.Equal => x.SequenceEqual(y),
            TokenKind.NotEqual => !x.SequenceEqual(y),
            _ => Holds(sign, x.SequenceCompareTo(y)),
        };
    }
}

/// <summary><c>text matches /regex/</c>.</summary>
internal sealed class MatchesNode(Node text, RegexConstant regex) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var value = text.Value(scan);
        return value.IsDefined ? YaraValue.Of(regex.Test(value.AsString)) : default;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Matches).Node(text).Regex(regex);
}

/// <summary>A regular expression as an argument of a function.</summary>
internal sealed class RegexArgumentNode(RegexConstant regex) : Node
{
    private readonly YaraValue value = YaraValue.OfObject(regex);

    public override YaraValue Value(Evaluation scan) => value;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Regex).Regex(regex);
}
