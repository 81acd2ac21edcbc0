using ScanHost.Faults.Hosts;

namespace ScanHost.Faults.Tests;

/// <summary>kill -9 at every step of a job's way. Each life of the host recovers from the last death and meets the next.</summary>
public sealed class KillAtEveryStepTests
{
    private const int Sigkill = 137;

    private static readonly string[] Steps =
    [
        "after_sample", "before_commit:8", "after_commit:8", "after_insert", "after_claim", "mid_scan", "before_done", "after_done_before_ack", "after_commit:9",
    ];

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_host_that_is_killed_at_any_step_loses_and_doubles_nothing(string provider)
    {
        using var run = FaultRun.On(provider);
        var host = await run.StartHostAsync();
        await host.KillAsync();

        host.Settings.Add("Samples:MaxInlineBytes=0"); // a small sample that is kept with its job has no step of its own
        await DieAtAsync(run, host, "before_keep");
        host.Settings.RemoveAt(host.Settings.Count - 1);
        foreach (var step in Steps)
            await DieAtAsync(run, host, step);

        host.Start();
        await run.AllIsWellAsync();
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_host_that_is_killed_while_it_migrates_comes_up_at_the_next_start(string provider)
    {
        using var run = FaultRun.On(provider);
        var host = run.AddHost();
        host.Start("mid_migrate");
        await host.EndAsync(TimeSpan.FromMinutes(3));
        host.ExitCode.Should().Be(Sigkill);

        await host.StartReadyAsync();
        run.Ledger.InstallWitness();
        (await run.Submitter.SubmitAsync(host.Address)).Should().NotBeNull();

        await run.AllIsWellAsync();
    }

    [Fact]
    public async Task A_host_that_is_killed_in_its_rescue_or_its_release_leaves_the_rest_to_the_next_start()
    {
        using var run = FaultRun.OnSqlite();
        var host = await run.StartHostAsync("Pipeline:ShutdownSeconds=0");
        await host.KillAsync();
        await host.StartReadyAsync("in_release");
        for (var job = 0; job < 8; job++)
            await run.Submitter.SubmitAsync(host.Address, "scanhost-fault sleep 60000");
        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'scanning'") >= 4, 10, "workers and their channel fill");

        host.AskToStop();
        await host.EndAsync(TimeSpan.FromMinutes(3));
        host.ExitCode.Should().Be(Sigkill);
        host.Start("after_rescue");
        await host.EndAsync(TimeSpan.FromMinutes(3));
        host.ExitCode.Should().Be(Sigkill);

        host.Environment.Clear(); // without the fault stage the files are harmless
        host.Start();
        await run.AllIsWellAsync();
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_removes_a_sample_has_it_back_for_the_job_that_came_meanwhile()
    {
        using var run = FaultRun.OnSqlite();
        var host = await run.StartHostAsync("Samples:MaxInlineBytes=0");
        var content = "handed in twice"u8.ToArray();
        await run.Submitter.SubmitAsync(host.Address, content);
        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'done'") == 1, 10, "it is scanned");
        await host.KillAsync();
        var sample = Directory.GetFiles(Path.Combine(run.Path, "data", "samples"), "*", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(sample, File.GetLastWriteTimeUtc(sample).AddDays(-2));

        host.Settings.Add("Retention:Samples=1.00:00:00");
        host.Start("in_sweep");
        await host.EndAsync(TimeSpan.FromMinutes(3));
        host.ExitCode.Should().Be(Sigkill, host.Tail());
        File.Exists(sample).Should().BeFalse();

        host.Settings.RemoveAt(host.Settings.Count - 1);
        run.Ledger.Execute("UPDATE jobs SET status = 'queued', result = NULL, finished_at = NULL"); // as if it had been accepted in between
        await host.StartReadyAsync();
        await FaultRun.UntilAsync(() => run.Ledger.Jobs().Single().Status is "done" or "failed", 10, "it ends");
        run.Ledger.Jobs().Single().Status.Should().Be("done");
    }

    private const int NotStarted = 3; // as ScanHost's exit codes have it

    private static async Task DieAtAsync(FaultRun run, HostProcess host, string step)
    {
        // A start is refused when the database does not answer in time, as behind a disk that stands still; whoever watches over it starts it again.
        for (var start = 0; start < 3 && (start == 0 || host.ExitCode == NotStarted); start++)
        {
            host.Start(step);
            await HandInUntilDeathAsync(run, host);
        }

        host.ExitCode.Should().Be(Sigkill, "it is killed at {0}, and by nothing else; its log ends with {1}", step, host.Log[^Math.Min(host.Log.Length, 2000)..]);
    }

    private static async Task HandInUntilDeathAsync(FaultRun run, HostProcess host)
    {
        var deadline = Environment.TickCount64 + 180_000;
        while (host.IsAlive && Environment.TickCount64 < deadline)
        {
            if (await run.Submitter.SubmitAsync(host.Address) is null)
                await Task.Delay(20);
        }
    }
}
