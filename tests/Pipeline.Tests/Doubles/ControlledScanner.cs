using System.Collections.Concurrent;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A scanner whose scans end when the test says so. The submitted name tells which scan is meant.</summary>
internal sealed class ControlledScanner : IFileScanner
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ScanOutcome>> ends = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> starts = new();

    public static ScanOutcome Outcome { get; } = new()
    {
        Artifacts = [],
        Stages = [],
        Findings = [],
        Gaps = [],
        Indicators = [],
        Engine = new("0", "digest"),
        Duration = TimeSpan.Zero,
    };

    /// <summary>Scans that ignore their cancellation; to be named before they begin.</summary>
    public HashSet<string> Deaf { get; } = [];

    public EngineInfo Engine => Outcome.Engine;

    public async Task<ScanOutcome> ScanAsync(
        string path, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken)
    {
        onStage?.Invoke(new("hashes", 0, StageStatus.Ok, TimeSpan.Zero));
        Start(name).TrySetResult();
        return await End(name).Task.WaitAsync(Deaf.Contains(name) ? CancellationToken.None : cancellationToken);
    }

    public Task<ScanOutcome> ScanAsync(
        ReadOnlyMemory<byte> content, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken) =>
        ScanAsync("(memory)", name, onStage, cancellationToken);

    public Task Started(string name) => Start(name).Task;

    public void Finish(string name) => End(name).TrySetResult(Outcome);

    public void Fail(string name, Exception error) => End(name).TrySetException(error);

    private TaskCompletionSource Start(string name) => starts.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<ScanOutcome> End(string name) =>
        ends.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
