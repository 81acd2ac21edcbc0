using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Contents;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// Hands each scan to a thread of its own and waits for it; when a stage ignores its cancellation, gives up waiting. The thread then cleans
/// up behind itself whenever it returns: until then it may still read the file.
/// </summary>
internal sealed class FileScanner(
    EngineSource engines, ScanThreads threads, IOptions<LimitsOptions> limits, TimeProvider clock, ILogger<FileScanner> logger) : IFileScanner
{
    public EngineInfo Engine => engines.Current.Info;

    public Task<ScanOutcome> ScanAsync(
        string path, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken) =>
        ScanAsync(() => FileContent.Open(path), name, onStage, cancellationToken);

    public Task<ScanOutcome> ScanAsync(
        ReadOnlyMemory<byte> content, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken) =>
        ScanAsync(() => new BytesContent(content), name, onStage, cancellationToken);

    private async Task<ScanOutcome> ScanAsync(
        Func<ArtifactContent> open, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var engine = engines.Current;
        var watch = new ScanWatch(clock, limits.Value, cancellationToken);
        Action<StageProgress>? tell = onStage is null ? null : progress => threads.Tell(() => onStage(progress));
        var scan = threads.Run(() => Scan(engine, open, name, tell, watch));

        await Task.WhenAny(scan, watch.Abandoned);
        if (!watch.Abandoned.IsCompleted)
            return await scan;

        cancellationToken.ThrowIfCancellationRequested();
        throw new StageIgnoredCancellationException(await watch.Abandoned);
    }

    private ScanOutcome Scan(ScanEngine engine, Func<ArtifactContent> open, string name, Action<StageProgress>? onStage, ScanWatch watch)
    {
        using (watch)
        {
            var started = clock.GetTimestamp();
            var runner = new StageRunner(limits.Value, clock, watch, onStage, logger);
            using var tree = new TreeScan(engine, limits.Value, runner, watch, threads, name, open());
            return OutcomeWriter.Write(engine, tree.Run(), clock.GetElapsedTime(started));
        }
    }
}
