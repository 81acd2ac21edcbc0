namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>Ids of methods. Source: Methods.txt of the 7-Zip distribution.</summary>
internal static class SevenZipMethod
{
    internal const ulong Copy = 0x00;
    internal const ulong Delta = 0x03;
    internal const ulong X86 = 0x04;
    internal const ulong PowerPc = 0x05;
    internal const ulong Arm = 0x07;
    internal const ulong ArmThumb = 0x08;
    internal const ulong Sparc = 0x09;
    internal const ulong Arm64 = 0x0A;
    internal const ulong Lzma2 = 0x21;
    internal const ulong OldDelta = 0x03030101;
    internal const ulong OldX86 = 0x03030103;
    internal const ulong Bcj2 = 0x0303011B;
    internal const ulong OldPowerPc = 0x03030205;
    internal const ulong OldArm = 0x03030501;
    internal const ulong OldArmThumb = 0x03030701;
    internal const ulong OldSparc = 0x03030805;
    internal const ulong Lzma = 0x030101;
    internal const ulong Ppmd = 0x030401;
    internal const ulong Deflate = 0x040108;
    internal const ulong Deflate64 = 0x040109;
    internal const ulong BZip2 = 0x040202;
    internal const ulong Zstd = 0x04F71101;
    internal const ulong Lz4 = 0x04F71104;
    internal const ulong Aes = 0x06F10701;

    internal static string NameOf(ulong method) => method switch
    {
        Copy => "copy",
        Delta or OldDelta => "delta",
        X86 or OldX86 => "bcj",
        PowerPc or OldPowerPc => "ppc",
        Arm or OldArm => "arm",
        ArmThumb or OldArmThumb => "armt",
        Sparc or OldSparc => "sparc",
        Arm64 => "arm64",
        Bcj2 => "bcj2",
        Lzma => "lzma",
        Lzma2 => "lzma2",
        Ppmd => "ppmd",
        Deflate => "deflate",
        Deflate64 => "deflate64",
        BZip2 => "bzip2",
        Zstd => "zstd",
        Lz4 => "lz4",
        Aes => "aes",
        _ => $"method {method:x}",
    };
}
