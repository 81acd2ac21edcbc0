using ScanHost.Formats.Pe;

namespace ScanHost.Formats.DotNet;

/// <summary>
/// The metadata of an assembly: ECMA-335, II.24. Nothing is read before it is asked for. Names are one character a byte (they are UTF-8).
/// Hostile files give short lists and nulls, never an exception; every list is bounded. An instance belongs to one thread at a time.
/// </summary>
public sealed class DotNetFile
{
    private const uint MetadataMagic = 0x424A5342;
    private const int ClrHeaderSize = 72;
    private const int StreamNameSize = 32;
    private const int MetadataHeaderSize = 16;
    private const int MaxGuids = 16;

    private readonly int clrHeader;
    private readonly long root;
    private readonly uint versionLength;

    private DotNetFile(PeFile pe, int clrHeader, long root, uint versionLength)
    {
        Pe = pe;
        this.clrHeader = clrHeader;
        this.root = root;
        this.versionLength = versionLength;
    }

    /// <summary>The image that holds it.</summary>
    public PeFile Pe { get; }

    /// <summary>Version of the runtime that it was made for, such as <c>v4.0.30319</c>.</summary>
    public string Version => ByteText.Field(File.Slice((int)root + MetadataHeaderSize, (int)versionLength));

    /// <summary>In order.</summary>
    public IReadOnlyList<DotNetHeap> Streams => field ??= ReadStreams();

    /// <summary>The first 16 of the GUID heap.</summary>
    public IReadOnlyList<Guid> Guids => field ??= ReadGuids();

    /// <summary>Strings of the program, UTF-16 little endian, in order, without empty ones.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> UserStrings => field ??= DotNetHeaps.ReadUserStrings(Pe.Content, Stream("#US"));

    /// <summary>Name of the module; null when it cannot be read.</summary>
    public string? ModuleName => Metadata?.ModuleName;

    /// <summary>The assembly that it is; null when it is none.</summary>
    public DotNetAssembly? Assembly => Metadata?.Assembly;

    /// <summary>Identifier of its type library; null when it has none.</summary>
    public string? TypeLibrary => Metadata?.TypeLibrary;

    /// <summary>Assemblies that it uses.</summary>
    public IReadOnlyList<DotNetAssemblyReference> AssemblyReferences => Metadata?.AssemblyReferences ?? [];

    /// <summary>Native libraries that it uses.</summary>
    public IReadOnlyList<string> ModuleReferences => Metadata?.ModuleReferences ?? [];

    /// <summary>Functions of native libraries that it calls.</summary>
    public IReadOnlyList<DotNetPlatformInvoke> PlatformInvokes => Metadata?.PlatformInvokes ?? [];

    /// <summary>Methods and fields of other types that it uses.</summary>
    public IReadOnlyList<DotNetMemberReference> MemberReferences => Metadata?.MemberReferences ?? [];

    /// <summary>The table of its resources, those in other files included.</summary>
    public IReadOnlyList<DotNetManifestResource> ManifestResources => Metadata?.ManifestResources ?? [];

    /// <summary>Files that are kept in it as a whole.</summary>
    public IReadOnlyList<DotNetResource> Resources => field ??=
    [
        .. ManifestResources.Where(row => row is { Offset: { } offset, Length: { } length } && File.Has(offset, length))
            .Select(row => new DotNetResource(row.Name, row.Offset!.Value, row.Length!.Value)),
    ];

    /// <summary>Constants that are strings, UTF-16 little endian.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Constants => Metadata?.Constants ?? [];

    /// <summary>Where the initial data of fields stands in the file, in bytes.</summary>
    public IReadOnlyList<long> FieldOffsets => Metadata?.FieldOffsets ?? [];

    /// <summary>Its types with their methods.</summary>
    public IReadOnlyList<DotNetClass> Classes => classes ??= Metadata is { } metadata ? new ClassReader(metadata).Read() : [];

    /// <summary>Names of its types and methods as they stand in the tables, at most 100,000.</summary>
    public IEnumerable<string> OwnNames => Metadata?.OwnNames ?? [];

    /// <summary>True when the table stream can be read.</summary>
    public bool HasTables => Metadata is not null;

    private ReadOnlySpan<byte> File => Pe.Content.Span;

    private Metadata? Metadata
    {
        get
        {
            if (!isRead)
                metadata = ReadMetadata();
            isRead = true;
            return metadata;
        }
    }

    private Metadata? metadata;
    private bool isRead;
    private IReadOnlyList<DotNetClass>? classes;

    /// <summary>Opens the metadata of an image.</summary>
    /// <returns>Null when the image has none.</returns>
    public static DotNetFile? TryOpen(PeFile pe)
    {
        var file = pe.Content.Span;
        if (pe.DirectoryOffset(PeDirectory.ClrHeader) is not { } header || !file.Has(header, ClrHeaderSize) || file.U32(header) != ClrHeaderSize
            || (pe.Header.Is64Bit && pe.Header.NumberOfRvaAndSizes < (int)PeDirectory.ClrHeader)
            || pe.OffsetOf(file.U32(header + 8) ?? 0) is not { } root || file.U32(root) != MetadataMagic
            || file.U32(root + 12) is not (> 0 and <= 255 and var length) || length % 4 != 0
            || !file.Has(root + MetadataHeaderSize, length))
            return null;
        return new(pe, header, root, length);
    }

    internal DotNetHeap? Stream(string name) =>
        Streams.FirstOrDefault(stream => stream.Name.StartsWith(name, StringComparison.Ordinal));

    private DotNetHeap[] ReadStreams()
    {
        var streams = new List<DotNetHeap>();
        var file = File;
        var at = root + MetadataHeaderSize + versionLength + 4;
        // Nobody has more than a few: libyara looks at the low byte of the number alone.
        var count = file.U8(at - 2) ?? 0;
        for (var i = 0; i < count && file.Has(at, 8 + StreamNameSize); i++)
        {
            // At most 32 bytes with the zero, filled up to a multiple of four.
            var field = file.Part(at + 8, StreamNameSize);
            var end = field.IndexOf((byte)0);
            if (end < 0)
                break;
            streams.Add(new(ByteText.Latin1(field[..end]), root + (file.U32(at) ?? 0), file.U32(at + 4) ?? 0));
            at += 8 + ((end + 4) & ~3);
        }

        return [.. streams];
    }

    private Guid[] ReadGuids()
    {
        var guids = new List<Guid>();
        if (Streams.LastOrDefault(stream => stream.Name.StartsWith("#GUID", StringComparison.Ordinal)) is not { } heap)
            return [];
        for (var at = heap.Offset; guids.Count < MaxGuids && at + 16 <= heap.Offset + heap.Size && File.Has(at, 16); at += 16)
            guids.Add(new(File.Slice((int)at, 16)));
        return [.. guids];
    }

    private Metadata? ReadMetadata()
    {
        var tables = Stream("#~") ?? Stream("#-");
        if (tables is null || Stream("#Strings") is not { } strings || Stream("#Blob") is not { } blobs
            || MetadataTables.Read(Pe.Content, tables.Offset) is not { } rows)
            return null;
        var resources = Pe.OffsetOf(File.U32(clrHeader + 24) ?? 0);
        return new(Pe, rows, new(Pe.Content, strings, blobs), resources);
    }
}
