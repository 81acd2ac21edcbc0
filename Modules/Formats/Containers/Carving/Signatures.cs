using ScanHost.Formats.Containers.Ace;
using ScanHost.Formats.Containers.Lha;

namespace ScanHost.Formats.Containers.Carving;

/// <summary>What self-extracting programs carry, and how to tell it from bytes that only look like it.</summary>
internal static class Signatures
{
    /// <summary>A kind of payload.</summary>
    /// <param name="Name">Its short name, of which the member's name is made.</param>
    /// <param name="Mark">The bytes to look for.</param>
    /// <param name="Before">How many bytes of it stand in front of the mark.</param>
    /// <param name="Anywhere">True when the check is strong enough to look at the program's own bytes too.</param>
    /// <param name="Check">Looks closer, from the payload's first byte on.</param>
    internal sealed record Payload(string Name, byte[] Mark, int Before, bool Anywhere, Func<ReadOnlySpan<byte>, bool> Check);

    internal static IReadOnlyList<Payload> OfPrograms { get; } =
    [
        new("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, true, Is7z),
        new("rar", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], 0, false, data => data.U8(6) is 0 or 1),
        new("cab", [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0], 0, true, IsCabinet),
        new("nsis", [0xEF, 0xBE, 0xAD, 0xDE, .. "NullsoftInst"u8], 4, false, _ => true),
        new("autoit", [0xA3, 0x48, 0x4B, 0xBE, 0x98, 0x6C, 0x4A, 0xA9, 0x99, 0x4C, 0x53, 0x0A, 0x86, 0xD6, 0x48, 0x7D], 0, true,
            data => data.HasAt(16, "AU3!"u8)), // the interpreter itself holds the mark alone
        new("installshield", [.. "ISSetupStream\0"u8], 0, false, _ => true),
        new("installshield", [.. "InstallShield\0"u8], 0, false, data => InstallShield.SetupStreamReader.IsSound(data)),
        new("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], 0, false, _ => true),
        new("squashfs", [.. "hsqs"u8], 0, false, data => data.U16(28) == 4),
        new("lzh", [.. "-lh"u8], 2, true, data => LhaHeader.IsFirst(data)),
        new("lzh", [.. "-lz"u8], 2, true, data => LhaHeader.IsFirst(data)),
        new("arj", [0x60, 0xEA], 0, true, data => ArjHeader.Read(data, 0) is { FileType: 2 }),
        new("ace", [.. "**ACE**"u8], 7, true, data => AceHeader.Read(data, 0) is { Type: AceHeader.Archive }),
    ];

    internal static IReadOnlyList<Payload> OfScripts { get; } =
    [
        new("gzip", [0x0A, 0x1F, 0x8B, 0x08], -1, true, _ => true),
        new("bzip2", [0x0A, .. "BZh"u8], -1, true, data => data.HasAt(4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])),
        new("xz", [0x0A, 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], -1, true, _ => true),
        new("zstd", [0x0A, 0x28, 0xB5, 0x2F, 0xFD], -1, true, _ => true),
        new("lz4", [0x0A, 0x04, 0x22, 0x4D, 0x18], -1, true, _ => true),
        new("compress", [0x0A, 0x1F, 0x9D], -1, true, data => data.U8(2) is 0x8C or 0x8D or 0x8E or 0x8F or 0x90),
        // What is read by "exit #" ends its line with the payload.
        new("gzip", [0x1F, 0x8B, 0x08], 0, true, IsGzip),
        new("bzip2", [.. "BZh"u8], 0, true, data => data.HasAt(4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])),
        new("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], 0, true, _ => true),
        new("zstd", [0x28, 0xB5, 0x2F, 0xFD], 0, true, _ => true),
        new("lz4", [0x04, 0x22, 0x4D, 0x18], 0, true, _ => true),
        new("tar", [.. "\0ustar"u8], 256, true, data => Tar.TarHeader.Read(data, 0) is not null),
    ];

    // RFC 1952 2.3: no reserved flag, what was asked of the compressor, a known system.
    private static bool IsGzip(ReadOnlySpan<byte> data) => (data.U8(3) & 0xE0) == 0 && data.U8(8) is 0 or 2 or 4 && data.U8(9) is <= 13 or 255;

    // The start header's own checksum.
    private static bool Is7z(ReadOnlySpan<byte> data) =>
        data.Has(0, 32) && Crc32.Of(data.Slice(12, 20)) == data.U32(8);

    private static bool IsCabinet(ReadOnlySpan<byte> data) =>
        data.U16(24) is 0x0103 && data.U32(8) is { } size && size >= 36 && size <= data.Length && data.U32(16) is { } files && files < size && data.U16(28) > 0;
}
