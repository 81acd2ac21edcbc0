using ScanHost.Contracts.Jobs;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

/// <summary>What the ledger promises; the same on every database.</summary>
public abstract class JobStoreSpecification : IAsyncLifetime
{
    private const string Report = """{"verdict":"clean","score":3}""";
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private StorageHost host = null!;

    /// <summary>Settings that choose the database, the same for the whole test.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Provider { get; }

    private IJobStore Store => host.Jobs;

    public async Task InitializeAsync() => host = await StartAsync();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_accepted_job_reads_back_as_it_was_told()
    {
        var job = NewJob("letter.docx");

        await Store.AddAsync([job], default);

        var read = await Store.GetAsync(job.Id, default);
        read.Should().BeEquivalentTo(new { job.Id, job.Name, job.Size, job.Sha256, job.Source, job.CreatedAt, Status = JobStatus.Queued, ClaimNo = 0L });
    }

    [Fact]
    public async Task Racing_claims_hand_out_each_job_once()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 40).Select(_ => NewJob())], default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.ClaimAsync(5, default))));

        var ids = claims.SelectMany(claimed => claimed).Select(job => job.Id).ToList();
        ids.Should().HaveCount(40).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Done_is_never_seen_without_its_result()
    {
        var claimed = await ClaimedAsync();

        var applied = await Store.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, Report, null)], default);

        applied.Single().Should().BeEquivalentTo(new { Status = JobStatus.Done, Verdict = "clean", Score = (int?)3 });
        var stored = await Store.GetResultAsync(claimed.Id, default);
        stored!.Status.Should().Be(JobStatus.Done);
        stored.Result.Should().Contain("\"verdict\"");
    }

    [Fact]
    public async Task A_stale_claim_changes_nothing()
    {
        var first = await ClaimedAsync();
        await Store.ApplyAsync([new JobTransition.Release(first.Id, first.ClaimNo)], default);
        var second = (await Store.ClaimAsync(1, default)).Single();

        var applied = await Store.ApplyAsync([new JobTransition.Done(first.Id, first.ClaimNo, Report, null)], default);

        applied.Single().Should().BeNull();
        var job = await Store.GetAsync(first.Id, default);
        job.Should().BeEquivalentTo(new { Status = JobStatus.Scanning, second.ClaimNo, Attempt = 1 });
    }

    [Fact]
    public async Task Ending_a_job_twice_under_one_claim_is_ending_it_once()
    {
        var claimed = await ClaimedAsync();
        var done = new JobTransition.Done(claimed.Id, claimed.ClaimNo, Report, null);
        await Store.ApplyAsync([done], default);

        var again = await Store.ApplyAsync([done], default);

        again.Single()!.Status.Should().Be(JobStatus.Done);
    }

    [Theory]
    [InlineData("""{"verdict":"clean","score":87.5,"name":"a\u0000b"}""")]
    [InlineData("""{"verdict":"clean","score":"abc","name":"\ud800"}""")]
    [InlineData("""{"verdict":7,"score":1e140000}""")]
    [InlineData("[]")]
    public async Task A_hostile_result_does_not_keep_its_job_from_ending(string result)
    {
        var claimed = await ClaimedAsync();

        var applied = await Store.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, result, null)], default);

        applied.Single()!.Status.Should().Be(JobStatus.Done);
    }

    [Fact]
    public async Task A_result_that_no_database_can_keep_fails_its_job_alone()
    {
        var deep = await ClaimedAsync();
        var good = await ClaimedAsync();
        var nested = new string('[', 5000) + new string(']', 5000);

        var applied = await Store.ApplyAsync(
            [new JobTransition.Done(deep.Id, deep.ClaimNo, nested, null), new JobTransition.Done(good.Id, good.ClaimNo, Report, null)], default);

        applied[0]!.Error!.Code.Should().Be(JobErrorCodes.ReportRejected);
        applied[1]!.Status.Should().Be(JobStatus.Done);
    }

    [Fact]
    public async Task A_cut_result_keeps_its_detail_until_the_job_is_removed()
    {
        var claimed = await ClaimedAsync();
        await Store.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, Report, """{"whole":true}""")], default);

        (await Store.GetResultAsync(claimed.Id, default))!.HasDetail.Should().BeTrue();
        (await Store.GetDetailAsync(claimed.Id, default)).Should().Be("""{"whole":true}""");
        (await Store.RemoveAsync(claimed.Id, default)).Should().BeTrue();
        (await Store.GetDetailAsync(claimed.Id, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_retry_waits_for_its_time_and_says_why()
    {
        var claimed = await ClaimedAsync();

        await Store.ApplyAsync([new JobTransition.Retry(claimed.Id, claimed.ClaimNo, "internal", DateTimeOffset.MaxValue.AddYears(-1))], default);

        (await Store.ClaimAsync(1, default)).Should().BeEmpty();
        (await Store.GetAsync(claimed.Id, default))!.RequeueReason.Should().Be("internal");
    }

    [Fact]
    public async Task Canceling_ends_a_queued_job_and_only_marks_a_scanning_one()
    {
        var scanning = await ClaimedAsync();
        var queued = NewJob();
        await Store.AddAsync([queued], default);

        (await Store.CancelAsync(queued.Id, default))!.Error!.Code.Should().Be(JobErrorCodes.Canceled);
        (await Store.CancelAsync(scanning.Id, default)).Should().BeEquivalentTo(new { Status = JobStatus.Scanning, CancelRequested = true });
        (await Store.RemoveAsync(scanning.Id, default)).Should().BeFalse();
    }

    [Fact]
    public async Task A_listing_filters_and_pages_newest_first()
    {
        var jobs = Enumerable.Range(0, 5).Select(at => NewJob($"Invoice {at}.pdf", Noon.AddSeconds(at))).ToList();
        await Store.AddAsync([.. jobs, NewJob("other.txt")], default);

        var first = await Store.ListAsync(new() { NameContains = "invoice", Limit = 3 }, default);
        var second = await Store.ListAsync(new() { NameContains = "invoice", Limit = 3, Before = first[^1].Id }, default);

        first.Concat(second).Select(job => job.Id).Should().Equal(jobs.Select(job => job.Id).Reverse());
    }

    [Fact]
    public async Task A_job_of_a_host_that_is_gone_goes_back_to_the_queue_and_at_the_third_time_fails()
    {
        var job = NewJob();
        await Store.AddAsync([job], default);
        for (var crash = 1; crash <= 3; crash++)
        {
            (await Store.ClaimAsync(1, default)).Should().ContainSingle();
            await host.DisposeAsync(); // its lease goes, its claim stays
            host = await StartAsync();
        }

        (await Store.GetAsync(job.Id, default)).Should().BeEquivalentTo(
            new { Status = JobStatus.Failed, CrashCount = 3, RequeueReason = "host_lost", Error = new { Code = JobErrorCodes.Poison } });
    }

    [Fact]
    public async Task A_name_with_nul_and_lone_surrogates_is_kept_visible()
    {
        var job = NewJob("a\0b\ud800.txt");

        await Store.AddAsync([job], default);

        (await Store.GetAsync(job.Id, default))!.Name.Should().Be("a\u2400b\ufffd.txt");
    }

    [Fact]
    public async Task An_unknown_status_is_shown_as_it_is()
    {
        var job = NewJob();
        await Store.AddAsync([job], default);

        await Store.UpdateStatusAsync(job.Id, JobStatus.Parse("weird"), default);

        (await Store.GetAsync(job.Id, default))!.Status.Word.Should().Be("weird");
        (await Store.ListAsync(new(), default)).Should().ContainSingle();
        (await Store.GetResultAsync(job.Id, default))!.Status.Should().NotBe(JobStatus.Done);
    }

    private Task<StorageHost> StartAsync() =>
        StorageHost.StartAsync(Provider.Append(new("Storage:DataDirectory", folder.Path)));

    private async Task<Job> ClaimedAsync()
    {
        await Store.AddAsync([NewJob()], default);
        return (await Store.ClaimAsync(1, default)).Single();
    }

    private static NewJob NewJob(string name = "file.bin", DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(at ?? Noon), name, 5, new string('a', 64), "api", at ?? Noon);
}
