namespace ScanHost.Formats.Ole;

/// <summary>The first 512 bytes of a compound file. Fields are named as in [MS-CFB] 2.2.</summary>
/// <param name="MajorVersion">3 or 4.</param>
/// <param name="ByteOrder">0xFFFE in every file that an honest program writes.</param>
/// <param name="SectorSize">Size of a sector, in bytes: 512 or 4096.</param>
/// <param name="MiniSectorSize">Size of a sector of the mini stream, in bytes: 64.</param>
/// <param name="FirstDirectorySector">Where the directory starts.</param>
/// <param name="MiniStreamCutoffSize">Streams shorter than this many bytes are in the mini stream: 4096.</param>
/// <param name="FirstMiniFatSector">Where the mini FAT starts.</param>
/// <param name="FirstDifatSector">Where the DIFAT goes on behind the header's 109 entries.</param>
public readonly record struct OleHeader(
    ushort MajorVersion,
    ushort ByteOrder,
    int SectorSize,
    int MiniSectorSize,
    uint FirstDirectorySector,
    uint MiniStreamCutoffSize,
    uint FirstMiniFatSector,
    uint FirstDifatSector)
{
    /// <summary>Length of the header, in bytes, whatever the sector size is.</summary>
    public const int Length = 512;

    /// <summary>How many entries of the DIFAT the header holds.</summary>
    public const int DifatEntries = 109;

    /// <summary>Where the header's part of the DIFAT starts, in bytes.</summary>
    public const int DifatOffset = 76;

    /// <summary>Reads the header.</summary>
    /// <exception cref="MalformedFileException">It is cut short or breaks [MS-CFB] 2.2.</exception>
    public static OleHeader Parse(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw new MalformedFileException("ole", 0, "the signature is missing");
        if (!file.Has(0, Length))
            throw new MalformedFileException("ole", file.Length, "the header is cut short");
        var (sectorShift, miniShift) = (file.U16(30)!.Value, file.U16(32)!.Value);
        if (sectorShift is not (9 or 12))
            throw new MalformedFileException("ole", 30, "the sector shift is neither 9 nor 12");
        // Every program writes 6; a wrong value makes readers disagree about what is in the file, so the usual one is taken.
        return new(
            file.U16(26)!.Value, file.U16(28)!.Value, 1 << sectorShift, 1 << (miniShift == 6 ? miniShift : 6), file.U32(48)!.Value,
            file.U32(56)!.Value, file.U32(60)!.Value, file.U32(68)!.Value);
    }
}
