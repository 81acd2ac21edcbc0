namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises data files that are told only by the agreement of their header with their length.</summary>
internal static class BinaryModelProbe
{
    /// <summary>Binary STL: 80 free bytes, a number of triangles, 50 bytes for each.</summary>
    internal static FileType? Stl(ReadOnlySpan<byte> file) =>
        file.U32(80) is { } triangles and > 0 && file.Length == 84 + (triangles * 50L) ? FileTypes.Get("stl-binary") : null;

    /// <summary>3D Studio: main chunk 0x4D4D of the file's length, with a version or editor chunk in it.</summary>
    internal static FileType? ThreeDs(ReadOnlySpan<byte> file) =>
        file.U16(0) == 0x4D4D && file.U32(2) == file.Length && file.U16(6) is 0x0002 or 0x3D3D ? FileTypes.Get("3ds") : null;

    /// <summary>Safetensors: the length of a JSON header, then the header.</summary>
    internal static FileType? Safetensors(ReadOnlySpan<byte> file) =>
        file.U64(0) is { } length and > 2 && length < (ulong)file.Length && file.HasAt(8, "{\""u8) ? FileTypes.Get("safetensors") : null;

    /// <summary>dBASE: version, a date, and a header length that agrees with the number of 32-byte field descriptors.</summary>
    internal static FileType? Dbase(ReadOnlySpan<byte> file) =>
        file.U8(0) is 0x03 or 0x30 or 0x31 or 0x83 or 0x8B or 0xF5
        && file.U8(2) is >= 1 and <= 12 && file.U8(3) is >= 1 and <= 31
        && file.U16(8) is { } header and > 64 && file.U8(header - 1L) is 0x0D or 0x00 && file.U16(10) is > 1
        && file.U32(12) is 0 or < 0x100
            ? FileTypes.Get("dbf")
            : null;

    /// <summary>TeX font metrics: twelve lengths whose sum is the file's, in words of four bytes (TFtoPL, part 8).</summary>
    internal static FileType? TexFontMetrics(ReadOnlySpan<byte> file)
    {
        if (!file.Has(0, 24) || file.U16Big(0) * 4 != file.Length)
            return null;
        int Length(ReadOnlySpan<byte> lengths, int index) => lengths.U16Big(index * 2)!.Value;
        var characters = Length(file, 3) - Length(file, 2) + 1;
        var sum = 6 + Length(file, 1) + characters;
        for (var table = 4; table < 12; table++)
            sum += Length(file, table);
        return sum == Length(file, 0) ? FileTypes.Get("tfm") : null;
    }
}
