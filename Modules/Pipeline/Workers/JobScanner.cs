using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Workers;

/// <summary>Scans the file of one claimed job. Whatever happens, there is exactly one answer.</summary>
internal sealed partial class JobScanner(
    ISampleStore samples, IFileScanner scanner, IReportFeed feed, RunningScans running, ILogger<JobScanner> logger)
{
    /// <summary>Scans it. Never throws.</summary>
    /// <param name="job">As claimed.</param>
    /// <param name="cutOff">The host's time is over: the job goes back.</param>
    public async Task<ScanFinished> ScanAsync(Job job, CancellationToken cutOff)
    {
        if (job.CancelRequested)
            return Canceled(job);

        using var scan = running.Begin(job.Id, cutOff);
        try
        {
            return await ScanAsync(job, scan);
        }
        catch (OperationCanceledException) when (scan.IsCanceled)
        {
            return Canceled(job);
        }
        catch (OperationCanceledException) when (cutOff.IsCancellationRequested)
        {
            return new ScanFinished.Released(job);
        }
        catch (StageIgnoredCancellationException ignored)
        {
            LogIgnored(job.Id, ignored.Stage);
            // Another attempt would cost another thread.
            return new ScanFinished.Faulted(job, JobErrorCodes.Timeout, ignored.Message, MayRetry: false);
        }
        catch (Exception error)
        {
            LogFaulted(job.Id, error);
            return new ScanFinished.Faulted(job, JobErrorCodes.Internal, $"The scan failed: {error.GetType().Name}.", MayRetry: true);
        }
    }

    private async Task<ScanFinished> ScanAsync(Job job, RunningScans.RunningScan scan)
    {
        using var sample = await samples.OpenAsync(job.Sha256, scan.Token);
        if (sample is null)
            return new ScanFinished.Faulted(job, JobErrorCodes.SampleMissing, "The file is no longer stored.", MayRetry: false);

        Failpoint.Pass("mid_scan");
        var outcome = await scanner.ScanAsync(
            sample.Path, job.Name, progress => feed.Publish(new JobEvent.StageRan(job.Id, progress)), scan.Token);
        return new ScanFinished.Completed(job, outcome);
    }

    private static ScanFinished.Faulted Canceled(Job job) => new(job, JobErrorCodes.Canceled, "The job was canceled.", MayRetry: false);

    [LoggerMessage(2020, LogLevel.Error, "Job {JobId}: stage {Stage} ignored its cancellation; its thread is abandoned")]
    private partial void LogIgnored(Guid jobId, string stage);

    [LoggerMessage(2021, LogLevel.Error, "Job {JobId}: the scan failed")]
    private partial void LogFaulted(Guid jobId, Exception error);
}
