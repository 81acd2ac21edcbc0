using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Pipeline.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class StageFailureTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task A_stage_that_throws_fails_alone_and_quotes_nothing()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("broken", (_, _) => throw new FormatException("content of the file"))] };

        var outcome = await scans.ScanAsync(EicarFile.Bytes);

        outcome.Stages.Single(stage => stage.Name == "broken").Should().Match<StageRun>(
            stage => stage.Status == StageStatus.Failed && stage.Error == "FormatException");
        outcome.Gaps.Should().ContainSingle().Which.Should().Be(
            new CoverageGap(0, "broken", GapReason.Failed, "The stage failed: FormatException."));
        outcome.Findings.Should().ContainSingle(finding => finding.Id == "eicar");
    }

    [Fact]
    public async Task What_a_stage_reported_before_it_failed_stays()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("broken", (scan, _) =>
        {
            scan.Note("seen", 1);
            throw new InvalidOperationException();
        })] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Artifacts[0].Facts["broken"]["seen"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task A_malformed_file_is_a_finding_and_a_gap_and_not_a_failure()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("odd", (_, _) => throw new MalformedFileException("odd", 60, "no header"))] };

        var outcome = await scans.ScanAsync([1]);

        var finding = outcome.Findings.Should().ContainSingle().Which;
        finding.Id.Should().Be("odd.malformed");
        finding.Evidence.Should().Equal(new Evidence(60, 0, "no header"));
        outcome.Gaps.Should().ContainSingle().Which.Reason.Should().Be(GapReason.Damaged);
        outcome.Stages.Should().NotContain(stage => stage.Status == StageStatus.Failed);
    }

    [Fact]
    public async Task A_damaged_container_is_a_finding_and_a_gap_and_its_first_members_are_examined()
    {
        var box = Box.Of(("first", EicarFile.Bytes), ("second", [1, 2, 3]));

        var outcome = await Scans.OfAsync(box[..^1]);

        outcome.Findings.Select(finding => (finding.Id, finding.Artifact)).Should().Equal(("box.malformed", 0), ("eicar", 1));
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(
            gap => gap.Reason == GapReason.Damaged && gap.Artifact == 0 && gap.Stage == "box");
    }

    [Fact]
    public async Task A_stage_past_its_time_is_stopped_and_the_others_go_on()
    {
        using var scans = new Scans { Clock = clock, Stages = [WaitsForCancellation(clock, TimeSpan.FromSeconds(30))] };

        var outcome = await scans.ScanAsync(EicarFile.Bytes);

        outcome.Stages.Single(stage => stage.Name == "slow").Status.Should().Be(StageStatus.TimedOut);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(
            gap => gap.Reason == GapReason.Timeout && gap.Limit == "MaxStageSeconds" && gap.Value == 30);
        outcome.Findings.Should().ContainSingle(finding => finding.Id == "eicar");
    }

    [Fact]
    public async Task A_stage_that_waits_for_something_else_may_be_asynchronous()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("remote", async (scan, cancellationToken) =>
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            scan.Note("answer", 42);
        })] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Artifacts[0].Facts["remote"]["answer"]!.GetValue<int>().Should().Be(42);
    }

    [Fact]
    public async Task A_stage_that_ignores_its_cancellation_costs_the_scan_its_thread_but_not_its_caller()
    {
        using var release = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        using var scans = new Scans { Clock = clock, Stages = [new ScriptedStage("deaf", (_, _) =>
        {
            started.SetResult();
            release.Wait(CancellationToken.None);
        })] };

        var scanning = scans.ScanAsync([1]);
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(30));
        scanning.IsCompleted.Should().BeFalse();
        clock.Advance(ScanWatch.Grace);

        (await scanning.Invoking(task => task).Should().ThrowAsync<StageIgnoredCancellationException>()).Which.Stage.Should().Be("deaf");
        release.Set();
    }

    [Fact]
    public async Task A_large_file_stays_readable_for_an_abandoned_stage()
    {
        using var release = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        var lastByte = new TaskCompletionSource<byte>();
        using var scans = new Scans { Clock = clock, Stages = [new ScriptedStage("deaf", (scan, _) =>
        {
            var content = scan.Content;
            started.SetResult();
            release.Wait(CancellationToken.None);
            lastByte.SetResult(content.Span[^1]);
        })] };
        var large = new byte[8 << 20];
        large[^1] = 7;

        var scanning = scans.ScanAsync(large);
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(30));
        clock.Advance(ScanWatch.Grace);
        await scanning.Invoking(task => task).Should().ThrowAsync<StageIgnoredCancellationException>();
        release.Set();

        (await lastByte.Task).Should().Be(7);
    }

    [Fact]
    public async Task When_the_time_of_the_scan_is_over_the_rest_is_gaps_and_the_outcome_is_still_there()
    {
        using var scans = new Scans
        {
            Clock = clock,
            Limits = new() { MaxJobSeconds = 20 },
            Stages = [WaitsForCancellation(clock, TimeSpan.FromSeconds(20), onlyArtifact: 1)],
        };

        var outcome = await scans.ScanAsync(Box.Of(("a", EicarFile.Bytes), ("b", [2]), ("c", [3])));

        outcome.Gaps.Should().OnlyContain(gap => gap.Reason == GapReason.Limit && gap.Limit == "MaxJobSeconds" && gap.Value == 20);
        outcome.Gaps.Select(gap => (gap.Artifact, gap.Stage)).Should().Equal((1, "slow"), (1, "box"), (2, "identify"), (3, "identify"));
        outcome.Findings.Should().ContainSingle(finding => finding.Id == "eicar");
    }

    [Fact]
    public async Task A_canceled_scan_ends_as_canceled()
    {
        using var canceling = new CancellationTokenSource();
        using var scans = new Scans { Stages = [new ScriptedStage("slow", (_, cancellationToken) =>
        {
            canceling.Cancel();
            cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
        })] };

        var scanning = () => scans.ScanAsync([1], cancellationToken: canceling.Token);

        await scanning.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_canceled_scan_ends_as_canceled_even_when_a_stage_ignores_it()
    {
        using var release = new ManualResetEventSlim();
        using var canceling = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        using var scans = new Scans { Clock = clock, Stages = [new ScriptedStage("deaf", (_, _) =>
        {
            started.SetResult();
            release.Wait(CancellationToken.None);
        })] };

        var scanning = scans.ScanAsync([1], cancellationToken: canceling.Token);
        await started.Task;
        await canceling.CancelAsync();
        clock.Advance(ScanWatch.Grace);

        await scanning.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        release.Set();
    }

    [Fact]
    public async Task A_stage_that_may_not_unpack_fails_when_it_does()
    {
        using var scans = new Scans { Stages = [new ScriptedStage("greedy", (scan, _) => scan.Members.Open(new() { Name = "x" }))] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Stages.Single(stage => stage.Name == "greedy").Status.Should().Be(StageStatus.Failed);
        outcome.Artifacts.Should().ContainSingle();
    }

    /// <summary>Lets the time pass that the test is about, then reacts as a stage should.</summary>
    private static ScriptedStage WaitsForCancellation(FakeTimeProvider clock, TimeSpan time, int onlyArtifact = 0) =>
        new("slow", (scan, cancellationToken) =>
        {
            if (scan.Facts.Id != onlyArtifact)
                return;

            clock.Advance(time);
            cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
        });
}
