namespace ScanHost.Formats.Containers.Rar;

/// <summary>What must be known of a RAR archive before a decoder may look at it. Sources: "RAR 5.0 archive format", technote.txt of RAR 4.</summary>
/// <param name="MaxDictionary">The largest dictionary that a member declares, in bytes.</param>
/// <param name="HasEncryptedNames">True when the headers are encrypted.</param>
/// <param name="IsVolume">True when it is one of several volumes.</param>
/// <param name="SoundEnd">Behind the last header whose checksum is right and whose data is all there, in bytes.</param>
/// <param name="IsWhole">False when something else than headers, or part of a member, follows the sound part.</param>
internal sealed record RarOutline(long MaxDictionary, bool HasEncryptedNames, bool IsVolume, long SoundEnd, bool IsWhole)
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
        var outline = new RarOutline(0, false, false, Signature4, false);
        long at = Signature4;
        for (var count = 0; count < MaxHeaders && file.U16(at + 5) is { } size && size >= 7 && IsSound4(file, at, size); count++)
        {
            var (type, flags) = (file[(int)at + 2], file.U16(at + 3)!.Value);
            if (type == 0x73)
                outline = outline with { HasEncryptedNames = (flags & 0x80) != 0, IsVolume = (flags & 1) != 0 };
            if (type == 0x74)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, 64L * 1024 << ((flags >> 5) & 7)) };
            if (outline.HasEncryptedNames)
                return outline with { SoundEnd = file.Length, IsWhole = true };
            at += size + DataSize4(file, at, type, flags);
            if (at > file.Length)
                break;
            outline = outline with { SoundEnd = at, IsWhole = at == file.Length || type == 0x7B };
            if (type == 0x7B)
                break;
        }
        // Bits 111 mark a folder, not a dictionary of 8 MiB; 4 MiB is the most there is.
        return outline with { MaxDictionary = Math.Min(outline.MaxDictionary, 4L << 20), IsWhole = outline.IsWhole && outline.SoundEnd > Signature4 };
    }

    private static long DataSize4(ReadOnlySpan<byte> file, long at, byte type, int flags)
    {
        var size = (flags & 0x8000) != 0 || type is 0x74 or 0x7A ? file.U32(at + 7) ?? 0L : 0;
        return size + (type is 0x74 or 0x7A && (flags & 0x100) != 0 ? (long)(file.U32(at + 32) ?? 0) << 32 : 0);
    }

    // The lower half of a CRC-32 over what follows it. Other headers than a file's may hold a comment that it does not cover.
    private static bool IsSound4(ReadOnlySpan<byte> file, long at, int size) =>
        file.Has(at, size) && (file[(int)at + 2] is not (0x74 or 0x7A) || (ushort)Crc32.Of(file.Slice((int)at + 2, size - 2)) == file.U16(at));

    private static RarOutline Read5(ReadOnlySpan<byte> file)
    {
        var outline = new RarOutline(0, false, false, Signature5, false);
        long at = Signature5;
        for (var count = 0; count < MaxHeaders && file.Has(at, 7); count++)
        {
            var field = at + 4;
            var (size, start) = (Number(file, ref field), field);
            if (size == 0 || size > 2 << 20 || !file.Has(start, (int)size) || Crc32.Of(file[((int)at + 4)..(int)(start + size)]) != file.U32(at))
                break;
            var (type, flags) = (Number(file, ref field), Number(file, ref field));
            if ((flags & 1) != 0)
                Number(file, ref field);
            var data = (flags & 2) != 0 ? Number(file, ref field) : 0;
            if (type == 4)
                return outline with { HasEncryptedNames = true, SoundEnd = file.Length, IsWhole = true };
            if (type == 1)
                outline = outline with { IsVolume = (Number(file, ref field) & 1) != 0 };
            if (type == 2)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, Dictionary(file, field)) };
            if (data > file.Length - start - size)
                return outline with { IsWhole = false };
            at = start + size + data;
            outline = outline with { SoundEnd = at, IsWhole = at == file.Length || type == 5 };
            if (type == 5)
                break;
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
