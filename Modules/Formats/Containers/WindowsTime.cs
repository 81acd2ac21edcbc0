namespace ScanHost.Formats.Containers;

/// <summary>FILETIME: steps of 100 ns since 1601.</summary>
internal static class WindowsTime
{
    /// <summary>Null when it is no time, or zero.</summary>
    internal static DateTimeOffset? Read(long ticks) =>
        ticks <= 0 || ticks > DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks ? null : new DateTimeOffset(DateTime.FromFileTimeUtc(ticks), TimeSpan.Zero);
}
