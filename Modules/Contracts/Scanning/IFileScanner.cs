namespace ScanHost.Contracts.Scanning;

/// <summary>Runs the analysis stages over one file and all that is found inside it. Knows no job, no database and no report.</summary>
public interface IFileScanner
{
    /// <summary>What scans: version and digest. Same bytes and same digest give the same evidence.</summary>
    EngineInfo Engine { get; }

    /// <summary>Scans a file.</summary>
    /// <param name="path">The file; nobody changes it during the scan.</param>
    /// <param name="name">The submitted name: data, never a path.</param>
    /// <param name="onStage">Called when a stage has run on an artifact, from any thread; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends the scan with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="StageIgnoredCancellationException">A stage did not stop; the scan was given up.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    Task<ScanOutcome> ScanAsync(string path, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken);

    /// <summary>Scans a file that is in memory.</summary>
    /// <param name="content">The whole file; nobody changes it during the scan.</param>
    /// <param name="name">The submitted name: data, never a path.</param>
    /// <param name="onStage">Called when a stage has run on an artifact, from any thread; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends the scan with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="StageIgnoredCancellationException">A stage did not stop; the scan was given up.</exception>
    Task<ScanOutcome> ScanAsync(
        ReadOnlyMemory<byte> content, string name, Action<StageProgress>? onStage, CancellationToken cancellationToken);
}

/// <summary>A stage ran past its time and did not react to its cancellation. Its thread was abandoned.</summary>
public sealed class StageIgnoredCancellationException(string stage)
    : Exception($"Stage {stage} ran past its time limit and ignored its cancellation.")
{
    /// <summary>The stage's name.</summary>
    public string Stage { get; } = stage;
}

/// <summary>One stage has run on one artifact.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Artifact">Number of the artifact; 0 is the submitted file.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StageProgress(string Stage, int Artifact, StageStatus Status, TimeSpan Duration);

/// <summary>What scans.</summary>
/// <param name="Version">ScanHost's version.</param>
/// <param name="Digest">SHA-256 over the names and versions of the stages, the rules and lists, and the settings that can change a finding;
/// lower-case hexadecimal.</param>
public sealed record EngineInfo(string Version, string Digest);
