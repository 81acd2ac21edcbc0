using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline;
using ScanHost.Reports;

namespace ScanHost.Fuzz.Containers;

/// <summary>Scans a mutant with the whole pipeline, and makes a report of it, in this process.</summary>
internal sealed class InProcess : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly IHost host;
    private readonly IFileScanner scanner;
    private readonly IReportComposer composer;

    public InProcess()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddScanner();
        builder.AddReportComposer();
        host = builder.Build();
        scanner = host.Services.GetRequiredService<IFileScanner>();
        composer = host.Services.GetRequiredService<IReportComposer>();
    }

    /// <summary>What is wrong with how a mutant was treated; null when nothing is.</summary>
    public async Task<string?> JudgeAsync(string path, TimeSpan longest)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await scanner.ScanAsync(path, "mutant.bin", onStage: null, CancellationToken.None);
            composer.Compose(outcome, jobId: null, new() { QueuedAt = Noon, StartedAt = Noon, FinishedAt = Noon, ScanMs = 0, Attempt = 1 });
            if (outcome.Stages.FirstOrDefault(stage => stage.Status == StageStatus.Failed) is { } failed)
                return $"stage {failed.Name} failed: {failed.Error}";
            if (outcome.Stages.FirstOrDefault(stage => stage.Status == StageStatus.TimedOut) is { } late)
                return $"stage {late.Name} ran into its time limit";
        }
        catch (Exception error)
        {
            return $"the scan threw {error.GetType().Name}: {error.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
        return Stopwatch.GetElapsedTime(started) > longest ? $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s" : null;
    }

    public void Dispose() => host.Dispose();
}
