using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Serving;

namespace ScanHost.Api.Jobs;

/// <summary>Waits, without polling, until a job has ended.</summary>
internal sealed class JobWaiter(IJobStore store, IReportFeed feed, ShutdownNotice shutdown, TimeProvider clock)
{
    /// <summary>Waits at most so long.</summary>
    /// <returns>The job as it is then: ended, or not. Null when it was removed meanwhile.</returns>
    public async Task<Job?> WaitAsync(Guid jobId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, shutdown.Stopping, cancellationToken);
        using var subscription = feed.Subscribe(jobId); // before the store is read, so that no change falls in between
        var job = await store.GetAsync(jobId, cancellationToken);
        if (job is null || job.Status.IsTerminal)
            return job;

        try
        {
            await foreach (var happened in subscription.ReadAsync(either.Token))
            {
                if (happened is JobEvent.StatusChanged { Job: { Status.IsTerminal: true } ended })
                    return ended;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Not in time; its status stands in the store.
        }

        return await store.GetAsync(jobId, cancellationToken);
    }
}
