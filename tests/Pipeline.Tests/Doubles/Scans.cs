using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Scanning;
using ScanHost.Pipeline.Stages;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>Scans bytes with the real scanner; a test says only what is special.</summary>
internal sealed class Scans : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ScanThreads threads = new();

    public LimitsOptions Limits { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ListsOptions Lists { get; init; } = new();

    /// <summary>Unpack, after the stages of the catalogue.</summary>
    public IReadOnlyList<ContainerReader> Readers { get; init; } = [new Box()];

    /// <summary>Run beside the stages of the catalogue.</summary>
    public IReadOnlyList<IScanStage> Stages { get; init; } = [];

    public FileScanner Scanner
    {
        get
        {
            var lists = new HashListFiles(Options.Create(Lists), Clock, NullLogger<HashListFiles>.Instance);
            var engines = new EngineSource(
                [.. StageCatalogue.Create(Readers, new ContainersOptions()), .. Stages], lists, Options.Create(Limits));
            return new(engines, threads, Options.Create(Limits), Clock, NullLogger<FileScanner>.Instance);
        }
    }

    /// <summary>Scans bytes as a submitted file.</summary>
    public static async Task<ScanOutcome> OfAsync(byte[] content, string name = "file")
    {
        using var scans = new Scans();
        return await scans.ScanAsync(content, name);
    }

    /// <summary>Scans bytes as a submitted file.</summary>
    public Task<ScanOutcome> ScanAsync(
        byte[] content, string name = "file", Action<StageProgress>? onStage = null, CancellationToken cancellationToken = default) =>
        Scanner.ScanAsync(folder.Write("sample", content), name, onStage, cancellationToken);

    public void Dispose()
    {
        threads.Dispose();
        folder.Dispose();
    }
}
