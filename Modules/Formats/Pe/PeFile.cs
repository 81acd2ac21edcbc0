using ScanHost.Formats.Authenticode;

namespace ScanHost.Formats.Pe;

/// <summary>
/// A Windows image. Nothing is read before it is asked for, and each group is read once. Hostile files give short lists and nulls, never an
/// exception; every list is bounded. An instance belongs to one thread at a time.
/// </summary>
public sealed class PeFile
{
    private readonly PeAddresses addresses;

    private PeFile(ReadOnlyMemory<byte> content, PeHeader header)
    {
        Content = content;
        Header = header;
        addresses = new(content, header);
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>File header and optional header.</summary>
    public PeHeader Header { get; }

    /// <summary>At most 96; shorter than declared when the table is cut.</summary>
    public IReadOnlyList<PeSection> Sections => addresses.Sections;

    /// <summary>The declared data directories, at most 16.</summary>
    public IReadOnlyList<PeDataDirectory> DataDirectories => field ??= ReadDirectories();

    /// <summary>Imported libraries, in order; only those of which at least one function could be read.</summary>
    public IReadOnlyList<PeImportedLibrary> Imports => field ??= PeImports.Read(this);

    /// <summary>Libraries that are loaded at the first call of one of their functions.</summary>
    public IReadOnlyList<PeImportedLibrary> DelayedImports => field ??= PeDelayedImports.Read(this);

    /// <summary>What it exports; null when it has no export directory.</summary>
    public PeExports? Exports => Once(ref exports, PeExports.Read);

    /// <summary>The resource tree; null when it has none.</summary>
    public PeResources? Resources => Once(ref resources, PeResources.Read);

    /// <summary>The strings of its version resources, in order. Keys may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> VersionStrings => field ??= PeVersionInfo.Read(this);

    /// <summary>The undocumented record of the Microsoft linker on the tools that made it; null when it has none.</summary>
    public PeRichHeader? RichHeader => Once(ref rich, PeRichHeader.Read);

    /// <summary>Rows of the debug directory.</summary>
    public IReadOnlyList<PeDebugEntry> DebugEntries => field ??= PeDebug.Read(this);

    /// <summary>Path of the file with the symbols, as the linker wrote it, one character a byte; null when there is none.</summary>
    public string? PdbPath => Once(ref pdbPath, PeDebug.PdbPath);

    /// <summary>Addresses of functions that run before the entry point; empty when there are none.</summary>
    public IReadOnlyList<ulong> TlsCallbacks => field ??= PeTls.Callbacks(this);

    /// <summary>What stands behind the last section, certificates included; null when nothing does.</summary>
    public PeRange? Overlay => Once(ref overlay, file => PeOverlay.Find(file.Content.Length, file.Sections));

    /// <summary>The certificate table; null when it has none or it lies outside of the file.</summary>
    public PeRange? CertificateTable => PeCertificates.Table(this);

    /// <summary>True when somebody vouches for these very bytes (<see cref="AuthenticodeReader.IsSigned"/>). A directory that points somewhere is no signature.</summary>
    public bool IsSigned => isSigned ??= AuthenticodeReader.IsSigned(this);

    private bool? isSigned;
    private Lazily<PeExports>? exports;
    private Lazily<PeResources>? resources;
    private Lazily<PeRichHeader>? rich;
    private Lazily<string>? pdbPath;
    private Lazily<PeRange>? overlay;

    /// <summary>Opens an image.</summary>
    /// <param name="content">The whole file.</param>
    /// <returns>Null when there are no complete headers of an image.</returns>
    public static PeFile? TryOpen(ReadOnlyMemory<byte> content) =>
        PeHeader.Read(content.Span) is { } header ? new(content, header) : null;

    /// <summary>Where an address of the image stands in the file.</summary>
    /// <param name="address">Relative virtual address.</param>
    /// <returns>In bytes; null when the file does not hold it.</returns>
    public int? OffsetOf(ulong address) => addresses.OffsetOf(address);

    /// <summary>The directory of that index, whatever number of directories and size of the optional header are declared: both may lie.</summary>
    public PeDataDirectory? Directory(PeDirectory directory) =>
        ReadDirectory(Header.OptionalHeaderOffset + Header.DirectoriesOffset + ((int)directory * 8));

    /// <summary>The start of a directory's data in the file; null when it is absent or lies outside.</summary>
    internal int? DirectoryOffset(PeDirectory directory) =>
        Directory(directory) is { VirtualAddress: > 0 and var address } ? OffsetOf(address) : null;

    private PeDataDirectory[] ReadDirectories()
    {
        var directories = new List<PeDataDirectory>();
        for (var i = 0; i < Math.Min(Header.NumberOfRvaAndSizes, 16); i++)
        {
            if (ReadDirectory(Header.OptionalHeaderOffset + Header.DirectoriesOffset + (i * 8)) is not { } directory)
                break;
            directories.Add(directory);
        }

        return [.. directories];
    }

    private PeDataDirectory? ReadDirectory(int offset)
    {
        var file = Content.Span;
        return file.Has(offset, 8) ? new(file.U32(offset) ?? 0, file.U32(offset + 4) ?? 0) : null;
    }

    private T? Once<T>(ref Lazily<T>? cell, Func<PeFile, T?> read)
        where T : class => (cell ??= new(read(this))).Value;

    private sealed record Lazily<T>(T? Value)
        where T : class;
}

/// <summary>A part of the file.</summary>
/// <param name="Offset">In bytes.</param>
/// <param name="Length">In bytes.</param>
public sealed record PeRange(int Offset, int Length);
