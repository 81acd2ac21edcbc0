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
    /// <remarks>Damaged: names of those whose place cannot be read; the empty one when there is no table. Cut when folders are nested too deeply: what they hold is not listed.</remarks>
    /// <exception cref="MalformedFileException">It is not well-formed, or nested too deeply.</exception>
    internal static (List<XarEntry> Entries, List<string> Damaged, long HeapBytes, bool IsCut) Read(Stream contents)
    {
        try
        {
            using var xml = XmlReader.Create(contents, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var (entries, damaged) = (new List<XarEntry>(), new List<string>());
            var root = XDocument.Load(xml).Root;
            var table = root is null ? null : Child(root, "toc");
            if (table is null)
                damaged.Add("");
            var isCut = false;
            foreach (var file in table is null ? [] : Children(table, "file"))
                isCut |= !Add(entries, damaged, file, "", 0);
            // libarchive leaves as many bytes more at the end as the checksum has.
            var slack = table is not null && Child(table, "checksum") is { } checksum && Number(checksum, "size") is { } size and <= MaxChecksum ? size : 0;
            return (entries, damaged, slack + (table?.Descendants().Select(EndOf).DefaultIfEmpty().Max() ?? 0), isCut);
        }
        catch (XmlException)
        {
            throw new MalformedFileException("xar", 28, "the table of contents is not XML");
        }
    }

    // Whatever namespace a writer puts them in, readers go by the names alone.
    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static XElement? Child(XElement parent, string name) => Children(parent, name).FirstOrDefault();

    private static bool Add(List<XarEntry> entries, List<string> damaged, XElement file, string folder, int depth)
    {
        var name = folder + (Child(file, "name")?.Value ?? "");
        foreach (var data in Children(file, "data"))
            if (Number(data, "length") is { } length && Number(data, "offset") is { } offset)
                entries.Add(new(name, offset, length, Number(data, "size"), Child(data, "encoding")?.Attribute("style")?.Value ?? ""));
            else
                damaged.Add(name);
        var isWhole = true;
        foreach (var child in Children(file, "file"))
            isWhole &= depth < MaxDepth && Add(entries, damaged, child, name + "/", depth + 1);
        return isWhole;
    }

    private static long EndOf(XElement part) =>
        Number(part, "offset") is { } offset and < MaxHeap && (Number(part, "length") ?? Number(part, "size")) is { } length and < MaxHeap ? offset + length : 0;

    private static long? Number(XElement data, string name) =>
        long.TryParse(Child(data, name)?.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
