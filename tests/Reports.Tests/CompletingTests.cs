using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Completing;
using ScanHost.Reports.Composing;
using static ScanHost.Reports.Tests.Evidence;

namespace ScanHost.Reports.Tests;

/// <summary>How a claimed job ends.</summary>
public sealed class CompletingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly ReportComposer composer = new();
    private readonly FakeTimeProvider clock = new(Noon);
    private readonly JobConclusion conclusion;

    public CompletingTests() => conclusion = new(
        composer, new ReportCutter(composer), Options.Create(new LimitsOptions()), clock, NullLogger<JobConclusion>.Instance);

    [Fact]
    public void A_report_that_is_taken_over_says_from_where_and_is_this_jobs_in_all_else()
    {
        var (first, second, third) = (NewJob(), NewJob(), NewJob());
        var made = Done(new ScanFinished.Completed(first, Scan([Artifact()], [Finding("eicar", Severity.Critical, FindingCategory.Signature)])));
        clock.Advance(TimeSpan.FromHours(1));

        var taken = Done(new ScanFinished.Reused(second, new(first.Id, made.Result)));
        var again = Done(new ScanFinished.Reused(third, new(second.Id, taken.Result)));

        var (original, report) = (composer.FromJson(made.Result), composer.FromJson(again.Result));
        original.Reused.Should().BeNull();
        report.Reused.Should().Be(new ReusedScan(first.Id, Noon), "the scan itself is named, not a copy of it");
        report.JobId.Should().Be(third.Id);
        report.Times.FinishedAt.Should().Be(Noon.AddHours(1));
        var same = original with { JobId = report.JobId, Reused = report.Reused, Times = report.Times };
        composer.ToJson(same).Should().Be(again.Result);
    }

    [Fact]
    public void An_earlier_report_that_cannot_be_read_fails_the_job_and_no_other() =>
        conclusion.Of(new ScanFinished.Reused(NewJob(), new(Guid.CreateVersion7(), "[]")))
            .Should().BeOfType<JobTransition.Failed>().Which.Error.Code.Should().Be(JobErrorCodes.Internal);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    [InlineData(3, 18)]
    public void An_error_is_tried_again_after_2_6_and_18_seconds_give_or_take_a_fifth(int attempt, double seconds)
    {
        var retry = conclusion.Of(new ScanFinished.Faulted(NewJob(attempt), JobErrorCodes.Internal, "x", MayRetry: true))
            .Should().BeOfType<JobTransition.Retry>().Which;

        retry.Refund.Should().BeFalse();
        retry.Delay.TotalSeconds.Should().BeInRange(seconds * 0.8, seconds * 1.2);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(1, false)]
    public void The_fourth_error_and_one_that_another_attempt_cannot_help_fail_the_job(int attempt, bool mayRetry) =>
        conclusion.Of(new ScanFinished.Faulted(NewJob(attempt), JobErrorCodes.Internal, "x", mayRetry)).Should().BeOfType<JobTransition.Failed>();

    [Fact]
    public void What_was_put_off_comes_back_with_its_attempt() =>
        conclusion.Of(new ScanFinished.Postponed(NewJob(), JobErrorCodes.StorageUnavailable))
            .Should().BeOfType<JobTransition.Retry>().Which.Refund.Should().BeTrue();

    [Fact]
    public async Task A_store_that_is_away_is_asked_again_and_one_that_refuses_a_report_gets_a_failure_for_it_alone()
    {
        var finished = Channel.CreateUnbounded<ScanFinished>();
        var (bad, good) = (NewJob(), NewJob());
        var store = new RefusingLedger(bad.Id) { Outages = 2 };
        using var completer = new Completer(
            finished.Reader, conclusion, store, new SilentFeed(), clock, NullLogger<Completer>.Instance);
        finished.Writer.TryWrite(new ScanFinished.Completed(bad, Scan([Artifact()], [])));
        finished.Writer.TryWrite(new ScanFinished.Completed(good, Scan([Artifact()], [])));
        finished.Writer.Complete();

        await completer.StartAsync(CancellationToken.None);
        while (!completer.ExecuteTask!.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        store.Applied.Single(applied => applied.JobId == bad.Id).Should().BeOfType<JobTransition.Failed>();
        store.Applied.Single(applied => applied.JobId == good.Id).Should().BeOfType<JobTransition.Done>();
    }

    private JobTransition.Done Done(ScanFinished finished) => conclusion.Of(finished).Should().BeOfType<JobTransition.Done>().Which;

    private static Job NewJob(int attempt = 1) => new()
    {
        Id = Guid.CreateVersion7(),
        Status = JobStatus.Scanning,
        Name = "file0",
        Size = 1,
        Sha256 = new string('a', 64),
        Source = "api",
        Attempt = attempt,
        ClaimNo = 1,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    private sealed class SilentFeed : IReportFeed
    {
        public void Publish(JobEvent jobEvent)
        {
            // Nobody listens.
        }

        public IJobSubscription Subscribe(Guid jobId) => throw new NotSupportedException();
    }
}
