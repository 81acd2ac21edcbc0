namespace ScanHost.Yara.Syntax;

/// <summary>The reserved words, and how error messages call each kind of token.</summary>
internal static class Words
{
    private static readonly Dictionary<string, TokenKind> Reserved = new(StringComparer.Ordinal)
    {
        ["rule"] = TokenKind.Rule, ["private"] = TokenKind.Private, ["global"] = TokenKind.Global, ["meta"] = TokenKind.Meta,
        ["strings"] = TokenKind.Strings, ["condition"] = TokenKind.Condition, ["import"] = TokenKind.Import,
        ["include"] = TokenKind.Include, ["ascii"] = TokenKind.Ascii, ["wide"] = TokenKind.Wide, ["nocase"] = TokenKind.NoCase,
        ["fullword"] = TokenKind.FullWord, ["xor"] = TokenKind.Xor, ["base64"] = TokenKind.Base64,
        ["base64wide"] = TokenKind.Base64Wide, ["all"] = TokenKind.All, ["any"] = TokenKind.Any, ["none"] = TokenKind.None,
        ["and"] = TokenKind.And, ["or"] = TokenKind.Or, ["not"] = TokenKind.Not, ["defined"] = TokenKind.Defined,
        ["of"] = TokenKind.Of, ["for"] = TokenKind.For, ["in"] = TokenKind.In, ["at"] = TokenKind.At, ["them"] = TokenKind.Them,
        ["true"] = TokenKind.True, ["false"] = TokenKind.False, ["filesize"] = TokenKind.FileSize,
        ["entrypoint"] = TokenKind.EntryPoint, ["matches"] = TokenKind.Matches, ["contains"] = TokenKind.Contains,
        ["icontains"] = TokenKind.IContains, ["startswith"] = TokenKind.StartsWith, ["istartswith"] = TokenKind.IStartsWith,
        ["endswith"] = TokenKind.EndsWith, ["iendswith"] = TokenKind.IEndsWith, ["iequals"] = TokenKind.IEquals,
        ["int8"] = TokenKind.IntegerFunction, ["int16"] = TokenKind.IntegerFunction, ["int32"] = TokenKind.IntegerFunction,
        ["uint8"] = TokenKind.IntegerFunction, ["uint16"] = TokenKind.IntegerFunction, ["uint32"] = TokenKind.IntegerFunction,
        ["int8be"] = TokenKind.IntegerFunction, ["int16be"] = TokenKind.IntegerFunction, ["int32be"] = TokenKind.IntegerFunction,
        ["uint8be"] = TokenKind.IntegerFunction, ["uint16be"] = TokenKind.IntegerFunction, ["uint32be"] = TokenKind.IntegerFunction,
    };

    private static readonly Dictionary<TokenKind, string> Names = MakeNames();

    /// <summary>The kind of a reserved word; an identifier otherwise.</summary>
    public static TokenKind KindOf(string word) => Reserved.GetValueOrDefault(word, TokenKind.Identifier);

    /// <summary>How an error message calls it.</summary>
    public static string NameOf(TokenKind kind) => Names[kind];

    private static Dictionary<TokenKind, string> MakeNames()
    {
        var names = new Dictionary<TokenKind, string>
        {
            [TokenKind.EndOfFile] = "end of file", [TokenKind.Identifier] = "identifier",
            [TokenKind.StringIdentifier] = "string identifier", [TokenKind.StringWildcard] = "string identifier with wildcard",
            [TokenKind.StringCount] = "string count", [TokenKind.StringOffset] = "string offset",
            [TokenKind.StringLength] = "string length", [TokenKind.Integer] = "integer number",
            [TokenKind.Float] = "floating point number", [TokenKind.Text] = "text string", [TokenKind.Regex] = "regular expression",
            [TokenKind.Equal] = "==", [TokenKind.NotEqual] = "!=", [TokenKind.Less] = "<", [TokenKind.LessOrEqual] = "<=",
            [TokenKind.Greater] = ">", [TokenKind.GreaterOrEqual] = ">=", [TokenKind.ShiftLeft] = "<<",
            [TokenKind.ShiftRight] = ">>", [TokenKind.Plus] = "'+'", [TokenKind.Minus] = "'-'", [TokenKind.Star] = "'*'",
            [TokenKind.Backslash] = "'\\\\'", [TokenKind.Percent] = "'%'", [TokenKind.Ampersand] = "'&'", [TokenKind.Pipe] = "'|'",
            [TokenKind.Caret] = "'^'", [TokenKind.Tilde] = "'~'", [TokenKind.Assign] = "'='", [TokenKind.Colon] = "':'",
            [TokenKind.Comma] = "','", [TokenKind.Dot] = "'.'", [TokenKind.DotDot] = "..", [TokenKind.OpenParenthesis] = "'('",
            [TokenKind.CloseParenthesis] = "')'", [TokenKind.OpenBracket] = "'['", [TokenKind.CloseBracket] = "']'",
            [TokenKind.OpenBrace] = "'{'", [TokenKind.CloseBrace] = "'}'",
        };
        foreach (var (word, kind) in Reserved)
            names.TryAdd(kind, $"<{word}>");

        names[TokenKind.IntegerFunction] = "integer function";
        return names;
    }
}
