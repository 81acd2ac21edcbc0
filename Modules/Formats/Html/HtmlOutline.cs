using System.Buffers;
using System.Net;
using System.Text;

namespace ScanHost.Formats.Html;

/// <summary>What a page of HTML, HTA or SVG consists of, as far as an analyst asks. Every list is bounded.</summary>
public sealed class HtmlOutline
{
    /// <summary>So many scripts, links, forms and frames are kept of each.</summary>
    public const int MaxItems = 20_000;

    private const int MaxVisibleLength = 64 * 1024;
    private const int MaxHead = 4096;

    /// <summary>Only around these do the two ways to read a page part.</summary>
    private static readonly SearchValues<string> Parting = SearchValues.Create(
        ["<![CDATA[", "<script", "<style", "<title", "<textarea", "<xmp", "<noembed", "<noframes", "<iframe"], StringComparison.OrdinalIgnoreCase);

    private readonly List<HtmlScript> scripts = [];
    private readonly List<HtmlLink> links = [];
    private readonly List<HtmlForm> forms = [];
    private readonly List<HtmlFrame> frames = [];
    private readonly Dictionary<string, int> tags = new(StringComparer.Ordinal);
    private readonly StringBuilder visible = new();
    private HtmlForm? form;

    private HtmlOutline()
    {
    }

    /// <summary>The text of the title element; empty when there is none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Scripts, event handlers and <c>javascript:</c> addresses, in their order.</summary>
    public IReadOnlyList<HtmlScript> Scripts => scripts;

    /// <summary>Addresses in attributes, in their order.</summary>
    public IReadOnlyList<HtmlLink> Links => links;

    /// <summary>Forms; fields outside any form make one without an action.</summary>
    public IReadOnlyList<HtmlForm> Forms => forms;

    /// <summary>Pages that stand in the attribute <c>srcdoc</c> of a frame; their forms are among <see cref="Forms"/>.</summary>
    public IReadOnlyList<HtmlFrame> Frames => frames;

    /// <summary>The address of a meta refresh; null when there is none.</summary>
    public string? Refresh { get; private set; }

    /// <summary>How often each tag opens, by its name in lower case.</summary>
    public IReadOnlyDictionary<string, int> Tags => tags;

    /// <summary>The beginning of the text between the tags.</summary>
    public string VisibleText => visible.ToString();

    /// <summary>True when a list was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>
    /// Reads a page. Never throws. What may be read as XML is read both ways, because its name, not its content, tells a browser which: then it has the parts of both.
    /// </summary>
    public static HtmlOutline Read(string page) => Read(page, readsFrames: true);

    private static HtmlOutline Read(string page, bool readsFrames)
    {
        var isXml = MayBeXml(page);
        var tokens = new HtmlTokenizer(page, isXml);
        var outline = Read(tokens, readsFrames);
        if (isXml ? page.AsSpan().ContainsAny(Parting) : tokens.ClosesRawElement)
            outline.Add(Read(new HtmlTokenizer(page, !isXml), readsFrames));
        return outline;
    }

    private static HtmlOutline Read(HtmlTokenizer tokens, bool readsFrames)
    {
        var outline = new HtmlOutline();
        HtmlToken? opener = null;
        while (tokens.Next() is { } token)
        {
            if (token.Kind == HtmlTokenKind.Text)
                outline.TakeText(token, opener);
            else if (token.Kind == HtmlTokenKind.StartTag)
                outline.TakeTag(token, readsFrames);
            else if (token is { Kind: HtmlTokenKind.EndTag, Name: "form" })
                outline.form = null;
            opener = token is { Kind: HtmlTokenKind.StartTag, IsEmpty: false } ? token : null;
        }
        outline.IsCut |= tokens.IsCut;
        return outline;
    }

    private static bool MayBeXml(string page)
    {
        var head = page.AsSpan(0, Math.Min(page.Length, MaxHead));
        return head.TrimStart().StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || head.Contains("xmlns", StringComparison.OrdinalIgnoreCase);
    }

    // The same page, read the other way.
    private void Add(HtmlOutline other)
    {
        Add(scripts, other.scripts, script => (script.Offset, script.Name, script.Text.Length));
        Add(links, other.links, link => (link.Offset, link.Attribute, 0));
        Add(frames, other.frames, frame => (frame.Offset, "", 0));
        if (other.forms.Sum(one => one.FieldCount) > forms.Sum(one => one.FieldCount))
        {
            forms.Clear();
            forms.AddRange(other.forms);
        }
        foreach (var (tag, count) in other.tags)
            tags.TryAdd(tag, count);
        Refresh ??= other.Refresh;
        IsCut |= other.IsCut;
    }

    private void TakeText(HtmlToken text, HtmlToken? opener)
    {
        if (opener is { Name: var name } && (name == "script" || name.EndsWith(":script", StringComparison.Ordinal)))
        {
            // The text behind it up to the next end tag belongs to a script that is fetched, and is not run.
            if (opener.IsClosed && opener.Get("src").Length > 0)
                return;
            Add(scripts, new(Language(opener), HtmlScriptKind.Element, opener.Get("src"), text.Text, text.Offset));
        }
        else if (opener?.Name == "title" && Title.Length == 0)
            Title = WebUtility.HtmlDecode(text.Text).Trim();
        else if (opener?.Name != "style" && visible.Length < MaxVisibleLength)
            visible.Append(WebUtility.HtmlDecode(text.Text.Length > MaxVisibleLength ? text.Text[..MaxVisibleLength] : text.Text)).Append(' ');
    }

