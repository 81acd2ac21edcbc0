using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Jobs.Dispatching;
using ScanHost.Jobs.Maintenance;
using ScanHost.Jobs.Tests.Doubles;

namespace ScanHost.Jobs.Tests.Maintenance;

public sealed class MaintenanceTests
{
    private readonly FakeLedger ledger = new();
    private readonly FakeSamples samples = new();
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Rescued_jobs_ring_the_dispatcher_and_an_outage_ends_no_rescuer()
    {
        var doorbell = new Doorbell(clock);
        using var rescuer = new JobRescuer(ledger, doorbell, Options.Create(new JobsOptions()), clock, NullLogger<JobRescuer>.Instance);

        ledger.Away = true;
        await rescuer.RescueNowAsync(CancellationToken.None);
        ledger.Away = false;
        ledger.Rescued = 2;
        await rescuer.RescueNowAsync(CancellationToken.None);

        await doorbell.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
    }

    [Fact]
    public async Task A_sample_that_no_job_refers_to_is_removed()
    {
        samples.Stored.AddRange(["used", "forgotten"]);
        ledger.UsedSamples.Add("used");

        await SweepAsync(new());

        samples.Stored.Should().Equal("used");
        samples.AgesAsked.Should().Equal(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_sample_past_its_time_is_removed_although_reports_refer_to_it_but_not_while_a_job_needs_it()
    {
        samples.Stored.AddRange(["reported", "waiting"]);
        ledger.UsedSamples.UnionWith(["reported", "waiting"]);
        ledger.SamplesOfUnfinishedJobs.Add("waiting");

        await SweepAsync(new() { Samples = TimeSpan.FromDays(7) });

        samples.Stored.Should().Equal("waiting");
        samples.AgesAsked.Should().Equal(TimeSpan.FromHours(1), TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task By_default_nothing_expires()
    {
        await ExpireAsync(new());

        ledger.Expirations.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_verdict_expires_after_its_own_time_or_after_the_common_one_and_zero_keeps_it()
    {
        await ExpireAsync(new() { Reports = TimeSpan.FromDays(90), Clean = TimeSpan.FromDays(7), Malicious = TimeSpan.Zero });

        ledger.Expirations.Should().Equal(
            ("clean", TimeSpan.FromDays(7)), ("unknown", TimeSpan.FromDays(90)), ("suspicious", TimeSpan.FromDays(90)), (null, TimeSpan.FromDays(90)));
    }

    [Fact]
    public async Task Jobs_expire_in_small_batches_until_none_is_left()
    {
        foreach (var removed in (int[])[500, 500, 3])
            ledger.ExpiredBatches.Enqueue(removed);

        await ExpireAsync(new() { Failed = TimeSpan.FromDays(1) });

        ledger.Expirations.Should().HaveCount(3).And.OnlyContain(asked => asked.Verdict == null);
    }

    private async Task SweepAsync(RetentionOptions retention)
    {
        using var sweeper = new SampleSweeper(
            samples, ledger, Options.Create(new JobsOptions()), Options.Create(retention), clock, NullLogger<SampleSweeper>.Instance);
        await sweeper.SweepNowAsync(CancellationToken.None);
    }

    private async Task ExpireAsync(RetentionOptions retention)
    {
        using var expirer = new JobExpirer(
            ledger, Options.Create(retention), Options.Create(new JobsOptions()), clock, NullLogger<JobExpirer>.Instance);
        await expirer.ExpireNowAsync(CancellationToken.None);
    }
}
