using System.Diagnostics;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Writing;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests.Postgres;

/// <summary>Several hosts on one PostgreSQL.</summary>
public sealed class SeveralHostsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyDictionary<string, string?> database = Databases.NewPostgres();
    private readonly TemporaryFolder folder = new();
    private StorageHost first = null!;
    private StorageHost second = null!;

    public async Task InitializeAsync()
    {
        first = await StartAsync();
        second = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Each_shows_all_and_knows_which_one_it_is()
    {
        var shown = await second.Get<IHosts>().ListAsync(default);

        shown.Should().HaveCount(2).And.OnlyContain(host => host.State == "alive" && host.Pid == Environment.ProcessId);
        shown.Select(host => host.IsThisHost).Should().Equal(true, false);
    }

    [Fact]
    public async Task Racing_claims_of_two_hosts_hand_out_each_job_once()
    {
        await AddAsync(60);

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(at => Task.Run(() => (at % 2 == 0 ? first : second).Jobs.ClaimJobsAsync(7, default))));

        claims.SelectMany(claimed => claimed).Select(job => job.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Hosts_of_which_nothing_was_heard_for_a_day_are_forgotten_unless_a_job_is_theirs()
    {
        await AddAsync(1);
        await first.Jobs.ClaimJobsAsync(1, default);
        await second.ExecuteAsync("""
            INSERT INTO hosts (id, name, pid, started_at, heartbeat_at, lease_until, state)
            SELECT gen_random_uuid(), name, 1, now() - age, now() - age, now() - age, state
            FROM (VALUES ('gone', 'stopped', interval '25 hours'), ('died', 'alive', interval '25 hours'), ('recent', 'lost', interval '23 hours'),
                         ('owner', 'lost', interval '25 hours')) AS old(name, state, age)
            """);
        await second.ExecuteAsync("UPDATE jobs SET host_id = (SELECT id FROM hosts WHERE name = 'owner')");

        await using var third = await StartAsync();

        // A start also takes the owner's job over, after it has tidied up.
        (await third.Get<IHosts>().ListAsync(default)).Select(host => host.Name).Except([Environment.MachineName]).Should().BeEquivalentTo("recent", "owner");
    }

    [Fact]
    public async Task A_host_that_stops_leaves_its_jobs_to_the_others_at_once()
    {
        await AddAsync(1);
        await first.Jobs.ClaimJobsAsync(1, default);
        await DrainAsync(second);
        var signal = SignalAsync(second, signal => signal is HostSignal.JobsWait);

        await first.DisposeAsync();

        await signal;
        (await second.Jobs.RescueAsync(default)).Should().Be(1);
        (await second.Jobs.ClaimJobsAsync(1, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task The_death_of_a_host_is_noticed_by_its_neighbour_when_its_lock_is_freed()
    {
        var heard = SignalAsync(second, signal => signal is HostSignal.HostGone);
        await UntilAsync(async () => (await second.QueryAsync(
            "SELECT 1::text FROM pg_stat_activity WHERE application_name = 'scanhost watch' AND wait_event = 'advisory' AND datname = current_database()")).Count == 2);

        // As the end of its process does. It lives, comes back, and keeps its jobs: the signal is only a hint.
        var me = (await first.Get<IHosts>().ListAsync(default)).Single(host => host.IsThisHost).HostId;
        await second.QueryAsync($"""
            SELECT pg_terminate_backend(pid)::text FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND classid = 1935892846 AND objid = ('x' || right('{me}', 8))::bit(32)::bigint
            """);

        (await heard).Should().BeOfType<HostSignal.HostGone>();
    }

    // A host that takes longer than half a second to connect again counts as dead: needs a quiet machine.
    [Fact, Trait("Run", "Long")]
    public async Task The_jobs_of_a_host_that_is_alive_are_left_alone_even_when_its_connections_are_cut()
    {
        await AddAsync(1);
        var claimed = (await first.Jobs.ClaimJobsAsync(1, default)).Single();
        await second.QueryAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");

        for (var look = 0; look < 3; look++)
            (await second.Jobs.RescueAsync(default)).Should().Be(0);

        var done = await first.Jobs.ApplyAsync([new JobTransition.Done(claimed.Id, claimed.ClaimNo, "{}", null)], default);
        done.Single()!.Status.Should().Be(JobStatus.Done);
    }

    [Fact]
    public async Task A_host_whose_lease_is_over_is_fenced_and_begins_a_new_term()
    {
        await AddAsync(1);
        var stale = (await first.Jobs.ClaimJobsAsync(1, default)).Single();
        var term = first.Get<IHosts>().Term;
        var me = (await first.Get<IHosts>().ListAsync(default)).Single(host => host.IsThisHost).HostId;

        // As if it had been stopped for long: its lock stands, its heartbeat is old.
        await second.ExecuteAsync($"UPDATE hosts SET lease_until = now() - interval '1 second', heartbeat_at = now() - interval '1 minute' WHERE id = '{me}'");
        await second.ExecuteAsync($"UPDATE hosts SET heartbeat_at = now() WHERE id = '{me}'");
        (await second.Jobs.RescueAsync(default)).Should().Be(1);
        var again = (await second.Jobs.ClaimJobsAsync(1, default)).Single();

        await UntilAsync(() => Task.FromResult(term.IsCancellationRequested));
        await UntilAsync(async () => (await first.Get<IHosts>().ListAsync(default)).Any(host => host.IsThisHost && host.HostId != me));
        (await first.Jobs.ApplyAsync([new JobTransition.Done(stale.Id, stale.ClaimNo, "{}", null)], default)).Single().Should().BeNull();
        (await second.Jobs.ApplyAsync([new JobTransition.Done(again.Id, again.ClaimNo, "{}", null)], default)).Single().Should().NotBeNull();
        (await second.Get<IHosts>().ListAsync(default)).Single(host => host.HostId == me).State.Should().Be("lost");
    }

    [Fact]
    public async Task A_host_that_was_called_lost_claims_nothing_more_under_its_old_id()
    {
        var lost = (await first.Get<IHosts>().ListAsync(default)).Single(host => host.IsThisHost).HostId;
        await second.ExecuteAsync($"UPDATE hosts SET state = 'lost' WHERE id = '{lost}'");
        await second.Jobs.AddAsync([.. Enumerable.Range(0, 2).Select(_ => NewJob())], default);

        // As it does when its writer's connection stands and its lease connection does not: it has not heard of it.
        Task<IReadOnlyList<JobAvailable>> Claim() => first.Get<GroupCommitter>().RunAsync(new ClaimWrite(lost, 5, default));
        (await Claim()).Should().BeEmpty();
        await second.ExecuteAsync("UPDATE jobs SET crash_count = 1");
        (await Claim()).Should().BeEmpty("suspects least of all");

        (await second.Jobs.ClaimJobsAsync(5, default)).Should().ContainSingle().Which.CrashCount.Should().Be(1);
    }

    [Fact]
    public async Task A_host_that_was_called_lost_claims_again_in_its_new_term()
    {
        var lost = (await first.Get<IHosts>().ListAsync(default)).Single(host => host.IsThisHost).HostId;
        await second.ExecuteAsync($"UPDATE hosts SET state = 'lost' WHERE id = '{lost}'");
        await AddAsync(1);

        IReadOnlyList<Job> claimed = [];
        await UntilAsync(async () => (claimed = await first.Jobs.ClaimJobsAsync(1, default)).Count > 0);

        claimed.Single().CrashCount.Should().Be(0);
        (await second.Get<IHosts>().ListAsync(default)).Single(host => host.Scanning == 1).HostId.Should().NotBe(lost);
    }

    [Fact]
    public async Task A_call_is_heard_by_the_others_and_not_by_the_caller()
    {
        await DrainAsync(first);
        var heard = NextSignalAsync(second);
        var echo = NextSignalAsync(first);

        // The first host calls nobody as long as it has not heard of the second.
        while (!heard.IsCompleted)
        {
            first.Get<IHosts>().CallOthers();
            await Task.WhenAny(heard, Task.Delay(100));
        }

        (await heard).Should().BeOfType<HostSignal.JobsWait>();
        await Task.WhenAny(echo, Task.Delay(200));
        echo.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_cancel_reaches_the_host_that_scans_the_job()
    {
        await AddAsync(1);
        var job = (await first.Jobs.ClaimJobsAsync(1, default)).Single();
        var heard = SignalAsync(first, signal => signal is HostSignal.CancelWanted);

        await second.Jobs.CancelAsync(job.Id, default);

        (await heard).Should().Be(new HostSignal.CancelWanted(job.Id));
    }

    private Task<StorageHost> StartAsync() => StorageHost.StartAsync(
        database.Append(new("Storage:DataDirectory", folder.Path)).Append(new("Storage:HostLease", "00:00:03")));

    private Task AddAsync(int count) => first.Jobs.AddAsync(
        [.. Enumerable.Range(0, count).Select(_ => NewJob())], default);

    private static NewJob NewJob() => new(Guid.CreateVersion7(), "x", 1, new string('a', 64), "api", TimeProvider.System.GetUtcNow());

    private static Task<HostSignal> NextSignalAsync(StorageHost host) => SignalAsync(host, _ => true);

    private static async Task<HostSignal> SignalAsync(StorageHost host, Func<HostSignal, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var signal in host.Get<IHosts>().ListenAsync(patience.Token))
        {
            if (wanted(signal))
                return signal;
        }

        throw new InvalidOperationException("The inbox was closed.");
    }

    /// <summary>Takes what start-up left in the inbox.</summary>
    private static async Task DrainAsync(StorageHost host)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        try
        {
            await foreach (var _ in host.Get<IHosts>().ListenAsync(enough.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // Empty.
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.Should().BeLessThan(Patience);
            await Task.Delay(50);
        }
    }
}
