namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises volumes and disks whose boot sector has no signature of its own but the 55 AA at its end.</summary>
/// <remarks>Sources: Microsoft FAT specification 1.03, kernel documentation of ext4, the classic partition table.</remarks>
internal static class DiskProbe
{
    /// <summary>Of both file systems of Apple, in bytes.</summary>
    private const int Header = 1024;

    internal static FileType? Identify(ReadOnlySpan<byte> file) =>
        IsExt(file) ? FileTypes.Get("ext")
        : IsFat(file) ? FileTypes.Get("fat")
        : IsMasterBootRecord(file) ? FileTypes.Get("mbr-disk")
        : null;

    /// <summary>HFS: blocks of whole sectors, some of them, no more free than there are, and a name of at most 27 letters (Inside Macintosh: Files, 2-61).</summary>
    internal static FileType? Hfs(ReadOnlySpan<byte> file) =>
        file.U32Big(Header + 20) is > 0 and var block && block % 512 == 0 && file.U16Big(Header + 18) is > 0 and var blocks && file.U16Big(Header + 34) <= blocks
        && file.U8(Header + 36) is > 0 and <= 27
            ? FileTypes.Get("hfs") : null;

    /// <summary>HFS+: blocks of a power of two from 512 bytes on, some of them, no more free than there are (TN1150 "Volume Header").</summary>
    internal static FileType? HfsPlus(ReadOnlySpan<byte> file) =>
        file.U32Big(Header + 40) is >= 512 and <= 1 << 24 and var block && uint.IsPow2(block) && file.U32Big(Header + 44) is > 0 and var blocks && file.U32Big(Header + 48) <= blocks
            ? FileTypes.Get("hfsplus") : null;

    // Superblock magic, state and a block size of at most 64 KiB.
    private static bool IsExt(ReadOnlySpan<byte> file) =>
        file.HasAt(1080, [0x53, 0xEF]) && file.U16(1082) is <= 4 && file.U32(1048) is <= 6;

    /// <summary>A jump, sector size, cluster size, reserved sectors and number of tables that make sense.</summary>
    private static bool IsFat(ReadOnlySpan<byte> file) =>
        file.U8(0) is 0xEB or 0xE9
        && file.U16(11) is 512 or 1024 or 2048 or 4096
        && file.U8(13) is { } cluster && byte.IsPow2(cluster)
        && file.U16(14) is > 0
        && file.U8(16) is 1 or 2
        && file.U8(21) is 0xF0 or >= 0xF8
        && file.U8(22) is not null;

    private static bool IsMasterBootRecord(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(510, [0x55, 0xAA]))
            return false;
        var used = 0;
        for (var entry = 446; entry < 510; entry += 16)
        {
            if (file[entry] is not (0 or 0x80))
                return false;
            used += file[entry + 4] != 0 && file.U32(entry + 12) > 0 ? 1 : 0;
        }
        return used > 0;
    }
}
