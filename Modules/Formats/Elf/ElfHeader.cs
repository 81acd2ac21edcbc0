namespace ScanHost.Formats.Elf;

/// <summary>The ELF header. Fields are named as in the System V ABI, chapter 4; all are the file's own claims.</summary>
public sealed record ElfHeader
{
    /// <summary>Type: relocatable object.</summary>
    public const ushort Relocatable = 1;

    /// <summary>Type: program at a fixed address.</summary>
    public const ushort Executable = 2;

    /// <summary>Type: shared object or position independent program.</summary>
    public const ushort Shared = 3;

    /// <summary>True for 64-bit files.</summary>
    public required bool Is64Bit { get; init; }

    /// <summary>True when the big end comes first.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>Operating system.</summary>
    public required byte OsAbi { get; init; }

    /// <summary>What kind of file.</summary>
    public required ushort Type { get; init; }

    /// <summary>The processor.</summary>
    public required ushort Machine { get; init; }

    /// <summary>Virtual address; 0 when there is no entry point.</summary>
    public required ulong Entry { get; init; }

    /// <summary>File offset of the segments.</summary>
    public required ulong ProgramHeaderOffset { get; init; }

    /// <summary>File offset of the sections.</summary>
    public required ulong SectionHeaderOffset { get; init; }

    /// <summary>Flags of the processor.</summary>
    public required uint Flags { get; init; }

    /// <summary>Declared size of a segment's row, in bytes.</summary>
    public required ushort ProgramHeaderEntrySize { get; init; }

    /// <summary>Number of segments.</summary>
    public required ushort ProgramHeaderCount { get; init; }

    /// <summary>Declared size of a section's row, in bytes.</summary>
    public required ushort SectionHeaderEntrySize { get; init; }

    /// <summary>Number of sections.</summary>
    public required ushort SectionHeaderCount { get; init; }

    /// <summary>Which section has the names of the sections.</summary>
    public required ushort SectionNameIndex { get; init; }

    /// <summary>Null when the file has no whole header.</summary>
    internal static ElfHeader? Read(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, "\u007FELF"u8) || file.U8(4) is not (1 or 2) || file.U8(5) is not (1 or 2))
            return null;
        var fields = new NativeFields(file, file[4] == 2, file[5] == 2);
        var word = fields.Word;
        // Behind the identification, type and machine stand three addresses: their size moves all that follows.
        var behind = 24 + (3 * word);
        return file.Has(0, behind + 16) ? new()
        {
            Is64Bit = fields.Is64Bit,
            IsBigEndian = fields.IsBigEndian,
            OsAbi = file[7],
            Type = fields.U16(16),
            Machine = fields.U16(18),
            Entry = fields.Address(24),
            ProgramHeaderOffset = fields.Address(24 + word),
            SectionHeaderOffset = fields.Address(24 + (2 * word)),
            Flags = fields.U32(behind),
            ProgramHeaderEntrySize = fields.U16(behind + 6),
            ProgramHeaderCount = fields.U16(behind + 8),
            SectionHeaderEntrySize = fields.U16(behind + 10),
            SectionHeaderCount = fields.U16(behind + 12),
            SectionNameIndex = fields.U16(behind + 14),
        } : null;
    }
}
