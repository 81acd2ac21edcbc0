using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Scripts.Syntax;

/// <summary>
/// Cuts a script into tokens, in one pass, whatever stands in it. It knows of each language only what keeps texts, comments and code apart.
/// </summary>
internal sealed class ScriptLexer(ScriptSyntax syntax, string script)
{
    /// <summary>So many tokens of one script are looked at.</summary>
    internal const int MaxTokens = 1_000_000;

    private static readonly string[] LongSigns = ["+=", ".=", "&=", "::", "==", "!=", "=>", "->", "<=", ">=", "&&", "||", "<<", ">>"];

    private readonly List<ScriptToken> tokens = [];
    private int at;

    /// <summary>All tokens, blanks and comments too.</summary>
    internal IReadOnlyList<ScriptToken> Read()
    {
        while (at < script.Length && tokens.Count < MaxTokens)
        {
            var start = at;
            tokens.Add(Next());
            if (at <= start)
                at = start + 1;
        }
        return tokens;
    }

    private ScriptToken Next()
    {
        var letter = script[at];
        if (letter is '\n' or '\r')
            return Take(ScriptTokenKind.LineEnd, at + 1);
        if (char.IsWhiteSpace(letter) || letter == '\0')
            return Take(ScriptTokenKind.Blank, End(static one => one is ' ' or '\t' or '\0' or '\f' or '\v' or '\u00A0', at + 1));
        if (CommentEnd() is { } comment)
            return Take(ScriptTokenKind.Comment, comment);
        if (HereText() is { } here)
            return here;
        if (syntax.Quotes.TryGetValue(letter, out var escape))
            return Text(letter, escape);
        if (char.IsAsciiDigit(letter) || (letter == '&' && IsBasic && at + 1 < script.Length && script[at + 1] is 'h' or 'H'))
            return Number();
        if (IsWordLetter(letter) || (letter == '-' && IsOperatorWord()) || (IsShell && letter == '`'))
            return Word();
        return letter == '/' && syntax.Language == ScriptLanguage.JavaScript && MayStartPattern() && PatternEnd() is { } pattern
            ? Take(ScriptTokenKind.Pattern, pattern)
            : Sign();
    }

    private bool IsBasic => syntax.Language == ScriptLanguage.VbScript;

    private bool IsShell => syntax.Language == ScriptLanguage.PowerShell;

    private int? CommentEnd()
    {
        if (syntax.BlockComment.Open.Length > 0 && Starts(syntax.BlockComment.Open))
        {
            var close = script.IndexOf(syntax.BlockComment.Close, at + 2, StringComparison.Ordinal);
            return close < 0 ? script.Length : close + 2;
        }
        foreach (var mark in syntax.LineComments)
            if (Starts(mark) && (mark != "#" || syntax.Language == ScriptLanguage.Php || at == 0 || script[at - 1] is ' ' or '\t' or '\n' or '\r' or ';' or '(' or ')' or '{' or '}'))
                return LineEnd();
        return IsBasic && IsStatementStart() && script.AsSpan(at).StartsWith("rem ", StringComparison.OrdinalIgnoreCase) ? LineEnd() : null;
    }

    private bool IsStatementStart()
    {
        for (var before = tokens.Count - 1; before >= 0; before--)
            if (tokens[before].Kind != ScriptTokenKind.Blank)
                return tokens[before].Kind == ScriptTokenKind.LineEnd || tokens[before].Is(":");
        return true;
    }

