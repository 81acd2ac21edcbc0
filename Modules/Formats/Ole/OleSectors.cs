namespace ScanHost.Formats.Ole;

/// <summary>The sectors of a compound file and the chains through them, [MS-CFB] 2.3 to 2.5. No chain can make it loop.</summary>
internal sealed class OleSectors
{
    private const uint MaxRegularSector = 0xFFFFFFFA;
    private readonly ReadOnlyMemory<byte> file;
    private readonly OleHeader header;
    private readonly List<uint> fatSectors = [];

    internal OleSectors(ReadOnlyMemory<byte> file, OleHeader header)
    {
        this.file = file;
        this.header = header;
        Count = (int)Math.Max(0, (file.Length - 1L) / header.SectorSize);
        for (var index = 0; index < OleHeader.DifatEntries; index++)
            AddFatSector(file.Span.U32(OleHeader.DifatOffset + (index * 4))!.Value);
        FollowDifat();
    }

    /// <summary>How many sectors the file has, the last one maybe cut.</summary>
    internal int Count { get; }

    /// <summary>True when a chain came back to a sector that it had passed.</summary>
    internal bool HasLoop { get; private set; }

    /// <summary>The content of a chain, at most <paramref name="maxBytes"/>; as far as it reads.</summary>
    internal ReadOnlyMemory<byte> Read(uint first, long maxBytes)
    {
        var chain = Chain(first, maxBytes);
        if (chain.Count == 0)
            return default;
        var length = (int)Math.Min(maxBytes, (long)chain.Count * header.SectorSize);
        if (IsContiguous(chain))
            return file.Part(Offset(first), length);
        var content = new byte[length];
        for (var index = 0; index < chain.Count; index++)
        {
            var part = file.Part(Offset(chain[index]), Math.Min(header.SectorSize, length - (index * header.SectorSize)));
            part.CopyTo(content.AsMemory(index * header.SectorSize));
        }
        return content;
    }

    /// <summary>Where a part of a chain's content stands in the file; the part does not cross the border of a sector. Null behind the chain's end.</summary>
    internal Func<long, long?> Places(uint first)
    {
        var chain = Chain(first, file.Length);
        return at => at / header.SectorSize < chain.Count ? Offset(chain[(int)(at / header.SectorSize)]) + (at % header.SectorSize) : null;
    }

    private List<uint> Chain(uint first, long maxBytes)
    {
        var chain = new List<uint>();
        var wanted = (maxBytes + header.SectorSize - 1) / header.SectorSize;
        HashSet<uint>? passed = null;
        for (var sector = first; sector < MaxRegularSector && Offset(sector) < file.Length && chain.Count < wanted; sector = Next(sector))
        {
            // A chain that comes back to itself must step backwards: until it does, nothing has to be remembered.
            if (passed is null && chain.Count > 0 && sector <= chain[^1])
                passed = [.. chain];
            if (passed?.Add(sector) == false)
            {
                HasLoop = true;
                break;
            }
            chain.Add(sector);
        }
        return chain;
    }

    private static bool IsContiguous(List<uint> chain)
    {
        for (var index = 1; index < chain.Count; index++)
            if (chain[index] != chain[index - 1] + 1)
                return false;
        return true;
    }

    private uint Next(uint sector)
    {
        var perSector = (uint)header.SectorSize / 4;
        var index = sector / perSector;
        return index < fatSectors.Count
            ? file.Span.U32(Offset(fatSectors[(int)index]) + (sector % perSector * 4)) ?? uint.MaxValue
            : uint.MaxValue;
    }

    // The last entry of a DIFAT sector is the number of the next one, [MS-CFB] 2.5.1.
    private void FollowDifat()
    {
        var perSector = (header.SectorSize / 4) - 1;
        var steps = 0;
        for (var sector = header.FirstDifatSector; sector < MaxRegularSector && Offset(sector) < file.Length; steps++)
        {
            if (steps > Count / perSector)
            {
                HasLoop = true;
                return;
            }
            for (var index = 0; index < perSector; index++)
                AddFatSector(file.Span.U32(Offset(sector) + (index * 4)) ?? uint.MaxValue);
            sector = file.Span.U32(Offset(sector) + (perSector * 4)) ?? uint.MaxValue;
        }
    }

    private void AddFatSector(uint sector)
    {
        if (sector < MaxRegularSector && Offset(sector) < file.Length && fatSectors.Count <= Count)
            fatSectors.Add(sector);
    }

    private long Offset(uint sector) => (sector + 1L) * header.SectorSize;
}
