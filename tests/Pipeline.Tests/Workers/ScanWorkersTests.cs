using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.Pipeline.Workers;

namespace ScanHost.Pipeline.Tests.Workers;

public sealed class ScanWorkersTests : IAsyncLifetime, IDisposable
{
    private readonly Channel<JobAvailable> jobs = Channel.CreateUnbounded<JobAvailable>();
    private readonly Channel<ScanFinished> finished = Channel.CreateUnbounded<ScanFinished>();
    private readonly ControlledScanner scanner = new();
    private readonly StoredFiles samples = new();
    private readonly FeedRecord feed = new();
    private readonly RunningScans running = new();
    private readonly EarlierReports reports = new();
    private readonly OneHost host = new();
    private readonly FakeTimeProvider clock = new();
    private readonly ScanRoom room;
    private readonly ScanWorkers workers;

    public ScanWorkersTests()
    {
        var options = Options.Create(new PipelineOptions { Workers = 1, ShutdownSeconds = 20 });
        room = new(jobs.Reader, options);
        var jobScanner = new JobScanner(
            samples, reports, host, scanner, feed, running, Options.Create(new LimitsOptions()), clock, NullLogger<JobScanner>.Instance);
        workers = new(jobs.Reader, finished.Writer, jobScanner, room, options, clock, NullLogger<ScanWorkers>.Instance);
    }

    public Task InitializeAsync() => workers.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => workers.StopAsync(new CancellationToken(canceled: true));

    public void Dispose() => workers.Dispose();

    [Fact]
    public async Task A_claimed_job_is_scanned_announced_and_answered()
    {
        var job = Offer("a");
        scanner.Finish("a");

        var end = await finished.Reader.ReadAsync();

        end.Should().Be(new ScanFinished.Completed(job, ControlledScanner.Outcome));
        feed.Events.Should().ContainSingle().Which.Should().BeOfType<JobEvent.StageRan>().Which.JobId.Should().Be(job.Id);
        samples.Held.Should().Be(0);
    }

