namespace ScanHost.Formats.Containers;

/// <summary>Date and time as MS-DOS packs them: seconds in steps of two, years from 1980. They have no zone; read as UTC.</summary>
internal static class DosDate
{
    /// <summary>Null when the fields are no date.</summary>
    internal static DateTimeOffset? Read(ushort date, ushort time)
    {
        var (year, month, day) = (1980 + (date >> 9), (date >> 5) & 15, date & 31);
        var (hour, minute, second) = (time >> 11, (time >> 5) & 63, (time & 31) * 2);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;
        return new(year, month, day, hour, minute, second, TimeSpan.Zero);
    }
}
