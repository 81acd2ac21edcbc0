namespace ScanHost.Formats.Scripts.Syntax;

/// <summary>What a token is.</summary>
internal enum ScriptTokenKind
{
    Blank,
    LineEnd,
    Comment,
    Word,
    Number,
    Text,
    Pattern,
    Sign,
}

/// <summary>A piece of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">In characters.</param>
/// <param name="Length">In characters.</param>
/// <param name="Value">Of a text what it means, of a word its letters (lower case where the language does not care), of a sign itself.</param>
/// <param name="Number">Of a number.</param>
/// <param name="IsFixed">False for a text that has variables in it.</param>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int Length, string Value, double Number = 0, bool IsFixed = true)
{
    internal int End => Start + Length;

    internal bool Is(string sign) => Kind == ScriptTokenKind.Sign && Value == sign;
}
