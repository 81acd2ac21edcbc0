using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Faults;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Workers;

/// <summary>Scans the file of one claimed job. Whatever happens, there is exactly one answer, and it comes in time.</summary>
internal sealed partial class JobScanner(
    ISampleStore samples,
    IEarlierReports reports,
    IHosts hosts,
    IFileScanner scanner,
    IReportFeed feed,
    RunningScans running,
    IOptions<LimitsOptions> limits,
    TimeProvider clock,
    ILogger<JobScanner> logger)
{
    /// <summary>The scanner keeps the job's time itself; this is for what it cannot stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>A store that has not handed a file over by then does not answer. It counts before the job's own time, so that a slow store takes nothing of it.</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(15);

    /// <summary>Scans it. Never throws.</summary>
    /// <param name="claimed">The job, and what came with it.</param>
    /// <param name="cutOff">The host's time is over: the job goes back.</param>
    public async Task<ScanFinished> ScanAsync(JobAvailable claimed, CancellationToken cutOff)
    {
        var job = claimed.Job;
        if (job.CancelRequested)
            return Canceled(job);

        // Read before the scan begins: a term that ends meanwhile must be noticed.
        using var released = CancellationTokenSource.CreateLinkedTokenSource(cutOff, hosts.Term);
        using var scan = running.Begin(job.Id, released.Token);
        try
        {
            var (earlier, sample) = await FetchInTimeAsync(claimed, scan);
            if (earlier is not null)
                return new ScanFinished.Reused(job, earlier);
            if (sample is null)
                return new ScanFinished.Faulted(job, JobErrorCodes.SampleMissing, "The file is no longer stored.", MayRetry: false);

            var longest = TimeSpan.FromSeconds(limits.Value.MaxJobSeconds) + Grace;
            return await WithinAsync(longest, () => ScanAsync(job, sample, scan));
        }
        catch (OperationCanceledException) when (scan.IsCanceled)
        {
            return Canceled(job);
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            Failpoint.Pass("in_release");
            return new ScanFinished.Released(job);
        }
        catch (StorageUnavailableException away)
        {
            LogStorageAway(job.Id, away.Message);
            return new ScanFinished.Postponed(job, JobErrorCodes.StorageUnavailable);
        }
        catch (SampleDamagedException damaged)
        {
            LogDamaged(job.Id, damaged.Message);
            return new ScanFinished.Faulted(job, JobErrorCodes.SampleDamaged, "The stored file is not the one that was submitted; submit it again.", MayRetry: true);
        }
        catch (StageIgnoredCancellationException ignored)
        {
            LogIgnored(job.Id, ignored.Stage);
            // Another attempt would cost another thread.
            return new ScanFinished.Faulted(job, JobErrorCodes.Timeout, ignored.Message, MayRetry: false);
        }
        catch (TimeoutException)
        {
            scan.Stop();
            LogLate(job.Id, limits.Value.MaxJobSeconds);
            return new ScanFinished.Faulted(
                job, JobErrorCodes.Timeout, $"The scan did not end within Limits:MaxJobSeconds ({limits.Value.MaxJobSeconds} s).", MayRetry: true);
        }
        catch (Exception error)
        {
            LogFaulted(job.Id, error);
            return new ScanFinished.Faulted(job, JobErrorCodes.Internal, $"The scan failed: {error.GetType().Name}.", MayRetry: true);
        }
    }

    private async Task<(StoredReport? Earlier, SampleSource? Sample)> FetchInTimeAsync(JobAvailable claimed, RunningScans.RunningScan scan)
    {
        if (claimed.Content is { } content && (claimed.Job.Fresh || claimed.IsFirst))
            return (null, new SampleSource(content));

        var fetching = Task.Run(() => FetchAsync(claimed, scan.Token), CancellationToken.None);
        try
        {
            return await fetching.WaitAsync(LongestFetch, clock, scan.Token);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            _ = ReleaseLaterAsync(fetching);
            if (error is OperationCanceledException && scan.Token.IsCancellationRequested)
                throw;
            scan.Stop();
            throw new StorageUnavailableException("The sample store does not answer.", error);
        }
    }

    private async Task<(StoredReport? Earlier, SampleSource? Sample)> FetchAsync(JobAvailable claimed, CancellationToken cancellationToken)
    {
        var job = claimed.Job;
        if (!job.Fresh && !claimed.IsFirst && await reports.FindReportAsync(job, scanner.Engine, cancellationToken) is { } earlier)
            return (earlier, null);

        return (null, claimed.Content is { } content ? new SampleSource(content) : await samples.OpenAsync(job.Sha256, cancellationToken));
    }

    /// <summary>What nobody waits for any more may come after all.</summary>
    private static async Task ReleaseLaterAsync(Task<(StoredReport? Earlier, SampleSource? Sample)> fetching)
    {
        await ((Task)fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fetching.IsCompletedSuccessfully)
            (await fetching).Sample?.Dispose();
    }

    /// <summary>The time runs from before the work begins.</summary>
    private async Task<ScanFinished> WithinAsync(TimeSpan longest, Func<Task<ScanFinished>> work)
    {
        using var over = new CancellationTokenSource();
        var late = Task.Delay(longest, clock, over.Token);
        var running = Task.Run(work, CancellationToken.None);
        var first = await Task.WhenAny(running, late);
        await over.CancelAsync();
        return first == running ? await running : throw new TimeoutException();
    }

    private async Task<ScanFinished> ScanAsync(Job job, SampleSource sample, RunningScans.RunningScan scan)
    {
        using var held = sample;
        Failpoint.Pass("mid_scan");
        void Tell(StageProgress progress) => feed.Publish(new JobEvent.StageRan(job.Id, progress));
        var outcome = sample.Path is { } path
            ? await scanner.ScanAsync(path, job.Name, Tell, scan.Token)
            : await scanner.ScanAsync(sample.Content, job.Name, Tell, scan.Token);
        return new ScanFinished.Completed(job, outcome);
    }

    private static ScanFinished.Faulted Canceled(Job job) => new(job, JobErrorCodes.Canceled, "The job was canceled.", MayRetry: false);

    [LoggerMessage(2020, LogLevel.Error, "Job {JobId}: stage {Stage} ignored its cancellation; its thread is abandoned")]
    private partial void LogIgnored(Guid jobId, string stage);

    [LoggerMessage(2021, LogLevel.Error, "Job {JobId}: the scan failed")]
    private partial void LogFaulted(Guid jobId, Exception error);

    [LoggerMessage(2023, LogLevel.Warning, "Job {JobId} is put off: {Reason}")]
    private partial void LogStorageAway(Guid jobId, string reason);

    [LoggerMessage(2024, LogLevel.Error, "Job {JobId}: {Reason}")]
    private partial void LogDamaged(Guid jobId, string reason);

    [LoggerMessage(2022, LogLevel.Error, "Job {JobId}: the scan did not end within {Seconds} s and is abandoned")]
    private partial void LogLate(Guid jobId, int seconds);
}
