using System.Buffers;

namespace ScanHost.Formats.Identification.Text;

/// <summary>Tells HTML, server pages and the dialects of XML apart by their first elements.</summary>
internal static class Markup
{
    private const int Head = 8192;

    internal static string? Of(string content)
    {
        var head = content.AsSpan(0, Math.Min(content.Length, Head)).Trim().ToString();
        if (head.Length < 4 || (head[0] != '<' && !head.Contains('<')))
            return null;
        return Server(head) ?? (head[0] != '<' ? null : WindowsScript(head, content) ?? Xml(head) ?? Html(head));
    }

    private static string? Server(string head)
    {
        if (Has(head, "<?php") || head.StartsWith("<?=", StringComparison.Ordinal))
            return head[0] == '<' && head[1] == '?' ? Has(head, "__HALT_COMPILER") ? "phar" : "php" : head[0] == '<' ? "php-template" : null;
        if (head.StartsWith("<%@", StringComparison.Ordinal))
            return Has(head, "taglib") || Has(head, "java") ? "jsp" : Has(head, "language=\"vbscript\"") ? "asp" : "aspx";
        if (head.StartsWith("<%", StringComparison.Ordinal))
            return "asp";
        return Has(head, "<cfset") || Has(head, "<cfcomponent") || Has(head, "<cfoutput") ? "coldfusion" : null;
    }

    private static string? WindowsScript(string head, string content)
    {
        if (Has(head, "<hta:application"))
            return "hta";
        if (Root(head) is "job" or "package" && Has(content, "<script"))
            return "wsf";
        return Root(head) is "component" or "scriptlet" && Has(content, "<script") ? "wsc" : null;
    }

    private static string? Xml(string head)
    {
        if (head.StartsWith("<!ELEMENT", StringComparison.Ordinal) || head.StartsWith("<!ENTITY", StringComparison.Ordinal))
            return "dtd";
        var root = Root(head);
        var isDeclared = head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
        if (isDeclared && Has(head, "<!ELEMENT ") && root is null or "!ELEMENT")
            return "dtd";
        if (isDeclared && Has(head, "progid=\"Word.Document\""))
            return Has(head, "pkg:package") ? "word-flat-opc" : "word2003xml";
        if (isDeclared && Has(head, "progid=\"Excel.Sheet\""))
            return "excel2003xml";
        foreach (var (name, mark, id) in Dialects)
            if (root == name && (mark.Length == 0 || Has(head, mark)))
                return id;
        if (root is "html" && (isDeclared || Has(head, "DTD XHTML")))
            return "xhtml";
        return isDeclared || (Has(head, "xmlns") && root is not "html") ? "xml" : null;
    }

    private static string? Html(string head)
    {
        if (head.StartsWith("<!DOCTYPE NETSCAPE-Bookmark", StringComparison.OrdinalIgnoreCase))
            return "netscape-bookmarks";
        if (head.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || HtmlRoots.Contains(Root(head) ?? ""))
            return "html";
        if (head.AsSpan().ContainsAny(PageMarks))
            return "html";
        return head.StartsWith("<!DOCTYPE ", StringComparison.OrdinalIgnoreCase) ? "sgml" : null;
    }

    private static readonly SearchValues<string> PageMarks = SearchValues.Create(["<html", "<body", "<head>"], StringComparison.OrdinalIgnoreCase);

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

    /// <summary>Name of the first element behind declarations, comments and processing instructions, without its prefix.</summary>
    private static string? Root(string head)
    {
        var at = 0;
        while (at >= 0 && at + 1 < head.Length && head[at] == '<')
        {
            var end = head.AsSpan(at).StartsWith("<!--") ? head.IndexOf("-->", at, StringComparison.Ordinal) + 2
                : head[at + 1] is '?' or '!' ? DeclarationEnd(head, at)
                : -1;
            if (end < 2)
                return head[at + 1] is '?' or '!' ? null : Name(head, at + 1);
            at = head.IndexOf('<', end);
        }
        return null;
    }

    private static int DeclarationEnd(string head, int at)
    {
        var (close, subset) = (head.IndexOf('>', at), head.IndexOf('[', at));
        return subset > 0 && subset < close ? head.IndexOf("]>", subset, StringComparison.Ordinal) + 1 : close;
    }

