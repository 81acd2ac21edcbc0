using ScanHost.Formats.Elf;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Elf;

/// <summary><c>elf</c>: programs and libraries of Linux and its kin.</summary>
internal sealed class ElfModule : YaraModule<ElfModule.State>
{
    public override string Name => "elf";

    protected override State Read(ModuleContext context) => new(ElfFile.TryOpen(context.Data));

    protected override void Declare(StructureBuilder<State> module)
    {
        ElfConstants.Declare(module);
        DeclareHeader(module);
        DeclareTables(module);
        module.Integer("symtab_entries", elf => elf.File?.Symbols?.Count);
        module.Structures<ElfSymbol>("symtab", elf => elf.File?.Symbols, DeclareSymbol);
        module.Integer("dynsym_entries", elf => elf.File?.DynamicSymbols?.Count);
        module.Structures<ElfSymbol>("dynsym", elf => elf.File?.DynamicSymbols, DeclareSymbol);
        module.Function("telfhash", "", YaraType.String, (elf, _) => YaraValue.Of(elf.SymbolHash.Bytes()));
        module.Function("import_md5", "", YaraType.String, (elf, _) => YaraValue.Of(elf.ImportHash.Bytes()));
    }

    private static void DeclareHeader(StructureBuilder<State> module)
    {
        module.Integer("type", elf => elf.Header?.Type);
        module.Integer("machine", elf => elf.Header?.Machine);
        module.Integer("osabi", elf => elf.Header?.OsAbi);
        module.Integer("entry_point", elf => elf.Header is { Entry: > 0 and var entry } ? (long?)elf.File!.OffsetOf(entry) : null);
        module.Integer("number_of_sections", elf => elf.Header?.SectionHeaderCount);
        module.Integer("sh_offset", elf => (long?)elf.Header?.SectionHeaderOffset);
        module.Integer("sh_entry_size", elf => elf.Header?.SectionHeaderEntrySize);
        module.Integer("number_of_segments", elf => elf.Header?.ProgramHeaderCount);
        module.Integer("ph_offset", elf => (long?)elf.Header?.ProgramHeaderOffset);
        module.Integer("ph_entry_size", elf => elf.Header?.ProgramHeaderEntrySize);
    }

    private static void DeclareTables(StructureBuilder<State> module)
    {
        module.Structures<ElfSection>("sections", elf => elf.File?.Sections, section =>
        {
            section.Integer("type", row => row.Type);
            section.Integer("flags", row => (long)row.Flags);
            section.Integer("address", row => (long)row.Address);
            section.String("name", row => row.Name.Bytes());
            section.Integer("size", row => (long)row.Size);
            section.Integer("offset", row => (long)row.Offset);
        });
        module.Structures<ElfSegment>("segments", elf => elf.File?.Segments, segment =>
        {
            segment.Integer("type", row => row.Type);
            segment.Integer("flags", row => row.Flags);
            segment.Integer("offset", row => (long)row.Offset);
            segment.Integer("virtual_address", row => (long)row.VirtualAddress);
            segment.Integer("physical_address", row => (long)row.PhysicalAddress);
            segment.Integer("file_size", row => (long)row.FileSize);
            segment.Integer("memory_size", row => (long)row.MemorySize);
            segment.Integer("alignment", row => (long)row.Alignment);
        });
        module.Integer("dynamic_section_entries", elf =>
            elf.File?.Segments.Any(segment => segment.Type == ElfSegment.Dynamic) == true ? elf.File.Dynamic.Count : null);
        module.Structures<ElfDynamicEntry>("dynamic", elf => elf.File?.Dynamic, entry =>
        {
            entry.Integer("type", row => (long)row.Tag);
            entry.Integer("val", row => (long)row.Value);
        });
    }

    private static void DeclareSymbol(StructureBuilder<ElfSymbol> symbol)
    {
        symbol.String("name", row => row.Name.Bytes());
        symbol.Integer("value", row => (long)row.Value);
        symbol.Integer("size", row => (long)row.Size);
        symbol.Integer("type", row => row.Type);
        symbol.Integer("bind", row => row.Bind);
        symbol.Integer("visibility", row => row.Visibility);
        symbol.Integer("shndx", row => row.SectionIndex);
    }

    /// <summary>Null when the file is no ELF file: every field is undefined then.</summary>
    internal sealed class State(ElfFile? file)
    {
        public ElfFile? File { get; } = file;

        public ElfHeader? Header => File?.Header;

        public string? SymbolHash => field ??= File is null ? null : ElfHashes.SymbolHash(File);

        public string? ImportHash => field ??= File is null ? null : ElfHashes.ImportHash(File);
    }
}
