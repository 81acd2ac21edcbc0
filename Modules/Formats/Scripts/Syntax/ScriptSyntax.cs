namespace ScanHost.Formats.Scripts.Syntax;

/// <summary>How a language writes comments, strings, words and concatenation: what the lexer and the folder must know of it.</summary>
internal sealed record ScriptSyntax(ScriptLanguage Language)
{
    /// <summary>Start a comment to the end of the line.</summary>
    internal string[] LineComments { get; private init; } = ["#"];

    /// <summary>Start and end of a comment over lines; empty when there is none.</summary>
    internal (string Open, string Close) BlockComment { get; private init; } = ("", "");

    /// <summary>The quotes, each with what escapes inside it: a backslash, a backtick, or the quote itself twice.</summary>
    internal IReadOnlyDictionary<char, char> Quotes { get; private init; } = new Dictionary<char, char> { ['"'] = '\\', ['\''] = '\\' };

    /// <summary>Letters of words besides letters, digits and the underscore.</summary>
    internal string WordLetters { get; private init; } = "$";

    /// <summary>True when <c>Word</c> and <c>wORD</c> are the same.</summary>
    internal bool IgnoresCase { get; private init; }

    /// <summary>Operators that join two texts.</summary>
    internal string[] Joins { get; private init; } = ["+"];

    /// <summary>The extension of a file in this language.</summary>
    internal string Extension { get; private init; } = "txt";

    internal static ScriptSyntax Of(ScriptLanguage language) => language switch
    {
        ScriptLanguage.JavaScript => new(language)
        {
            LineComments = ["//"], BlockComment = ("/*", "*/"), Extension = "js",
            Quotes = new Dictionary<char, char> { ['"'] = '\\', ['\''] = '\\', ['`'] = '\\' },
        },
        ScriptLanguage.VbScript => new(language)
        {
            LineComments = ["'"], Quotes = new Dictionary<char, char> { ['"'] = '"' }, WordLetters = "", IgnoresCase = true, Joins = ["&", "+"],
            Extension = "vbs",
        },
        ScriptLanguage.PowerShell => new(language)
        {
            BlockComment = ("<#", "#>"), Quotes = new Dictionary<char, char> { ['"'] = '`', ['\''] = '\'' }, WordLetters = "$", IgnoresCase = true,
            Extension = "ps1",
        },
        ScriptLanguage.Batch => new(language) { LineComments = [], Quotes = new Dictionary<char, char>(), IgnoresCase = true, Extension = "bat" },
        ScriptLanguage.Python => new(language) { WordLetters = "", Extension = "py" },
        ScriptLanguage.Php => new(language)
        {
            LineComments = ["//", "#"], BlockComment = ("/*", "*/"), Joins = ["."], Extension = "php",
        },
        _ => new(language) { Extension = "sh" },
    };
}
