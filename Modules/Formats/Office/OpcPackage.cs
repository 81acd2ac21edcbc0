using System.Xml;
using ScanHost.Formats.Containers.Zip;

namespace ScanHost.Formats.Office;

/// <summary>The parts of an Office Open XML package, read one by one and bounded. Source: ECMA-376 part 2.</summary>
public sealed class OpcPackage
{
    /// <summary>Most bytes of one part that are read.</summary>
    public const int MaxPartBytes = 64 << 20;

    /// <summary>Most bytes that are read of all parts together.</summary>
    public const long MaxTotalBytes = 512L << 20;

    /// <summary>Most parts and most relationships that are read.</summary>
    public const int MaxListed = 200_000;

    /// <summary>What samples may take; they have a purse of their own, so that they never leave a part unread that has to be judged.</summary>
    private const long MaxSampleBytes = 256L << 20;

    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<string, ZipEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyDictionary<string, OpcRole> roles;
    private long readable = MaxTotalBytes;
    private long sampled = MaxSampleBytes;

    private OpcPackage(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        if (ZipDirectory.Read(file.Span, file.Length, MaxListed + 1) is not { } directory)
            throw new MalformedFileException("ooxml", -1, "the package has no central directory");
        IsCut = directory.Entries.Count > MaxListed;
        foreach (var entry in directory.Entries.Where(entry => !entry.IsFolder))
            entries.TryAdd(entry.Name.Replace('\\', '/').TrimStart('/'), entry);
        Start = ZipLayout.Start(directory);
        Relationships = ReadRelationships();
        roles = OpcRoles.Of(this);
    }

    /// <summary>Where the package starts in the file, in bytes; not 0 when something stands in front of it.</summary>
    public long Start { get; }

    /// <summary>Names of the parts without a slash in front, in the order of the directory.</summary>
    public IReadOnlyCollection<string> Parts => entries.Keys;

    /// <summary>All relationships, in the order of their parts.</summary>
    public IReadOnlyList<OpcRelationship> Relationships { get; }

    /// <summary>True when a limit left a part, the rest of one, or relationships unread.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True when the XML of a part that was walked is broken, or nested deeper than <see cref="OfficeXml.MaxDepth"/>.</summary>
    public bool HasBrokenXml { get; private set; }

    /// <summary>Reads the directory, the relationships and the content types.</summary>
    /// <exception cref="MalformedFileException">There is no directory.</exception>
    public static OpcPackage Parse(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>The parts in a role, in the order of the directory.</summary>
    public IEnumerable<string> PartsOf(OpcRole role) => entries.Keys.Where(part => (RoleOf(part) & role) != 0);

    /// <summary>What a part is for; several at once for some.</summary>
    public OpcRole RoleOf(string part) => roles.GetValueOrDefault(part);

    /// <summary>The beginning of a part that is only looked at by way of a sample: what is left out counts for nothing.</summary>
    public byte[] ReadStart(string part, int maxBytes)
    {
        var content = Find(part) is { } entry ? Decode(entry, (int)Math.Min(maxBytes, sampled), out _) : [];
        sampled -= content.Length;
        return content;
    }

    /// <summary>Walks the XML of a part as <see cref="OfficeXml.Walk(byte[], Action{XmlReader}, Action{string})"/> does. </summary>
    /// <returns>The content when it is no XML at all, as in binary workbooks; empty otherwise.</returns>
    public byte[] Walk(string part, Action<XmlReader> onElement, Action<string>? onText = null)
    {
        var xml = Read(part, out var isCut);
        if (!OfficeXml.IsXml(xml))
            return xml;
        NoteWhole(OfficeXml.Walk(xml, onElement, onText ?? (_ => { })) || isCut);
        return [];
    }

    /// <summary>The field instructions of a Word part, <see cref="WordFields.Read"/>.</summary>
    public IReadOnlyList<string> ReadFields(string part)
    {
        var xml = Read(part, out var isCut);
        var fields = WordFields.Read(xml, out var isWhole);
        NoteWhole(isWhole || isCut);
        return fields;
    }

    private void NoteWhole(bool isWhole) => HasBrokenXml |= !isWhole;

    private byte[] Read(string part, out bool isCut)
    {
        isCut = false;
        if (Find(part) is not { } entry)
            return [];
        var content = Decode(entry, (int)Math.Min(MaxPartBytes, readable), out isCut);
        readable -= content.Length;
        IsCut |= isCut;
        return content;
    }

    // What is encrypted, or packed in a way that we do not know, is a gap of the zip reader.
    private ZipEntry? Find(string part) =>
        entries.TryGetValue(part, out var entry) && !entry.IsEncrypted && ZipDecoder.Knows(entry.Method) ? entry : null;

    private List<OpcRelationship> ReadRelationships()
    {
        var relationships = new List<OpcRelationship>();
        foreach (var part in entries.Keys.Where(name => name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            Walk(part, reader =>
            {
                if (reader.LocalName != "Relationship")
                    return;
                if (relationships.Count < MaxListed)
                    relationships.Add(OpcRelationship.Read(part, reader));
                else
                    IsCut = true;
            });
        return relationships;
    }

    private byte[] Decode(ZipEntry entry, int maxBytes, out bool isCut)
    {
        isCut = false;
        if (ZipDirectory.ReadLocal(file.Span, entry.LocalOffset)?.HeaderLength is not { } header)
            return [];
        // No method makes more of a byte than deflate does, 1,032: a declared size alone takes no memory.
        var data = file.Part(entry.LocalOffset + header, entry.CompressedSize);
        var output = new MemoryStream((int)Math.Clamp(entry.Size, 0, Math.Min(maxBytes, data.Length * 1032L)));
        var buffer = new byte[16 << 10];
        try
        {
            using var decoder = ZipDecoder.Open(entry.Method, entry.Flags, data, entry.Size);
            for (int count; (count = decoder.Read(buffer, 0, buffer.Length)) > 0;)
            {
                var taken = (int)Math.Min(count, maxBytes - output.Length);
                output.Write(buffer, 0, taken);
                isCut = taken < count;
                if (isCut)
                    break;
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What came out before the damage is still looked at; the zip reader reports the damage.
        }
        return output.Length == output.Capacity ? output.GetBuffer() : output.ToArray();
    }
}
