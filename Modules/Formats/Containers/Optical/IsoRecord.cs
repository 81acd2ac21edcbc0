namespace ScanHost.Formats.Containers.Optical;

/// <summary>A directory record, ECMA-119 section 9.1.</summary>
/// <param name="Length">Of the record, in bytes.</param>
/// <param name="Block">First logical block of the extent.</param>
/// <param name="Size">Of the extent, in bytes.</param>
/// <param name="Flags">Bit 1: directory; bit 7: more records follow for the same file.</param>
/// <param name="Identifier">The name.</param>
/// <param name="SystemUse">What SUSP and Rock Ridge write behind the name.</param>
/// <param name="ModifiedAt">Null when it is no time.</param>
internal sealed record IsoRecord(int Length, long Block, long Size, byte Flags, byte[] Identifier, byte[] SystemUse, DateTimeOffset? ModifiedAt)
{
    private const int Fixed = 33;

    /// <summary>True for the first two records of each directory.</summary>
    internal bool IsSelfOrParent => Identifier is [0] or [1];

    internal static IsoRecord? Read(ReadOnlySpan<byte> data, long at)
    {
        if (data.U8(at) is not { } length || length <= Fixed || !data.Has(at, length))
            return null;
        var record = data.Slice((int)at, length);
        var nameLength = record[32];
        if (Fixed + nameLength > length)
            return null;
        var use = Fixed + nameLength + (1 - (nameLength & 1));
        return new(
            length, record.U32(2)!.Value + (long)record[1], record.U32(10)!.Value, record[25], record.Slice(Fixed, nameLength).ToArray(),
            use < length ? record[use..].ToArray() : [], Time(record[18..25]));
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> field)
    {
        var (year, month, day) = (1900 + field[0], field[1], field[2]);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || field[3] > 23 || field[4] > 59 || field[5] > 59)
            return null;
        var zone = (sbyte)field[6] is >= -48 and <= 52 ? (sbyte)field[6] * 15 : 0;
        return new(year, month, day, field[3], field[4], field[5], TimeSpan.FromMinutes(zone));
    }
}
