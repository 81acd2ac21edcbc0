namespace ScanHost.Formats.MachO;

/// <summary>The header of an image. Fields are named as in Apple's <c>mach-o/loader.h</c>; all are the file's own claims.</summary>
public sealed record MachOHeader
{
    /// <summary>File type: program.</summary>
    public const uint Execute = 2;

    /// <summary>File type: library.</summary>
    public const uint DynamicLibrary = 6;

    /// <summary>Processor: x86.</summary>
    public const uint X86 = 7;

    /// <summary>Processor: x86-64.</summary>
    public const uint X64 = 0x01000007;

    /// <summary>Processor: ARM.</summary>
    public const uint Arm = 12;

    /// <summary>Processor: ARM, 64-bit.</summary>
    public const uint Arm64 = 0x0100000C;

    /// <summary>The first four bytes read with the little end first: FEEDFACE or FEEDFACF, the other way around in big-endian images.</summary>
    public required uint Magic { get; init; }

    /// <summary>True for 64-bit images.</summary>
    public required bool Is64Bit { get; init; }

    /// <summary>True when the big end comes first.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>The processor.</summary>
    public required uint CpuType { get; init; }

    /// <summary>Its model.</summary>
    public required uint CpuSubtype { get; init; }

    /// <summary>What kind of file.</summary>
    public required uint FileType { get; init; }

    /// <summary>Number of load commands.</summary>
    public required uint CommandCount { get; init; }

    /// <summary>All load commands together, in bytes.</summary>
    public required uint CommandsSize { get; init; }

    /// <summary>Flags.</summary>
    public required uint Flags { get; init; }

    /// <summary>Reserved; null in 32-bit images, which have no such field.</summary>
    public required uint? Reserved { get; init; }

    /// <summary>In bytes.</summary>
    internal int Size => Is64Bit ? 32 : 28;

    /// <summary>Null when there is no whole header.</summary>
    internal static MachOHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 32 || file.U32(0) is not (0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE) || file.U32(0) is not { } magic)
            return null;
        var isBig = magic is 0xCEFAEDFE or 0xCFFAEDFE;
        var isWide = magic is 0xFEEDFACF or 0xCFFAEDFE;
        var fields = new NativeFields(file, isWide, isBig);
        return new()
        {
            Magic = magic,
            Is64Bit = isWide,
            IsBigEndian = isBig,
            CpuType = fields.U32(4),
            CpuSubtype = fields.U32(8),
            FileType = fields.U32(12),
            CommandCount = fields.U32(16),
            CommandsSize = fields.U32(20),
            Flags = fields.U32(24),
            Reserved = isWide ? fields.U32(28) : null,
        };
    }
}
