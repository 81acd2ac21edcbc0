namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells DOS, 16-bit, PE programs, libraries, drivers and .NET apart. Source: Microsoft PE/COFF specification.</summary>
internal static class PeProbe
{
    private const ushort IsDll = 0x2000;
    private const int ClrDirectory = 14;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        if (file.U32(0x3C) is not { } header || !file.Has(header, 4))
            return IsDosProgram(file) ? FileTypes.Get("mz") : null;
        if (file.HasAt(header, "PE\0\0"u8))
            return FileTypes.Get(Pe(file, header));
        if (file.HasAt(header, "NE"u8))
            return FileTypes.Get("ne");
        if (file.HasAt(header, "LE"u8) || file.HasAt(header, "LX"u8))
            return FileTypes.Get("le");
        return IsDosProgram(file) ? FileTypes.Get("mz") : null;
    }

    // Bytes in the last page below 512, header and relocations within the file: a text that begins with MZ fails here.
    private static bool IsDosProgram(ReadOnlySpan<byte> file) =>
        file.U16(2) is <= 512 && file.U16(4) is > 0 && file.U16(8) * 16L <= file.Length && file.U16(8) is > 0;

    private static string Pe(ReadOnlySpan<byte> file, long header)
    {
        var characteristics = file.U16(header + 22) ?? 0;
        var optional = header + 24;
        var subsystem = file.U16(optional + 68) ?? 0;
        var isDll = (characteristics & IsDll) != 0;
        if (HasClr(file, optional))
            return isDll ? "pe-net-dll" : "pe-net";
        // Subsystem 1 is native; 10 to 13 are EFI.
        return subsystem switch
        {
            >= 10 and <= 13 => "pe-efi",
            1 => "pe-sys",
            _ => isDll ? "pe-dll" : "pe",
        };
    }

    private static bool HasClr(ReadOnlySpan<byte> file, long optional)
    {
        var directories = optional + (file.U16(optional) == 0x20B ? 112 : 96);
        var count = file.U32(directories - 4) ?? 0;
        return count > ClrDirectory && file.U32(directories + (ClrDirectory * 8)) is > 0;
    }
}
