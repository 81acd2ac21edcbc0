using System.Net;
using System.Text;

namespace ScanHost.Formats.Mail;

/// <summary>A link with the text that a reader sees on it. Untrusted.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Text">What is shown.</param>
public sealed record HtmlLink(string Target, string Text);

/// <summary>Finds the links of an HTML body in one pass; no document is built.</summary>
public static class HtmlLinks
{
    private const int MaxLinks = 2000;
    private const int MaxText = 500;

    /// <summary>The links, in their order, bounded in number.</summary>
    public static IReadOnlyList<HtmlLink> Find(string html)
    {
        var links = new List<HtmlLink>();
        for (var at = 0; links.Count < MaxLinks;)
        {
            var start = html.IndexOf("<a", at, StringComparison.OrdinalIgnoreCase);
            if (start < 0 || start + 2 >= html.Length)
                return links;
            at = start + 2;
            if (!char.IsWhiteSpace(html[at]))
                continue;
            var end = html.IndexOf('>', at);
            if (end < 0)
                return links;
            if (Href(html.AsSpan(at, Math.Min(end - at, 8192))) is { Length: > 0 } target)
                links.Add(new(target, TextFrom(html, end + 1)));
            at = end + 1;
        }
        return links;
    }

    /// <summary>Text without its tags, references to characters resolved.</summary>
    public static string PlainText(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            if (html[at] != '<')
            {
                var next = html.IndexOf('<', at);
                text.Append(html, at, (next < 0 ? html.Length : next) - at);
                at = next < 0 ? html.Length : next;
                continue;
            }
            at = BehindTag(html, at);
            text.Append(' ');
        }
        return WebUtility.HtmlDecode(text.ToString());
    }

    // Style sheets and scripts are no text.
    private static int BehindTag(string html, int at)
    {
        foreach (var element in (ReadOnlySpan<string>)["style", "script", "title"])
            if (string.Compare(html, at + 1, element, 0, element.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                var close = html.IndexOf("</" + element, at, StringComparison.OrdinalIgnoreCase);
                if (close < 0)
                    return html.Length;
                at = close;
            }
        var end = html.IndexOf('>', at);
        return end < 0 ? html.Length : end + 1;
    }

    private static string? Href(ReadOnlySpan<char> attributes)
    {
        for (var rest = attributes; rest.IndexOf("href", StringComparison.OrdinalIgnoreCase) is var found and >= 0;)
        {
            rest = rest[(found + 4)..].TrimStart();
            if (rest.IsEmpty || rest[0] != '=')
                continue;
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty)
                return null;
            var quote = rest[0];
            if (quote is '"' or '\'')
            {
                var close = rest[1..].IndexOf(quote);
                return WebUtility.HtmlDecode((close < 0 ? rest[1..] : rest.Slice(1, close)).Trim().ToString());
            }
            var blank = rest.IndexOfAny(" \t\r\n");
            return WebUtility.HtmlDecode((blank < 0 ? rest : rest[..blank]).ToString());
        }
        return null;
    }

    private static string TextFrom(string html, int at)
    {
        var close = html.IndexOf("</a", at, Math.Min(html.Length - at, 8192), StringComparison.OrdinalIgnoreCase);
        var inner = close < 0 ? html.Substring(at, Math.Min(html.Length - at, MaxText)) : html[at..close];
        var text = string.Join(' ', PlainText(inner).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxText ? text : text[..MaxText];
    }
}
