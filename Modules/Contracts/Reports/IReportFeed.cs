using ScanHost.Contracts.Jobs;

namespace ScanHost.Contracts.Reports;

/// <summary>Tells who waits what happens to a job. In process and in memory: an event is a hint, the store is the truth.</summary>
public interface IReportFeed
{
    /// <summary>Announces something about a job. Never blocks; a listener that does not keep up loses the oldest stage events.</summary>
    void Publish(JobEvent jobEvent);

    /// <summary>
    /// Listens to one job from now on. Subscribe first, then read the store: so no change falls between the two. Dispose to stop.
    /// </summary>
    IJobSubscription Subscribe(Guid jobId);
}

/// <summary>A listener to one job.</summary>
public interface IJobSubscription : IDisposable
{
    /// <summary>The events, until the subscription is disposed, the job has ended, or the host stops.</summary>
    IAsyncEnumerable<JobEvent> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Something happened to a job.</summary>
/// <param name="JobId">The job.</param>
public abstract record JobEvent(Guid JobId)
{
    /// <summary>The job's row changed its status (and maybe its verdict).</summary>
    /// <param name="Job">The job after the change.</param>
    public sealed record StatusChanged(Job Job) : JobEvent(Job.Id);

    /// <summary>A stage has run on an artifact.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Progress">Which and how.</param>
    public sealed record StageRan(Guid JobId, Scanning.StageProgress Progress) : JobEvent(JobId);
}
