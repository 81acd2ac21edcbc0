namespace ScanHost.Formats.MachO;

/// <summary>Finds where an image starts: LC_MAIN says it, LC_UNIXTHREAD has it in the registers of the first thread.</summary>
internal static class MachOEntryPoint
{
    private const uint Main = 0x80000028;
    private const uint UnixThread = 5;

    /// <summary>Command, size, flavor and count of the thread state stand before the registers.</summary>
    private const int Registers = 16;

    internal static ulong? Find(MachOImage image)
    {
        if (image.Last(Main, UnixThread) is not { } command)
            return null;
        if (command.Kind == Main)
            return command.Size >= 24 ? image.Fields.U64(command.Offset + 8) : null;
        return ProgramCounter(image, command) is { } address ? image.OffsetOf(address) : null;
    }

    /// <summary>Where the program counter stands among the registers, from <c>mach/*/thread_status.h</c>.</summary>
    private static ulong? ProgramCounter(MachOImage image, MachOCommand command) => image.Header.CpuType switch
    {
        MachOHeader.X86 => Narrow(image, command, 10 * 4, 64),
        MachOHeader.X64 => Wide(image, command, 16 * 8, 168),
        MachOHeader.Arm => Narrow(image, command, 15 * 4, 68),
        MachOHeader.Arm64 => Wide(image, command, 32 * 8, 268),
        0x12 => Narrow(image, command, 0, 160),
        0x01000012 => Wide(image, command, 0, 308),
        0x6 => Narrow(image, command, 68, 72),
        0xD => Narrow(image, command, 31 * 4, 136),
        0xE => Narrow(image, command, 4, 72),
        _ => null,
    };

    private static ulong? Narrow(MachOImage image, MachOCommand command, int offset, int size) =>
        command.Size >= Registers + size ? image.Fields.U32(command.Offset + Registers + offset) : null;

    private static ulong? Wide(MachOImage image, MachOCommand command, int offset, int size) =>
        command.Size >= Registers + size ? image.Fields.U64(command.Offset + Registers + offset) : null;
}
