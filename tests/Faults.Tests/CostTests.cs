using ScanHost.Contracts.Jobs;
using ScanHost.Faults.Engine;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Faults.Tests;

/// <summary>What a job costs PostgreSQL, by its own counters: no clock, no noise.</summary>
public sealed class CostTests : IDisposable
{
    private const int Jobs = 3000;

    private readonly PostgresServer server = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Under_load_ten_jobs_share_a_commit_and_a_job_with_its_report_takes_less_than_3_KB_of_log()
    {
        var ledger = new PostgresLedger(server.CreateDatabase("cost"), Path.Combine(folder.Path, "data"));
        var settings = ledger.HostSettings.Select(setting => KeyValuePair.Create(setting.Split('=', 2)[0], (string?)setting.Split('=', 2)[1])).ToList();
        await using (var intake = new NoOpEngine(settings, workers: 0))
        {
            await intake.StartAsync();
            var sample = await intake.Samples.PutAsync(new MemoryStream(new byte[1 << 20]), default);
            foreach (var group in Enumerable.Range(0, Jobs).Chunk(500))
                await intake.Store.AddAsync([.. group.Select(_ => new NewJob(Guid.CreateVersion7(), "f", 1, sample.Sha256, "api", DateTimeOffset.UnixEpoch) { Fresh = true })], default);
        }

        await using var engine = new NoOpEngine(settings, workers: 4);
        var (commits, log) = (Commits(ledger), Log(ledger));
        await engine.StartAsync();
        await FaultRun.UntilAsync(() => engine.Scanner.Scanned == Jobs, 60, "all are scanned");
        await FaultRun.UntilAsync(() => ledger.Number("SELECT count(*) FROM jobs WHERE status = 'done'") == Jobs, 30, "all are stored");

        ledger.Number("SELECT min(length(result::text)) FROM jobs").Should().BeGreaterThan(2500, "a report is a report");
        ((Commits(ledger) - commits) / (double)Jobs).Should().BeLessThanOrEqualTo(0.10);
        ((Log(ledger) - log) / (double)Jobs).Should().BeLessThanOrEqualTo(3000);
    }

    private static long Commits(Ledger ledger) =>
        ledger.Number("SELECT xact_commit FROM pg_stat_database, pg_stat_force_next_flush() WHERE datname = current_database()");

    private static long Log(Ledger ledger) => ledger.Number("SELECT wal_bytes FROM pg_stat_wal");
}
