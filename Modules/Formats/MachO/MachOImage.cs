namespace ScanHost.Formats.MachO;

/// <summary>
/// A program or library of Apple's systems, for one processor. Nothing is read before it is asked for. Hostile files give short lists and
/// nulls, never an exception; every list is bounded. An instance belongs to one thread at a time.
/// </summary>
public sealed class MachOImage
{
    private const int MaxCommands = 65536;
    private const uint RequiredByDyld = 0x80000000;
    private const int MaxPath = 4096;

    private MachOImage(ReadOnlyMemory<byte> content, MachOHeader header)
    {
        Content = content;
        Header = header;
    }

    /// <summary>The image alone, also when it came out of a fat file.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The header.</summary>
    public MachOHeader Header { get; }

    /// <summary>In order.</summary>
    public IReadOnlyList<MachOSegment> Segments => field ??= MachOSegments.Read(this);

    /// <summary>Offset of the entry point in the image, in bytes; null when there is none.</summary>
    public ulong? EntryPoint => MachOEntryPoint.Find(this);

    /// <summary>Stack of the main thread, in bytes; null when it does not say.</summary>
    public ulong? StackSize => Last(0x28 | RequiredByDyld) is { Size: >= 24 } main ? Fields.U64(main.Offset + 16) : null;

    /// <summary>Path of the dynamic linker; null when it names none.</summary>
    public string? DynamicLinker => Last(0xE, 0xF, 0x27) is { } command ? Text(command, 8) : null;

    /// <summary>Libraries that it loads, and itself when it is one.</summary>
    public IReadOnlyList<MachOLibrary> Libraries => field ??= [.. All(0xC, 0xD, 0x18 | RequiredByDyld, 0x1F | RequiredByDyld, 0x20, 0x23 | RequiredByDyld).Select(Library)];

    /// <summary>Where libraries are looked for.</summary>
    public IReadOnlyList<string> RunPaths => field ??= [.. All(0x1C | RequiredByDyld).Select(command => Text(command, 8))];

    /// <summary>Options that it has for the linker.</summary>
    public IReadOnlyList<string> LinkerOptions => field ??= [.. All(0x2D).SelectMany(Options)];

    /// <summary>16 bytes that tell one build from another; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Uuid => Last(0x1B) is { Size: >= 24 } command ? Content.Slice(command.Offset + 8, 16) : default;

    /// <summary>Five parts: 24, 10, 10, 10 and 10 bits; null when it does not say.</summary>
    public ulong? SourceVersion => Last(0x2A) is { Size: >= 16 } command ? Fields.U64(command.Offset + 8) : null;

    /// <summary>For which system; null when it does not say.</summary>
    public MachOBuildVersion? BuildVersion => Last(0x32) is { Size: >= 24 } command ? ReadBuildVersion(command) : null;

    /// <summary>The same, in the older form; null when it does not say.</summary>
    public MachOMinimumVersion? MinimumVersion => Last(0x24, 0x25, 0x2F, 0x30) is { Size: >= 16 } command
        ? new(command.Kind, Fields.U32(command.Offset + 8), Fields.U32(command.Offset + 12))
        : null;

    /// <summary>symoff, nsyms, stroff, strsize; null when there are no symbols.</summary>
    public MachONumbers? SymbolTable => Numbers(4, 2);

    /// <summary>The 18 fields of dysymtab_command; null when there is none.</summary>
    public MachONumbers? DynamicSymbolTable => Numbers(18, 0xB);

    /// <summary>The 10 fields of dyld_info_command; null when there is none.</summary>
    public MachONumbers? LinkerInfo => Numbers(10, 0x22, 0x22 | RequiredByDyld);

    /// <summary>Offset and size of the code signature; null when there is none.</summary>
    public MachONumbers? CodeSignature => Numbers(2, 0x1D);

    /// <summary>What stands in the signature.</summary>
    public MachOSignature Signature => field ??= MachOSignature.Read(this);

    /// <summary>The names of the symbol table, in its order, one character a byte, without empty ones.</summary>
    public IReadOnlyList<string> SymbolNames => field ??= MachOSymbols.Names(this);

