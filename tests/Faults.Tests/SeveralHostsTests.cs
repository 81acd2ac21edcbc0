using ScanHost.Contracts.Faults;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;

namespace ScanHost.Faults.Tests;

/// <summary>Hosts that share one PostgreSQL, and what goes wrong between them.</summary>
public sealed class SeveralHostsTests
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    [Fact]
    public async Task A_job_of_a_host_that_was_killed_runs_elsewhere_within_seconds()
    {
        using var run = FaultRun.OnPostgres();
        HostProcess[] hosts = [await run.StartHostAsync(), await run.StartHostAsync()];
        var job = await run.Submitter.SubmitAsync(hosts[0].Address, "scanhost-fault sleep 5000");
        await FaultRun.UntilAsync(() => run.Job(job).Status == "scanning", 4, "it is claimed");

        var pid = run.Ledger.Number("SELECT pid FROM hosts JOIN jobs ON jobs.host_id = hosts.id");
        await hosts.Single(host => host.ProcessId == pid).KillAsync();

        await FaultRun.UntilAsync(() => run.Job(job).ClaimNo == 2, 5, "the other host takes it over");
        await run.AllIsWellAsync();
        run.Job(job).Should().BeEquivalentTo(new { Status = "done", CrashCount = 1 });
        hosts.Should().ContainSingle(host => host.IsAlive);
    }

    [Fact]
    public async Task A_host_that_was_frozen_and_given_up_for_dead_changes_nothing_when_it_comes_back()
    {
        using var run = FaultRun.OnPostgres();
        var zombie = await run.StartHostAsync();
        var job = await run.Submitter.SubmitAsync(zombie.Address, "scanhost-fault sleep 1000");
        await FaultRun.UntilAsync(() => run.Job(job).Status == "scanning", 10, "it is claimed");
        zombie.Freeze();
        var heir = await run.StartHostAsync();
        // The server gives the frozen host's connections up, as it does when a network goes silent.
        run.Ledger.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await FaultRun.UntilAsync(() => run.Job(job) is { Status: "done", ClaimNo: 2 }, 20, "the other host does it");

        zombie.Thaw();
        await heir.KillAsync();
        await FaultRun.UntilAsync(zombie.IsReadyAsync, 30, "it works again");
        await run.Submitter.SubmitAsync(zombie.Address);

        await run.AllIsWellAsync();
        run.Job(job).Should().BeEquivalentTo(new { Status = "done", ClaimNo = 2L });
    }

    [Fact]
    public async Task Hosts_whose_clocks_are_twenty_minutes_apart_share_the_work_without_harm()
    {
        using var run = FaultRun.OnPostgres();
        HostProcess[] hosts = [run.AddHost(), run.AddHost()];
        foreach (var (host, skew) in hosts.Zip(["+10m", "-10m"]))
        {
            host.Environment["LD_PRELOAD"] = FakeTime;
            host.Environment["FAKETIME"] = skew;
            await host.StartReadyAsync();
        }

        run.Ledger.InstallWitness();
        for (var file = 0; file < 40; file++)
            await run.Submitter.SubmitAsync(hosts[file % 2].Address, "scanhost-fault sleep 20");
        await hosts[0].KillAsync();
        for (var file = 0; file < 10; file++)
            await run.Submitter.SubmitAsync(hosts[1].Address);

        await run.AllIsWellAsync();
    }

    [Fact]
    public async Task A_job_that_is_delivered_twice_gets_one_result()
    {
        using var run = FaultRun.OnPostgres();
        HostProcess[] hosts = [await run.StartHostAsync(), await run.StartHostAsync()];
        var jobs = new List<Guid>();
        for (var file = 0; file < 4; file++)
            jobs.Add((await run.Submitter.SubmitAsync(hosts[file % 2].Address, "scanhost-fault sleep 4000"))!.Id);
        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'scanning'") == 4, 10, "all run");

        run.Ledger.Execute("UPDATE jobs SET status = 'queued', host_id = NULL WHERE status = 'scanning'"); // a rescue that was wrong

        await run.AllIsWellAsync();
        run.Ledger.Jobs().Should().OnlyContain(job => job.Status == "done" && job.ClaimNo == 2);
    }

    [Fact]
    public async Task The_same_file_handed_in_by_many_at_once_is_a_job_for_each_of_them()
    {
        using var run = FaultRun.OnPostgres();
        HostProcess[] hosts = [await run.StartHostAsync(), await run.StartHostAsync()];

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => run.Submitter.SubmitAsync(hosts[number % 2].Address, "the same"u8.ToArray())));

        await run.AllIsWellAsync();
        run.Ledger.Jobs().Should().HaveCount(16).And.OnlyContain(job => job.Status == "done");
    }

    [Fact]
    public async Task A_job_whose_notification_is_lost_is_found_by_the_poll()
    {
        using var run = FaultRun.OnPostgres();
        var deaf = run.AddHost();
        deaf.Environment[Failpoint.Variable] = "fault_stage,drop_notifications";
        await deaf.StartReadyAsync();
        run.Ledger.InstallWitness();
        run.Ledger.Execute(Ledger.JobFromElsewhere);

        await FaultRun.UntilAsync(
            () => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'failed' AND error LIKE '%sample_missing%'") == 1, 10, "the poll finds it");
    }
}