    [Fact]
    public async Task A_job_whose_file_is_gone_fails_for_good()
    {
        samples.Missing.Add("a");
        var job = Offer("a");

        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Job == job && fault.Code == "sample_missing" && !fault.MayRetry);
    }

    [Fact]
    public async Task A_job_whose_file_has_other_bytes_now_is_tried_again_and_not_put_off_for_ever()
    {
        samples.Damaged.Add("a");
        var job = Offer("a");

        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Job == job && fault.Code == "sample_damaged" && fault.MayRetry);
    }

    [Fact]
    public async Task A_scan_that_fails_may_be_tried_again_and_the_worker_goes_on()
    {
        Offer("a");
        scanner.Fail("a", new IOException("/secret/path"));
        Offer("b");
        scanner.Finish("b");

        var first = await finished.Reader.ReadAsync();
        var second = await finished.Reader.ReadAsync();

        first.Should().Match<ScanFinished.Faulted>(fault => fault.Code == "internal" && fault.MayRetry && !fault.Message.Contains("secret"));
        second.Should().BeOfType<ScanFinished.Completed>();
        samples.Held.Should().Be(0);
    }

    [Fact]
    public async Task A_job_whose_stage_ignored_its_cancellation_fails_for_good()
    {
        Offer("a");
        scanner.Fail("a", new StageIgnoredCancellationException("deaf"));

        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Code == "timeout" && !fault.MayRetry && fault.Message.Contains("deaf"));
    }

    [Fact]
    public async Task A_running_scan_is_canceled_on_request()
    {
        var job = Offer("a");
        await scanner.Started("a");

        running.Cancel(job.Id).Should().BeTrue();
        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Code == "canceled" && !fault.MayRetry);
        running.Cancel(job.Id).Should().BeFalse();
    }

    [Fact]
    public async Task A_job_canceled_before_it_was_claimed_again_is_not_scanned()
    {
        jobs.Writer.TryWrite(new(NewJob("a") with { CancelRequested = true }));

        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Code == "canceled");
        feed.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task A_claimed_job_canceled_while_it_waits_for_a_worker_is_not_scanned()
    {
        Offer("a");
        await scanner.Started("a");
        var waiting = Offer("b");
        running.Cancel(waiting.Id).Should().BeFalse();
        scanner.Finish("a");

        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
        var end = await finished.Reader.ReadAsync();

        end.Should().Match<ScanFinished.Faulted>(fault => fault.Job == waiting && fault.Code == "canceled");
    }

    [Fact]
    public async Task A_known_report_is_taken_over_without_a_scan_unless_the_job_is_to_be_fresh()
    {
        var earlier = new StoredReport(Guid.CreateVersion7(), "{}");
        reports.BySha256["a"] = earlier;
        var job = Offer("a");
        (await finished.Reader.ReadAsync()).Should().Be(new ScanFinished.Reused(job, earlier));

        jobs.Writer.TryWrite(new(NewJob("a") with { Fresh = true }));
        scanner.Finish("a");
        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
    }

    [Fact]
    public async Task What_came_with_the_claim_is_not_read_again()
    {
        samples.Missing.Add("a");
        reports.BySha256["a"] = new(Guid.CreateVersion7(), "{}");
        jobs.Writer.TryWrite(new(NewJob("a")) { Content = "a"u8.ToArray(), IsFirst = true });
        scanner.Finish("a");

        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
    }

    [Fact]
    public async Task A_host_that_has_lost_its_term_gives_up_its_scans_and_goes_on_with_the_next()
    {
        var job = Offer("a");
        await scanner.Started("a");

        host.LoseTerm();

        (await finished.Reader.ReadAsync()).Should().Be(new ScanFinished.Released(job));
        Offer("b");
        scanner.Finish("b");
        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
    }

    [Fact]
    public async Task A_job_whose_sample_cannot_be_read_now_is_put_off()
    {
        samples.Away = true;
        var job = Offer("a");

        (await finished.Reader.ReadAsync()).Should().Be(new ScanFinished.Postponed(job, "storage_unavailable"));
    }

    [Fact]
    public async Task A_job_whose_sample_takes_long_to_come_has_its_whole_time_from_then_on()
    {
        var slow = new TaskCompletionSource();
        samples.Slow = slow.Task;
        scanner.Deaf.Add("a");
        var job = Offer("a");

        clock.Advance(TimeSpan.FromSeconds(120 + 15));
        slow.SetResult();
        await scanner.Started("a");
        scanner.Finish("a");

        (await finished.Reader.ReadAsync()).Should().Be(new ScanFinished.Completed(job, ControlledScanner.Outcome));
    }

    [Fact]
    public async Task A_job_whose_sample_does_not_come_is_put_off_and_what_comes_late_is_given_back()
    {
        var slow = new TaskCompletionSource();
        samples.Slow = slow.Task;
        var job = Offer("a");

        ScanFinished? end;
        while (!finished.Reader.TryRead(out end))
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1);
        }

        end.Should().Be(new ScanFinished.Postponed(job, "storage_unavailable"));
        samples.Slow = null;
        slow.SetResult();
        Offer("b");
        scanner.Finish("b");
        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
        while (samples.Held > 0)
            await Task.Delay(1);
    }

    [Fact]
    public async Task A_scan_that_does_not_end_in_time_is_abandoned_and_the_slot_comes_back()
    {
        scanner.Deaf.Add("a");
        Offer("a");
        await scanner.Started("a");

        clock.Advance(TimeSpan.FromSeconds(120 + 15));

        var end = await finished.Reader.ReadAsync();
        end.Should().Match<ScanFinished.Faulted>(fault => fault.Code == "timeout" && fault.MayRetry && fault.Message.Contains("Limits:MaxJobSeconds"));
        Offer("b");
        scanner.Finish("b");
        (await finished.Reader.ReadAsync()).Should().BeOfType<ScanFinished.Completed>();
    }

    [Fact]
    public async Task What_the_workers_have_in_hand_is_counted_until_it_has_ended()
    {
        Offer("a");
        await scanner.Started("a");
        Offer("b");
        room.InHand.Should().Be(2);
        var free = room.WaitForRoomAsync(1, CancellationToken.None);

        scanner.Finish("a");
        scanner.Finish("b");
        await free;

        (room.InHand, room.Ended).Should().Be((0, 2L));
    }

    [Fact]
    public async Task At_shutdown_a_running_scan_may_end_and_a_waiting_job_goes_back()
    {
        var first = Offer("a");
        await scanner.Started("a");
        var second = Offer("b");

        var stopping = workers.StopAsync(CancellationToken.None);
        scanner.Finish("a");
        await stopping;

        (await AllEndsAsync()).Should().BeEquivalentTo<ScanFinished>(
            [new ScanFinished.Completed(first, ControlledScanner.Outcome), new ScanFinished.Released(second)],
            options => options.RespectingRuntimeTypes().WithStrictOrdering());
    }

    [Fact]
    public async Task At_shutdown_a_scan_that_takes_too_long_goes_back()
    {
        var job = Offer("a");
        await scanner.Started("a");

        var stopping = workers.StopAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(19));
        stopping.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await stopping;

        (await AllEndsAsync()).Should().Equal(new ScanFinished.Released(job));
        samples.Held.Should().Be(0);
    }

    [Fact]
    public async Task A_host_in_a_hurry_gives_everything_back_at_once()
    {
        Offer("a");
        await scanner.Started("a");
        Offer("b");

        await workers.StopAsync(new CancellationToken(canceled: true));

        (await AllEndsAsync()).Should().HaveCount(2).And.AllBeOfType<ScanFinished.Released>();
    }

    [Fact]
    public async Task A_dispatcher_that_has_stopped_lets_the_workers_stop_too()
    {
        jobs.Writer.Complete();

        await workers.StopAsync(CancellationToken.None);

        (await AllEndsAsync()).Should().BeEmpty();
    }

    private Job Offer(string name)
    {
        var job = NewJob(name);
        jobs.Writer.TryWrite(new(job)).Should().BeTrue();
        return job;
    }

    private Job NewJob(string name) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Status = JobStatus.Scanning,
        Name = name,
        Size = 1,
        Sha256 = name,
        Source = "api",
        CreatedAt = clock.GetUtcNow(),
        UpdatedAt = clock.GetUtcNow(),
    };

    /// <summary>Ends only when the channel was completed.</summary>
    private async Task<List<ScanFinished>> AllEndsAsync()
    {
        var ends = new List<ScanFinished>();
        await foreach (var end in finished.Reader.ReadAllAsync())
            ends.Add(end);

        return ends;
    }
}
