using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Reports.Completing;

/// <summary>
/// Ends claimed jobs: composes their reports and has the store keep them, all that came in during the last commit together. Tells the
/// listeners only after the commit.
/// </summary>
internal sealed partial class Completer(
    ChannelReader<ScanFinished> finished, JobConclusion conclusion, IJobStore store, IReportFeed feed, TimeProvider clock, ILogger<Completer> logger)
    : BackgroundService
{
    private const int MaxBatch = 64;
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the pipeline has handed over its last scan, also while the host stops: nothing that was scanned is dropped.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ScanFinished>();
        while (await finished.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && finished.TryRead(out var next))
                batch.Add(next);
            await ConcludeAsync([.. batch.Select(conclusion.Of)]);
        }
    }

    private async Task ConcludeAsync(IReadOnlyList<JobTransition> transitions)
    {
        Failpoint.Pass("before_done");
        var applied = await ApplyAsync(transitions);
        Failpoint.Pass("after_done_before_ack");
        for (var at = 0; at < applied.Count; at++)
        {
            if (applied[at] is { } job)
                Announce(job);
            else
                LogFenced(transitions[at].JobId, transitions[at].ClaimNo);
        }
    }

    /// <summary>Applies, again and again while the store is away.</summary>
    private async Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions)
    {
        while (true)
        {
            try
            {
                return await store.ApplyAsync(transitions, CancellationToken.None);
            }
            catch (Exception error)
            {
                LogOutage(error, transitions.Count);
                await Task.Delay(OutagePause, clock);
            }
        }
    }

    private void Announce(Job job)
    {
        feed.Publish(new JobEvent.StatusChanged(job));
        if (job.Status == JobStatus.Done)
            LogDone(job.Id, job.Verdict, job.Score, (job.FinishedAt - job.StartedAt)?.TotalMilliseconds ?? 0);
        else if (job.Status == JobStatus.Failed)
            LogFailed(job.Id, job.Error?.Code, job.Error?.Message);
        else
            LogRequeued(job.Id, job.RequeueReason);
    }

    [LoggerMessage(3001, LogLevel.Information, "Job {JobId} is done: {Verdict}, score {Score}, {Milliseconds} ms")]
    private partial void LogDone(Guid jobId, string? verdict, int? score, double milliseconds);

    [LoggerMessage(3002, LogLevel.Warning, "Job {JobId} failed: {Code}: {Reason}")]
    private partial void LogFailed(Guid jobId, string? code, string? reason);

    [LoggerMessage(3003, LogLevel.Warning, "Job {JobId} goes back to the queue: {Reason}")]
    private partial void LogRequeued(Guid jobId, string? reason);

    [LoggerMessage(3004, LogLevel.Warning, "Claim {ClaimNo} of job {JobId} was no longer valid; its work is dropped")]
    private partial void LogFenced(Guid jobId, long claimNo);

    [LoggerMessage(3005, LogLevel.Error, "{Count} ended jobs cannot be stored at the moment and are kept")]
    private partial void LogOutage(Exception error, int count);
}
