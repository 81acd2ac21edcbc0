namespace ScanHost.Faults.Tests;

/// <summary>SIGTERM while scans run.</summary>
public sealed class ShutdownTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_stop_gives_unfinished_work_back_without_using_up_an_attempt(string provider)
    {
        using var run = FaultRun.On(provider);
        var host = await run.StartHostAsync("Pipeline:ShutdownSeconds=1", "Pipeline:Workers=8");
        for (var file = 0; file < 12; file++)
            await run.Submitter.SubmitAsync(host.Address, "scanhost-fault sleep 60000");
        await run.Submitter.SubmitAsync(host.Address, "scanhost-fault sleep 10");
        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM jobs WHERE status = 'scanning'") >= 8, 10, "all workers work");

        host.AskToStop();
        host.AskToStop(); // an impatient person
        await host.EndAsync(TimeSpan.FromMinutes(3));

        host.ExitCode.Should().Be(0, host.Tail());
        run.Ledger.Jobs().Where(job => job.Status != "done").Should().OnlyContain(job => job.Status == "queued" && job.Attempt == 0 && !job.HasHost);
        host.Environment.Clear(); // without the fault stage the files are harmless
        await host.StartReadyAsync();
        await run.AllIsWellAsync();
        run.Ledger.Jobs().Should().OnlyContain(job => job.Status == "done" && job.CrashCount == 0);
    }
}
