using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Reports.Composing;

namespace ScanHost.Reports.Completing;

/// <summary>Decides how a claimed job ends.</summary>
internal sealed partial class JobConclusion(
    IReportComposer composer, ReportCutter cutter, IOptions<LimitsOptions> limits, TimeProvider clock, ILogger<JobConclusion> logger)
{
    /// <summary>Attempts that errors may use up.</summary>
    private const int MaxAttempts = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>The transition that a finished scan asks for.</summary>
    public JobTransition Of(ScanFinished finished) => finished switch
    {
        ScanFinished.Completed completed => Done(completed),
        ScanFinished.Reused reused => Reuse(reused),
        ScanFinished.Postponed postponed =>
            new JobTransition.Retry(finished.Job.Id, finished.Job.ClaimNo, postponed.Code, Jittered(FirstPause)) { Refund = true },
        ScanFinished.Released => new JobTransition.Release(finished.Job.Id, finished.Job.ClaimNo),
        ScanFinished.Faulted { MayRetry: true } faulted when faulted.Job.Attempt < MaxAttempts => Retry(faulted.Job, faulted.Code),
        ScanFinished.Faulted faulted => Failed(faulted.Job, faulted.Code, faulted.Message),
        _ => throw new ArgumentOutOfRangeException(nameof(finished)),
    };

    private JobTransition Done(ScanFinished.Completed completed) => Composed(
        completed.Job,
        () => composer.Compose(completed.Outcome, completed.Job.Id, Times(completed.Job, completed.Outcome.Duration)));

    private JobTransition Reuse(ScanFinished.Reused reused) => Composed(reused.Job, () =>
    {
        var earlier = composer.FromJson(reused.Earlier.Report);
        return earlier with
        {
            JobId = reused.Job.Id,
            Reused = earlier.Reused ?? new(reused.Earlier.JobId, earlier.Times.FinishedAt), // the scan itself, not a copy of a copy
            Times = Times(reused.Job, TimeSpan.Zero),
        };
    });

    private JobTransition Composed(Job job, Func<Report> compose)
    {
        try
        {
            var (result, detail) = cutter.Fit(compose(), limits.Value.MaxReportBytes);
            return new JobTransition.Done(job.Id, job.ClaimNo, result, detail);
        }
        catch (Exception error)
        {
            // An error in judging one file must not keep the others from their reports.
            LogNotComposed(error, job.Id);
            return Failed(job, JobErrorCodes.Internal, "The report could not be made.");
        }
    }

    private ReportTimes Times(Job job, TimeSpan scan) => new()
    {
        QueuedAt = job.CreatedAt,
        StartedAt = job.StartedAt ?? job.CreatedAt,
        FinishedAt = clock.GetUtcNow(),
        ScanMs = Math.Round(scan.TotalMilliseconds, 3),
        Attempt = job.Attempt,
    };

    /// <summary>2 s, 6 s, 18 s, give or take a fifth, so that what failed together does not come back together.</summary>
    private static JobTransition.Retry Retry(Job job, string code)
    {
        var pause = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(3, job.Attempt - 1));
        return new(job.Id, job.ClaimNo, code, Jittered(TimeSpan.FromSeconds(pause)));
    }

#pragma warning disable CA5394 // spreads retries; nothing secret
    private static TimeSpan Jittered(TimeSpan pause) => pause * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394

    private static JobTransition.Failed Failed(Job job, string code, string message) =>
        new(job.Id, job.ClaimNo, new(code, message, job.Attempt));

    [LoggerMessage(3006, LogLevel.Error, "The report of job {JobId} could not be made")]
    private partial void LogNotComposed(Exception error, Guid jobId);
}
