namespace ScanHost.Yara.Syntax.Expressions;

/// <summary>How many of a set must be so.</summary>
internal enum QuantifierKind : byte
{
    All,
    Any,
    None,

    /// <summary>As many as an expression says.</summary>
    Count,

    /// <summary>So many in a hundred.</summary>
    Percent,
}

/// <summary>How many of a set must be so.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">In which way it is said.</param>
/// <param name="Value">Of <see cref="QuantifierKind.Count"/> and <see cref="QuantifierKind.Percent"/>.</param>
internal sealed record Quantifier(TextSpan Span, QuantifierKind Kind, Expression? Value)
{
    public int Height => Value?.Height ?? 0;
}

/// <summary>An entry of a set of strings or rules.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">With <c>$</c> for strings; without the asterisk.</param>
/// <param name="IsWildcard">True when it stands for all that start so.</param>
internal sealed record SetItem(TextSpan Span, string Name, bool IsWildcard)
{
    public bool Includes(string name) =>
        IsWildcard ? name.StartsWith(Name, StringComparison.Ordinal) : string.Equals(name, Name, StringComparison.Ordinal);
}

/// <summary><c>quantifier of (set)</c>, of strings or rules.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Quantifier">How many.</param>
/// <param name="Set">The entries; one wildcard <c>$*</c> for <c>them</c>.</param>
/// <param name="IsOfRules">True for a set of rules.</param>
/// <param name="At">The offset where a string must be found.</param>
/// <param name="In">The range in which a string must be found.</param>
internal sealed record OfExpression(
    TextSpan Span, Quantifier Quantifier, IReadOnlyList<SetItem> Set, bool IsOfRules, Expression? At, RangeSyntax? In) : Expression(Span)
{
    public override int Height { get; } = Math.Max(Quantifier.Height, Math.Max(At?.Height ?? 0, In?.Height ?? 0)) + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>for quantifier of (set) : (body)</c>.</summary>
internal sealed record ForOfExpression(TextSpan Span, Quantifier Quantifier, IReadOnlyList<SetItem> Set, Expression Body)
    : Expression(Span)
{
    public override int Height { get; } = Math.Max(Quantifier.Height, Body.Height) + 1;

    public override bool IsPrimary => false;
}

/// <summary><c>for quantifier variables in iterator : (body)</c>.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Quantifier">How many.</param>
/// <param name="Variables">Their names.</param>
/// <param name="VariablesSpan">Where the names stand.</param>
/// <param name="Range">What is looped over, when it is a range.</param>
/// <param name="Items">What is looped over, when it is a list.</param>
/// <param name="Collection">What is looped over, when it is an array or a dictionary.</param>
/// <param name="Body">What must be so.</param>
internal sealed record ForInExpression(
    TextSpan Span,
    Quantifier Quantifier,
    IReadOnlyList<string> Variables,
    TextSpan VariablesSpan,
    RangeSyntax? Range,
    IReadOnlyList<Expression>? Items,
    Expression? Collection,
    Expression Body) : Expression(Span)
{
    public override int Height { get; } = new[]
    {
        Quantifier.Height, Range?.Height ?? 0, Items?.Max(item => item.Height) ?? 0, Collection?.Height ?? 0, Body.Height,
    }.Max() + 1;

    public override bool IsPrimary => false;
}
