using System.Diagnostics;
using ScanHost.Contracts.Scanning;
using ScanHost.Corpus.Tests;

namespace ScanHost.Fuzz.Containers;

/// <summary>Scans a mutant with the whole pipeline, and makes a report of it, in this process.</summary>
internal sealed class InProcess : IDisposable
{
    private readonly WholePipeline pipeline = new();

    /// <summary>What is wrong with how a mutant was treated; null when nothing is.</summary>
    public async Task<string?> JudgeAsync(string path, TimeSpan longest)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var report = await pipeline.ScanAsync(path);
            if (report.Stages.FirstOrDefault(stage => stage.Status == StageStatus.Failed) is { } failed)
                return $"stage {failed.Name} failed: {failed.Error}";
            if (report.Stages.FirstOrDefault(stage => stage.Status == StageStatus.TimedOut) is { } late)
                return $"stage {late.Name} ran into its time limit";
        }
        catch (Exception error)
        {
            return $"the scan threw {error.GetType().Name}: {error.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }

        return Stopwatch.GetElapsedTime(started) > longest ? $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s" : null;
    }

    public void Dispose() => pipeline.Dispose();
}
