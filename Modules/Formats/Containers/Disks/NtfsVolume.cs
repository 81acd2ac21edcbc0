using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>An NTFS volume: its records by number. Source: the documentation of the Linux-NTFS project ("NTFS documentation", R. Russon, Y. Fledel).</summary>
internal sealed class NtfsVolume
{
    private const int Sector = 512;
    private const int MaxClusterBytes = 2 << 20;
    private readonly ReadOnlyMemory<byte> file;
    private readonly int recordBytes;
    private readonly IReadOnlyList<Extent> table;

    private NtfsVolume(ReadOnlyMemory<byte> file, int clusterBytes, int recordBytes, long tableStart)
    {
        (this.file, ClusterBytes, this.recordBytes) = (file, clusterBytes, recordBytes);
        table = [new(tableStart, recordBytes)];
        // The table's first record describes the table itself.
        var self = NtfsRecord.Read(file, tableStart, recordBytes)?.Attributes.FirstOrDefault(attribute => attribute.Type == NtfsAttribute.Data);
        if (self is not null)
            table = self.Extents(ClusterBytes);
        Records = (int)table.Aggregate(0L, (sum, extent) => Math.Min(sum + (extent.Length / recordBytes), int.MaxValue));
    }

    internal int ClusterBytes { get; }

    /// <summary>Where the volume ends, in bytes: behind the copy of the boot sector, which its own size does not count.</summary>
    internal long End { get; private init; }

    /// <summary>How many records the table has room for.</summary>
    internal int Records { get; }

    /// <exception cref="MalformedFileException">The boot sector makes no sense.</exception>
    internal static NtfsVolume Open(ReadOnlyMemory<byte> file)
    {
        var boot = file.Span.Part(0, Sector);
        if (boot.U16(11) is not { } sector || boot.U8(13) is not { } perCluster || boot.U64(48) is not { } table || boot.U8(64) is not { } record)
            throw new MalformedFileException("ntfs", 0, "the boot sector is cut short");
        long cluster = (long)sector * (perCluster > 128 ? 1L << Math.Min(256 - perCluster, 30) : perCluster);
        var recordBytes = record >= 128 ? 1L << Math.Min(256 - record, 30) : record * cluster;
        if (sector is < 256 or > 4096 || cluster is <= 0 or > MaxClusterBytes || recordBytes is < 512 or > 65536 || table > (ulong)(file.Length / cluster))
            throw new MalformedFileException("ntfs", 11, "the boot sector makes no sense");
        return new(file, (int)cluster, (int)recordBytes, (long)table * cluster) { End = ((long)Math.Min(boot.U64(40)!.Value, int.MaxValue) + 1) * sector };
    }

    /// <summary>A record; null when it is not in use or damaged.</summary>
    internal NtfsRecord? Record(long number) => PlaceOf(number) is { } place ? NtfsRecord.Read(file, place, recordBytes) : null;

    /// <summary>True when a record is marked as in use, or as torn, and cannot be read, or lies outside of the image.</summary>
    internal bool IsDamaged(long number) => PlaceOf(number) is { } place
        && (!file.Span.Has(place, recordBytes) || file.Span.HasAt(place, "BAAD"u8) || (file.Span.HasAt(place, "FILE"u8) && (file.Span.U16(place + 22) & 1) != 0))
        && NtfsRecord.Read(file, place, recordBytes) is null or { IsWhole: false };

    private long? PlaceOf(long number)
    {
        var place = number * recordBytes;
        foreach (var extent in table)
        {
            if (place < extent.Length)
                return extent.Offset < 0 ? null : extent.Offset + place;
            place -= extent.Length;
        }
        return null;
    }

    /// <summary>What an attribute holds, at most <paramref name="limit"/> bytes; for what this reader itself has to look at.</summary>
    internal ReadOnlyMemory<byte> Content(NtfsAttribute attribute, int limit)
    {
        if (attribute.Resident is { } resident)
            return resident;
        var content = new byte[Math.Min(attribute.Size, limit)];
        var done = 0;
        foreach (var extent in attribute.Extents(ClusterBytes))
        {
            var part = file.Span.Part(Math.Max(0, extent.Offset), Math.Min(extent.Length, content.Length - done));
            if (extent.Offset >= 0)
                part.CopyTo(content.AsSpan(done));
            done += (int)Math.Min(extent.Length, content.Length - done);
        }
        return content;
    }
}
