using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>Runs one stage on one artifact and turns whatever happens into its result. The only place that catches what a stage throws.</summary>
internal sealed partial class StageRunner(
    LimitsOptions limits, TimeProvider clock, ScanWatch watch, Action<StageProgress>? onStage, ILogger logger)
{
    /// <summary>Runs it to its end, its time limit or its failure.</summary>
    /// <exception cref="OperationCanceledException">The scan was canceled from outside or given up.</exception>
    public void Run(IScanStage stage, StageScan scan)
    {
        watch.ThrowIfGivenUp();
        var started = clock.GetTimestamp();
        var (status, error) = RunGuarded(stage, scan);
        scan.End(status, clock.GetElapsedTime(started), error);
        watch.ThrowIfGivenUp();
        onStage?.Invoke(new(stage.Name, scan.Facts.Id, scan.Status, scan.Duration));
    }

    [SuppressMessage("Design", "CA1031", Justification = "A stage that throws fails that stage only.")]
    private (StageStatus Status, string? Error) RunGuarded(IScanStage stage, StageScan scan)
    {
        using var time = watch.Begin(stage.Name);
        try
        {
            RunToEnd(stage, scan, time.Token);
            return (StageStatus.Ok, null);
        }
        catch (OperationCanceledException) when (time.Token.IsCancellationRequested)
        {
            return TimeOut(scan);
        }
        catch (RegexMatchTimeoutException)
        {
            scan.Miss(GapReason.Timeout, PatternTime.Missed);
            return (StageStatus.TimedOut, "a search ran past its time");
        }
        catch (MalformedFileException malformed)
        {
            Report(stage, scan, malformed);
            return (StageStatus.Ok, null);
        }
        catch (ExpansionLimitException limit)
        {
            scan.MissForLimit(limit);
            return (StageStatus.Ok, null);
        }
        catch (Exception error)
        {
            return Fail(stage, scan, error);
        }
    }

    private static void RunToEnd(IScanStage stage, StageScan scan, CancellationToken cancellationToken)
    {
        using (scan.Sink)
        {
            var run = stage.ScanAsync(scan, cancellationToken);
            // The thread is there for this scan alone, so waiting on it starves nobody.
            if (run.IsCompleted)
                run.GetAwaiter().GetResult();
            else
                run.AsTask().GetAwaiter().GetResult();
        }
    }

    private (StageStatus Status, string? Error) TimeOut(StageScan scan)
    {
        if (watch.IsTimeOver)
        {
            scan.MissForLimit(GapReason.Limit, nameof(limits.MaxJobSeconds), limits.MaxJobSeconds, "The time of the whole scan was over.");
            return (StageStatus.TimedOut, $"stopped after MaxJobSeconds of {limits.MaxJobSeconds}");
        }

        scan.MissForLimit(GapReason.Timeout, nameof(limits.MaxStageSeconds), limits.MaxStageSeconds, "The stage ran past its time.");
        return (StageStatus.TimedOut, $"stopped after MaxStageSeconds of {limits.MaxStageSeconds}");
    }

    private static void Report(IScanStage stage, StageScan scan, MalformedFileException malformed)
    {
        var evidence = malformed.Offset < 0 ? new Evidence(null, null, malformed.Problem) : new(malformed.Offset, 0, malformed.Problem);
        scan.Report(Heuristics.Malformed(malformed.Format), evidence);
        scan.Miss(GapReason.Damaged, malformed.Message);
    }

    private (StageStatus Status, string? Error) Fail(IScanStage stage, StageScan scan, Exception error)
    {
        // An exception's message may quote the file, so neither the report nor the log takes it.
        var kind = error.GetType().Name;
        LogFailed(stage.Name, scan.Facts.Id, kind, error.StackTrace);
        scan.Miss(GapReason.Failed, $"The stage failed: {kind}.");
        return (StageStatus.Failed, kind);
    }

    [LoggerMessage(2001, LogLevel.Error, "Stage {Stage} failed on artifact {Artifact}: {Kind}{StackTrace}")]
    private partial void LogFailed(string stage, int artifact, string kind, string? stackTrace);
}
