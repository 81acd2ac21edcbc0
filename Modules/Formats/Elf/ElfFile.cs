namespace ScanHost.Formats.Elf;

/// <summary>
/// A program or library of Linux and its kin. Nothing is read before it is asked for. Hostile files give short lists and nulls, never an
/// exception; every list is bounded. An instance belongs to one thread at a time.
/// </summary>
public sealed class ElfFile
{
    private ElfFile(ReadOnlyMemory<byte> content, ElfHeader header)
    {
        Content = content;
        Header = header;
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The header.</summary>
    public ElfHeader Header { get; }

    /// <summary>Empty when the table does not lie in the file as a whole.</summary>
    public IReadOnlyList<ElfSection> Sections => field ??= ElfTables.ReadSections(this);

    /// <summary>Empty when the table does not lie in the file as a whole.</summary>
    public IReadOnlyList<ElfSegment> Segments => field ??= ElfTables.ReadSegments(this);

    /// <summary>Of the last dynamic segment, its end included.</summary>
    public IReadOnlyList<ElfDynamicEntry> Dynamic => field ??= ElfTables.ReadDynamic(this);

    /// <summary>Symbols for linking; null when there is no such table.</summary>
    public IReadOnlyList<ElfSymbol>? Symbols => (symbols ??= new(ElfSymbols.Read(this, ElfSection.SymbolTable))).Value;

    /// <summary>Symbols for dynamic linking; null when there is no such table.</summary>
    public IReadOnlyList<ElfSymbol>? DynamicSymbols => (dynamicSymbols ??= new(ElfSymbols.Read(this, ElfSection.DynamicSymbols))).Value;

    /// <summary>Names of the libraries that it needs, one character a byte.</summary>
    public IReadOnlyList<string> NeededLibraries => field ??= [.. DynamicStrings(ElfDynamicEntry.Needed)];

    /// <summary>Where it looks for libraries.</summary>
    public IReadOnlyList<string> RunPaths =>
        field ??= [.. DynamicStrings(ElfDynamicEntry.RPath), .. DynamicStrings(ElfDynamicEntry.RunPath)];

    /// <summary>The program that starts it; null when it has none.</summary>
    public string? Interpreter => Segments.FirstOrDefault(segment => segment.Type == ElfSegment.Interpreter) is { } segment
        ? ByteText.Field(Content.Span.Part((long)segment.Offset, (long)Math.Min(segment.FileSize, 4096)))
        : null;

    private Lazily? symbols;
    private Lazily? dynamicSymbols;

    /// <summary>Opens a file.</summary>
    /// <returns>Null when there is no whole ELF header.</returns>
    public static ElfFile? TryOpen(ReadOnlyMemory<byte> content) =>
        ElfHeader.Read(content.Span) is { } header ? new(content, header) : null;

    /// <summary>
    /// Where an address stands in the file: of programs at a fixed address by segments, of others by sections, as YARA has it.
    /// </summary>
    /// <returns>In bytes, perhaps beyond the file's end; null when nothing holds it.</returns>
    public ulong? OffsetOf(ulong address)
    {
        if (Header.Type != ElfHeader.Executable)
            return OffsetBySections(address);
        foreach (var segment in Segments)
        {
            if (address >= segment.VirtualAddress && address - segment.VirtualAddress < segment.MemorySize)
                return segment.Offset + (address - segment.VirtualAddress);
        }

        return null;
    }

    /// <summary>Where an address stands in the file by the segments that are mapped, as the system sees it.</summary>
    public ulong? LoadedOffsetOf(ulong address)
    {
        foreach (var segment in Segments)
        {
            if (segment.Type == ElfSegment.Load && address >= segment.VirtualAddress
                && address - segment.VirtualAddress < segment.FileSize)
                return segment.Offset + (address - segment.VirtualAddress);
        }

        return null;
    }

    internal NativeFields Fields => new(Content.Span, Header.Is64Bit, Header.IsBigEndian);

    private ulong? OffsetBySections(ulong address)
    {
        foreach (var section in Sections)
        {
            if (section.Type is not (0 or ElfSection.NoBits) && address >= section.Address && address - section.Address < section.Size)
                return section.Offset + (address - section.Address);
        }

        return null;
    }

    private IEnumerable<string> DynamicStrings(ulong tag)
    {
        if (Dynamic.FirstOrDefault(entry => entry.Tag == ElfDynamicEntry.Strings) is not { } table
            || LoadedOffsetOf(table.Value) is not { } start)
            yield break;
        foreach (var entry in Dynamic)
        {
            if (entry.Tag == tag && ByteText.ZeroEnded(Content.Span, (long)Math.Min(start + entry.Value, long.MaxValue), 4096) is { } text)
                yield return text;
        }
    }

    private sealed record Lazily(IReadOnlyList<ElfSymbol>? Value);
}
