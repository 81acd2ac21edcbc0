using System.Threading.Channels;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Cli.Scanning;

/// <summary>Scans files of this machine with the same stages as the service, several at once, and answers in the order of the files.</summary>
internal sealed class LocalScanner(IFileScanner scanner, IReportComposer composer, TimeProvider clock)
{
    private static readonly int Parallel = Environment.ProcessorCount;

    /// <summary>Scans all, in the given order.</summary>
    public async IAsyncEnumerable<ScannedFile> ScanAsync(
        IEnumerable<FoundFile> files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The scans under way and those done whose turn has not come: one slow file holds up so many others, and no more.
        var running = Channel.CreateBounded<Task<ScannedFile>>(Parallel * 8);
        var feeding = FeedAsync(files, running.Writer, stop.Token);
        try
        {
            await foreach (var scan in running.Reader.ReadAllAsync(cancellationToken))
                yield return await scan;
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(IEnumerable<FoundFile> files, ChannelWriter<Task<ScannedFile>> running, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(Parallel);
        var started = new List<Task>();
        try
        {
            foreach (var file in files)
            {
                await slots.WaitAsync(cancellationToken);
                var scan = Task.Run(() => ScanOneAsync(file, slots, cancellationToken), CancellationToken.None);
                started.RemoveAll(task => task.IsCompleted);
                started.Add(scan);
                await running.WriteAsync(scan, cancellationToken);
            }

            running.Complete();
        }
        catch (Exception error)
        {
            running.Complete(error);
        }

        await Task.WhenAll(started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<ScannedFile> ScanOneAsync(FoundFile file, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            return file.Problem is { } problem ? new(file.Path, null, problem) : new(file.Path, await ReportAsync(file.Path, cancellationToken), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(file.Path, null, "cannot be read");
        }
        catch (StageIgnoredCancellationException ignored)
        {
            return new(file.Path, null, $"was given up: {ignored.Message}");
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Report> ReportAsync(string path, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var outcome = await scanner.ScanAsync(path, path, onStage: null, cancellationToken);
        return composer.Compose(outcome, jobId: null, new()
        {
            QueuedAt = started,
            StartedAt = started,
            FinishedAt = clock.GetUtcNow(),
            ScanMs = Math.Round(outcome.Duration.TotalMilliseconds, 3),
            Attempt = 1,
        });
    }
}

/// <summary>A file that was scanned, or could not be.</summary>
/// <param name="Path">As the person named it.</param>
/// <param name="Report">The report; null when there is a problem.</param>
/// <param name="Problem">Why there is no report, as the rest of a sentence.</param>
internal sealed record ScannedFile(string Path, Report? Report, string? Problem);
