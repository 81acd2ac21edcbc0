namespace ScanHost.Formats.Pe;

/// <summary>Finds where addresses stand in the file, as the Windows loader maps it.</summary>
internal sealed class PeAddresses(ReadOnlyMemory<byte> content, PeHeader header)
{
    /// <summary>The loader rounds file offsets down to sectors, whatever alignment above that is declared.</summary>
    private const uint Sector = 0x200;

    /// <summary>Images whose sections are aligned like pages of memory are read by sectors, whatever alignment below that is declared.</summary>
    private const uint Page = 0x1000;

    internal PeSection[] Sections => field ??= PeSections.Read(content.Span, header);

    internal int? OffsetOf(ulong address)
    {
        // A section table that runs out of the file makes no sensible map.
        if (Sections.Length < Math.Min((int)header.NumberOfSections, PeSections.MaxSections))
            return null;

        PeSection? holder = null;
        var lowest = uint.MaxValue;
        foreach (var section in Sections)
        {
            lowest = Math.Min(lowest, section.VirtualAddress);
            // Where sections overlap, the one that starts highest wins.
            if (address >= section.VirtualAddress && address - section.VirtualAddress < SizeInMemory(section)
                && (holder is null || holder.VirtualAddress <= section.VirtualAddress))
                holder = section;
        }

        // Headers are mapped as they are, up to the first section.
        if (address < lowest)
            return address < (ulong)content.Length ? (int)address : null;
        if (holder is null || address - holder.VirtualAddress >= holder.SizeOfRawData)
            return null;
        var offset = RoundDown(holder.PointerToRawData) + (address - holder.VirtualAddress);
        return offset < (ulong)content.Length ? (int)offset : null;
    }

    // Some linkers leave the size in memory zero, or smaller than what the file has, all of which is mapped.
    private static uint SizeInMemory(PeSection section) => Math.Max(section.VirtualSize, section.SizeOfRawData);

    private ulong RoundDown(uint pointer)
    {
        var alignment = Math.Min(header.FileAlignment, Sector);
        var start = alignment == 0 ? pointer : pointer - (pointer % alignment);
        return header.SectionAlignment >= Page ? start & ~(Sector - 1) : start;
    }
}
