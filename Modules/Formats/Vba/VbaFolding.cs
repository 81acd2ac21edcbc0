using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Vba;

/// <summary>Computes what constant text expressions of Visual Basic amount to: <c>Chr(104) &amp; "ttp"</c> becomes <c>"http"</c>.</summary>
/// <remarks>No program runs: only literals, <c>Chr</c>, <c>StrReverse</c>, <c>Replace</c>, <c>Mid</c>, <c>Left</c>, <c>Right</c>, <c>LCase</c>, <c>UCase</c> and joining.</remarks>
public static partial class VbaFolding
{
    private const int MaxRounds = 12;
    private const int MaxLength = 4 << 20;

    /// <summary>Folds a source text.</summary>
    /// <param name="source">VBA or VBScript.</param>
    /// <param name="folds">How many expressions were folded.</param>
    public static string Fold(string source, out int folds)
    {
        folds = 0;
        if (source.Length > MaxLength)
            return source;
        var text = Continuation().Replace(source, " ");
        for (var round = 0; round < MaxRounds; round++)
        {
            var count = 0;
            text = CharacterCall().Replace(text, match => Character(match, ref count));
            text = TextCall().Replace(text, match => Call(match, ref count));
            text = Join(text, ref count);
            folds += count;
            if (count == 0 || text.Length > MaxLength)
                break;
        }
        return text;
    }

    private static string Character(Match match, ref int count)
    {
        if (Number(match.Groups["n"].Value) is not { } left)
            return match.Value;
        var value = left;
        if (match.Groups["m"].Success)
        {
            if (Number(match.Groups["m"].Value) is not { } right)
                return match.Value;
            value = match.Groups["op"].Value.ToUpperInvariant() switch { "+" => left + right, "-" => left - right, "*" => left * right, _ => left ^ right };
        }
        if (value is < 1 or > 0xFFFF || value is '\r' or '\n')
            return match.Value;
        count++;
        return Quote(((char)value).ToString());
    }

    private static string Call(Match match, ref int count)
    {
        var text = Unquote(match.Groups["s"].Value);
        var (first, second) = (match.Groups["a"].Value, match.Groups["b"].Value);
        string? result = match.Groups["f"].Value.ToUpperInvariant() switch
        {
            "STRREVERSE" => Reverse(text),
            "LCASE" => text.ToLowerInvariant(),
            "UCASE" => text.ToUpperInvariant(),
            "TRIM" => text.Trim(' '),
            "REPLACE" when first.StartsWith('"') && second.StartsWith('"') && first.Length > 2 => text.Replace(Unquote(first), Unquote(second), StringComparison.Ordinal),
            "LEFT" when Number(first) is { } length and >= 0 && second.Length == 0 => text[..Math.Min(length, text.Length)],
            "RIGHT" when Number(first) is { } length and >= 0 && second.Length == 0 => text[^Math.Min(length, text.Length)..],
            "MID" when Number(first) is { } start and >= 1 && start <= text.Length && second.Length > 0 && Number(second) is { } length and >= 0
                => text.Substring(start - 1, Math.Min(length, text.Length - start + 1)),
            _ => null,
        };
        if (result is null)
            return match.Value;
        count++;
        return Quote(result);
    }

    // One pass over the literals: two with nothing but an operator between them become one.
    private static string Join(string text, ref int count)
    {
        var output = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\'' )
            {
                // A comment goes on to the end of the line; an apostrophe in it opens nothing.
                var lineEnd = text.IndexOf('\n', at);
                lineEnd = lineEnd < 0 ? text.Length : lineEnd;
                output.Append(text, at, lineEnd - at);
                at = lineEnd;
                continue;
            }
            if (text[at] != '"')
            {
                output.Append(text[at++]);
                continue;
            }
            at = JoinFrom(text, at, output, ref count);
        }
        return output.ToString();
    }

    private static int JoinFrom(string text, int at, StringBuilder output, ref int count)
    {
        var end = EndOfLiteral(text, at);
        output.Append(text, at, end - at);
        while (end < text.Length && text[end - 1] == '"' && NextLiteral(text, end) is var next and >= 0)
        {
            var nextEnd = EndOfLiteral(text, next);
            if (text[nextEnd - 1] != '"' || nextEnd - next < 2)
                break;
            output.Length--;
            output.Append(text, next + 1, nextEnd - next - 1);
            end = nextEnd;
            count++;
        }
        return end;
    }

    private static int NextLiteral(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        if (at >= text.Length || text[at] is not ('&' or '+'))
            return -1;
        at++;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at < text.Length && text[at] == '"' ? at : -1;
    }

    // Behind the closing quote; a doubled quote is a quote inside. A line end closes what was left open.
    private static int EndOfLiteral(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] is '\r' or '\n')
                return at;
            if (text[at] != '"')
                continue;
            if (at + 1 >= text.Length || text[at + 1] != '"')
                return at + 1;
            at++;
        }
        return text.Length;
    }

    private static int? Number(string text)
    {
        text = text.Trim().TrimEnd('&', '%');
        if (text.StartsWith("&H", StringComparison.OrdinalIgnoreCase))
            return int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Unquote(string literal) => literal[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(@"[ \t]_[ \t]*\r?\n[ \t]*", RegexOptions.NonBacktracking)]
    private static partial Regex Continuation();

    [GeneratedRegex(
        @"\bChr[WB]?\$?\(\s*(?:CInt\(|CLng\()?\s*(?<n>&H[0-9A-F]{1,4}&?|\d{1,6})\s*(?:(?<op>[-+*]|Xor\b)\s*(?<m>&H[0-9A-F]{1,4}&?|\d{1,6})\s*)?\)?\s*\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CharacterCall();

    [GeneratedRegex(
        @"\b(?<f>StrReverse|Replace|Mid|Left|Right|LCase|UCase|Trim)\$?\(\s*(?<s>""(?:[^""\r\n]|"""")*"")\s*(?:,\s*(?<a>""(?:[^""\r\n]|"""")*""|\d{1,6})\s*)?(?:,\s*(?<b>""(?:[^""\r\n]|"""")*""|\d{1,6})\s*)?\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TextCall();
}
