namespace ScanHost.Formats.Elf;

/// <summary>Reads sections, segments and the dynamic section.</summary>
internal static class ElfTables
{
    /// <summary>From here on section numbers have another meaning (SHN_LORESERVE): the table is not read.</summary>
    private const int MaxSections = 0xFF00;

    /// <summary>The number of segments stands elsewhere then (PN_XNUM): the table is not read.</summary>
    private const int MaxSegments = 0xFFFF;

    private const int MaxDynamic = 65536;

    internal static ElfSection[] ReadSections(ElfFile elf)
    {
        var header = elf.Header;
        var size = header.Is64Bit ? 64 : 40;
        if (header.SectionHeaderCount >= MaxSections || !Fits(elf, header.SectionHeaderOffset, header.SectionHeaderCount, size))
            return [];

        var fields = elf.Fields;
        var start = (long)header.SectionHeaderOffset;
        var word = fields.Word;
        var names = header.SectionNameIndex < header.SectionHeaderCount
            ? fields.Address(start + (header.SectionNameIndex * size) + 8 + (2 * word))
            : 0;
        var sections = new ElfSection[header.SectionHeaderCount];
        for (var i = 0; i < sections.Length; i++)
        {
            var at = start + ((long)i * size);
            sections[i] = new()
            {
                Name = names == 0 ? null : StringAt(elf.Content.Span, names, (ulong)elf.Content.Length, fields.U32(at)),
                Type = fields.U32(at + 4),
                Flags = fields.Address(at + 8),
                Address = fields.Address(at + 8 + word),
                Offset = fields.Address(at + 8 + (2 * word)),
                Size = fields.Address(at + 8 + (3 * word)),
                Link = fields.U32(at + 8 + (4 * word)),
            };
        }

        return sections;
    }

    internal static ElfSegment[] ReadSegments(ElfFile elf)
    {
        var header = elf.Header;
        var size = header.Is64Bit ? 56 : 32;
        if (header.ProgramHeaderCount >= MaxSegments || !Fits(elf, header.ProgramHeaderOffset, header.ProgramHeaderCount, size))
            return [];

        var fields = elf.Fields;
        var segments = new ElfSegment[header.ProgramHeaderCount];
        for (var i = 0; i < segments.Length; i++)
        {
            var at = (long)header.ProgramHeaderOffset + ((long)i * size);
            // In 64-bit files the flags were moved up, to keep the addresses aligned.
            segments[i] = header.Is64Bit ? ReadWide(fields, at) : ReadNarrow(fields, at);
        }

        return segments;
    }

    internal static ElfDynamicEntry[] ReadDynamic(ElfFile elf)
    {
        if (elf.Segments.LastOrDefault(segment => segment.Type == ElfSegment.Dynamic) is not { } dynamic)
            return [];
        var entries = new List<ElfDynamicEntry>();
        var fields = elf.Fields;
        var step = 2 * fields.Word;
        for (var at = (long)dynamic.Offset; entries.Count < MaxDynamic && elf.Content.Span.Has(at, step); at += step)
        {
            var entry = new ElfDynamicEntry(fields.Address(at), fields.Address(at + fields.Word));
            entries.Add(entry);
            if (entry.Tag == ElfDynamicEntry.End)
                break;
        }

        return [.. entries];
    }

    /// <summary>A string of a table; null when the table does not begin with a zero, or the string has no end in it.</summary>
    internal static string? StringAt(ReadOnlySpan<byte> file, ulong table, ulong limit, uint index)
    {
        if (table >= (ulong)file.Length || file[(int)table] != 0 || index > int.MaxValue || table + index >= Math.Min(limit, (ulong)file.Length))
            return null;
        var rest = file[(int)(table + index)..(int)Math.Min(limit, (ulong)file.Length)];
        var end = rest.IndexOf((byte)0);
        return end < 0 ? null : ByteText.Latin1(rest[..end]);
    }

    private static bool Fits(ElfFile elf, ulong offset, int count, int size) =>
        offset < (ulong)elf.Content.Length && elf.Content.Span.Has((long)offset, (long)count * size);

    private static ElfSegment ReadWide(NativeFields fields, long at) => new()
    {
        Type = fields.U32(at),
        Flags = fields.U32(at + 4),
        Offset = fields.U64(at + 8),
        VirtualAddress = fields.U64(at + 16),
        PhysicalAddress = fields.U64(at + 24),
        FileSize = fields.U64(at + 32),
        MemorySize = fields.U64(at + 40),
        Alignment = fields.U64(at + 48),
    };

    private static ElfSegment ReadNarrow(NativeFields fields, long at) => new()
    {
        Type = fields.U32(at),
        Offset = fields.U32(at + 4),
        VirtualAddress = fields.U32(at + 8),
        PhysicalAddress = fields.U32(at + 12),
        FileSize = fields.U32(at + 16),
        MemorySize = fields.U32(at + 20),
        Flags = fields.U32(at + 24),
        Alignment = fields.U32(at + 28),
    };
}
