using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Jobs.Dispatching;

/// <summary>
/// Claims due jobs and hands them to the pipeline: as many as it has free workers, and ahead of them only what they end in a moment.
/// So slow jobs wait in the store, where any host can take them, and fast ones never keep a worker waiting and share their claims' commits. What was claimed
/// ahead and turns out to wait for slow ones goes back.
/// </summary>
internal sealed partial class Dispatcher(
    IJobStore store,
    Channel<JobAvailable> work,
    IScanRoom room,
    Doorbell doorbell,
    IHosts hosts,
    IReportFeed feed,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<Dispatcher> logger) : BackgroundService
{
    /// <summary>Most jobs that are claimed ahead of the workers.</summary>
    private const int MaxAhead = 256;

    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(500);

    /// <summary>Claimed ahead is what ends within this time, or during two claims when those take longer.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromMilliseconds(20);

    /// <summary>So long jobs that were claimed ahead may wait for the workers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private int ahead;
    private (long At, long Ended) lastLook;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var (bell, isDue) = (Task.CompletedTask, true); ;)
            {
                // A wait that is over already does not look at the token.
                stoppingToken.ThrowIfCancellationRequested();
                await WaitForRoomAsync(stoppingToken);
                if (bell.IsCompleted)
                    (bell, isDue) = (doorbell.WaitAsync(options.Value.PollInterval, stoppingToken), true);
                isDue = await DispatchAsync(isDue ? null : bell, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was claimed has been handed on or given back.
        }
        finally
        {
            work.Writer.TryComplete();
        }
    }

    /// <summary>Waits until there is room for a claim. The workers may meanwhile be found slower than thought: what waits for them is then given back.</summary>
    private async Task WaitForRoomAsync(CancellationToken stoppingToken)
    {
        try
        {
            await room.WaitForRoomAsync(room.Workers + (ahead / 2), stoppingToken).WaitAsync(Patience, clock, stoppingToken);
        }
        catch (TimeoutException)
        {
            ahead = 0;
            await GiveBackAheadAsync();
            await room.WaitForRoomAsync(room.Workers, stoppingToken);
        }
    }

    private async Task GiveBackAheadAsync()
    {
        var waiting = new List<JobAvailable>();
        while (work.Reader.TryRead(out var one))
            waiting.Add(one);
        if (waiting.Count == 0)
            return;

        try
        {
            var back = waiting.Select(one => new JobTransition.Retry(one.Job.Id, one.Job.ClaimNo, "no_free_worker", TimeSpan.Zero) { Refund = true });
            foreach (var job in await store.ApplyAsync([.. back], CancellationToken.None))
            {
                if (job is not null)
                    feed.Publish(new JobEvent.StatusChanged(job));
            }

            LogGivenBack(waiting.Count);
            hosts.CallOthers();
        }
        catch (Exception error)
        {
            // They are still ours, and nobody else's: they wait here, where there is room for what was just taken, also while the host stops.
            LogOutage(error);
            foreach (var one in waiting)
                work.Writer.TryWrite(one);
        }
    }

    /// <summary>One claim: at once, or with the next jobs that come before the bell rings.</summary>
    /// <returns>True when the next one is due, for there may be more.</returns>
    private async Task<bool> DispatchAsync(Task? bell, CancellationToken stoppingToken)
    {
        try
        {
            var (count, before) = (Math.Max(1, room.Workers + ahead - room.InHand), clock.GetTimestamp());
            var claimed = bell is null
                ? await store.ClaimAsync(count, stoppingToken)
                : await store.ClaimNextAsync(count, bell, stoppingToken);
            if (claimed.Count > 0)
                Failpoint.Pass("after_claim");
            LookAhead(bell is null ? clock.GetElapsedTime(before) : TimeSpan.Zero);
            for (var next = 0; next < claimed.Count; next++)
            {
                if (!await HandOnAsync(claimed[next], stoppingToken))
                {
                    await GiveBackAsync([.. claimed.Skip(next)]);
                    return false;
                }
            }

            if (claimed.Count < count)
                return bell is not null && claimed.Count == 0;

            hosts.CallOthers(); // this host has all it can take, and more may wait
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogOutage(error);
            await Task.Delay(OutagePause, clock, stoppingToken);
            return true;
        }
    }

    /// <summary>From what has ended since the last look; up at once, down slowly.</summary>
    private void LookAhead(TimeSpan claim)
    {
        var (now, ended) = (clock.GetTimestamp(), room.Ended);
        var (elapsed, horizon) = (clock.GetElapsedTime(lastLook.At, now).TotalMilliseconds, Math.Max(Horizon.TotalMilliseconds, 2 * claim.TotalMilliseconds));
        var expected = (ended - lastLook.Ended) * horizon / Math.Max(elapsed, 1);
        ahead = (int)Math.Min(MaxAhead, Math.Max(expected, (ahead + expected) / 2));
        lastLook = (now, ended);
    }

    private async Task<bool> HandOnAsync(JobAvailable claimed, CancellationToken stoppingToken)
    {
        try
        {
            feed.Publish(new JobEvent.StatusChanged(claimed.Job));
            await work.Writer.WriteAsync(claimed, stoppingToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task GiveBackAsync(IReadOnlyList<JobAvailable> claimed) =>
        await store.ApplyAsync([.. claimed.Select(it => new JobTransition.Release(it.Job.Id, it.Job.ClaimNo))], CancellationToken.None);

    [LoggerMessage(1001, LogLevel.Warning, "No jobs can be claimed at the moment")]
    private partial void LogOutage(Exception error);

    [LoggerMessage(1011, LogLevel.Information, "Gave back {Count} jobs that were claimed ahead: the workers are slower than thought")]
    private partial void LogGivenBack(int count);
}
