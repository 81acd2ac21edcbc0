using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Jobs.Dispatching;

namespace ScanHost.Jobs.Maintenance;

/// <summary>Puts the jobs of dead hosts back into the queue: now and then, and when a host may just have died.</summary>
internal sealed partial class JobRescuer(
    IJobStore store, Doorbell doorbell, IOptions<JobsOptions> options, TimeProvider clock, ILogger<JobRescuer> logger) : BackgroundService
{
    private readonly Doorbell deaths = new(clock);

    /// <summary>Makes the next look the present one; never blocks.</summary>
    public void LookNow() => deaths.Ring();

    /// <summary>One pass without the timer; tests call it so that they never wait.</summary>
    internal async Task RescueNowAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.RescueAsync(cancellationToken) is > 0 and var rescued)
            {
                LogRescued(rescued);
                doorbell.Ring();
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogOutage(error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await RescueNowAsync(stoppingToken);
            await deaths.WaitAsync(options.Value.RescueInterval, stoppingToken);
        }
    }

    [LoggerMessage(1005, LogLevel.Warning, "Rescued {Count} jobs of a host that died")]
    private partial void LogRescued(int count);

    [LoggerMessage(1006, LogLevel.Warning, "Dead hosts cannot be looked for at the moment")]
    private partial void LogOutage(Exception error);
}