    /// <summary>Names that it exports, one character a byte.</summary>
    public IReadOnlyList<string> Exports => field ??= MachOSymbols.Exports(this);

    /// <summary>Names that it imports, one character a byte.</summary>
    public IReadOnlyList<string> Imports => field ??= MachOSymbols.Imports(this);

    internal IReadOnlyList<MachOCommand> Commands => field ??= ReadCommands();

    internal NativeFields Fields => new(Content.Span, Header.Is64Bit, Header.IsBigEndian);

    /// <summary>Opens an image for one processor.</summary>
    /// <returns>Null when there is no whole header.</returns>
    public static MachOImage? TryOpen(ReadOnlyMemory<byte> content) =>
        MachOHeader.Read(content.Span) is { } header ? new(content, header) : null;

    /// <summary>Where an address stands in the image.</summary>
    /// <returns>In bytes, perhaps beyond its end; null when no segment holds it.</returns>
    public ulong? OffsetOf(ulong address)
    {
        foreach (var segment in Segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
                return segment.FileOffset + (address - segment.Address);
        }

        return null;
    }

    internal MachOCommand? Last(params ReadOnlySpan<uint> kinds)
    {
        for (var i = Commands.Count - 1; i >= 0; i--)
        {
            if (kinds.Contains(Commands[i].Kind))
                return Commands[i];
        }

        return null;
    }

    private IEnumerable<MachOCommand> All(params uint[] kinds) => Commands.Where(command => kinds.Contains(command.Kind));

    private List<MachOCommand> ReadCommands()
    {
        var commands = new List<MachOCommand>();
        var fields = Fields;
        long at = Header.Size;
        for (var i = 0; i < Math.Min(Header.CommandCount, MaxCommands) && Content.Span.Has(at, 8); i++)
        {
            var size = fields.U32(at + 4);
            if (size < 8 || !Content.Span.Has(at, size))
                break;
            commands.Add(new(fields.U32(at), (int)at, (int)size));
            at += size;
        }

        return commands;
    }

    private MachONumbers? Numbers(int count, params ReadOnlySpan<uint> kinds)
    {
        if (Last(kinds) is not { } command || command.Size < 8 + (count * 4))
            return null;
        var values = new uint[count];
        for (var i = 0; i < count; i++)
            values[i] = Fields.U32(command.Offset + 8 + (i * 4));
        return new(values);
    }

    private MachOLibrary Library(MachOCommand command)
    {
        var at = command.Offset;
        return command.Size < 24 ? new("", 0, 0, 0) : new(Text(command, 8), Fields.U32(at + 12), Fields.U32(at + 16), Fields.U32(at + 20));
    }

    private MachOBuildVersion ReadBuildVersion(MachOCommand command)
    {
        var at = command.Offset;
        var tools = new List<MachOBuildTool>();
        for (var i = 0; i < Fields.U32(at + 20) && 24 + ((i + 1) * 8) <= command.Size; i++)
            tools.Add(new(Fields.U32(at + 24 + (i * 8)), Fields.U32(at + 28 + (i * 8))));
        return new(Fields.U32(at + 8), Fields.U32(at + 12), Fields.U32(at + 16), tools);
    }

    private List<string> Options(MachOCommand command)
    {
        var options = new List<string>();
        var rest = Content.Span.Slice(command.Offset, command.Size);
        rest = rest.Length > 12 ? rest[12..] : [];
        for (var left = Fields.U32(command.Offset + 8); left > 0 && rest.IndexOf((byte)0) is >= 0 and var end; left--)
        {
            options.Add(ByteText.Latin1(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return options;
    }

    /// <summary>The string to which an offset in the command points.</summary>
    private string Text(MachOCommand command, int offsetField)
    {
        var offset = command.Size >= offsetField + 4 ? Fields.U32(command.Offset + offsetField) : uint.MaxValue;
        return offset >= command.Size ? ""
            : ByteText.Field(Content.Span.Slice(command.Offset + (int)offset, Math.Min(command.Size - (int)offset, MaxPath)));
    }
}
