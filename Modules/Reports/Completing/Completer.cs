using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Reports.Completing;

/// <summary>
/// Ends claimed jobs: composes their reports and has the store keep them. Many wait for their commits at once, so the store commits them
/// together. Tells the listeners only after the commit.
/// </summary>
internal sealed partial class Completer(
    ChannelReader<ScanFinished> finished, JobConclusion conclusion, IJobStore store, IReportFeed feed, TimeProvider clock, ILogger<Completer> logger)
    : BackgroundService
{
    /// <summary>Most reports that wait for their commits; it bounds what is held in memory while the store is away.</summary>
    private const int MaxWaiting = 256;

    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim room = new(MaxWaiting);

    public override void Dispose()
    {
        room.Dispose();
        base.Dispose();
    }

    /// <summary>Runs until the pipeline has handed over its last scan, also while the host stops: nothing that was scanned is dropped.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var end in finished.ReadAllAsync(CancellationToken.None))
        {
            await room.WaitAsync(CancellationToken.None);
            _ = ConcludeAsync(conclusion.Of(end));
        }

        for (var waiting = 0; waiting < MaxWaiting; waiting++)
            await room.WaitAsync(CancellationToken.None);
    }

    private async Task ConcludeAsync(JobTransition transition)
    {
        Failpoint.Pass("before_done");
        var applied = await ApplyAsync(transition);
        Failpoint.Pass("after_done_before_ack");
        if (applied is { } job)
            Announce(job);
        else
            LogFenced(transition.JobId, transition.ClaimNo);
        room.Release();
    }

    /// <summary>Applies, again and again while the store is away. What fails for another reason would fail again: that job is ended as
    /// failed, so that no error of ours leaves a job scanning for ever.</summary>
    private async Task<Job?> ApplyAsync(JobTransition transition)
    {
        while (true)
        {
            try
            {
                return (await store.ApplyAsync([transition], CancellationToken.None))[0];
            }
            catch (StorageUnavailableException error)
            {
                LogOutage(error, transition.JobId);
            }
            catch (Exception error)
            {
                LogNotStored(error, transition.JobId);
                transition = new JobTransition.Failed(
                    transition.JobId, transition.ClaimNo, new(JobErrorCodes.Internal, "The report could not be stored.", 0));
            }

            await Task.Delay(OutagePause, clock);
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

    [LoggerMessage(3005, LogLevel.Error, "The end of job {JobId} cannot be stored at the moment and is kept")]
    private partial void LogOutage(Exception error, Guid jobId);

    [LoggerMessage(3007, LogLevel.Error, "The end of job {JobId} could not be stored")]
    private partial void LogNotStored(Exception error, Guid jobId);
}
