using System.Net;

namespace ScanHost.Formats.Html;

/// <summary>
/// Cuts HTML, HTA and SVG into tags and text as browsers do (WHATWG HTML, section 13.2.5), in one pass and without building a tree: a page
/// of a million nested tags costs no more than its length.
/// </summary>
/// <remarks>Broken markup is read as browsers read it and never an error; that is what phishing pages rely on.</remarks>
internal sealed class HtmlTokenizer(string page)
{
    private const int MaxAttributes = 256;
    private const int MaxValueLength = 8 << 20;

    private static readonly string[] RawElements = ["script", "style", "title", "textarea", "xmp", "noembed", "noframes"];

    private int at;
    private string? raw;

    /// <summary>The next token; null at the end.</summary>
    internal HtmlToken? Next()
    {
        if (at >= page.Length)
            return null;
        if (raw is { } element)
        {
            raw = null;
            if (RawText(element) is { } text)
                return text;
        }
        return page[at] == '<' ? Markup() : Text();
    }

    private HtmlToken Text()
    {
        var end = page.IndexOf('<', at + 1);
        return Take(HtmlTokenKind.Text, end < 0 ? page.Length : end, at, end < 0 ? page.Length : end);
    }

    private HtmlToken Markup()
    {
        if (Starts("<!--"))
            return Until("-->", HtmlTokenKind.Comment, 4);
        if (Starts("<![CDATA["))
            return Until("]]>", HtmlTokenKind.Text, 9);
        if (at + 1 < page.Length && page[at + 1] is '!' or '?')
            return Until(">", HtmlTokenKind.Comment, 2);
        var isEnd = at + 1 < page.Length && page[at + 1] == '/';
        var nameAt = at + (isEnd ? 2 : 1);
        return nameAt < page.Length && char.IsAsciiLetter(page[nameAt]) ? Tag(nameAt, isEnd) : Text();
    }

    private HtmlToken Tag(int nameAt, bool isEnd)
    {
        var start = at;
        at = nameAt;
        while (at < page.Length && !IsBlank(page[at]) && page[at] is not ('>' or '/'))
            at++;
        var name = page[nameAt..Math.Min(at, nameAt + 64)].ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (at < page.Length && page[at] != '>')
            Attribute(attributes);
        at = Math.Min(at + 1, page.Length);
        if (!isEnd && Array.IndexOf(RawElements, name) >= 0 && page[Math.Max(0, at - 2)] != '/')
            raw = name;
        return new(isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag, start, name, "", attributes);
    }

    private void Attribute(Dictionary<string, string> attributes)
    {
        if (IsBlank(page[at]) || page[at] is '/' or '=')
        {
            at++;
            return;
        }
        var start = at;
        while (at < page.Length && !IsBlank(page[at]) && page[at] is not ('=' or '>' or '/'))
            at++;
        var name = page[start..Math.Min(at, start + 64)].ToLowerInvariant();
        SkipBlanks();
        var value = "";
        if (at < page.Length && page[at] == '=')
        {
            at++;
            SkipBlanks();
            value = Value();
        }
        // The first of two wins, as in browsers.
        if (attributes.Count < MaxAttributes)
            attributes.TryAdd(name, WebUtility.HtmlDecode(value));
    }

    private string Value()
    {
        if (at >= page.Length)
            return "";
        var start = at;
        if (page[at] is '"' or '\'')
        {
            var close = page.IndexOf(page[at], at + 1);
            at = close < 0 ? page.Length : close + 1;
            return Cut(start + 1, close < 0 ? page.Length : close);
        }
        while (at < page.Length && !IsBlank(page[at]) && page[at] != '>')
            at++;
        return Cut(start, at);
    }

    private string Cut(int start, int end) => page[start..Math.Min(end, start + MaxValueLength)];

    private HtmlToken? RawText(string element)
    {
        var end = at;
        while (true)
        {
            end = page.IndexOf("</", end, StringComparison.Ordinal);
            if (end < 0 || page.AsSpan(end + 2).StartsWith(element, StringComparison.OrdinalIgnoreCase))
                break;
            end += 2;
        }
        end = end < 0 ? page.Length : end;
        return end == at ? null : Take(HtmlTokenKind.Text, end, at, end);
    }

    private HtmlToken Until(string mark, HtmlTokenKind kind, int skip)
    {
        var from = Math.Min(at + skip, page.Length);
        var end = page.IndexOf(mark, from, StringComparison.Ordinal);
        return Take(kind, end < 0 ? page.Length : end + mark.Length, from, end < 0 ? page.Length : end);
    }

    private HtmlToken Take(HtmlTokenKind kind, int next, int start, int end)
    {
        at = next;
        return new(kind, start, "", page[start..end], NoAttributes);
    }

    private static readonly Dictionary<string, string> NoAttributes = [];

    private bool Starts(string text) => page.AsSpan(at).StartsWith(text, StringComparison.Ordinal);

    private void SkipBlanks()
    {
        while (at < page.Length && IsBlank(page[at]))
            at++;
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\n' or '\r' or '\f';
}

/// <summary>What a token is.</summary>
internal enum HtmlTokenKind
{
    Text,
    Comment,
    StartTag,
    EndTag,
}

/// <summary>A piece of a page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where its text or its tag starts, in characters.</param>
/// <param name="Name">A tag's name in lower case.</param>
/// <param name="Text">Of text and comments.</param>
/// <param name="Attributes">Of a tag; names in lower case, values decoded.</param>
internal sealed record HtmlToken(HtmlTokenKind Kind, int Offset, string Name, string Text, IReadOnlyDictionary<string, string> Attributes)
{
    internal string Get(string attribute) => Attributes.GetValueOrDefault(attribute, "");
}
