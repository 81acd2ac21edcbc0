namespace ScanHost.Formats.Containers.Tar;

/// <summary>A 512-byte header block. Fields are named as in POSIX.1-2017 pax, "ustar Interchange Format".</summary>
/// <param name="Name">Prefix and name, joined.</param>
/// <param name="Size">Size of the data that follows, in bytes, never negative.</param>
/// <param name="Kind">The typeflag: <c>0</c> or NUL a file, <c>5</c> a folder, <c>x</c> an extended header…</param>
/// <param name="LinkName">Target of a link.</param>
/// <param name="ModifiedAt">Null when the field is no time.</param>
/// <param name="IsGnu">True for the GNU variant, whose last fields differ.</param>
internal sealed record TarHeader(string Name, long Size, char Kind, string LinkName, DateTimeOffset? ModifiedAt, bool IsGnu)
{
    internal const int BlockSize = 512;
    private const int ChecksumOffset = 148;

    /// <summary>The header at an offset; null when the block is cut short or its checksum is wrong.</summary>
    internal static TarHeader? Read(ReadOnlySpan<byte> file, long offset)
    {
        if (!file.Has(offset, BlockSize))
            return null;
        var block = file.Slice((int)offset, BlockSize);
        if (!HasChecksum(block) || Number(block.Slice(124, 12)) is not { } size || size < 0)
            return null;
        var isPosix = block.HasAt(257, "ustar\0"u8);
        var prefix = isPosix ? MemberName.Decode(block.Slice(345, 155)) : "";
        var name = MemberName.Decode(block[..100]);
        return new(
            prefix.Length > 0 ? $"{prefix}/{name}" : name, size, (char)block[156], MemberName.Decode(block.Slice(157, 100)),
            Time(Number(block.Slice(136, 12))), block.HasAt(257, "ustar  \0"u8));
    }

    /// <summary>An octal number, or a binary one when the first bit is set (GNU and star); null when it is neither.</summary>
    internal static long? Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return Binary(field);
        field = field.Trim(" \0"u8);
        var value = 0L;
        foreach (var digit in field)
        {
            if (digit is (byte)' ' or 0)
                break;
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 4)
                return null;
            value = (value << 3) | (uint)(digit - '0');
        }
        return value;
    }

    internal static DateTimeOffset? Time(long? seconds) =>
        seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;

    private static long? Binary(ReadOnlySpan<byte> field)
    {
        var value = (long)(field[0] & 0x3F);
        foreach (var part in field[1..])
        {
            if (value > long.MaxValue >> 9)
                return null;
            value = (value << 8) | part;
        }
        return (field[0] & 0x40) != 0 ? null : value;
    }

    // The sum of all bytes with the checksum field as blanks; some old writers summed signed bytes.
    private static bool HasChecksum(ReadOnlySpan<byte> block)
    {
        if (block[0] == 0 || Number(block.Slice(ChecksumOffset, 8)) is not { } stored || stored == 0)
            return false;
        var (unsigned, signed) = (0L, 0L);
        for (var i = 0; i < BlockSize; i++)
        {
            var value = i is >= ChecksumOffset and < ChecksumOffset + 8 ? (byte)' ' : block[i];
            unsigned += value;
            signed += (sbyte)value;
        }
        return stored == unsigned || stored == signed;
    }
}
