namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells Mach-O kinds apart, and Java classes from Mach-O files for several processors. Source: Apple's loader.h, fat.h; JVMS 4.1.</summary>
internal static class MachOProbe
{
    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        var kind = file[0] == 0xFE ? file.U32Big(12) : file.U32(12);
        return FileTypes.Get(kind switch
        {
            1 => "macho-o",
            2 => "macho-exe",
            6 or 8 or 9 => "macho-dylib",
            _ => "macho",
        });
    }

    // Both start with CAFEBABE. Next comes the number of processors (a handful) or minor and major version (45 and more).
    internal static FileType? RefineFat(ReadOnlySpan<byte> file)
    {
        if (file[0] == 0xBE || file[3] == 0xBF)
            return FileTypes.Get("macho-fat");
        return file.U32Big(4) switch
        {
            null => null,
            < 45 and > 0 => FileTypes.Get("macho-fat"),
            var version => (version & 0xFFFF) is >= 45 and < 200 ? FileTypes.Get("java-class") : null,
        };
    }
}
