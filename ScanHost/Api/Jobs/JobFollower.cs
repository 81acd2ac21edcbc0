using System.Runtime.CompilerServices;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Serving;

namespace ScanHost.Api.Jobs;

/// <summary>Follows a job until it has ended.</summary>
internal sealed class JobFollower(IJobStore store, IReportFeed feed, ShutdownNotice shutdown, TimeProvider clock)
{
    /// <summary>The feed tells at once what happens in this process; the store is asked now and then for what another host does.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    /// <summary>The job as it is now, then what happens to it; null every few seconds in which nothing does.</summary>
    /// <remarks>Ends when the job has ended, is gone, or the host stops. Empty when there is no such job.</remarks>
    public async IAsyncEnumerable<JobEvent?> FollowAsync(Guid jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown.Stopping);
        using var subscription = feed.Subscribe(jobId); // before the store is read, so that no change falls in between
        if (await store.GetAsync(jobId, cancellationToken) is not { } job)
            yield break;

        yield return new JobEvent.StatusChanged(job);
        var events = subscription.ReadAsync(over.Token).GetAsyncEnumerator(CancellationToken.None);
        Task<bool>? next = null;
        Task? glance = null;
        try
        {
            while (!job.Status.IsTerminal)
            {
                next ??= events.MoveNextAsync().AsTask();
                glance ??= Task.Delay(Glance, clock, over.Token);
                await Task.WhenAny(next, glance);
                over.Token.ThrowIfCancellationRequested();
                if (next.IsCompleted && await next)
                {
                    next = null;
                    job = (events.Current as JobEvent.StatusChanged)?.Job ?? job;
                    yield return events.Current;
                    continue;
                }

                await glance; // also when the feed has ended, which then says no more
                glance = null;
                if (await store.GetAsync(jobId, over.Token) is not { } current)
                    yield break;
                yield return current.UpdatedAt == job.UpdatedAt && current.Status == job.Status ? null : new JobEvent.StatusChanged(current);
                job = current;
            }
        }
        finally
        {
            await over.CancelAsync();
            await ((Task?)next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync();
        }
    }

    /// <summary>Waits at most so long for a job to end.</summary>
    /// <returns>The job as it was last seen: ended, or not. Null when there is none, or when the store could not be asked.</returns>
    public async Task<Job?> WaitAsync(Guid jobId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        Job? seen = null;
        try
        {
            await foreach (var happened in FollowAsync(jobId, either.Token))
                seen = (happened as JobEvent.StatusChanged)?.Job ?? seen;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Not in time, or the host stops.
        }
        catch (StorageUnavailableException)
        {
            // Who waits has a job that is safe, and is better told of it now than of an outage.
        }

        return seen;
    }
}
