namespace ScanHost.Formats.Pe;

/// <summary>
/// The COFF file header and the optional header of an image. Fields are named as in the Microsoft PE/COFF specification, 3.3 and 3.4. All of
/// them are the file's own claims.
/// </summary>
public sealed record PeHeader
{
    /// <summary>Magic of a 32-bit optional header.</summary>
    public const ushort Magic32 = 0x10B;

    /// <summary>Magic of a 64-bit optional header (PE32+).</summary>
    public const ushort Magic64 = 0x20B;

    /// <summary>Where the signature <c>PE\0\0</c> stands, in bytes.</summary>
    public required int Offset { get; init; }

    /// <summary>The processor.</summary>
    public required ushort Machine { get; init; }

    /// <summary>Entries of the section table.</summary>
    public required ushort NumberOfSections { get; init; }

    /// <summary>Seconds since 1970, or part of a hash when the build is deterministic.</summary>
    public required uint TimeDateStamp { get; init; }

    /// <summary>File offset of the COFF symbols; 0 when there are none.</summary>
    public required uint PointerToSymbolTable { get; init; }

    /// <summary>Number of COFF symbols.</summary>
    public required uint NumberOfSymbols { get; init; }

    /// <summary>In bytes, data directories included.</summary>
    public required ushort SizeOfOptionalHeader { get; init; }

    /// <summary>Flags of the image.</summary>
    public required ushort Characteristics { get; init; }

    /// <summary><see cref="Magic32"/> or <see cref="Magic64"/>; anything else is read as 32-bit.</summary>
    public required ushort Magic { get; init; }

    /// <summary>The linker's version.</summary>
    public required PeVersion LinkerVersion { get; init; }

    /// <summary>In bytes, all code sections together.</summary>
    public required uint SizeOfCode { get; init; }

    /// <summary>In bytes.</summary>
    public required uint SizeOfInitializedData { get; init; }

    /// <summary>In bytes.</summary>
    public required uint SizeOfUninitializedData { get; init; }

    /// <summary>Relative virtual address; 0 when there is no entry point.</summary>
    public required uint AddressOfEntryPoint { get; init; }

    /// <summary>Relative virtual address of the code.</summary>
    public required uint BaseOfCode { get; init; }

    /// <summary>Relative virtual address of the data; null in 64-bit images, which have no such field.</summary>
    public required uint? BaseOfData { get; init; }

    /// <summary>Preferred address in memory.</summary>
    public required ulong ImageBase { get; init; }

    /// <summary>In bytes, in memory.</summary>
    public required uint SectionAlignment { get; init; }

    /// <summary>In bytes, in the file.</summary>
    public required uint FileAlignment { get; init; }

    /// <summary>Version of the operating system that it needs.</summary>
    public required PeVersion OperatingSystemVersion { get; init; }

    /// <summary>Version of the image.</summary>
    public required PeVersion ImageVersion { get; init; }

    /// <summary>Version of the subsystem that it needs.</summary>
    public required PeVersion SubsystemVersion { get; init; }

    /// <summary>Reserved.</summary>
    public required uint Win32VersionValue { get; init; }

    /// <summary>In bytes, in memory.</summary>
    public required uint SizeOfImage { get; init; }

    /// <summary>In bytes, in the file.</summary>
    public required uint SizeOfHeaders { get; init; }

    /// <summary>The declared checksum; often 0.</summary>
    public required uint CheckSum { get; init; }

    /// <summary>What runs it: 1 native, 2 windows, 3 console.</summary>
    public required ushort Subsystem { get; init; }

