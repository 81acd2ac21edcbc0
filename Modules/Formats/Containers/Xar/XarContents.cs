using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ScanHost.Formats.Containers.Xar;

/// <summary>A member as the table of contents describes it.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Offset">Where its data starts in the heap.</param>
/// <param name="Length">Size of the stored form.</param>
/// <param name="Size">Declared size before compression.</param>
/// <param name="Encoding">The compression's media type.</param>
internal sealed record XarEntry(string Name, long Offset, long Length, long? Size, string Encoding);

/// <summary>Reads the table of contents.</summary>
internal static class XarContents
{
    internal const int MaxDepth = 64;
    private const long MaxHeap = 1L << 60;
    private const long MaxChecksum = 64;

    /// <summary>The files that have data, in the table's order, and how far the data of anything reaches: checksums and signatures lie there too.</summary>
    /// <remarks>Cut when folders are nested too deeply: what they hold is not listed.</remarks>
    /// <exception cref="MalformedFileException">It is not well-formed, or nested too deeply.</exception>
    internal static (List<XarEntry> Entries, long HeapBytes, bool IsCut) Read(Stream contents)
    {
        try
        {
            using var xml = XmlReader.Create(contents, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var entries = new List<XarEntry>();
            var table = XDocument.Load(xml).Root?.Element("toc");
            var isCut = false;
            foreach (var file in table?.Elements("file") ?? [])
                isCut |= !Add(entries, file, "", 0);
            // libarchive leaves as many bytes more at the end as the checksum has.
            var slack = table?.Element("checksum") is { } checksum && Number(checksum, "size") is { } size and <= MaxChecksum ? size : 0;
            return (entries, slack + (table?.Descendants().Select(EndOf).DefaultIfEmpty().Max() ?? 0), isCut);
        }
        catch (XmlException)
        {
            throw new MalformedFileException("xar", 28, "the table of contents is not XML");
        }
    }

    private static bool Add(List<XarEntry> entries, XElement file, string folder, int depth)
    {
        var name = folder + (file.Element("name")?.Value ?? "");
        if (file.Element("data") is { } data && Number(data, "length") is { } length && Number(data, "offset") is { } offset)
            entries.Add(new(name, offset, length, Number(data, "size"), data.Element("encoding")?.Attribute("style")?.Value ?? ""));
        var isWhole = true;
        foreach (var child in file.Elements("file"))
            isWhole &= depth < MaxDepth && Add(entries, child, name + "/", depth + 1);
        return isWhole;
    }

    private static long EndOf(XElement part) =>
        Number(part, "offset") is { } offset and < MaxHeap && (Number(part, "length") ?? Number(part, "size")) is { } length and < MaxHeap ? offset + length : 0;

    private static long? Number(XElement data, string name) =>
        long.TryParse(data.Element(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
