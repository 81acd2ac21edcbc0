namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells ELF programs, libraries, objects and core dumps apart. Source: System V ABI, chapter 4.</summary>
internal static class ElfProbe
{
    private const uint Interpreter = 3;
    private const uint Dynamic = 2;
    private const int MaxSegments = 64;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        if (file.U8(4) is not (1 or 2) || file.U8(5) is not (1 or 2) || U16(file, 16) is not { } kind)
            return FileTypes.Get("elf");
        return FileTypes.Get(kind switch
        {
            1 => "elf-o",
            2 => "elf-exe",
            3 => IsProgram(file) ? "elf-pie" : "elf-so",
            4 => "elf-core",
            _ => "elf",
        });
    }

    // A position independent program has the type of a library: an interpreter or DF_1_PIE in the dynamic section tells it.
    private static bool IsProgram(ReadOnlySpan<byte> file)
    {
        var wide = file[4] == 2;
        var table = wide ? U64(file, 32) : U32(file, 28);
        var (size, count) = (U16(file, wide ? 54 : 42) ?? 0, U16(file, wide ? 56 : 44) ?? 0);
        for (var i = 0; i < Math.Min((int)count, MaxSegments); i++)
        {
            var at = (long)(table ?? 0) + (i * size);
            var kind = U32(file, at);
            if (kind == Interpreter || (kind == Dynamic && IsPie(file, at, wide)))
                return true;
        }
        return false;
    }

    private static bool IsPie(ReadOnlySpan<byte> file, long segment, bool wide)
    {
        const ulong flags1 = 0x6FFFFFFB;
        const ulong pie = 0x08000000;
        var (start, length) = wide
            ? (U64(file, segment + 8) ?? 0, U64(file, segment + 32) ?? 0)
            : (U32(file, segment + 4) ?? 0, U32(file, segment + 16) ?? 0);
        var step = wide ? 16 : 8;
        for (var at = 0L; at < (long)Math.Min(length, 8192); at += step)
        {
            var tag = wide ? U64(file, (long)start + at) : U32(file, (long)start + at);
            if (tag is null or 0)
                return false;
            if (tag == flags1)
                return ((wide ? U64(file, (long)start + at + 8) : U32(file, (long)start + at + 4)) & pie) != 0;
        }
        return false;
    }

    private static bool IsBig(ReadOnlySpan<byte> file) => file[5] == 2;

    private static ushort? U16(ReadOnlySpan<byte> file, long at) => IsBig(file) ? file.U16Big(at) : file.U16(at);

    private static ulong? U32(ReadOnlySpan<byte> file, long at) => IsBig(file) ? file.U32Big(at) : file.U32(at);

    private static ulong? U64(ReadOnlySpan<byte> file, long at) => IsBig(file) ? file.U64Big(at) : file.U64(at);
}
