namespace ScanHost.Formats.Pe;

/// <summary>A row of the section table: Microsoft PE/COFF specification, 4.</summary>
public sealed record PeSection
{
    /// <summary>Flag: contains code.</summary>
    public const uint ContainsCode = 0x20;

    /// <summary>Flag: may be executed.</summary>
    public const uint MemoryExecute = 0x20000000;

    /// <summary>Flag: may be written.</summary>
    public const uint MemoryWrite = 0x80000000;

    /// <summary>As it stands in the table, at most 8 bytes, without the zeros behind; one character a byte.</summary>
    public required string Name { get; init; }

    /// <summary>A name like <c>/4</c> points into the string table: what stands there. Null when it cannot be read, else equal to the name.</summary>
    public required string? FullName { get; init; }

    /// <summary>In bytes, in memory.</summary>
    public required uint VirtualSize { get; init; }

    /// <summary>Relative to the image base.</summary>
    public required uint VirtualAddress { get; init; }

    /// <summary>In bytes, in the file.</summary>
    public required uint SizeOfRawData { get; init; }

    /// <summary>File offset.</summary>
    public required uint PointerToRawData { get; init; }

    /// <summary>File offset.</summary>
    public required uint PointerToRelocations { get; init; }

    /// <summary>File offset.</summary>
    public required uint PointerToLinenumbers { get; init; }

    /// <summary>Number of relocations.</summary>
    public required ushort NumberOfRelocations { get; init; }

    /// <summary>Number of line numbers.</summary>
    public required ushort NumberOfLinenumbers { get; init; }

    /// <summary>Flags.</summary>
    public required uint Characteristics { get; init; }

    /// <summary>True when it may be executed.</summary>
    public bool IsExecutable => (Characteristics & MemoryExecute) != 0;

    /// <summary>True when it may be written.</summary>
    public bool IsWritable => (Characteristics & MemoryWrite) != 0;

    /// <summary>True when the address lies in it, be it backed by the file or not.</summary>
    /// <param name="address">Relative virtual address.</param>
    public bool Contains(uint address) =>
        address >= VirtualAddress && address - VirtualAddress < Math.Max(VirtualSize, SizeOfRawData);
}
