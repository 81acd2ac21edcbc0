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
    private const int MaxBatch = 256;
    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs until the pipeline has handed over its last scan, also while the host stops: nothing that was scanned is dropped.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lastCommit = Task.CompletedTask;
        var batch = new List<ScanFinished>();
        while (await finished.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && finished.TryRead(out var next))
                batch.Add(next);

            // Reports are composed while the last ones are being committed.
            var transitions = batch.ConvertAll(conclusion.Of);
            await lastCommit;
            lastCommit = ConcludeAsync(transitions);
        }

        await lastCommit;
    }

    private async Task ConcludeAsync(List<JobTransition> transitions)
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

    /// <summary>Applies, again and again while the store is away. What fails for another reason would fail again: those jobs are ended as
    /// failed, so that no error of ours leaves a job scanning for ever.</summary>
    private async Task<IReadOnlyList<Job?>> ApplyAsync(List<JobTransition> transitions)
    {
        while (true)
        {
            try
            {
                return await store.ApplyAsync(transitions, CancellationToken.None);
            }
            catch (StorageUnavailableException error)
            {
                LogOutage(error, transitions.Count);
            }
            catch (Exception error)
            {
                LogNotStored(error, transitions.Count);
                if (transitions is [var only])
                    transitions = [new JobTransition.Failed(only.JobId, only.ClaimNo, new(JobErrorCodes.Internal, "The report could not be stored.", 0))];
                else
                    return await ApplyEachAsync(transitions);
            }

            await Task.Delay(OutagePause, clock);
        }
    }

    private async Task<IReadOnlyList<Job?>> ApplyEachAsync(List<JobTransition> transitions)
    {
        var applied = new List<Job?>();
        foreach (var transition in transitions)
            applied.AddRange(await ApplyAsync([transition]));
        return applied;
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

    [LoggerMessage(3007, LogLevel.Error, "{Count} ended jobs could not be stored")]
    private partial void LogNotStored(Exception error, int count);
}
