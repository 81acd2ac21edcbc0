namespace ScanHost.Formats.Elf;

/// <summary>Reads symbol tables: System V ABI, chapter 4, "Symbol Table".</summary>
internal static class ElfSymbols
{
    private const int MaxSymbols = 1_000_000;

    /// <summary>Null when there is no table of that type with strings that lie in the file.</summary>
    internal static ElfSymbol[]? Read(ElfFile elf, uint type)
    {
        // Where there are several, the last one counts.
        var table = elf.Sections.LastOrDefault(section => section.Type == type && StringsOf(elf, section) is not null);
        if (table is null || StringsOf(elf, table) is not { } strings || !Fits(elf, table) || !Fits(elf, strings))
            return null;

        var fields = elf.Fields;
        var file = elf.Content.Span;
        var size = elf.Header.Is64Bit ? 24 : 16;
        var symbols = new ElfSymbol[Math.Min(table.Size / (ulong)size, MaxSymbols)];
        for (var i = 0; i < symbols.Length; i++)
        {
            var at = (long)table.Offset + ((long)i * size);
            var name = ElfTables.StringAt(file, strings.Offset, strings.Offset + strings.Size, fields.U32(at));
            symbols[i] = elf.Header.Is64Bit
                ? Make(name, fields.U8(at + 4), fields.U8(at + 5), fields.U16(at + 6), fields.U64(at + 8), fields.U64(at + 16))
                : Make(name, fields.U8(at + 12), fields.U8(at + 13), fields.U16(at + 14), fields.U32(at + 4), fields.U32(at + 8));
        }

        return symbols;
    }

    private static ElfSection? StringsOf(ElfFile elf, ElfSection table) =>
        table.Link < elf.Sections.Count && elf.Sections[(int)table.Link] is { Type: ElfSection.StringTable } strings ? strings : null;

    private static bool Fits(ElfFile elf, ElfSection section) =>
        section.Offset <= int.MaxValue && section.Size <= int.MaxValue
        && elf.Content.Span.Has((long)section.Offset, (long)section.Size);

    private static ElfSymbol Make(string? name, byte info, byte other, ushort section, ulong value, ulong size) => new()
    {
        Name = name,
        Value = value,
        Size = size,
        Type = info & 0xF,
        Bind = info >> 4,
        Visibility = other & 3,
        SectionIndex = section,
    };
}