    private ScriptToken Text(char quote, char escape)
    {
        var start = at;
        var value = new StringBuilder();
        var (isFixed, isTriple) = (true, syntax.Language == ScriptLanguage.Python && Starts(new string(quote, 3)));
        at += isTriple ? 3 : 1;
        while (at < script.Length)
        {
            var letter = script[at];
            if (isTriple ? Starts(new string(quote, 3)) : letter == quote)
            {
                if (escape != quote || at + 1 >= script.Length || script[at + 1] != quote)
                {
                    at += isTriple ? 3 : 1;
                    break;
                }
                value.Append(quote);
                at += 2;
                continue;
            }
            // Only broken scripts leave a text open; the next line is code again.
            if (letter is '\n' && !isTriple && quote != '`' && !IsShell && syntax.Language is not (ScriptLanguage.Php or ScriptLanguage.Shell))
                break;
            if (letter == escape && at + 1 < script.Length && escape != quote)
            {
                at += 1 + TextEscape.Append(script.AsSpan(at + 1), escape, value);
                continue;
            }
            isFixed &= letter != '$' || !IsDynamic(quote);
            value.Append(letter);
            at++;
        }
        at = Math.Min(at, script.Length);
        return new(ScriptTokenKind.Text, start, at - start, value.ToString(), 0, isFixed);
    }

    private bool IsDynamic(char quote) => quote switch
    {
        '"' => syntax.Language is ScriptLanguage.PowerShell or ScriptLanguage.Php or ScriptLanguage.Shell
            && at + 1 < script.Length && (char.IsLetter(script[at + 1]) || script[at + 1] is '(' or '{' or '_'),
        '`' => at + 1 < script.Length && script[at + 1] == '{',
        _ => false,
    };

    // @' ... '@ over lines.
    private ScriptToken? HereText()
    {
        if (!IsShell || script[at] != '@' || at + 1 >= script.Length || script[at + 1] is not ('\'' or '"'))
            return null;
        var start = at;
        var close = script.IndexOf($"\n{script[at + 1]}@", at, StringComparison.Ordinal);
        var end = close < 0 ? script.Length : close;
        var value = script[Math.Min(at + 2, end)..end].Trim('\r', '\n');
        at = close < 0 ? end : end + 3;
        return new(ScriptTokenKind.Text, start, at - start, value, 0, script[start + 1] == '\'' || !value.Contains('$', StringComparison.Ordinal));
    }

