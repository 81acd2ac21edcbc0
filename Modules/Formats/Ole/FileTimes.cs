namespace ScanHost.Formats.Ole;

/// <summary>FILETIME: 100-nanosecond steps since 1601, [MS-DTYP] 2.3.3.</summary>
internal static class FileTimes
{
    private static readonly ulong Latest = (ulong)DateTimeOffset.MaxValue.ToFileTime();

    /// <summary>Null for zero and for what lies behind the year 9999.</summary>
    internal static DateTimeOffset? Read(ulong fileTime) =>
        fileTime == 0 || fileTime > Latest ? null : DateTimeOffset.FromFileTime((long)fileTime).ToUniversalTime();
}
