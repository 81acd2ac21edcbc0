namespace ScanHost.Yara.Patterns;

/// <summary>A node of a parsed regular expression or hex string. Case and <c>/s</c> are applied when a pattern is compiled.</summary>
internal abstract record RegexNode;

/// <summary>Matches the empty text.</summary>
internal sealed record EmptyNode : RegexNode;

/// <summary>One byte out of a set. Where case is ignored the set is widened before it is negated.</summary>
/// <param name="Bytes">The bytes as written.</param>
/// <param name="IsNegated">True for <c>[^...]</c>, <c>\W</c>, <c>~</c>: every byte but these.</param>
internal sealed record BytesNode(ByteSet Bytes, bool IsNegated = false) : RegexNode
{
    /// <summary>True for <c>[...]</c>, also of one byte, and for <c>\w</c> and the like: libyara never searches for the bytes of one.</summary>
    internal bool IsClass { get; init; }
}

/// <summary>A dot or <c>??</c>: any byte; in a regular expression without <c>/s</c> not a newline.</summary>
internal sealed record AnyNode : RegexNode;

/// <summary>One part after the other.</summary>
internal sealed record ConcatNode(RegexNode[] Parts) : RegexNode;

/// <summary>One of several alternatives.</summary>
internal sealed record AlternationNode(RegexNode[] Alternatives) : RegexNode;

/// <summary>A part repeated.</summary>
/// <param name="Body">What is repeated.</param>
/// <param name="Min">At least so often.</param>
/// <param name="Max">At most so often; <see cref="Unbounded"/> for no limit.</param>
/// <param name="IsGreedy">False for <c>*?</c> and the like and for the jumps of hex strings.</param>
internal sealed record RepeatNode(RegexNode Body, int Min, int Max, bool IsGreedy) : RegexNode
{
    /// <summary>The <see cref="Max"/> of a repetition without limit.</summary>
    internal const int Unbounded = int.MaxValue;

    /// <summary>True for <c>.*</c> and the like, not for <c>(.)*</c>: libyara warns of the first only.</summary>
    internal bool IsOfPlainDot { get; init; }
}

/// <summary>A condition on a position that takes no byte.</summary>
internal sealed record AssertionNode(Assertion Kind) : RegexNode;

/// <summary>What can be asked of a position.</summary>
internal enum Assertion
{
    /// <summary><c>^</c>: the position is the first of the scanned bytes.</summary>
    Start,

    /// <summary><c>$</c>: the position is the end of the scanned bytes.</summary>
    End,

    /// <summary><c>\b</c>: a word character stands on exactly one side.</summary>
    WordBoundary,

    /// <summary><c>\B</c>: not a word boundary.</summary>
    NonWordBoundary,
}
