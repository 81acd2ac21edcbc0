using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;

namespace ScanHost.Jobs.Submitting;

/// <summary>Knows roughly how many jobs wait, and refuses more than <see cref="LimitsOptions.MaxQueued"/>.</summary>
internal sealed class Backlog(IJobStore store, IOptions<LimitsOptions> limits, TimeProvider clock)
{
    /// <summary>So long a count is believed; what was accepted since is added to it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>So long it is believed when it says "full": jobs leave all the time.</summary>
    private static readonly TimeSpan FreshWhenFull = TimeSpan.FromMilliseconds(100);

    private const long Never = long.MinValue;

    private readonly Lock starting = new();
    private Task counting = Task.CompletedTask;
    private long counted;
    private long countedAt = Never;
    private long accepted;

    private bool IsFull => Volatile.Read(ref counted) + Volatile.Read(ref accepted) >= limits.Value.MaxQueued;

    /// <summary>Returns at once as long as there is room by the last count: a slow or hung database holds nobody up here.</summary>
    /// <exception cref="LimitExceededException">Too many jobs wait.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var count = CountIfStale();
        if (Volatile.Read(ref countedAt) == Never || IsFull)
            await count.WaitAsync(cancellationToken);
        if (IsFull)
        {
            throw new LimitExceededException(
                "Limits:MaxQueued", limits.Value.MaxQueued, $"As many jobs as Limits:MaxQueued allows ({limits.Value.MaxQueued}) wait already.")
            {
                Remedy = LimitRemedy.ComeAgain,
            };
        }
    }

    /// <summary>One more waits.</summary>
    public void Add() => Interlocked.Increment(ref accepted);

    /// <summary>The count that is under way, for all who ask meanwhile.</summary>
    private Task CountIfStale()
    {
        lock (starting)
        {
            if (counting.IsCompleted && !IsFresh())
                counting = CountAsync();
            return counting;
        }
    }

    private async Task CountAsync()
    {
        // Jobs that are accepted during the count may be in it or not; counting them twice is the safe side, and soon corrected.
        var before = Volatile.Read(ref accepted);
        Volatile.Write(ref counted, await store.CountQueuedAsync(limits.Value.MaxQueued, CancellationToken.None));
        Interlocked.Add(ref accepted, -before);
        Volatile.Write(ref countedAt, clock.GetTimestamp());
    }

    private bool IsFresh() => Volatile.Read(ref countedAt) is not Never and var at && clock.GetElapsedTime(at) < (IsFull ? FreshWhenFull : Fresh);
}
