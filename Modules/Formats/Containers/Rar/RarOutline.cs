namespace ScanHost.Formats.Containers.Rar;

/// <summary>What must be known of a RAR archive before a decoder may look at it. Sources: "RAR 5.0 archive format", technote.txt of RAR 4.</summary>
/// <param name="MaxDictionary">The largest dictionary that a member declares, in bytes.</param>
/// <param name="HasEncryptedNames">True when the headers are encrypted.</param>
/// <param name="IsVolume">True when it is one of several volumes.</param>
internal sealed record RarOutline(long MaxDictionary, bool HasEncryptedNames, bool IsVolume)
{
    private const int MaxHeaders = 1_000_000;
    private const int Signature4 = 7;
    private const int Signature5 = 8;

    /// <exception cref="MalformedFileException">There is no signature.</exception>
    internal static RarOutline Read(ReadOnlySpan<byte> file)
    {
        if (file.HasAt(0, "Rar!\u001A\u0007\u0001\0"u8))
            return Read5(file);
        return file.HasAt(0, "Rar!\u001A\u0007\0"u8) ? Read4(file) : throw new MalformedFileException("rar", 0, "the signature is missing");
    }

    private static RarOutline Read4(ReadOnlySpan<byte> file)
    {
        var outline = new RarOutline(0, false, false);
        long at = Signature4;
        for (var count = 0; count < MaxHeaders && file.U16(at + 5) is { } size && size >= 7; count++)
        {
            var (type, flags) = (file[(int)at + 2], file.U16(at + 3)!.Value);
            if (type == 0x73)
                outline = outline with { HasEncryptedNames = (flags & 0x80) != 0, IsVolume = (flags & 1) != 0 };
            if (type == 0x74)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, 64L * 1024 << ((flags >> 5) & 7)) };
            if (outline.HasEncryptedNames)
                return outline;
            var added = (flags & 0x8000) != 0 || type is 0x74 or 0x7A ? file.U32(at + 7) ?? 0L : 0;
            at += size + added;
        }
        // Bits 111 mark a folder, not a dictionary of 8 MiB; 4 MiB is the most there is.
        return outline with { MaxDictionary = Math.Min(outline.MaxDictionary, 4L << 20) };
    }

    private static RarOutline Read5(ReadOnlySpan<byte> file)
    {
        var outline = new RarOutline(0, false, false);
        long at = Signature5;
        for (var count = 0; count < MaxHeaders && file.Has(at, 7); count++)
        {
            var field = at + 4;
            var (size, start) = (Number(file, ref field), field);
            if (size == 0 || size > 2 << 20)
                break;
            var (type, flags) = (Number(file, ref field), Number(file, ref field));
            if ((flags & 1) != 0)
                Number(file, ref field);
            var data = (flags & 2) != 0 ? Number(file, ref field) : 0;
            if (type == 4)
                return outline with { HasEncryptedNames = true };
            if (type == 1)
                outline = outline with { IsVolume = (Number(file, ref field) & 1) != 0 };
            if (type == 2)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, Dictionary(file, field)) };
            if (data > file.Length)
                break;
            at = start + size + data;
        }
        return outline;
    }

    // File flags, unpacked size, attributes, time and checksum when flagged; then bits 10 to 14 of the compression information.
    private static long Dictionary(ReadOnlySpan<byte> file, long field)
    {
        var flags = Number(file, ref field);
        Number(file, ref field);
        Number(file, ref field);
        field += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        var information = Number(file, ref field);
        return (information & 0x380) == 0 ? 0 : 128L * 1024 << (int)((information >> 10) & 31);
    }

    private static long Number(ReadOnlySpan<byte> file, ref long at)
    {
        var value = 0L;
        for (var shift = 0; shift < 56 && file.U8(at) is { } part; shift += 7)
        {
            at++;
            value |= (long)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                break;
        }
        return value;
    }
}
