using System.Globalization;

namespace ScanHost.Formats.Containers.Tar;

/// <summary>What extended headers say of the next member: records "length key=value\n", POSIX.1-2017 pax.</summary>
internal sealed record TarAttributes
{
    internal string? Name { get; init; }

    internal string? LinkName { get; init; }

    internal long? Size { get; init; }

    /// <summary>Size of a sparse file with its holes.</summary>
    internal long? RealSize { get; init; }

    internal DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The GNU sparse format: 0.0 and 0.1 have their map here, 1.0 in front of the data.</summary>
    internal bool HasMapInData { get; init; }

    /// <summary>The map of the formats 0.0 and 0.1: offset, length, offset, length…</summary>
    internal IReadOnlyList<long> SparseMap { get; init; } = [];

    internal bool IsSparse => HasMapInData || SparseMap.Count > 0;

    internal TarAttributes With(ReadOnlySpan<byte> records)
    {
        var (result, map) = (this, new List<long>());
        while (Next(ref records) is var (key, value))
            result = key switch
            {
                "path" or "GNU.sparse.name" => result with { Name = value },
                "linkpath" => result with { LinkName = value },
                "size" => result with { Size = Number(value) },
                "mtime" => result with { ModifiedAt = TarHeader.Time(Number(value.Split('.')[0])) },
                "GNU.sparse.realsize" or "GNU.sparse.size" => result with { RealSize = Number(value) },
                "GNU.sparse.major" => result with { HasMapInData = value == "1" },
                "GNU.sparse.map" => result with { SparseMap = [.. value.Split(',').Select(part => Number(part) ?? 0)] },
                "GNU.sparse.offset" or "GNU.sparse.numbytes" => result.AndSparse(map, Number(value)),
                _ => result,
            };
        return result;
    }

    private TarAttributes AndSparse(List<long> map, long? value)
    {
        map.Add(value ?? 0);
        return SparseMap == map ? this : this with { SparseMap = map };
    }

    private static (string Key, string Value)? Next(ref ReadOnlySpan<byte> records)
    {
        var blank = records.IndexOf((byte)' ');
        if (blank is <= 0 or > 9 || !int.TryParse(records[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length <= blank + 1 || length > records.Length)
            return null;
        var record = records[(blank + 1)..length].TrimEnd((byte)'\n');
        records = records[length..];
        var equals = record.IndexOf((byte)'=');
        return equals < 0 ? ("", "") : (MemberName.Decode(record[..equals]), MemberName.Decode(record[(equals + 1)..]));
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