    private ScriptToken Number()
    {
        var start = at;
        var isHex = script[at] == '&' || (script[at] == '0' && at + 1 < script.Length && script[at + 1] is 'x' or 'X');
        if (isHex)
        {
            at = End(char.IsAsciiHexDigit, at + 2);
            var digits = script.AsSpan(start + 2, Math.Min(at - start - 2, 15));
            _ = long.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex);
            at += at < script.Length && script[at] is '&' or 'n' ? 1 : 0;
            return new(ScriptTokenKind.Number, start, at - start, "", hex);
        }
        at = End(char.IsAsciiDigit, at);
        if (at + 1 < script.Length && script[at] == '.' && char.IsAsciiDigit(script[at + 1]))
            at = End(char.IsAsciiDigit, at + 1);
        _ = double.TryParse(script.AsSpan(start, Math.Min(at - start, 30)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return new(ScriptTokenKind.Number, start, at - start, "", number);
    }

    private ScriptToken Word()
    {
        var start = at;
        at++;
        while (at < script.Length && (IsWordLetter(script[at]) || char.IsAsciiDigit(script[at]) || (IsShell && script[at] is '`')
            || (IsShell && script[at] == '-' && at + 1 < script.Length && char.IsAsciiLetter(script[at + 1]) && char.IsAsciiLetter(script[start]))
            || (IsShell && script[start] == '$' && script[at] == ':' && at + 1 < script.Length && script[at + 1] != ':')))
            at++;
        var word = script[start..at];
        if (IsShell)
            word = word.Replace("`", "", StringComparison.Ordinal);
        return new(ScriptTokenKind.Word, start, at - start, syntax.IgnoresCase ? word.ToLowerInvariant() : word);
    }

    // -join, -f, -replace
    private bool IsOperatorWord() =>
        IsShell && at + 1 < script.Length && char.IsAsciiLetter(script[at + 1]) && (at == 0 || !IsWordLetter(script[at - 1]));

    private ScriptToken Sign()
    {
        foreach (var sign in LongSigns)
            if (Starts(sign))
            {
                at += 2;
                return new(ScriptTokenKind.Sign, at - 2, 2, sign);
            }
        at++;
        return new(ScriptTokenKind.Sign, at - 1, 1, script[at - 1].ToString());
    }

    private bool MayStartPattern()
    {
        for (var before = tokens.Count - 1; before >= 0; before--)
            if (tokens[before].Kind is not (ScriptTokenKind.Blank or ScriptTokenKind.LineEnd or ScriptTokenKind.Comment))
                return tokens[before] is { Kind: ScriptTokenKind.Sign, Value: not (")" or "]" or "}") } or { Kind: ScriptTokenKind.Word, Value: "return" or "typeof" or "case" };
        return true;
    }

    private int? PatternEnd()
    {
        var isClass = false;
        for (var end = at + 1; end < script.Length && end < at + 4096 && script[end] is not ('\n' or '\r'); end++)
        {
            if (script[end] == '\\')
                end++;
            else if (script[end] is '[' or ']')
                isClass = script[end] == '[';
            else if (script[end] == '/' && !isClass)
                return End(char.IsAsciiLetter, end + 1);
        }
        return null;
    }

    private ScriptToken Take(ScriptTokenKind kind, int end)
    {
        var start = at;
        at = Math.Min(end, script.Length);
        return new(kind, start, at - start, kind == ScriptTokenKind.Pattern ? script[start..at] : "");
    }

    private int End(Func<char, bool> isPart, int from)
    {
        while (from < script.Length && isPart(script[from]))
            from++;
        return from;
    }

    private int LineEnd() => script.AsSpan(at).IndexOfAny('\n', '\r') is var end and >= 0 ? at + end : script.Length;

    private bool Starts(string text) => script.AsSpan(at).StartsWith(text, StringComparison.Ordinal);

    private bool IsWordLetter(char letter) => char.IsLetter(letter) || letter == '_' || syntax.WordLetters.Contains(letter);
}

/// <summary>Escapes in texts: of C and its children (backslash), and of PowerShell (backtick).</summary>
internal static class TextEscape
{
    /// <summary>Writes what the escape means.</summary>
    /// <param name="rest">What follows the escape letter.</param>
    /// <param name="escape">The escape letter.</param>
    /// <param name="value">Takes the meaning.</param>
    /// <returns>So many letters of <paramref name="rest"/> were read.</returns>
    internal static int Append(ReadOnlySpan<char> rest, char escape, StringBuilder value)
    {
        var letter = rest[0];
        if (escape == '`')
        {
            value.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '0' => '\0', _ => letter });
            return 1;
        }
        switch (letter)
        {
            case 'x' when Hex(rest, 1, 2) is { } code:
                value.Append((char)code);
                return 3;
            case 'u' when Hex(rest, 1, 4) is { } code:
                value.Append((char)code);
                return 5;
            case 'u' when rest.Length > 2 && rest[1] == '{' && rest.IndexOf('}') is > 2 and < 9 and var close && Hex(rest, 2, close - 2) is { } code && code < 0x110000:
                value.Append(code is >= 0xD800 and < 0xE000 ? "?" : char.ConvertFromUtf32(code));
                return close + 1;
            case >= '0' and <= '7':
                var length = 1;
                while (length < 3 && length < rest.Length && rest[length] is >= '0' and <= '7')
                    length++;
                var octal = 0;
                foreach (var digit in rest[..length])
                    octal = (octal * 8) + digit - '0';
                value.Append((char)octal);
                return length;
            case '\n':
                return 1; // a line continued
            case '\r':
                return rest.Length > 1 && rest[1] == '\n' ? 2 : 1;
            default:
                value.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => letter });
                return 1;
        }
    }

    private static int? Hex(ReadOnlySpan<char> text, int start, int length) =>
        text.Length >= start + length && int.TryParse(text.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;
}
