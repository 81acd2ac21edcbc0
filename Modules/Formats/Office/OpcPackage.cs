using System.Xml;
using ScanHost.Formats.Containers.Zip;

namespace ScanHost.Formats.Office;

/// <summary>A relationship of a package, ECMA-376 part 2, 9.3.</summary>
/// <param name="Source">Name of the part with the relationships: <c>word/_rels/document.xml.rels</c>.</param>
/// <param name="Kind">Last segment of its type: <c>attachedTemplate</c>, <c>oleObject</c>, <c>hyperlink</c>.</param>
/// <param name="Target">Where it leads. Untrusted.</param>
/// <param name="IsExternal">True when the target is outside the package.</param>
public sealed record OpcRelationship(string Source, string Kind, string Target, bool IsExternal);

/// <summary>The parts of an Office Open XML package, read one by one and bounded. Source: ECMA-376 part 2.</summary>
public sealed class OpcPackage
{
    private const int MaxParts = 20_000;
    private const int MaxRelationships = 20_000;
    private const long MaxTotalBytes = 128L << 20;

    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private long readable = MaxTotalBytes;

    private OpcPackage(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        if (ZipDirectory.Read(file.Span, file.Length, MaxParts) is not { } directory)
            throw new MalformedFileException("ooxml", -1, "the package has no central directory");
        foreach (var entry in directory.Entries.Where(entry => !entry.IsFolder))
            entries.TryAdd(entry.Name.Replace('\\', '/').TrimStart('/'), entry);
        Start = ZipLayout.Start(directory);
    }

    /// <summary>Where the package starts in the file, in bytes; not 0 when something stands in front of it.</summary>
    public long Start { get; }

    /// <summary>Names of the parts without a slash in front, in the order of the directory.</summary>
    public IReadOnlyCollection<string> Parts => entries.Keys;

    /// <summary>True when a part could not be read whole.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Reads the directory.</summary>
    /// <exception cref="MalformedFileException">There is none.</exception>
    public static OpcPackage Parse(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>A part's content, at most <paramref name="maxBytes"/> of it; empty when there is no such part or it cannot be read.</summary>
    public byte[] Read(string part, int maxBytes)
    {
        if (!entries.TryGetValue(part, out var entry) || entry.IsEncrypted || !ZipDecoder.Knows(entry.Method))
            return [];
        var header = ZipDirectory.ReadLocal(file.Span, entry.LocalOffset)?.HeaderLength ?? -1;
        var content = header < 0 ? [] : Decode(entry, file.Part(entry.LocalOffset + header, entry.CompressedSize), (int)Math.Min(maxBytes, readable));
        readable -= content.Length;
        IsIncomplete |= content.Length < entry.Size && content.Length < maxBytes;
        return content;
    }

    /// <summary>All relationships, bounded in number.</summary>
    public IReadOnlyList<OpcRelationship> ReadRelationships()
    {
        var relationships = new List<OpcRelationship>();
        foreach (var part in entries.Keys.Where(name => name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            OfficeXml.Walk(Read(part, 4 << 20), reader =>
            {
                if (reader.LocalName == "Relationship" && relationships.Count < MaxRelationships)
                    relationships.Add(Relationship(part, reader));
            });
        return relationships;
    }

    private static OpcRelationship Relationship(string part, XmlReader reader)
    {
        var type = reader.GetAttribute("Type") ?? "";
        return new(
            part, type[(type.LastIndexOf('/') + 1)..], reader.GetAttribute("Target") ?? "",
            string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] Decode(ZipEntry entry, ReadOnlyMemory<byte> data, int maxBytes)
    {
        var output = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            using var decoder = ZipDecoder.Open(entry.Method, entry.Flags, data, entry.Size);
            for (int count; output.Length < maxBytes && (count = decoder.Read(buffer, 0, (int)Math.Min(buffer.Length, maxBytes - output.Length))) > 0;)
                output.Write(buffer, 0, count);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What came out before the damage is still looked at; the zip reader reports the damage.
        }
        return output.ToArray();
    }
}
