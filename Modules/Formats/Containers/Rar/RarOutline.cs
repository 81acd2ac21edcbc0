namespace ScanHost.Formats.Containers.Rar;

/// <summary>What must be known of a RAR archive before a decoder may look at it. Sources: "RAR 5.0 archive format", technote.txt of RAR 4.</summary>
/// <param name="MaxDictionary">The largest dictionary that a member declares, in bytes.</param>
/// <param name="HasEncryptedNames">True when the headers are encrypted.</param>
/// <param name="IsVolume">True when it is one of several volumes.</param>
/// <param name="SoundEnd">Behind the last header whose checksum is right and whose data is all there, in bytes.</param>
/// <param name="IsWhole">False when something else than headers, or part of a member, follows the sound part.</param>
internal sealed record RarOutline(long MaxDictionary, bool HasEncryptedNames, bool IsVolume, long SoundEnd, bool IsWhole)
{
    /// <summary>More records that are no files than these are not kept; one more tells that there are.</summary>
    internal const int MaxServices = 10_000;

    /// <summary>The records that are no files but have content, as far as the sound part goes.</summary>
    internal List<RarService> Services { get; } = [];

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

    private void Note(RarService service)
    {
        if (service.HasContent && Services.Count <= MaxServices)
            Services.Add(service);
    }

    private static RarOutline Read4(ReadOnlySpan<byte> file)
    {
        var outline = new RarOutline(0, false, false, Signature4, false);
        long at = Signature4;
        var owner = "";
        for (var count = 0; count < MaxHeaders && file.U16(at + 5) is { } size && size >= 7 && IsSound4(file, at, size); count++)
        {
            var (type, flags) = (file[(int)at + 2], file.U16(at + 3)!.Value);
            if (type == 0x73)
                outline = outline with { HasEncryptedNames = (flags & 0x80) != 0, IsVolume = (flags & 1) != 0 };
            if (type == 0x74)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, 64L * 1024 << ((flags >> 5) & 7)) };
            if (outline.HasEncryptedNames)
                return outline with { SoundEnd = file.Length, IsWhole = true };
            var (header, data) = (at, DataSize4(file, at, type, flags));
            at += size + data;
            if (at > file.Length)
                break;
            if (type == 0x74)
                owner = Name4(file, header, size, out _);
            else if (Service4(file, header, size, data, owner) is { } service)
                outline.Note(service);
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

    // The name stands behind 32 bytes of fields, and 8 more for sizes of 64 bits; a NUL ends its plain form.
    private static string Name4(ReadOnlySpan<byte> file, long at, int size, out long end)
    {
        var start = at + 32 + ((file.U16(at + 3)!.Value & 0x100) != 0 ? 8 : 0);
        end = Math.Min(at + size, start + (file.U16(at + 26) ?? 0));
        return MemberName.Decode(file.Part(start, end - start));
    }

    // 0x7A has the fields of a file and, behind its name, data of its own; 0x77 is what came before it, of kind 0x105 for a stream. Others than these
    // are the archive's own (comments, signatures, what repairs it).
    private static RarService? Service4(ReadOnlySpan<byte> file, long at, int size, long data, string owner)
    {
        var (type, flags) = (file[(int)at + 2], file.U16(at + 3)!.Value);
        if (type == 0x77)
            return file.U16(at + 11) == 0x105 ? new("stream of RAR 2.9", owner, "", at, at + 2, at + size, data, 0, false) : null;
        if (type != 0x7A)
            return null;
        var kind = Name4(file, at, size, out var end);
        var name = kind == RarService.Stream ? RarService.NameOf(file.Part(end, at + size - end - ((flags & 0x400) != 0 ? 8 : 0)), isRar5: false) : "";
        var dictionary = Math.Min(64L * 1024 << ((flags >> 5) & 7), 4L << 20);
        return new(kind, owner, name, at, at + 2, at + size, data, dictionary, (flags & 3) != 0);
    }

    // The lower half of a CRC-32 over what follows it. Other headers than a file's may hold a comment that it does not cover.
    private static bool IsSound4(ReadOnlySpan<byte> file, long at, int size) =>
        file.Has(at, size) && (file[(int)at + 2] is not (0x74 or 0x7A) || (ushort)Crc32.Of(file.Slice((int)at + 2, size - 2)) == file.U16(at));

    private static RarOutline Read5(ReadOnlySpan<byte> file)
    {
        var outline = new RarOutline(0, false, false, Signature5, false);
        long at = Signature5;
        var owner = "";
        for (var count = 0; count < MaxHeaders && file.Has(at, 7); count++)
        {
            var field = at + 4;
            var (size, start) = (Number(file, ref field), field);
            if (size == 0 || size > 2 << 20 || !file.Has(start, (int)size) || Crc32.Of(file[((int)at + 4)..(int)(start + size)]) != file.U32(at))
                break;
            var typeAt = field;
            var (type, flags) = (Number(file, ref field), Number(file, ref field));
            var extra = (flags & 1) != 0 ? Number(file, ref field) : 0;
            var data = (flags & 2) != 0 ? Number(file, ref field) : 0;
            if (type == 4)
                return outline with { HasEncryptedNames = true, SoundEnd = file.Length, IsWhole = true };
            if (type == 1)
                outline = outline with { IsVolume = (Number(file, ref field) & 1) != 0 };
            if (type == 2)
                outline = outline with { MaxDictionary = Math.Max(outline.MaxDictionary, Dictionary(file, field)) };
            if (data > file.Length - start - size)
                return outline with { IsWhole = false };
            var dataAt = start + size;
            if (type == 2)
                owner = Name5(file, field);
            else if (type > 5)
                outline.Note(new($"record of type {type}", "", "", at, typeAt, dataAt, data, 0, false));
            else if (type == 3)
                outline.Note(new(
                    Name5(file, field), owner, StreamName5(file.Part(dataAt - extra, extra)), at, typeAt, dataAt, data,
                    Dictionary(file, field), (flags & 0x18) != 0));
            at = start + size + data;
            outline = outline with { SoundEnd = at, IsWhole = at == file.Length || type == 5 };
            if (type == 5)
                break;
        }
        return outline;
    }

    // Bits 10 to 14 of the compression information.
    private static long Dictionary(ReadOnlySpan<byte> file, long field) =>
        Information(file, ref field) is var information && (information & 0x380) == 0 ? 0 : 128L * 1024 << (int)((information >> 10) & 31);

    // File flags, unpacked size, attributes, time and checksum when flagged; then the compression information.
    private static long Information(ReadOnlySpan<byte> file, ref long field)
    {
        var flags = Number(file, ref field);
        Number(file, ref field);
        Number(file, ref field);
        field += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        return Number(file, ref field);
    }

    // Behind the compression information: the system, the name's length, the name.
    private static string Name5(ReadOnlySpan<byte> file, long field)
    {
        Information(file, ref field);
        Number(file, ref field);
        var length = Number(file, ref field);
        return MemberName.Decode(file.Part(field, length));
    }

    // Records of size, type and data; type 7 is the service's own.
    private static string StreamName5(ReadOnlySpan<byte> extra)
    {
        for (var at = 0L; at < extra.Length;)
        {
            var (size, start) = (Number(extra, ref at), at);
            if (Number(extra, ref at) == 7)
                return RarService.NameOf(extra.Part(at, start + size - at), isRar5: true);
            at = start + Math.Max(size, 1);
        }
        return "";
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
