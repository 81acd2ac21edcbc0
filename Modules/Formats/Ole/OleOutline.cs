namespace ScanHost.Formats.Ole;

/// <summary>The class id of the root and the names of a compound file's entries, bounded in number. Tolerant: as far as it reads.</summary>
internal sealed class OleOutline
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Class id of the root storage, in the lower-case form with hyphens.</summary>
    internal required string RootClass { get; init; }

    /// <summary>Names of all entries, whatever their depth.</summary>
    internal IReadOnlyCollection<string> Names => names;

    internal bool Has(string name) => names.Contains(name);

    /// <summary>Null when the header is not one of [MS-CFB].</summary>
    internal static OleOutline? Read(ReadOnlySpan<byte> file, int maxEntries)
    {
        if (!file.HasAt(0, [0xD0, 0xCF, 0x11, 0xE0]) || file.U16(30) is not (9 or 12))
            return null;
        var sectorSize = 1 << file.U16(30)!.Value;
        OleOutline? outline = null;
        var sector = file.U32(48) ?? uint.MaxValue;
        // A chain cannot be longer than the file has sectors: that ends a loop too.
        for (var steps = 0; sector < 0xFFFFFFFA && steps < maxEntries * 128 / sectorSize; steps++)
        {
            var start = (sector + 1L) * sectorSize;
            for (var at = start; at < start + sectorSize && file.Has(at, 128); at += 128)
            {
                outline ??= new() { RootClass = new Guid(file.Slice((int)at + 80, 16)).ToString() };
                outline.AddName(file.Slice((int)at, 128));
            }
            sector = Next(file, sector, sectorSize);
        }
        return outline;
    }

    private void AddName(ReadOnlySpan<byte> entry)
    {
        var length = entry.U16(64)!.Value;
        if (entry[66] is 1 or 2 or 5 && length is >= 2 and <= 64)
            names.Add(System.Text.Encoding.Unicode.GetString(entry[..(length - 2)]));
    }

    // Only the 109 FAT sectors that the header lists are followed: 7 MiB of a file with small sectors.
    private static uint Next(ReadOnlySpan<byte> file, uint sector, int sectorSize)
    {
        var perSector = (uint)sectorSize / 4;
        var fat = sector / perSector;
        if (fat >= 109)
            return sector + 1;
        var fatSector = file.U32(76 + (fat * 4)) ?? uint.MaxValue;
        return file.U32(((fatSector + 1L) * sectorSize) + (sector % perSector * 4)) ?? uint.MaxValue;
    }
}
