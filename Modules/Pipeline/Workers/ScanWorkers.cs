using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Pipeline.Workers;

/// <summary>
/// The workers: each takes a claimed job, has it scanned and says how it ended. At shutdown nothing new begins; what runs may end
/// within <see cref="PipelineOptions.ShutdownSeconds"/>; the rest goes back to the queue.
/// </summary>
internal sealed partial class ScanWorkers(
    ChannelReader<JobAvailable> jobs,
    ChannelWriter<ScanFinished> finished,
    JobScanner scanner,
    ScanRoom room,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<ScanWorkers> logger) : BackgroundService
{
    private readonly CancellationTokenSource cutOff = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(options.Value.ShutdownSeconds);
        await using (clock.CreateTimer(_ => cutOff.Cancel(), null, patience, Timeout.InfiniteTimeSpan))
        await using (cancellationToken.UnsafeRegister(_ => cutOff.Cancel(), null))
        {
            await base.StopAsync(CancellationToken.None);
        }

        while (jobs.TryRead(out var claimed))
            await ReleaseAsync(claimed.Job);

        finished.TryComplete();
    }

    public override void Dispose()
    {
        cutOff.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var count = options.Value.WorkerCount;
        LogStarted(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await jobs.WaitToReadAsync(stoppingToken))
            {
                while (!stoppingToken.IsCancellationRequested && jobs.TryRead(out var claimed))
                    await ScanAsync(claimed);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host shuts down.
        }
    }

    private async Task ScanAsync(JobAvailable claimed)
    {
        room.Begin();
        try
        {
            await SayAsync(await scanner.ScanAsync(claimed, cutOff.Token));
        }
        finally
        {
            room.End();
        }
    }

    private async Task ReleaseAsync(Job job)
    {
        LogReleased(job.Id);
        Failpoint.Pass("in_release");
        await SayAsync(new ScanFinished.Released(job));
    }

    private async Task SayAsync(ScanFinished end)
    {
        try
        {
            await finished.WriteAsync(end, CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            // The completer is gone. The job stays claimed in the store and is rescued from there.
            LogUnheard(end.Job.Id);
        }
    }

    [LoggerMessage(2000, LogLevel.Information, "{Count} scan workers started")]
    private partial void LogStarted(int count);

    [LoggerMessage(2002, LogLevel.Information, "Job {JobId} goes back to the queue unscanned")]
    private partial void LogReleased(Guid jobId);

    [LoggerMessage(2003, LogLevel.Error, "Job {JobId} ended, but nobody listens any more")]
    private partial void LogUnheard(Guid jobId);
}
