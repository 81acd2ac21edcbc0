namespace ScanHost.Yara.Syntax;

/// <summary>A word of a source.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Span">Where.</param>
/// <param name="Bits">An integer's value, or a float's bits.</param>
/// <param name="Name">An identifier's name, with its sign (<c>$a</c> for <c>#a</c> too) and without the wildcard.</param>
/// <param name="Bytes">A text's bytes without escapes, or a regular expression's source between the slashes.</param>
/// <param name="Flags">A regular expression's.</param>
internal readonly record struct Token(
    TokenKind Kind, TextSpan Span, long Bits = 0, string? Name = null, byte[]? Bytes = null, RegexFlags Flags = RegexFlags.None);

/// <summary>What stands behind a regular expression.</summary>
[Flags]
internal enum RegexFlags : byte
{
    None = 0,

    /// <summary><c>i</c>: letters of both cases are the same.</summary>
    NoCase = 1,

    /// <summary><c>s</c>: the dot matches line feeds too.</summary>
    DotAll = 2,
}
