using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax;
using ScanHost.Yara.Syntax.Expressions;

namespace ScanHost.Yara.Semantics;

/// <summary>Computes what is constant, and finds there what can only be an error.</summary>
internal static class Folding
{
    public static Node Integers(ArithmeticExpression expression, Bound left, Bound right)
    {
        var sign = expression.Operator;
        if (right.ConstantInteger is { } divisor)
        {
            if (divisor == 0 && (sign is TokenKind.Backslash or TokenKind.Percent))
                throw RuleContext.Error(DiagnosticCode.DivisionByZero, expression.Span, "division by zero");
            if (divisor < 0 && (sign is TokenKind.ShiftLeft or TokenKind.ShiftRight))
                throw RuleContext.Error(DiagnosticCode.InvalidOperand, expression.Span, "invalid operand");
        }

        if (left.ConstantInteger is not { } one || right.ConstantInteger is not { } other)
            return new IntegerArithmeticNode(sign, left.Node, right.Node);

        if (Overflows(sign, one, other) is { } shown)
        {
            throw RuleContext.Error(
                DiagnosticCode.IntegerOverflow, expression.Span, $"integer overflow in \"{one} {shown} {other}\"");
        }

        return new ConstantNode(IntegerArithmeticNode.Compute(sign, one, other));
    }

    private static char? Overflows(TokenKind sign, long one, long other)
    {
        var (result, shown) = sign switch
        {
            TokenKind.Plus => ((Int128)one + other, '+'),
            TokenKind.Minus => ((Int128)one - other, '-'),
            TokenKind.Star => ((Int128)one * other, '*'),
            _ => ((Int128)0, ' '),
        };
        // libyara looks at the size of products, not at their signs: -2^63 is too large for it.
        var least = sign == TokenKind.Star ? -long.MaxValue : long.MinValue;
        return result < least || result > long.MaxValue ? shown : null;
    }
}
