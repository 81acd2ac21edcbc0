using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;
using ScanHost.Faults.Network;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Faults.Tests;

/// <summary>PostgreSQL goes away in every manner that it has. The cluster is this class's own.</summary>
public sealed class DatabaseOutageTests : IDisposable
{
    private static int databases;

    private readonly PostgresServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_crash_of_the_database_loses_nothing_and_work_resumes_by_itself()
    {
        using var run = Run();
        var host = await run.StartHostAsync();
        using var calm = new CancellationTokenSource();
        var load = run.Submitter.KeepSubmittingAsync(() => host.Address, TimeSpan.FromMilliseconds(20), calm.Token);
        await FaultRun.UntilAsync(() => run.Accepted.Count > 20, 20, "it takes files in");

        server.Crash();
        (await RefusalAsync(run, host)).Should().Be(HttpStatusCode.ServiceUnavailable);
        host.IsAlive.Should().BeTrue();
        server.Start();

        var before = run.Accepted.Count;
        await FaultRun.UntilAsync(() => run.Accepted.Count > before, 2, "intake resumes");
        await FaultRun.UntilAsync(
            () => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'done' AND finished_at > pg_postmaster_start_time()") > 0, 10, "scans resume");
        await calm.CancelAsync();
        await load;
        await run.AllIsWellAsync();
    }

    [Fact]
    public async Task Who_waits_for_a_report_while_the_database_crashes_is_told_the_job_that_was_accepted()
    {
        using var run = Run();
        var host = await run.StartHostAsync();
        using var client = new HttpClient();
        var waiting = client.PostAsync(new Uri(host.Address, "/jobs?name=f.bin&wait=60s"), new StringContent("scanhost-fault sleep 30000"));
        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'scanning'") == 1, 20, "it is scanned");

        server.Crash();
        using var answer = await waiting;
        server.Start();

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetGuid();
        run.Ledger.Rows("SELECT id FROM jobs", row => row.GetGuid(0)).Should().Equal(id);
    }

    [Fact, Trait("Run", "Long")]
    public async Task A_database_that_hangs_for_a_minute_loses_nothing_and_work_resumes_when_it_goes_on()
    {
        using var run = Run();
        var host = await run.StartHostAsync();
        using var calm = new CancellationTokenSource();
        var load = run.Submitter.KeepSubmittingAsync(() => host.Address, TimeSpan.FromMilliseconds(20), calm.Token);
        await FaultRun.UntilAsync(() => run.Accepted.Count > 20, 20, "it takes files in");

        server.Freeze();
        (await RefusalAsync(run, host)).Should().Be(HttpStatusCode.ServiceUnavailable);
        await Task.Delay(TimeSpan.FromSeconds(60));
        server.Thaw();

        var before = run.Accepted.Count;
        await FaultRun.UntilAsync(() => run.Accepted.Count > before, 2, "intake resumes");
        await calm.CancelAsync();
        await load;
        await run.AllIsWellAsync();
    }

    [Fact, Trait("Run", "Long")]
    public async Task Connections_that_are_cut_again_and_again_lose_and_double_nothing()
    {
        using var run = Run();
        List<HostProcess> hosts = [await run.StartHostAsync(), await run.StartHostAsync()];
        using var calm = new CancellationTokenSource();
        var load = run.Submitter.KeepSubmittingAsync(() => hosts[run.Accepted.Count % 2].Address, TimeSpan.FromMilliseconds(5), calm.Token);

        for (var cut = 0; cut < 20; cut++)
        {
            run.Ledger.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.7");
            await Task.Delay(150);
        }

        await calm.CancelAsync();
        await load;
        run.Accepted.Count.Should().BePositive();
        await run.AllIsWellAsync();
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_neither_lost_nor_made_twice()
    {
        var folder = Directory.CreateTempSubdirectory("scanhost-proxy-").FullName;
        using var proxy = new DroppingProxy(folder, server.Folder);
        using var run = Run(folder);
        var host = await run.StartHostAsync();
        proxy.DropEvery = 9;
        using var calm = new CancellationTokenSource();
        var load = run.Submitter.KeepSubmittingAsync(() => host.Address, TimeSpan.FromMilliseconds(10), calm.Token);

        await FaultRun.UntilAsync(() => proxy.Dropped >= 12, 30, "commits are dropped");
        await calm.CancelAsync();
        await load;
        proxy.DropEvery = 0;

        await run.AllIsWellAsync();
        Directory.Delete(folder, recursive: true);
    }

    private FaultRun Run(string? hostsWay = null)
    {
        var name = $"outage_{Interlocked.Increment(ref databases)}";
        var connection = server.CreateDatabase(name);
        return FaultRun.On(data => new PostgresLedger(connection, data, hostsWay is null ? null : PostgresServer.ConnectionString(hostsWay, name)));
    }

    private static async Task<HttpStatusCode?> RefusalAsync(FaultRun run, HostProcess host) =>
        (await run.Submitter.TryAsync(host.Address, Encoding.UTF8.GetBytes($"refused {Guid.NewGuid()}"))).Status;
}
