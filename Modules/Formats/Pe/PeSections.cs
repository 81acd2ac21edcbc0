namespace ScanHost.Formats.Pe;

/// <summary>Reads the section table.</summary>
internal static class PeSections
{
    /// <summary>Windows refuses images with more.</summary>
    internal const int MaxSections = 96;

    internal const int RowSize = 40;
    private const int ShortName = 8;
    private const int SymbolSize = 18;

    internal static PeSection[] Read(ReadOnlySpan<byte> file, PeHeader header)
    {
        var sections = new List<PeSection>();
        for (var i = 0; i < Math.Min((int)header.NumberOfSections, MaxSections); i++)
        {
            var at = header.SectionTableOffset + (i * RowSize);
            if (!file.Has(at, RowSize))
                break;
            sections.Add(ReadOne(file, file.Slice(at, RowSize), header));
        }

        return [.. sections];
    }

    private static PeSection ReadOne(ReadOnlySpan<byte> file, ReadOnlySpan<byte> row, PeHeader header)
    {
        // Zeros behind the name do not belong to it, zeros within do.
        var name = ByteText.Latin1(row[..ShortName].TrimEnd((byte)0));
        return new()
        {
            Name = name,
            FullName = FullName(file, name, header),
            VirtualSize = row.U32(8) ?? 0,
            VirtualAddress = row.U32(12) ?? 0,
            SizeOfRawData = row.U32(16) ?? 0,
            PointerToRawData = row.U32(20) ?? 0,
            PointerToRelocations = row.U32(24) ?? 0,
            PointerToLinenumbers = row.U32(28) ?? 0,
            NumberOfRelocations = row.U16(32) ?? 0,
            NumberOfLinenumbers = row.U16(34) ?? 0,
            Characteristics = row.U32(36) ?? 0,
        };
    }

    // GNU tools put long names into the string table behind the COFF symbols.
    private static string? FullName(ReadOnlySpan<byte> file, string name, PeHeader header)
    {
        if (header.PointerToSymbolTable == 0 || !name.StartsWith('/'))
            return name;
        var index = 0L;
        foreach (var letter in name.AsSpan(1))
        {
            if (!char.IsAsciiDigit(letter))
                break;
            index = (index * 10) + (letter - '0');
        }

        var strings = header.PointerToSymbolTable + ((long)header.NumberOfSymbols * SymbolSize);
        var rest = file.Part(strings + index, file.Length);
        var end = rest.IndexOf((byte)0);
        return end >= 0 && rest[..end].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? ByteText.Latin1(rest[..end]) : null;
    }
}
