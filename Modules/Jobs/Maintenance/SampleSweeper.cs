using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;

namespace ScanHost.Jobs.Maintenance;

/// <summary>
/// Removes samples that no job refers to: those of removed jobs, and those whose submitter went away before the job was
/// committed. And those that are older than <see cref="RetentionOptions.Samples"/>, unless a job still needs them. A sample is younger than the grace while its job is being committed, so it is never taken from under one.
/// </summary>
internal sealed partial class SampleSweeper(
    ISampleStore samples, IJobStore store, IOptions<JobsOptions> options, IOptions<RetentionOptions> retention, TimeProvider clock,
    ILogger<SampleSweeper> logger) : BackgroundService
{
    private const int BatchSize = 500;

    /// <summary>One pass without the timer; tests call it so that they never wait.</summary>
    internal async Task SweepNowAsync(CancellationToken cancellationToken)
    {
        var removed = await SweepAsync(options.Value.SampleGrace, byUnfinishedOnly: false, cancellationToken);
        if (retention.Value.Samples is var kept && kept > TimeSpan.Zero)
            removed += await SweepAsync(kept, byUnfinishedOnly: true, cancellationToken);
        if (removed > 0)
            LogRemoved(removed);
    }

    private async Task<int> SweepAsync(TimeSpan age, bool byUnfinishedOnly, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var batch in samples.ListUntouchedAsync(age, cancellationToken).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            var used = await store.WhichSamplesAreUsedAsync(batch, byUnfinishedOnly, cancellationToken);
            foreach (var sha256 in batch.Where(sha256 => !used.Contains(sha256)))
            {
                await samples.RemoveUntouchedAsync(sha256, age, cancellationToken);
                removed++;
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        do
        {
            try
            {
                await SweepNowAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogOutage(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1007, LogLevel.Information, "Removed {Count} samples that no job refers to")]
    private partial void LogRemoved(int count);

    [LoggerMessage(1008, LogLevel.Warning, "Samples cannot be swept at the moment")]
    private partial void LogOutage(Exception error);
}
