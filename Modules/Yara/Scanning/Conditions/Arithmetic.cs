using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Arithmetic of two integers. What overflows wraps around; what has no result is undefined.</summary>
internal sealed class IntegerArithmeticNode(TokenKind sign, Node left, Node right) : Node
{
    public override YaraValue? Quiet =>
        left.Quiet is { } one && right.Quiet is { } other
            ? one.IsDefined && other.IsDefined ? Compute(sign, one.AsInteger, other.AsInteger) : YaraValue.Undefined
            : null;

    public override YaraValue Value(Evaluation scan)
    {
        var one = left.Value(scan);
        if (!one.IsDefined)
            return default;

        var other = right.Value(scan);
        return other.IsDefined ? Compute(sign, one.AsInteger, other.AsInteger) : default;
    }

    public static YaraValue Compute(TokenKind sign, long one, long other) => sign switch
    {
        TokenKind.Plus => YaraValue.Of(unchecked(one + other)),
        TokenKind.Minus => YaraValue.Of(unchecked(one - other)),
        TokenKind.Star => YaraValue.Of(unchecked(one * other)),
        TokenKind.Backslash => other == 0 || (one == long.MinValue && other == -1) ? default : YaraValue.Of(one / other),
        TokenKind.Percent => other == 0 || (one == long.MinValue && other == -1) ? default : YaraValue.Of(one % other),
        TokenKind.Ampersand => YaraValue.Of(one & other),
        TokenKind.Pipe => YaraValue.Of(one | other),
        TokenKind.Caret => YaraValue.Of(one ^ other),
        TokenKind.ShiftLeft => other < 0 ? default : YaraValue.Of(other < 64 ? one << (int)other : 0),
        _ => other < 0 ? default : YaraValue.Of(other < 64 ? one >> (int)other : 0),
    };

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.IntegerArithmetic).Number((int)sign).Node(left).Node(right);
}

/// <summary>Arithmetic of two numbers of which one is a float.</summary>
internal sealed class FloatArithmeticNode(TokenKind sign, Node left, Node right) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var one = left.Value(scan);
        if (!one.IsDefined)
            return default;

        var other = right.Value(scan);
        if (!other.IsDefined)
            return default;

        return YaraValue.Of(sign switch
        {
            TokenKind.Plus => one.AsFloat + other.AsFloat,
            TokenKind.Minus => one.AsFloat - other.AsFloat,
            TokenKind.Star => one.AsFloat * other.AsFloat,
            _ => one.AsFloat / other.AsFloat,
        });
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.FloatArithmetic).Number((int)sign).Node(left).Node(right);
}

/// <summary><c>-x</c> and <c>~x</c>.</summary>
internal sealed class SignNode(TokenKind sign, Node operand) : Node
{
    public override YaraValue? Quiet => operand.Quiet is { } value ? Compute(sign, value) : null;

    public override YaraValue Value(Evaluation scan) => Compute(sign, operand.Value(scan));

    public static YaraValue Compute(TokenKind sign, YaraValue value) =>
        !value.IsDefined ? default
        : sign == TokenKind.Tilde ? YaraValue.Of(~value.AsInteger)
        : value.IsFloat ? YaraValue.Of(-value.AsFloat)
        : YaraValue.Of(unchecked(-value.AsInteger));

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Sign).Number((int)sign).Node(operand);
}
