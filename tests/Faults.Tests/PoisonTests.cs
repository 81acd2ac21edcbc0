namespace ScanHost.Faults.Tests;

/// <summary>Files whose scan kills or blocks the host. Only the culprit pays.</summary>
public sealed class PoisonTests
{
    private const int Neighbours = 20;

    [Theory]
    [InlineData("failfast")]
    [InlineData("overflow")]
    public async Task A_file_that_kills_the_host_three_times_fails_as_poison_and_harms_no_neighbour(string fault)
    {
        using var run = FaultRun.OnSqlite();
        var host = await run.StartHostAsync();
        var before = await SubmitAsync(run, host.Address, Neighbours / 2);
        var culprit = await run.Submitter.SubmitAsync(host.Address, "scanhost-fault " + fault);
        for (var deaths = 0; deaths < 3; deaths++)
        {
            await host.EndAsync(TimeSpan.FromMinutes(3));
            host.Start();
        }

        await host.ReadyAsync();
        var after = await SubmitAsync(run, host.Address, Neighbours / 2);

        await run.AllIsWellAsync();
        var jobs = run.Ledger.Jobs().ToDictionary(job => job.Id);
        jobs[culprit!.Id].Should().BeEquivalentTo(new { Status = "failed", CrashCount = 3 });
        jobs[culprit.Id].Error.Should().Contain("\"poison\"");
        before.Concat(after).Select(id => jobs[id]).Should().OnlyContain(job => job.Status == "done" && job.CrashCount <= 1);
        host.IsAlive.Should().BeTrue();
    }

    [Fact]
    public async Task A_file_that_eats_all_memory_ends_and_harms_no_neighbour()
    {
        using var run = FaultRun.OnSqlite();
        var host = run.AddHost();
        host.Environment["DOTNET_GCHeapHardLimit"] = "8000000"; // hexadecimal: 128 MiB
        host.Start();
        await host.ReadyAsync();
        run.Ledger.InstallWitness();
        await run.Submitter.SubmitAsync(host.Address, "scanhost-fault memory");
        var neighbours = await SubmitAsync(run, host.Address, Neighbours);
        using var keeper = new CancellationTokenSource();
        var keeping = KeepAliveAsync(host, keeper.Token);

        await run.AllIsWellAsync("internal", "timeout");

        await keeper.CancelAsync();
        await keeping;
        var jobs = run.Ledger.Jobs().ToDictionary(job => job.Id);
        neighbours.Select(id => jobs[id]).Should().OnlyContain(job => job.Status == "done" && job.CrashCount <= 1);
    }

    [Fact]
    public async Task Files_whose_scan_never_ends_fail_in_time_and_give_their_workers_back()
    {
        using var run = FaultRun.OnSqlite();
        var host = await run.StartHostAsync("Limits:MaxStageSeconds=1", "Pipeline:Workers=2");
        List<Guid> spinning = [];
        for (var file = 0; file < 2; file++)
            spinning.Add((await run.Submitter.SubmitAsync(host.Address, "scanhost-fault spin"))!.Id);
        var neighbours = await SubmitAsync(run, host.Address, Neighbours);

        await run.AllIsWellAsync("timeout");

        var jobs = run.Ledger.Jobs().ToDictionary(job => job.Id);
        spinning.Select(id => jobs[id].Error).Should().OnlyContain(error => error!.Contains("\"timeout\""));
        neighbours.Select(id => jobs[id].Status).Should().OnlyContain(status => status == "done");
    }

    private static async Task<List<Guid>> SubmitAsync(FaultRun run, Uri host, int count)
    {
        var ids = new List<Guid>();
        for (var file = 0; file < count; file++)
            ids.Add((await run.Submitter.SubmitAsync(host))!.Id);
        return ids;
    }

    /// <summary>What systemd does.</summary>
    private static async Task KeepAliveAsync(Hosts.HostProcess host, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!host.IsAlive)
                host.Start();
            await Task.Delay(200, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
