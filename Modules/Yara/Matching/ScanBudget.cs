namespace ScanHost.Yara.Matching;

/// <summary>How long a scan may take. It is asked once a block and once in a number of verifications; used by one scan at a time.</summary>
/// <param name="time">The time from now; null for no limit.</param>
/// <param name="clock">Whose monotonic timestamps are read.</param>
/// <param name="cancellationToken">Cuts the scan at the next question.</param>
internal sealed class ScanBudget(TimeSpan? time, TimeProvider clock, CancellationToken cancellationToken = default)
{
    private readonly long start = clock.GetTimestamp();

    /// <summary>True once the time was up or the token was canceled: what was scanned is incomplete.</summary>
    internal bool WasCut { get; private set; }

    /// <summary>A budget without a time limit.</summary>
    internal static ScanBudget Unlimited(CancellationToken cancellationToken = default) =>
        new(null, TimeProvider.System, cancellationToken);

    /// <summary>Asks whether to go on; false means stop now.</summary>
    internal bool Allows()
    {
        if (!WasCut && (cancellationToken.IsCancellationRequested || (time is { } limit && clock.GetElapsedTime(start) > limit)))
            WasCut = true;
        return !WasCut;
    }
}