    /// <summary>More flags.</summary>
    public required ushort DllCharacteristics { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong SizeOfStackReserve { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong SizeOfStackCommit { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong SizeOfHeapReserve { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong SizeOfHeapCommit { get; init; }

    /// <summary>Reserved.</summary>
    public required uint LoaderFlags { get; init; }

    /// <summary>Number of data directories; may lie.</summary>
    public required uint NumberOfRvaAndSizes { get; init; }

    /// <summary>True for PE32+.</summary>
    public bool Is64Bit => Magic == Magic64;

    /// <summary>True when the flag for a library is set.</summary>
    public bool IsDll => (Characteristics & 0x2000) != 0;

    /// <summary>Where the optional header starts, in bytes.</summary>
    internal int OptionalHeaderOffset => Offset + 24;

    /// <summary>Where the data directories start, in bytes from the start of the optional header.</summary>
    internal int DirectoriesOffset => Is64Bit ? 112 : 96;

    /// <summary>Where the section table starts, in bytes.</summary>
    internal int SectionTableOffset => OptionalHeaderOffset + SizeOfOptionalHeader;

    /// <summary>Null when the file has no whole headers of an image.</summary>
    internal static PeHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 64 || file[0] != 'M' || file[1] != 'Z')
            return null;
        var start = file.U32(0x3C) ?? 0;
        if (start > int.MaxValue || !file.HasAt(start, "PE\0\0"u8) || file.U16(start + 24) is not { } magic)
            return null;
        var wide = magic == Magic64;
        // The sixteen directories included: 224 and 240 bytes.
        var optional = start + 24;
        return file.Has(optional, wide ? 240 : 224) ? Read(file[(int)start..], (int)start, wide) : null;
    }

    private static PeHeader Read(ReadOnlySpan<byte> at, int start, bool wide)
    {
        var fields = new Fields(at, wide);
        return new()
        {
            Offset = start,
            Machine = fields.U16(4),
            NumberOfSections = fields.U16(6),
            TimeDateStamp = fields.U32(8),
            PointerToSymbolTable = fields.U32(12),
            NumberOfSymbols = fields.U32(16),
            SizeOfOptionalHeader = fields.U16(20),
            Characteristics = fields.U16(22),
            Magic = fields.U16(24),
            LinkerVersion = new(at[26], at[27]),
            SizeOfCode = fields.U32(28),
            SizeOfInitializedData = fields.U32(32),
            SizeOfUninitializedData = fields.U32(36),
            AddressOfEntryPoint = fields.U32(40),
            BaseOfCode = fields.U32(44),
            BaseOfData = wide ? null : fields.U32(48),
            ImageBase = wide ? fields.U64(48) : fields.U32(52),
            SectionAlignment = fields.U32(56),
            FileAlignment = fields.U32(60),
            OperatingSystemVersion = fields.Version(64),
            ImageVersion = fields.Version(68),
            SubsystemVersion = fields.Version(72),
            Win32VersionValue = fields.U32(76),
            SizeOfImage = fields.U32(80),
            SizeOfHeaders = fields.U32(84),
            CheckSum = fields.U32(88),
            Subsystem = fields.U16(92),
            DllCharacteristics = fields.U16(94),
            SizeOfStackReserve = fields.Size(0),
            SizeOfStackCommit = fields.Size(1),
            SizeOfHeapReserve = fields.Size(2),
            SizeOfHeapCommit = fields.Size(3),
            LoaderFlags = fields.U32(wide ? 128 : 112),
            NumberOfRvaAndSizes = fields.U32(wide ? 132 : 116),
        };
    }

    private readonly ref struct Fields(ReadOnlySpan<byte> at, bool wide)
    {
        private readonly ReadOnlySpan<byte> at = at;

        internal ushort U16(int offset) => at.U16(offset) ?? 0;

        internal uint U32(int offset) => at.U32(offset) ?? 0;

        internal ulong U64(int offset) => at.U64(offset) ?? 0;

        internal PeVersion Version(int offset) => new(U16(offset), U16(offset + 2));

        /// <summary>The four sizes behind offset 96, of the image's own word size.</summary>
        internal ulong Size(int index) => wide ? U64(96 + (index * 8)) : U32(96 + (index * 4));
    }
}

/// <summary>A version of two parts.</summary>
/// <param name="Major">Before the dot.</param>
/// <param name="Minor">Behind the dot.</param>
public readonly record struct PeVersion(int Major, int Minor);

/// <summary>An entry of the data directories.</summary>
/// <param name="VirtualAddress">Relative virtual address; of the certificate table a file offset.</param>
/// <param name="Size">In bytes.</param>
public readonly record struct PeDataDirectory(uint VirtualAddress, uint Size);

/// <summary>Indices of the data directories, as in the specification, 3.4.3.</summary>
public enum PeDirectory
{
    /// <summary>Exports.</summary>
    Export = 0,

    /// <summary>Imports.</summary>
    Import = 1,

    /// <summary>Resources.</summary>
    Resource = 2,

    /// <summary>Exception table.</summary>
    Exception = 3,

    /// <summary>Certificate table: file offset, not an address.</summary>
    Security = 4,

    /// <summary>Base relocations.</summary>
    BaseRelocation = 5,

    /// <summary>Debug directory.</summary>
    Debug = 6,

    /// <summary>Architecture, or the copyright of old.</summary>
    Architecture = 7,

    /// <summary>Global pointer.</summary>
    GlobalPointer = 8,

    /// <summary>Thread local storage.</summary>
    Tls = 9,

    /// <summary>Load configuration.</summary>
    LoadConfiguration = 10,

    /// <summary>Bound imports.</summary>
    BoundImport = 11,

    /// <summary>Import address table.</summary>
    ImportAddressTable = 12,

    /// <summary>Delayed imports.</summary>
    DelayImport = 13,

    /// <summary>Header of the common language runtime.</summary>
    ClrHeader = 14,
}
