using System.IO.Compression;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Confirms archive formats whose signature is only one or two bytes, by the rest of their first header.</summary>
internal static class LegacyArchiveProbe
{
    private const int MaxSkippable = 1000;

    /// <summary>SEA's ARC: 1A, a method, a DOS name that ends with NUL, a size within the file.</summary>
    internal static FileType? Arc(ReadOnlySpan<byte> file)
    {
        var name = file.Part(2, 13);
        var end = name.IndexOf((byte)0);
        return end > 0 && IsPrintable(name[..end]) && file.U32(15) is { } size && size <= file.Length ? FileTypes.Get("arc") : null;
    }

    /// <summary>ARJ: the header's size is at most 2,600 and its first part at least 30 bytes.</summary>
    internal static FileType? Arj(ReadOnlySpan<byte> file) =>
        file.U16(2) is > 30 and <= 2600 && file.U8(4) is >= 30 and < 64 && file.U8(10) is 2 ? FileTypes.Get("arj") : null;

    /// <summary>LHA: the method's letter is known and the header level is 0 to 3.</summary>
    internal static FileType? Lzh(ReadOnlySpan<byte> file) => file.U8(20) is <= 3 ? FileTypes.Get("lzh") : null;

    /// <summary>Skippable frames (RFC 8878 3.1.2) say nothing of what follows them: LZ4 or Zstandard.</summary>
    internal static FileType? Skippable(ReadOnlySpan<byte> file)
    {
        long at = 0;
        for (var count = 0; count < MaxSkippable && file.U32(at) is { } magic && magic >> 4 == 0x184D2A5; count++)
            at += 8L + (file.U32(at + 4) ?? 0);
        return FileTypes.Get(file.U32(at) == 0xFD2FB528 ? "zstd" : "lz4-skippable");
    }

    /// <summary>Zlib: the header is a multiple of 31 (RFC 1950 2.2) and the stream begins to inflate.</summary>
    internal static FileType? Zlib(ReadOnlySpan<byte> file)
    {
        if (file.U16Big(0) % 31 != 0 || file.Length < 8)
            return null;
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(file.Part(0, 4096).ToArray()), CompressionMode.Decompress);
            return inflate.ReadAtLeast(new byte[512], 64, throwOnEndOfStream: false) > 0 ? FileTypes.Get("zlib") : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException) // the latter: it asks for a dictionary
        {
            return null;
        }
    }

    /// <summary>Unix compress: codes have 9 to 16 bits, the two flags between are unused.</summary>
    internal static FileType? Compress(ReadOnlySpan<byte> file) =>
        file.U8(2) is { } flags && (flags & 0x60) == 0 && (flags & 0x1F) is >= 9 and <= 16 ? FileTypes.Get("compress") : null;

    private static bool IsPrintable(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E);

    /// <summary>pack: a size, how deep the code's tree is, and how many leaves each level has: they fill the tree. Source: gzip's unpack.c.</summary>
    internal static FileType? Pack(ReadOnlySpan<byte> file)
    {
        if (file.U8(6) is not (> 0 and <= 25 and var depth) || !file.Has(7, depth))
            return null;
        var (free, leaves) = (1L, 0);
        for (var level = 1; level <= depth; level++)
        {
            // The last level has two more than are counted, of which one ends the data.
            var count = file[6 + level] + (level == depth ? 2 : 0);
            (free, leaves) = ((2 * free) - count, leaves + count);
            if (free < 0)
                return null;
        }
        return free == 0 && leaves <= 257 ? FileTypes.Get("pack") : null;
    }
}
