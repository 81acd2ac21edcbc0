namespace ScanHost.Formats.Html;

/// <summary>
/// Tells whether a place in a page belongs to a drawing or a formula, where the tokenizer reads sections of character data and no raw text (WHATWG HTML, sections
/// 13.2.5.42 and 13.2.6.5). It follows the names of the tags alone: a page that leaves a drawing by a tag of HTML has left it.
/// </summary>
internal sealed class ForeignElements
{
    private static readonly HashSet<string> Roots = ["svg", "math"];

    /// <summary>Elements of drawings and formulas in which HTML goes on: the integration points of 13.2.6.5.</summary>
    private static readonly HashSet<string> HoldHtml = ["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"];

    /// <summary>Tags of HTML that end a drawing, 13.2.6.5.</summary>
    private static readonly HashSet<string> BreakOut =
    [
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta",
        "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
    ];

    // True for a drawing or a formula, false for the HTML in one.
    private readonly Stack<bool> open = [];
    private int held;

    /// <summary>True in a drawing or a formula.</summary>
    internal bool IsInside => open.TryPeek(out var isForeign) && isForeign;

    /// <summary>Takes notice of a tag.</summary>
    internal void Follow(string name, bool isEnd, bool isClosed)
    {
        if (isEnd)
            End(name);
        else if (IsInside && BreakOut.Contains(name))
            Leave();
        else if (!isClosed && Roots.Contains(name))
            open.Push(true);
        else if (!isClosed && IsInside && HoldHtml.Contains(name))
        {
            open.Push(false);
            held++;
        }
    }

    private void End(string name)
    {
        if (IsInside && Roots.Contains(name))
            open.Pop();
        else if (held > 0 && HoldHtml.Contains(name))
        {
            Leave();
            open.Pop();
            held--;
        }
    }

    private void Leave()
    {
        while (IsInside)
            open.Pop();
    }
}
