using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Scanning;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

/// <summary>What the ledger promises; the same on every database.</summary>
public abstract class JobStoreSpecification : IAsyncLifetime
{
    private const string Report = """{"verdict":"clean","score":3}""";
    private static readonly string WholeReport =
        $$$"""{"verdict":"clean","score":0,"stages":[{"name":"a","status":"ok"},{"name":"b","status":"skipped"}],"coverage":{"complete":true,"gaps":[]},"truncated":[],"engine":{"version":"0.1.0","digest":"{{{new string('e', 64)}}}"}}""";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static int made;

    private readonly TemporaryFolder folder = new();
    private StorageHost host = null!;

    /// <summary>Settings that choose the database, the same for the whole test.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Provider { get; }

    private IJobStore Store => host.Jobs;

    private IEarlierReports Reports => host.Get<IEarlierReports>();

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

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.ClaimJobsAsync(5, default))));

        var ids = claims.SelectMany(claimed => claimed).Select(job => job.Id).ToList();
        ids.Should().HaveCount(40).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_claim_that_waits_goes_with_the_next_job_that_is_accepted()
    {
        var job = NewJob();
        var waiting = Store.ClaimNextAsync(2, new TaskCompletionSource().Task, default);

        await Store.AddAsync([job], default);

        (await waiting).Should().ContainSingle().Which.Job.Should().BeEquivalentTo(new { job.Id, Status = JobStatus.Scanning, ClaimNo = 1L });
    }

    [Fact]
    public async Task A_claim_does_not_wait_when_jobs_came_since_the_last_one()
    {
        await Store.AddAsync([NewJob()], default);
        (await Store.ClaimNextAsync(2, new TaskCompletionSource().Task, default)).Should().BeEmpty("a claim is due");

        (await Store.ClaimJobsAsync(2, default)).Should().ContainSingle();
        Store.ClaimNextAsync(2, new TaskCompletionSource().Task, default).IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_claim_that_waits_gives_up_when_the_bell_rings_and_takes_nothing_afterwards()
    {
        var bell = new TaskCompletionSource();
        var waiting = Store.ClaimNextAsync(2, bell.Task, default);

        bell.SetResult();

        (await waiting).Should().BeEmpty();
        await Store.AddAsync([NewJob()], default);
        (await Store.ClaimJobsAsync(2, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_handed_out_by_the_next_one()
    {
        await Store.AddAsync([NewJob("lost"), NewJob("repeated")], default);
        host.LoseTheNextAnswer();

        var repeated = await Store.ClaimJobsAsync(1, default);
        var next = await Store.ClaimJobsAsync(1, default);

        repeated.Concat(next).Select(job => job.Name).Should().BeEquivalentTo("lost", "repeated");
    }

    [Fact]
    public async Task A_job_whose_acceptance_went_unheard_is_there_once()
    {
        var job = NewJob();
        host.LoseTheNextAnswer();

        await Store.AddAsync([job], default);

        (await Store.ClaimJobsAsync(5, default)).Should().ContainSingle().Which.Id.Should().Be(job.Id);
    }

    [Fact]
    public async Task A_result_whose_answer_was_lost_counts_as_this_claims_own()
    {
        var claimed = await ClaimedAsync();
        host.LoseTheNextAnswer();

        var applied = await Store.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, Report, null)], default);

        applied.Single().Should().BeEquivalentTo(new { claimed.Id, Status = JobStatus.Done });
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
    public async Task Interactive_jobs_go_first_but_a_bulk_job_that_has_waited_five_minutes_goes_before_them()
    {
        var (old, bulk, interactive) = (NewJob("old") with { Priority = JobPriority.Bulk }, NewJob("bulk") with { Priority = JobPriority.Bulk }, NewJob("now"));
        await Store.AddAsync([old], default);
        await host.MoveTurnsAsync(TimeSpan.FromMinutes(-6));
        await Store.AddAsync([bulk, interactive], default);

        (await ClaimedInTurnAsync(3)).Should().Equal("old", "now", "bulk");
    }

    [Fact]
    public async Task After_a_crash_what_was_in_flight_runs_alone_before_anything_else()
    {
        await Store.AddAsync([NewJob("a"), NewJob("b")], default);
        await Store.ClaimJobsAsync(2, default);
        await RestartAsync();
        await Store.AddAsync([NewJob("innocent")], default);

        var first = await Store.ClaimJobsAsync(10, default);
        first.Should().ContainSingle().Which.CrashCount.Should().Be(1);
        (await Store.ClaimJobsAsync(10, default)).Should().BeEmpty("a suspect runs alone");
        await DoneAsync(first[0]);
        var second = await Store.ClaimJobsAsync(10, default);
        second.Should().ContainSingle().Which.CrashCount.Should().Be(1);
        await DoneAsync(second[0]);

        (await Store.ClaimJobsAsync(10, default)).Should().ContainSingle().Which.Name.Should().Be("innocent");
    }

    [Fact]
    public async Task A_suspect_waits_until_its_host_scans_nothing_and_nothing_is_claimed_meanwhile()
    {
        var running = await ClaimedAsync();
        await Store.AddAsync([NewJob("suspect"), NewJob("innocent")], default);
        await host.ExecuteAsync("UPDATE jobs SET crash_count = 1 WHERE name = 'suspect'");

        (await Store.ClaimJobsAsync(10, default)).Should().BeEmpty();
        await DoneAsync(running);

        (await Store.ClaimJobsAsync(10, default)).Should().ContainSingle().Which.Name.Should().Be("suspect");
    }

    [Fact]
    public async Task A_postponed_job_gets_its_attempt_back()
    {
        var claimed = await ClaimedAsync();

        var applied = await Store.ApplyAsync(
            [new JobTransition.Retry(claimed.Id, claimed.ClaimNo, "storage_unavailable", TimeSpan.Zero) { Refund = true }], default);

        applied.Single().Should().BeEquivalentTo(new { Status = JobStatus.Queued, Attempt = 0, RequeueReason = "storage_unavailable" });
        (await Store.ClaimJobsAsync(1, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_two_ends_of_one_claim_in_one_batch_one_wins()
    {
        var claimed = await ClaimedAsync();

        var applied = await Store.ApplyAsync(
            [
                new JobTransition.Done(claimed.Id, claimed.ClaimNo, Report, null),
                new JobTransition.Failed(claimed.Id, claimed.ClaimNo, new(JobErrorCodes.Canceled, "late", 1)),
            ], default);

        applied[0]!.Status.Should().Be(JobStatus.Done);
        applied[1].Should().BeNull();
        (await Store.GetAsync(claimed.Id, default))!.Status.Should().Be(JobStatus.Done);
    }

    [Fact]
    public async Task Many_jobs_accepted_claimed_and_ended_at_once_keep_their_own_results()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(at => Store.AddAsync([NewJob($"{at}")], default)));
        var claimed = await Store.ClaimJobsAsync(300, default);

        await Store.ApplyAsync([.. claimed.Select(job => new JobTransition.Done(job.Id, job.ClaimNo, $$"""{"name":"{{job.Name}}"}""", null))], default);

        claimed.Should().HaveCount(300);
        foreach (var job in claimed.Take(20))
            (await Store.GetResultAsync(job.Id, default))!.Result.Should().Contain($"\"{job.Name}\"");
    }

    [Fact]
    public async Task A_claim_brings_small_samples_along_and_says_whose_bytes_are_new_to_the_ledger()
    {
        var (small, large) = ("hello"u8.ToArray(), new byte[(64 << 10) + 1]);
        var known = NewJob("known") with { Content = small, Size = small.Length };
        await Store.AddAsync(
            [
                known,
                NewJob("twin") with { Sha256 = known.Sha256, Content = small, Size = small.Length },
                NewJob("large") with { Sha256 = new('b', 64), Content = large, Size = large.Length },
                NewJob("elsewhere") with { Sha256 = new('c', 64) },
            ], default);

        var claimed = (await Store.ClaimAsync(10, default)).ToDictionary(it => it.Job.Name);

        claimed["known"].Content!.Value.ToArray().Should().Equal(small);
        claimed["twin"].Content!.Value.ToArray().Should().Equal(small);
        claimed["large"].Content.Should().BeNull("a host holds many claims, and their bytes are bounded");
        claimed["elsewhere"].Content.Should().BeNull();
        claimed.Values.Where(it => !it.IsFirst).Select(it => it.Job.Name).Should().Equal("twin");
    }

    [Fact]
    public async Task A_small_sample_is_kept_with_its_job_once_for_all_that_share_it()
    {
        var stored = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        stored.Content.Should().NotBeNull();
        (await host.Samples.OpenAsync(stored.Sha256, default)).Should().BeNull("it is durable only with its job");

        var jobs = Enumerable.Range(0, 3).Select(_ => NewJob() with { Sha256 = stored.Sha256, Content = stored.Content }).ToList();
        await Task.WhenAll(jobs.Select(job => Store.AddAsync([job], default)));
        await Store.AddAsync([NewJob() with { Sha256 = stored.Sha256, Content = stored.Content }], default);

        using var sample = await host.Samples.OpenAsync(stored.Sha256, default);
        sample!.Content.ToArray().Should().Equal("hello"u8.ToArray());
        await using var stream = sample.OpenRead();
        stream.Length.Should().Be(5);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public async Task A_sample_over_the_inline_limit_is_a_file_with_the_same_bytes(int size, bool isInline)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);

        var stored = await host.Samples.PutAsync(new MemoryStream(bytes), default);
        await Store.AddAsync([NewJob() with { Sha256 = stored.Sha256, Size = size, Content = stored.Content }], default);

        using var sample = await host.Samples.OpenAsync(stored.Sha256, default);
        (sample!.Path is null).Should().Be(isInline);
        using var read = new MemoryStream();
        await using (var stream = sample.OpenRead())
            await stream.CopyToAsync(read);
        read.ToArray().Should().Equal(bytes);
        stored.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Small_and_large_samples_are_listed_and_removed_alike_unless_they_were_touched_since()
    {
        var small = await host.Samples.PutAsync(new MemoryStream([1]), default);
        var large = await host.Samples.PutAsync(new MemoryStream(new byte[100_000]), default);
        await Store.AddAsync([NewJob() with { Sha256 = small.Sha256, Content = small.Content }], default);

        (await host.Samples.ListUntouchedAsync(TimeSpan.FromSeconds(-1), default).ToListAsync()).Should().BeEquivalentTo([small.Sha256, large.Sha256]);
        (await host.Samples.ListUntouchedAsync(TimeSpan.FromHours(1), default).ToListAsync()).Should().BeEmpty();
        foreach (var sample in (string[])[small.Sha256, large.Sha256])
        {
            await host.Samples.RemoveUntouchedAsync(sample, TimeSpan.FromHours(1), default);
            (await host.Samples.OpenAsync(sample, default)).Should().NotBeNull();
            await host.Samples.RemoveUntouchedAsync(sample, TimeSpan.FromSeconds(-1), default);
            (await host.Samples.OpenAsync(sample, default)).Should().BeNull();
        }
    }

    [Fact]
    public async Task Samples_are_used_by_their_jobs_and_after_the_end_only_by_the_reports()
    {
        var waiting = NewJob();
        await Store.AddAsync([waiting], default);
        var sample = waiting.Sha256;
        (await Store.WhichSamplesAreUsedAsync([sample, "other"], byUnfinishedOnly: true, default)).Should().Equal(sample);

        await DoneAsync((await Store.ClaimJobsAsync(1, default)).Single());

        (await Store.WhichSamplesAreUsedAsync([sample], byUnfinishedOnly: false, default)).Should().Equal(sample);
        (await Store.WhichSamplesAreUsedAsync([sample], byUnfinishedOnly: true, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_report_is_found_again_for_the_same_bytes_name_and_engine_only()
    {
        var engine = new EngineInfo("0.1.0", new string('e', 64));
        var first = await ClaimedAsync();
        await DoneAsync(first, WholeReport);
        var job = await ClaimedAsync();

        (await Reports.FindReportAsync(job, engine, default))!.JobId.Should().Be(first.Id);
        (await Reports.FindReportAsync(first, engine, default)).Should().BeNull("it is its own");
        (await Reports.FindReportAsync(job with { Name = "file.exe" }, engine, default)).Should().BeNull();
        (await Reports.FindReportAsync(job with { Sha256 = new('b', 64) }, engine, default)).Should().BeNull();
        (await Reports.FindReportAsync(job, engine with { Digest = "other" }, default)).Should().BeNull();
        (await Reports.FindReportAsync(job, engine with { Version = "0.2.0" }, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("\"status\":\"ok\"", "\"status\":\"failed\"")]
    [InlineData("\"status\":\"ok\"", "\"status\":\"timed_out\"")]
    [InlineData("\"truncated\":[]", "\"truncated\":[{\"list\":\"findings\"}]")]
    [InlineData("\"engine\":", "\"motor\":")]
    [InlineData("\"gaps\":[]", "\"gaps\":[{\"artifact\":0,\"stage\":\"clamav\",\"reason\":\"failed\",\"detail\":\"clamd does not answer.\"}]")]
    [InlineData("\"gaps\":[]", "\"gaps\":[{\"artifact\":0,\"stage\":\"scripts\",\"reason\":\"timeout\"}]")]
    [InlineData("\"gaps\":[]", "\"gaps\":[{\"artifact\":0,\"stage\":\"pe\",\"reason\":\"limit\",\"limit\":\"MaxJobSeconds\",\"value\":120}]")]
    [InlineData("\"gaps\":[]", "\"gaps\":[{\"artifact\":0,\"stage\":\"pe\",\"reason\":\"limit\",\"limit\":\"MaxStageSeconds\",\"value\":30}]")]
    [InlineData("\"coverage\":", "\"area\":")]
    public async Task A_report_that_is_cut_or_in_which_something_failed_or_ran_out_of_time_is_not_taken_over(string good, string bad)
    {
        await DoneAsync(await ClaimedAsync(), WholeReport.Replace(good, bad, StringComparison.Ordinal));

        (await Reports.FindReportAsync(await ClaimedAsync(), new("0.1.0", new string('e', 64)), default)).Should().BeNull();
    }

    [Theory]
    [InlineData("{\"artifact\":0,\"stage\":\"zip\",\"reason\":\"encrypted\",\"limit\":null}")]
    [InlineData("{\"artifact\":0,\"stage\":\"zip\",\"reason\":\"limit\",\"limit\":\"MaxDepth\",\"value\":12}")]
    public async Task A_report_whose_gaps_another_scan_would_have_too_is_taken_over(string gap)
    {
        await DoneAsync(await ClaimedAsync(), WholeReport.Replace("\"gaps\":[]", $"\"gaps\":[{gap}]", StringComparison.Ordinal));

        (await Reports.FindReportAsync(await ClaimedAsync(), new("0.1.0", new string('e', 64)), default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Only_jobs_that_have_ended_expire_each_verdict_and_failure_by_itself()
    {
        var (clean, failed, scanning) = (await ClaimedAsync(), await ClaimedAsync(), await ClaimedAsync());
        var queued = NewJob();
        await DoneAsync(clean);
        await Store.ApplyAsync([new JobTransition.Failed(failed.Id, failed.ClaimNo, new(JobErrorCodes.Internal, "x", 1))], default);
        await Store.AddAsync([queued], default);

        (await Store.ExpireAsync("clean", TimeSpan.FromMinutes(1), 500, default)).Should().Be(0);
        (await Store.ExpireAsync("malicious", TimeSpan.FromMinutes(-1), 500, default)).Should().Be(0);
        (await Store.ExpireAsync("clean", TimeSpan.FromMinutes(-1), 500, default)).Should().Be(1);
        (await Store.ExpireAsync(null, TimeSpan.FromMinutes(-1), 500, default)).Should().Be(1);

        (await Store.ListAsync(new(), default)).Select(job => job.Id).Should().BeEquivalentTo([scanning.Id, queued.Id]);
    }

    [Fact]
    public async Task The_queue_is_counted_no_further_than_asked()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 7).Select(_ => NewJob())], default);
        await Store.ClaimJobsAsync(1, default);

        (await Store.CountQueuedAsync(100, default)).Should().Be(6);
        (await Store.CountQueuedAsync(4, default)).Should().Be(4);
    }

    [Fact]
    public async Task A_running_host_shows_itself()
    {
        await ClaimedAsync();

        var shown = (await host.Get<IHosts>().ListAsync(default)).Single();

        shown.Should().BeEquivalentTo(new { Pid = Environment.ProcessId, State = "alive", IsThisHost = true, Scanning = 1 });
    }

    [Fact]
    public async Task A_claim_reads_one_index_whatever_has_ended_before()
    {
        var plan = await host.PlanOfClaimAsync();

        plan.Should().Contain("ix_jobs_queued").And.NotContain("Seq Scan on jobs").And.NotContain("Sort", "it would sort all that wait").And.NotMatchRegex("SCAN jobs(?! USING INDEX)");
    }

    [Fact]
    public async Task A_stale_claim_changes_nothing()
    {
        var first = await ClaimedAsync();
        await Store.ApplyAsync([new JobTransition.Release(first.Id, first.ClaimNo)], default);
        var second = (await Store.ClaimJobsAsync(1, default)).Single();

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
    [InlineData("""{"a\u0000":{"\udfff":"\ud83d\ude00"},"score":-1e308}""")]
    [InlineData("""{"score":1e400,"verdict":"\u0000"}""")]
    [InlineData("""{"score":123456789012345678901234567890123456789012345678901234567890.5}""")]
    [InlineData("\"only text with \\u0000\"")]
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

        await Store.ApplyAsync([new JobTransition.Retry(claimed.Id, claimed.ClaimNo, "internal", TimeSpan.FromHours(1))], default);

        (await Store.ClaimJobsAsync(1, default)).Should().BeEmpty();
        (await Store.GetAsync(claimed.Id, default))!.RequeueReason.Should().Be("internal");
    }

    [Fact]
    public async Task A_retry_keeps_its_place_behind_older_jobs_and_before_newer_ones()
    {
        await Store.AddAsync([NewJob("older")], default);
        await host.MoveTurnsAsync(TimeSpan.FromMinutes(-1));
        await Store.AddAsync([NewJob("retried")], default);
        var claimed = (await Store.ClaimJobsAsync(2, default)).ToDictionary(job => job.Name);
        await Store.AddAsync([NewJob("newer")], default);

        await Store.ApplyAsync(
            [
                new JobTransition.Release(claimed["older"].Id, claimed["older"].ClaimNo),
                new JobTransition.Retry(claimed["retried"].Id, claimed["retried"].ClaimNo, "internal", TimeSpan.Zero),
            ], default);

        (await ClaimedInTurnAsync(3)).Should().Equal("older", "retried", "newer");
    }

    [Fact]
    public async Task A_retry_that_waits_for_its_time_holds_nobody_up()
    {
        var claimed = await ClaimedAsync();
        await Store.AddAsync([NewJob("newer")], default);

        await Store.ApplyAsync([new JobTransition.Retry(claimed.Id, claimed.ClaimNo, "internal", TimeSpan.FromHours(1))], default);

        (await Store.ClaimJobsAsync(1, default)).Should().ContainSingle().Which.Name.Should().Be("newer");
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
    public async Task A_listing_by_what_no_database_can_hold_finds_nothing()
    {
        await Store.AddAsync([NewJob()], default);

        foreach (var text in (string[])["\0", "\ud800"])
        {
            foreach (var query in (JobQuery[])[new() { Verdict = text }, new() { Sha256 = text }, new() { Status = JobStatus.Parse(text) }, new() { NameContains = text }])
                (await Store.ListAsync(query, default)).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_job_of_a_host_that_is_gone_goes_back_to_the_queue_and_at_the_third_time_fails()
    {
        var job = NewJob();
        await Store.AddAsync([job], default);
        for (var crash = 1; crash <= 3; crash++)
        {
            (await Store.ClaimJobsAsync(1, default)).Should().ContainSingle();
            await RestartAsync();
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

    /// <summary>The host's lease goes, its claims stay.</summary>
    private async Task RestartAsync()
    {
        await host.DisposeAsync();
        host = await StartAsync();
    }

    private Task<IReadOnlyList<Job?>> DoneAsync(Job claimed, string report = Report) =>
        Store.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, report, null)], default);

    private Task<StorageHost> StartAsync() =>
        StorageHost.StartAsync(Provider.Append(new("Storage:DataDirectory", folder.Path)));

    /// <summary>The names of so many jobs, claimed one after the other.</summary>
    private async Task<List<string>> ClaimedInTurnAsync(int count)
    {
        var order = new List<string>();
        for (var at = 0; at < count; at++)
            order.Add((await Store.ClaimJobsAsync(1, default)).Single().Name);
        return order;
    }

    private async Task<Job> ClaimedAsync()
    {
        await Store.AddAsync([NewJob()], default);
        return (await Store.ClaimJobsAsync(1, default)).Single();
    }

    /// <summary>Accepted at a given time, or one after the other.</summary>
    private static NewJob NewJob(string name = "file.bin", DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(at ?? Noon.AddMilliseconds(Interlocked.Increment(ref made))), name, 5, new string('a', 64), "api", at ?? Noon);
}
