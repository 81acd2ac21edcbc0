using ScanHost.Yara.Syntax.Expressions;

namespace ScanHost.Yara.Syntax;

/// <summary>What stands at the top level of a source.</summary>
internal abstract record Declaration(TextSpan Span);

/// <summary><c>import "name"</c>.</summary>
internal sealed record ImportDeclaration(TextSpan Span, byte[] Module) : Declaration(Span);

/// <summary><c>include "path"</c>.</summary>
internal sealed record IncludeDeclaration(TextSpan Span, byte[] Path) : Declaration(Span);

/// <summary>A rule.</summary>
/// <param name="Span">Of its name.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsGlobal">No rule of the namespace matches unless it does.</param>
/// <param name="IsPrivate">It is not reported.</param>
/// <param name="Tags">In the order of the source.</param>
/// <param name="Metas">In the order of the source; names may repeat.</param>
/// <param name="Patterns">Its strings.</param>
/// <param name="Condition">Its condition.</param>
internal sealed record RuleDeclaration(
    TextSpan Span,
    string Name,
    bool IsGlobal,
    bool IsPrivate,
    IReadOnlyList<TagSyntax> Tags,
    IReadOnlyList<RuleMeta> Metas,
    IReadOnlyList<PatternDeclaration> Patterns,
    Expression Condition) : Declaration(Span);

/// <summary>A tag.</summary>
internal readonly record struct TagSyntax(TextSpan Span, string Name);

/// <summary>What a string is written as.</summary>
internal enum PatternForm : byte
{
    Text,
    Hex,
    Regex,
}

/// <summary>A modifier as it is written.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">Its word.</param>
/// <param name="XorMin">First number of <c>xor(a-b)</c>.</param>
/// <param name="XorMax">Last number of <c>xor(a-b)</c>.</param>
/// <param name="Alphabet">Of base64; null for the usual one.</param>
internal sealed record ModifierSyntax(TextSpan Span, TokenKind Kind, long XorMin = 0, long XorMax = 255, byte[]? Alphabet = null);

/// <summary>A string of a rule.</summary>
/// <param name="Span">Of its name.</param>
/// <param name="Name">With its <c>$</c>; <c>$</c> alone for an anonymous one.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Body">The text without escapes, the regular expression between its slashes, or what stands in the braces.</param>
/// <param name="BodySpan">Where the body stands, its delimiters included for texts and regular expressions.</param>
/// <param name="Flags">Of a regular expression.</param>
/// <param name="Modifiers">In the order of the source.</param>
internal sealed record PatternDeclaration(
    TextSpan Span,
    string Name,
    PatternForm Form,
    ReadOnlyMemory<byte> Body,
    TextSpan BodySpan,
    RegexFlags Flags,
    IReadOnlyList<ModifierSyntax> Modifiers);
