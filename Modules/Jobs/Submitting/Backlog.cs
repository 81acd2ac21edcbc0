using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;

namespace ScanHost.Jobs.Submitting;

/// <summary>Knows roughly how many jobs wait, and refuses more than <see cref="LimitsOptions.MaxQueued"/>.</summary>
internal sealed class Backlog(IJobStore store, IOptions<LimitsOptions> limits, TimeProvider clock) : IDisposable
{
    /// <summary>So long a count is believed; what was accepted since is added to it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>So long it is believed when it says "full": jobs leave all the time.</summary>
    private static readonly TimeSpan FreshWhenFull = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim counting = new(1);
    private long counted;
    private long? countedAt;
    private long accepted;

    private long Waiting => Volatile.Read(ref counted) + Volatile.Read(ref accepted);

    /// <exception cref="LimitExceededException">Too many jobs wait.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await CountAsync(cancellationToken);
        if (Waiting >= limits.Value.MaxQueued)
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

    public void Dispose() => counting.Dispose();

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        if (IsFresh())
            return;

        await counting.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh())
                return;

            // Jobs that are accepted during the count may be in it or not; counting them twice is the safe side, and soon corrected.
            Volatile.Write(ref accepted, 0);
            Volatile.Write(ref counted, await store.CountQueuedAsync(limits.Value.MaxQueued, cancellationToken));
            countedAt = clock.GetTimestamp();
        }
        finally
        {
            counting.Release();
        }
    }

    private bool IsFresh() =>
        countedAt is { } at && clock.GetElapsedTime(at) < (Waiting >= limits.Value.MaxQueued ? FreshWhenFull : Fresh);
}
