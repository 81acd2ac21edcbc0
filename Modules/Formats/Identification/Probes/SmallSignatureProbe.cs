namespace ScanHost.Formats.Identification.Probes;

/// <summary>Confirms formats whose signature is too short to be trusted, by the fields behind it.</summary>
internal static class SmallSignatureProbe
{
    /// <summary>A bitmap's DIB header has one of the known sizes.</summary>
    internal static FileType? Bitmap(ReadOnlySpan<byte> file) =>
        file.U32(14) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124 ? FileTypes.Get("bmp") : null;

    /// <summary>Flash versions are small numbers.</summary>
    internal static FileType? Flash(ReadOnlySpan<byte> file) => file.U8(3) is > 0 and < 64 ? FileTypes.Get("swf") : null;

    /// <summary>COFF: sections, no optional header, a symbol table within the file. Or the anonymous object header, whose version is 0 to 2.</summary>
    internal static FileType? CoffObject(ReadOnlySpan<byte> file)
    {
        if (file.U32(0) == 0xFFFF0000)
            return file.U16(4) <= 2 && file.U16(6) is 0x14C or 0x8664 or 0xAA64 ? FileTypes.Get("coff-object") : null;
        var isHeader = file.U16(2) is > 0 and < 256 && file.U16(16) == 0 && file.U32(8) is { } symbols && symbols < file.Length;
        return isHeader && file.Has(20, file.U16(2)!.Value * 40) ? FileTypes.Get("coff-object") : null;
    }

    /// <summary>XCOFF: a plausible number of sections and an optional header of a known size.</summary>
    internal static FileType? Xcoff(ReadOnlySpan<byte> file) =>
        file.U16Big(2) is > 0 and < 256 && file.U32Big(8) is { } symbols && symbols < file.Length ? FileTypes.Get("xcoff") : null;

    /// <summary>AC-3: the frame size code is below 38 and the sampling rate is not the reserved one (ETSI TS 102 366).</summary>
    internal static FileType? Ac3(ReadOnlySpan<byte> file) =>
        file.U8(4) is { } codes && (codes & 0x3F) < 38 && codes >> 6 != 3 && file.U8(5) >> 3 <= 16 ? FileTypes.Get("ac3") : null;

    /// <summary>TeX PK: a comment whose length follows the signature, printable.</summary>
    internal static FileType? TexPacked(ReadOnlySpan<byte> file)
    {
        var comment = file.Part(3, file.U8(2) ?? 0);
        return !comment.IsEmpty && !comment.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) ? FileTypes.Get("tex-pk") : null;
    }

    /// <summary>Cabinet: version 1.x. What names OneNote or theme members is still a cabinet.</summary>
    internal static FileType? Cabinet(ReadOnlySpan<byte> file)
    {
        if (file.U8(25) != 1)
            return null;
        var names = file.Part(36, 4096);
        return FileTypes.Get(
            names.IndexOf(".onetoc2\0"u8) >= 0 ? "onepkg" : names.IndexOf(".theme\0"u8) >= 0 ? "ms-theme-pack" : "cab");
    }

    /// <summary>Berkeley DB: version field of a hash or tree page.</summary>
    internal static FileType? BerkeleyDb(ReadOnlySpan<byte> file) =>
        file.U32(16) is <= 20 || file.U32Big(16) is <= 20 || file.U32(4) is <= 5 || file.U32Big(4) is <= 5
            ? FileTypes.Get("berkeley-db")
            : null;

    /// <summary>TrueType: a number of tables that makes sense.</summary>
    internal static FileType? TrueType(ReadOnlySpan<byte> file) => file.U16Big(4) is > 0 and < 128 ? FileTypes.Get("ttf") : null;

    /// <summary>A bare JPEG XL code stream has only two bytes of signature; text and tiny files are not it.</summary>
    internal static FileType? JpegXl(ReadOnlySpan<byte> file) => file[0] == 0 || file.Length > 32 ? FileTypes.Get("jxl") : null;
}
