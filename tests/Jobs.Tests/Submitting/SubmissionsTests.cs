using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Jobs.Submitting;
using ScanHost.Jobs.Tests.Doubles;

namespace ScanHost.Jobs.Tests.Submitting;

public sealed class SubmissionsTests
{
    private readonly FakeLedger ledger = new();
    private readonly FakeSamples samples = new();
    private readonly FakeScans scans = new();
    private readonly FakeRoom room = new();
    private readonly FakeHosts hosts = new();
    private readonly FakeTimeProvider clock = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Submissions submissions;

    public SubmissionsTests()
    {
        var backlog = new Backlog(ledger, Options.Create(new LimitsOptions { MaxQueued = 3 }), clock);
        submissions = new(samples, ledger, backlog, scans, room, hosts, new FakeFeed(), clock, NullLogger<Submissions>.Instance);
    }

    [Fact]
    public async Task A_small_file_travels_with_its_job()
    {
        var job = await SubmitAsync(new("letter.txt", "api") { Priority = JobPriority.Bulk, Fresh = true });

        var accepted = ledger.Accepted.Single();
        accepted.Should().BeEquivalentTo(new { job.Id, Name = "letter.txt", Size = 5L, job.Sha256, Priority = JobPriority.Bulk, Fresh = true });
        accepted.Content!.Value.ToArray().Should().Equal("hello"u8.ToArray());
    }

    [Fact]
    public async Task A_name_that_is_too_long_keeps_its_extension()
    {
        var job = await SubmitAsync(new(new string('x', 2000) + ".exe", "api"));

        job.Name.Should().HaveLength(NewJob.MaxNameLength).And.EndWith(".exe");
    }

    [Fact]
    public async Task Other_hosts_are_called_only_when_this_one_has_its_hands_full()
    {
        await SubmitAsync();
        hosts.Calls.Should().Be(0);

        room.Hold(2);
        await SubmitAsync();

        hosts.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_full_queue_refuses_by_name_and_value_before_it_reads_the_file()
    {
        for (var at = 0; at < 3; at++)
            await SubmitAsync();

        var refused = (await FluentActions.Awaiting(() => SubmitAsync()).Should().ThrowAsync<LimitExceededException>()).Which;

        refused.Should().BeEquivalentTo(new { Limit = "Limits:MaxQueued", Value = 3L, Remedy = LimitRemedy.ComeAgain });
        samples.Puts.Should().Be(3);
    }

    [Fact]
    public async Task A_count_that_does_not_come_back_holds_nobody_up_while_there_was_room_by_the_last_one()
    {
        await SubmitAsync();
        ledger.Count = new TaskCompletionSource<long>().Task;
        clock.Advance(TimeSpan.FromSeconds(2));

        await SubmitAsync();

        samples.Puts.Should().Be(2);
    }

    [Fact]
    public async Task A_queue_that_has_moved_takes_files_again_within_a_tenth_of_a_second()
    {
        ledger.Queued = 3;
        await FluentActions.Awaiting(() => SubmitAsync()).Should().ThrowAsync<LimitExceededException>();

        ledger.Queued = 2;
        clock.Advance(TimeSpan.FromMilliseconds(100));

        await SubmitAsync();
    }

    [Fact]
    public async Task What_the_ledger_does_not_take_was_not_accepted()
    {
        ledger.Away = true;

        await FluentActions.Awaiting(() => SubmitAsync()).Should().ThrowAsync<StorageUnavailableException>();

        ledger.Accepted.Should().BeEmpty();
    }

    [Fact]
    public async Task Withdrawing_cancels_a_job_that_has_not_ended_and_removes_one_that_has()
    {
        var (running, ended) = (FakeLedger.NewJob(JobStatus.Scanning), FakeLedger.NewJob(JobStatus.Done));
        ledger.Jobs[running.Id] = running;
        ledger.Jobs[ended.Id] = ended;

        (await submissions.WithdrawAsync(running.Id, CancellationToken.None))!.Removed.Should().BeFalse();
        (await submissions.WithdrawAsync(ended.Id, CancellationToken.None))!.Removed.Should().BeTrue();
        (await submissions.WithdrawAsync(Guid.CreateVersion7(), CancellationToken.None)).Should().BeNull();

        scans.Canceled.Should().Equal(running.Id);
        ledger.Jobs.Should().ContainKey(running.Id).And.NotContainKey(ended.Id);
    }

    private Task<Job> SubmitAsync(Submission? submission = null) =>
        submissions.SubmitAsync(new MemoryStream("hello"u8.ToArray()), submission ?? new("file.bin", "api"), CancellationToken.None);
}
