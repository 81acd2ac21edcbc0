using System.Collections.Frozen;

namespace ScanHost.Formats.Indicators;

/// <summary>
/// Hosts that stand in files for reasons of their format: XML namespaces, schemas, licence texts, and the names reserved for examples by
/// RFC 2606 and RFC 6761. Names under <c>.invalid</c> stay: nothing harmless mentions them, and inert samples use them.
/// </summary>
internal static class NoiseNames
{
    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "w3.org", "schemas.microsoft.com", "schemas.openxmlformats.org", "openxmlformats.org", "xmlsoap.org", "schemas.xmlsoap.org", "purl.org",
        "ns.adobe.com", "xml.apache.org", "schemas.android.com", "json-schema.org", "schema.org", "docbook.org", "oasis-open.org", "tempuri.org",
        "example.com", "example.org", "example.net", "localhost", "inkscape.org", "sodipodi.sourceforge.net", "creativecommons.org", "dublincore.org",
        "iptc.org", "freedesktop.org", "opensource.org", "gnu.org", "fsf.org", "relaxng.org", "xmlns.com", "xmlns.jcp.org", "java.sun.com",
        "opengis.net", "cipa.jp", "npes.org", "aiim.org", "unicode.org", "ietf.org", "rfc-editor.org", "xmlpull.org", "sheetjs.com",
        "schemas.liquid-technologies.com", "maven.apache.org", "eclipse.org", "uri.etsi.org", "etsi.org", "macromedia.com", "publicid.org");

    private static readonly FrozenSet<string> TopLevels = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "example", "localhost", "local", "test", "arpa");

    /// <summary>True for a host that says nothing.</summary>
    internal static bool Contains(ReadOnlySpan<char> host)
    {
        var lookup = Hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (TopLevels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host[(host.LastIndexOf('.') + 1)..]))
            return true;
        for (var rest = host; ;)
        {
            if (lookup.Contains(rest))
                return true;
            var dot = rest.IndexOf('.');
            if (dot < 0)
                return false;
            rest = rest[(dot + 1)..];
        }
    }
}
