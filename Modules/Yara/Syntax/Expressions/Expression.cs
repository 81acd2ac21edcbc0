namespace ScanHost.Yara.Syntax.Expressions;

/// <summary>A part of a condition.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record Expression(TextSpan Span)
{
    /// <summary>Levels of expressions in it, itself included.</summary>
    public virtual int Height => 1;

    /// <summary>True for what the grammar calls a primary expression: it can be an operand of arithmetic and comparisons.</summary>
    public virtual bool IsPrimary => true;
}

/// <summary>An integer.</summary>
internal sealed record IntegerLiteral(TextSpan Span, long Value) : Expression(Span);

/// <summary>A float.</summary>
internal sealed record FloatLiteral(TextSpan Span, double Value) : Expression(Span);

/// <summary>A text.</summary>
internal sealed record TextLiteral(TextSpan Span, byte[] Value) : Expression(Span);

/// <summary>A regular expression.</summary>
internal sealed record RegexLiteral(TextSpan Span, byte[] Body, RegexFlags Flags) : Expression(Span);

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanLiteral(TextSpan Span, bool Value) : Expression(Span)
{
    public override bool IsPrimary => false;
}

/// <summary><c>filesize</c>.</summary>
internal sealed record FileSizeExpression(TextSpan Span) : Expression(Span);

/// <summary><c>entrypoint</c>.</summary>
internal sealed record EntryPointExpression(TextSpan Span) : Expression(Span);

/// <summary>A name: a loop's variable, an external variable, a module or a rule.</summary>
internal sealed record NameExpression(TextSpan Span, string Name) : Expression(Span);

/// <summary><c>owner.name</c>.</summary>
internal sealed record MemberExpression(TextSpan Span, Expression Owner, string Name) : Expression(Span)
{
    public override int Height { get; } = Owner.Height + 1;
}

/// <summary><c>owner[index]</c>.</summary>
internal sealed record IndexExpression(TextSpan Span, Expression Owner, Expression Index) : Expression(Span)
{
    public override int Height { get; } = Math.Max(Owner.Height, Index.Height) + 1;
}

/// <summary><c>function(arguments)</c>.</summary>
internal sealed record CallExpression(TextSpan Span, Expression Function, IReadOnlyList<Expression> Arguments) : Expression(Span)
{
    public override int Height { get; } =
        Math.Max(Function.Height, Arguments.Count == 0 ? 0 : Arguments.Max(argument => argument.Height)) + 1;
}

/// <summary><c>uint16be(offset)</c> and the like.</summary>
internal sealed record IntegerFunctionExpression(TextSpan Span, string Function, Expression Offset) : Expression(Span)
{
    public override int Height { get; } = Offset.Height + 1;
}

/// <summary><c>-x</c> or <c>~x</c>.</summary>
internal sealed record UnaryExpression(TextSpan Span, TokenKind Operator, Expression Operand) : Expression(Span)
{
    public override int Height { get; } = Operand.Height + 1;
}

/// <summary>Arithmetic: the value of two operands.</summary>
internal sealed record ArithmeticExpression(TextSpan Span, TokenKind Operator, Expression Left, Expression Right) : Expression(Span)
{
    public override int Height { get; } = Math.Max(Left.Height, Right.Height) + 1;
}

/// <summary>A comparison of numbers or strings, <c>matches</c> included.</summary>
internal sealed record ComparisonExpression(TextSpan Span, TokenKind Operator, Expression Left, Expression Right) : Expression(Span)
{
    public override int Height { get; } = Math.Max(Left.Height, Right.Height) + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>and</c> or <c>or</c> of two or more.</summary>
internal sealed record LogicalExpression(TextSpan Span, bool IsAnd, IReadOnlyList<Expression> Operands) : Expression(Span)
{
    public override int Height { get; } = Operands.Max(operand => operand.Height) + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>not x</c>.</summary>
internal sealed record NotExpression(TextSpan Span, Expression Operand) : Expression(Span)
{
    public override int Height { get; } = Operand.Height + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>defined x</c>.</summary>
internal sealed record DefinedExpression(TextSpan Span, Expression Operand) : Expression(Span)
{
    public override int Height { get; } = Operand.Height + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>low..high</c>.</summary>
internal sealed record RangeSyntax(TextSpan Span, Expression Low, Expression High)
{
    public int Height { get; } = Math.Max(Low.Height, High.Height);
}

/// <summary><c>$a</c>, <c>$a at x</c> or <c>$a in (x..y)</c>.</summary>
internal sealed record PatternExpression(TextSpan Span, string Name, Expression? At, RangeSyntax? In) : Expression(Span)
{
    public override int Height { get; } = Math.Max(At?.Height ?? 0, In?.Height ?? 0) + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>#a</c> or <c>#a in (x..y)</c>.</summary>
internal sealed record PatternCountExpression(TextSpan Span, string Name, RangeSyntax? In) : Expression(Span)
{
    public override int Height { get; } = (In?.Height ?? 0) + 1;
}

/// <summary><c>@a[i]</c> or <c>!a[i]</c>; without an index the first match.</summary>
internal sealed record PatternPlaceExpression(TextSpan Span, bool IsLength, string Name, Expression? Index) : Expression(Span)
{
    public override int Height { get; } = (Index?.Height ?? 0) + 1;
}