    private static string Name(string head, int at)
    {
        var end = head.AsSpan(at).IndexOfAny(" \t\n/>");
        var name = head.Substring(at, end < 0 ? Math.Min(64, head.Length - at) : end);
        var local = name[(name.IndexOf(':') + 1)..];
        return HtmlRoots.Contains(local.ToLowerInvariant()) || local.Equals("html", StringComparison.OrdinalIgnoreCase) ? local.ToLowerInvariant() : local;
    }

    private static readonly HashSet<string> HtmlRoots =
    [
        "html", "head", "body", "title", "script", "style", "meta", "link", "table", "div", "p", "a", "h1", "h2", "iframe", "img", "form",
        "center", "font", "span", "br", "b", "ul", "pre", "base", "button", "input", "section", "nav", "header", "footer",
    ];

    // Root element, a mark that must stand in the head too (or none), type.
    private static readonly (string Root, string Mark, string Id)[] Dialects =
    [
        ("svg", "", "svg"), ("plist", "<key>URL</key>", "webloc"), ("plist", "", "plist"), ("rss", "", "rss"), ("feed", "Atom", "atom"),
        ("RDF", "", "rdf"), ("schema", "XMLSchema", "xsd"), ("stylesheet", "XSL", "xslt"), ("transform", "XSL", "xslt"),
        ("definitions", "wsdl", "wsdl"), ("description", "wsdl", "wsdl"), ("Envelope", "soap", "soap"), ("kml", "", "kml"), ("gpx", "", "gpx"),
        ("COLLADA", "", "collada"), ("X3D", "", "x3d"), ("math", "", "mathml"), ("root", "resheader", "resx"), ("root", "xsd:schema", "resx"),
        ("opml", "", "opml"), ("xliff", "", "xliff"), ("TS", "", "qt-ts"), ("ui", "", "qt-ui"), ("interface", "object class=", "gtk-builder"),
        ("interface", "requires", "gtk-builder"), ("glade-interface", "", "gtk-builder"), ("project", "maven.apache.org", "maven-pom"),
        ("Project", "", "msbuild"), ("manifest", "android", "android-manifest"), ("component", "metadata_license", "appstream"),
        ("assembly", "urn:schemas-microsoft-com:clickonce", "clickonce"), ("assembly", "deployment", "clickonce"),
        ("assembly", "urn:schemas-microsoft-com:asm", "windows-manifest"), ("package", "nuspec", "nuspec"),
        ("urlset", "", "sitemap"), ("sitemapindex", "", "sitemap"), ("fontconfig", "", "fontconfig"), ("mime-info", "", "mime-xml"),
        ("TEI", "", "tei"), ("Task", "schemas.microsoft.com/windows", "task-xml"), ("jnlp", "", "jnlp"),
        ("libraryDescription", "", "library-ms"), ("searchConnectorDescription", "", "search-ms"), ("persistedQuery", "", "search-ms"),
        ("PCSettings", "", "settingcontent-ms"), ("OpenSearchDescription", "", "osdx"), ("AppInstaller", "", "appinstaller"),
        ("document", "opendocument", "fodt"), ("FictionBook", "", "fictionbook"), ("book", "docbook", "docbook"), ("article", "docbook", "docbook"),
        ("refentry", "", "docbook"), ("abiword", "", "abiword"), ("Workbook", "gnumeric", "gnumeric"), ("wordDocument", "", "word2003xml"),
        ("Workbook", "office:spreadsheet", "excel2003xml"), ("SCRIBUSUTF8NEW", "", "scribus"), ("mlt", "", "kdenlive"),
        ("VisioDocument", "", "visio-xml"), ("score-partwise", "", "musicxml"), ("playlist", "xspf", "xspf"),
        ("Window", "winfx", "xaml"), ("Application", "winfx", "xaml"), ("UserControl", "winfx", "xaml"), ("ResourceDictionary", "winfx", "xaml"),
        ("Page", "winfx", "xaml"), ("project", "audacity", "aup"),
    ];
}
