using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;

namespace ScanHost.Jobs.Submitting;

/// <summary>Takes files in: first the sample is durable, then the job, and only then the submitter is told.</summary>
internal sealed partial class Submissions(
    ISampleStore samples, IJobStore store, Backlog backlog, IRunningScans running, IScanRoom room, IHosts hosts, IReportFeed feed,
    TimeProvider clock, ILogger<Submissions> logger) : ISubmissions
{
    public async Task<Job> SubmitAsync(Stream content, Submission submission, CancellationToken cancellationToken)
    {
        await backlog.CheckAsync(cancellationToken);
        var sample = await samples.PutAsync(content, cancellationToken);
        Failpoint.Pass("after_sample");
        var now = Microseconds(clock.GetUtcNow());
        var accepted = new NewJob(Guid.CreateVersion7(now), Shortened(submission.Name), sample.Size, sample.Sha256, submission.Source, now)
        {
            Priority = submission.Priority,
            Fresh = submission.Fresh,
            Content = sample.Content,
        };
        await store.AddAsync([accepted], cancellationToken);
        Failpoint.Pass("after_insert");
        backlog.Add();
        LogAccepted(accepted.Id, accepted.Size, accepted.Sha256, submission.Source);
        if (room.InHand >= room.Workers)
            hosts.CallOthers();
        return Snapshot(accepted);
    }

    public async Task<WithdrawnJob?> WithdrawAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(jobId, cancellationToken) is not { } job)
            return null;

        if (job.Status != JobStatus.Queued && job.Status != JobStatus.Scanning)
            return await store.RemoveAsync(jobId, cancellationToken) ? Removed(job) : null;

        if (await store.CancelAsync(jobId, cancellationToken) is not { } canceled)
            return null;

        running.Cancel(jobId);
        feed.Publish(new JobEvent.StatusChanged(canceled));
        LogCanceled(jobId);
        return new(canceled, Removed: false);
    }

    private WithdrawnJob Removed(Job job)
    {
        LogRemoved(job.Id);
        return new(job, Removed: true);
    }

    private static Job Snapshot(NewJob job) => new()
    {
        Id = job.Id,
        Status = JobStatus.Queued,
        Name = job.Name,
        Size = job.Size,
        Sha256 = job.Sha256,
        Source = job.Source,
        Priority = job.Priority,
        Fresh = job.Fresh,
        CreatedAt = job.CreatedAt,
        UpdatedAt = job.CreatedAt,
    };

    /// <summary>Cut at the front, so that the extension stays.</summary>
    private static string Shortened(string name) => name.Length <= NewJob.MaxNameLength ? name : name[^NewJob.MaxNameLength..];

    /// <summary>As precise as both databases keep it, so that a job reads back as it was told.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMicrosecond));

    [LoggerMessage(1002, LogLevel.Information, "Accepted job {JobId}: {Size} bytes, {Sha256}, through {Source}")]
    private partial void LogAccepted(Guid jobId, long size, string sha256, string source);

    [LoggerMessage(1003, LogLevel.Information, "Job {JobId} is canceled on request")]
    private partial void LogCanceled(Guid jobId);

    [LoggerMessage(1004, LogLevel.Information, "Job {JobId} is removed on request")]
    private partial void LogRemoved(Guid jobId);
}
