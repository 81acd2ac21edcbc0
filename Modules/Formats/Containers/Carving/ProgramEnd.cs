namespace ScanHost.Formats.Containers.Carving;

/// <summary>Where a program's own bytes end: what stands behind is an overlay.</summary>
internal static class ProgramEnd
{
    private const int SectionHeader = 40;
    private const int CertificateDirectory = 4;

    /// <summary>The first byte behind all sections; null when the file is no DOS, PE or ELF program, or the end lies outside of it.</summary>
    internal static long? Of(ReadOnlySpan<byte> file) =>
        (file.HasAt(0, "MZ"u8) ? OfPe(file) ?? OfDos(file) : file.HasAt(0, [0x7F, 0x45, 0x4C, 0x46]) ? OfElf(file) : null) is { } end && end > 0 && end <= file.Length
            ? end
            : null;

    /// <summary>Where the overlay ends: in front of the certificates, which a signer appends.</summary>
    internal static long OverlayEnd(ReadOnlySpan<byte> file, long start)
    {
        if (!file.HasAt(0, "MZ"u8) || file.U32(0x3C) is not { } header || file.U16(header + 24) is not { } magic)
            return file.Length;
        var directory = header + 24L + (magic == 0x20B ? 112 : 96) + (CertificateDirectory * 8);
        return file.U32(directory) is { } certificates && certificates > start && certificates < file.Length && Pe.PeCertificates.IsAt(file, certificates) ? certificates : file.Length;
    }

    // PE/COFF specification, sections 3 and 4.
    private static long? OfPe(ReadOnlySpan<byte> file)
    {
        if (file.U32(0x3C) is not { } header || !file.HasAt(header, "PE\0\0"u8) || file.U16(header + 6) is not { } count || file.U16(header + 20) is not { } optional)
            return null;
        var (end, table) = (0L, header + 24L + optional);
        for (var i = 0; i < count; i++)
            if (file.U32(table + (i * SectionHeader) + 16) is { } size && file.U32(table + (i * SectionHeader) + 20) is { } start)
                end = Math.Max(end, size == 0 ? 0 : (long)start + size);
        return end;
    }

    // The DOS header's pages of 512 bytes, of which the last may be partly filled (0 says that it is full).
    private static long? OfDos(ReadOnlySpan<byte> file) =>
        file.U32(0x3C) is { } header && file.HasAt(header, "PE\0\0"u8) ? null
        : file.U16(4) is { } pages && file.U16(2) is { } last and < 512 ? (pages * 512L) - (last == 0 ? 0 : 512 - last)
        : null;

    // gABI: segments, and the section header table, which is the last thing that a linker writes.
    private static long? OfElf(ReadOnlySpan<byte> file)
    {
        if (file.U8(4) is not { } width || file.U8(5) != 1)
            return null;
        var is64 = width == 2;
        var (segments, sections) = is64 ? ((long?)file.U64(32), (long?)file.U64(40)) : (file.U32(28), file.U32(32));
        var at = is64 ? 54 : 42;
        if (segments is null || sections is null || file.U16(at) is not { } segmentSize || file.U16(at + 2) is not { } segmentCount)
            return null;
        var end = sections.Value + ((file.U16(at + 4) ?? 0) * (long)(file.U16(at + 6) ?? 0));
        for (var i = 0; i < segmentCount; i++)
        {
            var entry = segments.Value + (i * (long)segmentSize);
            var (offset, size) = is64 ? ((long?)file.U64(entry + 8), (long?)file.U64(entry + 32)) : (file.U32(entry + 4), file.U32(entry + 16));
            if (offset is >= 0 && size is >= 0 && offset < file.Length && size <= file.Length)
                end = Math.Max(end, offset.Value + size.Value);
        }
        return end;
    }
}
