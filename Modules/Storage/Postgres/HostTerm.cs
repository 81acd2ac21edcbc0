using System.Diagnostics.CodeAnalysis;

namespace ScanHost.Storage.Postgres;

/// <summary>The time for which this process may believe that its jobs are its own. It runs on the monotonic clock, whatever the wall clock
/// or the database does.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Whoever scans may hold the token longer than anybody knows; the timer ends with the term.")]
internal sealed class HostTerm(TimeProvider clock)
{
    private readonly CancellationTokenSource lost = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>UUID version 7; jobs that are claimed in this term carry it.</summary>
    public Guid HostId { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Canceled when the term is over.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>The database has just confirmed it.</summary>
    /// <param name="longer">From now on.</param>
    public void Extend(TimeSpan longer) => lost.CancelAfter(longer > TimeSpan.Zero ? longer : TimeSpan.Zero);

    /// <summary>The database says that it is over.</summary>
    public void End() => lost.Cancel();
}