    private void TakeTag(HtmlToken tag, bool readsFrames)
    {
        if (tags.Count < MaxItems || tags.ContainsKey(tag.Name))
            tags[tag.Name] = tags.GetValueOrDefault(tag.Name) + 1;
        foreach (var (name, value) in tag.Attributes)
        {
            if (name.StartsWith("on", StringComparison.Ordinal) && name.Length > 4)
                Add(scripts, new("javascript", HtmlScriptKind.Handler, name, value, tag.Offset));
            else if (name is "href" or "src" or "action" or "data" or "xlink:href" or "formaction" or "codebase" or "background" or "poster")
                TakeLink(tag, name, value.Trim());
            else if (name == "srcdoc" && value.Length > 0)
                TakeFrame(new(value, tag.Offset), readsFrames);
        }
        TakeField(tag);
        if (tag.Name == "meta" && tag.Get("http-equiv").Equals("refresh", StringComparison.OrdinalIgnoreCase))
            Refresh ??= RefreshTarget(tag.Get("content"));
    }

    private void TakeLink(HtmlToken tag, string attribute, string value)
    {
        if (value.Length == 0)
            return;
        var code = value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) ? value[11..]
            : value.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase) ? value[9..] : null;
        if (code is not null)
            Add(scripts, new(value[0] is 'v' or 'V' ? "vbscript" : "javascript", HtmlScriptKind.Address, attribute, WebUtility.UrlDecode(code), tag.Offset));
        else
            Add(links, new(tag.Name, attribute, value, tag.Attributes.ContainsKey("download"), tag.Offset));
    }

    // A frame in the frame is its own page's affair.
    private void TakeFrame(HtmlFrame frame, bool readsFrames)
    {
        Add(frames, frame);
        if (readsFrames && frames.Count < MaxItems)
            foreach (var inner in Read(frame.Text, readsFrames: false).Forms)
                Add(forms, inner);
    }

    private void TakeField(HtmlToken tag)
    {
        if (tag.Name == "form")
            Add(forms, form = new() { Action = tag.Get("action").Trim() });
        if (tag.Name is not ("input" or "button" or "textarea"))
            return;
        if (form is null)
            Add(forms, form = new());
        var type = tag.Get("type").ToLowerInvariant();
        form.HasPassword |= type == "password";
        form.FieldCount++;
    }

    private static string Language(HtmlToken script)
    {
        var said = (script.Get("type") + " " + script.Get("language")).ToLowerInvariant();
        if (said.Contains("vbs", StringComparison.Ordinal))
            return said.Contains("encode", StringComparison.Ordinal) ? "vbscript.encode" : "vbscript";
        if (said.Contains("encode", StringComparison.Ordinal))
            return "jscript.encode";
        return said.Trim().Length == 0 || said.Contains("script", StringComparison.Ordinal) || said.Contains("module", StringComparison.Ordinal) ? "javascript" : "data";
    }

    private static string? RefreshTarget(string content)
    {
        var at = content.IndexOf("url", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : content[(at + 3)..].Trim(' ', '=', '\'', '"');
    }

    private void Add<T>(List<T> list, List<T> others, Func<T, (int, string, int)> place)
    {
        var known = list.Select(place).ToHashSet();
        foreach (var other in others.Where(other => known.Add(place(other))))
            Add(list, other);
    }

    private void Add<T>(List<T> list, T item)
    {
        if (list.Count < MaxItems)
            list.Add(item);
        else
            IsCut = true;
    }
}

/// <summary>Where code stands in a page.</summary>
public enum HtmlScriptKind
{
    /// <summary>In a script element.</summary>
    Element,

    /// <summary>In an event attribute.</summary>
    Handler,

    /// <summary>In a <c>javascript:</c> address.</summary>
    Address,
}

/// <summary>Code in a page.</summary>
/// <param name="Language"><c>javascript</c>, <c>vbscript</c>, either with <c>.encode</c> (<c>jscript.encode</c>), or <c>data</c> for what no engine runs.</param>
/// <param name="Kind">Where it stands.</param>
/// <param name="Name">Address of an external script, or name of the attribute; may be empty.</param>
/// <param name="Text">The code.</param>
/// <param name="Offset">In characters.</param>
public sealed record HtmlScript(string Language, HtmlScriptKind Kind, string Name, string Text, int Offset);

/// <summary>An address in an attribute.</summary>
/// <param name="Tag">The element's name.</param>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Address">As written, decoded.</param>
/// <param name="IsDownload">True when the element says <c>download</c>.</param>
/// <param name="Offset">In characters.</param>
public sealed record HtmlLink(string Tag, string Attribute, string Address, bool IsDownload, int Offset);

/// <summary>A page in an attribute.</summary>
/// <param name="Text">The page, decoded.</param>
/// <param name="Offset">Where the frame's tag starts, in characters.</param>
public sealed record HtmlFrame(string Text, int Offset);

/// <summary>A form.</summary>
public sealed class HtmlForm
{
    /// <summary>Where it is sent; empty when not said.</summary>
    public string Action { get; init; } = "";

    /// <summary>True when it asks for a password.</summary>
    public bool HasPassword { get; internal set; }

    /// <summary>So many fields and buttons.</summary>
    public int FieldCount { get; internal set; }
}
