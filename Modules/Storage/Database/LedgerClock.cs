namespace ScanHost.Storage.Database;

/// <summary>The time of a ledger that one host alone writes: the wall clock, but it never goes back. A queued job waits for a time, and a
/// clock that somebody sets back an hour must not make it wait an hour longer.</summary>
internal sealed class LedgerClock(TimeProvider clock)
{
    private readonly Lock reading = new();
    private DateTimeOffset last;
    private long stamp = clock.GetTimestamp();

    public DateTimeOffset Now
    {
        get
        {
            lock (reading)
            {
                var wall = clock.GetUtcNow();
                var passed = clock.GetElapsedTime(stamp);
                stamp = clock.GetTimestamp();
                last = wall > last ? wall : last + passed;
                return last;
            }
        }
    }
}
