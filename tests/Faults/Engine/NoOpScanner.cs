using ScanHost.Contracts.Scanning;

namespace ScanHost.Faults.Engine;

/// <summary>Finds at once what makes a report of about 4 KiB: what is left is the ledger.</summary>
public sealed class NoOpScanner : IFileScanner
{
    private static readonly EngineInfo Info = new("0.0.0", new('e', 64));

    private static readonly ScanOutcome Outcome = new()
    {
        Artifacts =
        [
            new()
            {
                Id = 0, Name = "sample.bin", Path = "sample.bin", Origin = "submitted", Relation = "root", Depth = 0, Size = 4096,
                Type = new("unknown", "application/octet-stream", "Data", 100, null), Sha256 = new('0', 64),
            },
        ],
        Stages = [new("noop", "1", StageStatus.Ok, 1, TimeSpan.Zero, null)],
        Findings = [.. Enumerable.Range(0, 7).Select(number => new Finding
        {
            Id = $"noop.finding_{number}", Title = "Something that a stage found and described in one line", Severity = Severity.Low,
            Confidence = Confidence.Medium, Category = FindingCategory.Structure, Artifact = 0, Stage = "noop", Evidence = [new(number, 16, $"evidence {number} {new string('x', 60)}")],
        })],
        Gaps = [],
        Indicators = [],
        Engine = Info,
        Duration = TimeSpan.Zero,
    };

    private int scanned;

    /// <summary>How many files it was given.</summary>
    public int Scanned => Volatile.Read(ref scanned);

    /// <inheritdoc/>
    public EngineInfo Engine => Info;

    /// <inheritdoc/>
    public Task<ScanOutcome> ScanAsync(string path, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken) => Scan();

    /// <inheritdoc/>
    public Task<ScanOutcome> ScanAsync(
        ReadOnlyMemory<byte> content, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken) => Scan();

    private Task<ScanOutcome> Scan()
    {
        Interlocked.Increment(ref scanned);
        return Task.FromResult(Outcome);
    }
}
