using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Jobs.Dispatching;

/// <summary>
/// Claims due jobs and hands them to the pipeline, no faster than it takes them. Whatever does not fit stays in the store,
/// so a full channel refuses nothing and loses nothing.
/// </summary>
internal sealed partial class Dispatcher(
    IJobStore store, ChannelWriter<JobAvailable> work, Doorbell doorbell, IReportFeed feed, IOptions<JobsOptions> options, TimeProvider clock,
    ILogger<Dispatcher> logger) : BackgroundService
{
    /// <summary>Claims per transaction. What is claimed beyond the pipeline's room waits here, so it is small.</summary>
    private static readonly int ClaimBatch = Environment.ProcessorCount;

    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await work.WaitToWriteAsync(stoppingToken))
            {
                if (!await DispatchAsync(stoppingToken))
                    await doorbell.WaitAsync(options.Value.PollInterval, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was claimed has been handed on or given back.
        }
        finally
        {
            work.TryComplete();
        }
    }

    /// <summary>One claim.</summary>
    /// <returns>True when there may be more.</returns>
    private async Task<bool> DispatchAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Not to be canceled: a claim that was made must reach us.
            var claimed = await store.ClaimAsync(ClaimBatch, CancellationToken.None);
            if (claimed.Count > 0)
                Failpoint.Pass("after_claim");
            for (var next = 0; next < claimed.Count; next++)
            {
                if (!await HandOnAsync(claimed[next], stoppingToken))
                {
                    await GiveBackAsync([.. claimed.Skip(next)]);
                    return false;
                }
            }

            return claimed.Count == ClaimBatch;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogOutage(error);
            await Task.Delay(OutagePause, clock, stoppingToken);
            return true;
        }
    }

    private async Task<bool> HandOnAsync(Job job, CancellationToken stoppingToken)
    {
        try
        {
            feed.Publish(new JobEvent.StatusChanged(job));
            await work.WriteAsync(new(job), stoppingToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task GiveBackAsync(IReadOnlyList<Job> jobs) =>
        await store.ApplyAsync([.. jobs.Select(job => new JobTransition.Release(job.Id, job.ClaimNo))], CancellationToken.None);

    [LoggerMessage(1001, LogLevel.Warning, "No jobs can be claimed at the moment")]
    private partial void LogOutage(Exception error);
}
