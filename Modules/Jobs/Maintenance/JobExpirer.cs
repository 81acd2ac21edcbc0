using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Jobs.Maintenance;

/// <summary>Removes jobs with their reports when their time is over, in small transactions. Their samples go with the next sweep.</summary>
internal sealed partial class JobExpirer(
    IJobStore store, IOptions<RetentionOptions> retention, IOptions<JobsOptions> options, TimeProvider clock, ILogger<JobExpirer> logger)
    : BackgroundService
{
    private const int BatchSize = 500;

    /// <summary>One pass without the timer; tests call it so that they never wait.</summary>
    internal async Task ExpireNowAsync(CancellationToken cancellationToken)
    {
        foreach (var (verdict, kept) in retention.Value.Rules())
        {
            var removed = 0;
            for (var batch = BatchSize; batch == BatchSize; removed += batch)
                batch = await store.ExpireAsync(verdict, kept, BatchSize, cancellationToken);
            if (removed > 0)
                LogExpired(removed, verdict ?? "failed", kept);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        do
        {
            try
            {
                await ExpireNowAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogOutage(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1009, LogLevel.Information, "Removed {Count} jobs ({Kind}) that ended more than {Kept} ago")]
    private partial void LogExpired(int count, string kind, TimeSpan kept);

    [LoggerMessage(1010, LogLevel.Warning, "Expired jobs cannot be removed at the moment")]
    private partial void LogOutage(Exception error);
}
