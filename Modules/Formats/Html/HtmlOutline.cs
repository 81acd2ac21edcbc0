using System.Net;
using System.Text;

namespace ScanHost.Formats.Html;

/// <summary>What a page of HTML, HTA or SVG consists of, as far as an analyst asks. Every list is bounded.</summary>
public sealed class HtmlOutline
{
    private const int MaxItems = 1000;
    private const int MaxVisibleLength = 64 * 1024;

    private readonly List<HtmlScript> scripts = [];
    private readonly List<HtmlLink> links = [];
    private readonly List<HtmlForm> forms = [];
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

    /// <summary>The address of a meta refresh; null when there is none.</summary>
    public string? Refresh { get; private set; }

    /// <summary>How often each tag opens, by its name in lower case.</summary>
    public IReadOnlyDictionary<string, int> Tags => tags;

    /// <summary>The beginning of the text between the tags.</summary>
    public string VisibleText => visible.ToString();

    /// <summary>True when a list was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads a page. Never throws.</summary>
    public static HtmlOutline Read(string page)
    {
        var outline = new HtmlOutline();
        var tokens = new HtmlTokenizer(page);
        HtmlToken? opener = null;
        while (tokens.Next() is { } token)
        {
            if (token.Kind == HtmlTokenKind.Text)
                outline.TakeText(token, opener);
            else if (token.Kind == HtmlTokenKind.StartTag)
                outline.TakeTag(token);
            else if (token is { Kind: HtmlTokenKind.EndTag, Name: "form" })
                outline.form = null;
            opener = token.Kind == HtmlTokenKind.StartTag ? token : null;
        }
        return outline;
    }

    private void TakeText(HtmlToken text, HtmlToken? opener)
    {
        if (opener is { Name: var name } && (name == "script" || name.EndsWith(":script", StringComparison.Ordinal)))
            Add(scripts, new(Language(opener), HtmlScriptKind.Element, opener.Get("src"), text.Text, text.Offset));
        else if (opener?.Name == "title" && Title.Length == 0)
            Title = WebUtility.HtmlDecode(text.Text).Trim();
        else if (opener?.Name != "style" && visible.Length < MaxVisibleLength)
            visible.Append(WebUtility.HtmlDecode(text.Text.Length > MaxVisibleLength ? text.Text[..MaxVisibleLength] : text.Text)).Append(' ');
    }

    private void TakeTag(HtmlToken tag)
    {
        if (tags.Count < MaxItems || tags.ContainsKey(tag.Name))
            tags[tag.Name] = tags.GetValueOrDefault(tag.Name) + 1;
        foreach (var (name, value) in tag.Attributes)
        {
            if (name.StartsWith("on", StringComparison.Ordinal) && name.Length > 4)
                Add(scripts, new("javascript", HtmlScriptKind.Handler, name, value, tag.Offset));
            else if (name is "href" or "src" or "action" or "data" or "xlink:href" or "formaction" or "codebase" or "background" or "poster")
                TakeLink(tag, name, value.Trim());
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
