using System.Net;

namespace ScanHost.Formats.Html;

/// <summary>
/// Cuts HTML, HTA and SVG into tags and text as browsers do (WHATWG HTML, section 13.2.5), in one pass and without building a tree: a page
/// of a million nested tags costs no more than its length.
/// </summary>
/// <param name="page">The page.</param>
/// <param name="isXml">
/// True to read it as XML, as browsers do with pages of some names: sections of character data are text everywhere, an element that closes itself is closed, and only a
/// script's text has no tags.
/// </param>
/// <remarks>Broken markup is read as browsers read it and never an error; that is what phishing pages rely on.</remarks>
internal sealed class HtmlTokenizer(string page, bool isXml = false)
{
    private const int MaxAttributes = 10_000;
    private const int MaxValueLength = 8 << 20;

    private static readonly string[] RawElements = ["script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe"];

    private readonly ForeignElements foreign = new();
    private int at;
    private int slash = -1;
    private string? raw;

    /// <summary>True when a tag has more attributes than are kept.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>True when an element of raw text would have closed itself in XML.</summary>
    internal bool ClosesRawElement { get; private set; }

    // Drawings and formulas in a page follow XML in what matters here, 13.2.6.5.
    private bool IsForeign => isXml || foreign.IsInside;

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
            return Comment();
        if (IsForeign && Starts("<![CDATA["))
            return Until("]]>", HtmlTokenKind.Text, 9);
        if (at + 1 < page.Length && page[at + 1] is '!' or '?')
            return Until(">", HtmlTokenKind.Comment, 2);
        var isEnd = at + 1 < page.Length && page[at + 1] == '/';
        var nameAt = at + (isEnd ? 2 : 1);
        return nameAt < page.Length && char.IsAsciiLetter(page[nameAt]) ? Tag(nameAt, isEnd) : Text();
    }

    // 13.2.5.43 to 13.2.5.51: a comment also ends at once, and with a sign of exclamation.
    private HtmlToken Comment()
    {
        var start = at + 4;
        if (page.AsSpan(start).StartsWith(">") || page.AsSpan(start).StartsWith("->"))
            return Take(HtmlTokenKind.Comment, page.IndexOf('>', start) + 1, start, start);
        for (var end = page.IndexOf("--", start, StringComparison.Ordinal); end >= 0; end = page.IndexOf("--", end + 1, StringComparison.Ordinal))
            if (page.AsSpan(end + 2) is ['>', ..] or ['!', '>', ..])
                return Take(HtmlTokenKind.Comment, page.IndexOf('>', end) + 1, start, end);
        return Take(HtmlTokenKind.Comment, page.Length, start, page.Length);
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
        var isClosed = slash == at - 2;
        var isEmpty = IsForeign && isClosed;
        if (!isEnd && (IsForeign ? IsScript(name) && !isClosed : Array.IndexOf(RawElements, name) >= 0))
        {
            raw = name;
            ClosesRawElement |= isClosed;
        }
        foreign.Follow(name, isEnd, isClosed);
        return new(isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag, start, name, "", attributes) { IsClosed = isClosed, IsEmpty = isEmpty };
    }

    private void Attribute(Dictionary<string, string> attributes)
    {
        if (IsBlank(page[at]) || page[at] is '/' or '=')
        {
            slash = page[at] == '/' ? at : slash;
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
        else
            IsCut = true;
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
        var end = IsScript(element) ? EndOfScript(element) : at;
        if (!IsScript(element))
            while ((end = page.IndexOf("</", end, StringComparison.Ordinal)) >= 0 && !IsTag("</", element, end))
                end += 2;
        end = end < 0 ? page.Length : end;
        return end == at ? null : Take(HtmlTokenKind.Text, end, at, end);
    }

    // 13.2.5.18 to 13.2.5.31: behind "<!--" a script within the script hides its own end tag, until "-->".
    private int EndOfScript(string element)
    {
        var (isEscaped, isDoubleEscaped) = (false, false);
        for (var next = at; next < page.Length; next++)
        {
            var sign = page.AsSpan(next).IndexOfAny('<', '-');
            if (sign < 0)
                break;
            next += sign;
            var rest = page.AsSpan(next);
            if (rest.StartsWith("-->"))
                (isEscaped, isDoubleEscaped) = (false, false);
            else if (rest.StartsWith("<!--"))
                (isEscaped, next) = (true, next + 1); // "<!-->" ends what it begins
            else if (isEscaped && !isDoubleEscaped && IsTag("<", element, next))
                isDoubleEscaped = true;
            else if (IsTag("</", element, next) && !isDoubleEscaped)
                return next;
            else if (IsTag("</", element, next))
                isDoubleEscaped = false;
        }
        return -1;
    }

    // In XML with a prefix, too.
    private static bool IsScript(string element) => element == "script" || element.EndsWith(":script", StringComparison.Ordinal);

    private bool IsTag(string open, string element, int start) =>
        page.AsSpan(start).StartsWith(open) && page.AsSpan(start + open.Length).StartsWith(element, StringComparison.OrdinalIgnoreCase)
        && start + open.Length + element.Length is var end && end < page.Length && (IsBlank(page[end]) || page[end] is '/' or '>');

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
    /// <summary>True for a tag that ends in <c>/&gt;</c>.</summary>
    internal bool IsClosed { get; init; }

    /// <summary>True where that closes its element.</summary>
    internal bool IsEmpty { get; init; }

    internal string Get(string attribute) => Attributes.GetValueOrDefault(attribute, "");
}
