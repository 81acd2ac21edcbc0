namespace ScanHost.Faults.Tests;

/// <summary>A hundred thousand jobs wait, and many more have ended.</summary>
[Trait("Run", "Long")]
public sealed class BacklogTests
{
    private const int Queued = 100_000, Ended = 200_000;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_backlog_is_worked_off_from_its_front_without_reading_the_rest(string provider)
    {
        using var run = FaultRun.On(provider);
        var host = await run.StartHostAsync();
        await host.KillAsync();
        Fill(run, provider == "SQLite");
        await host.StartReadyAsync();
        var scansBefore = TableScans(run, provider);

        await FaultRun.UntilAsync(() => run.Ledger.Number("SELECT count(*) FROM witness WHERE new_status = 'failed'") >= 500, 15, "samples are missing, so each fails at once");

        (TableScans(run, provider) - scansBefore).Should().BeLessThan(10, "a claim takes the front of an index");
        host.IsAlive.Should().BeTrue();
    }

    private static long TableScans(FaultRun run, string provider) =>
        provider == "SQLite" ? 0 : run.Ledger.Number("SELECT coalesce(sum(seq_scan), 0) FROM pg_stat_user_tables WHERE relname = 'jobs'");

    private static void Fill(FaultRun run, bool isSqlite)
    {
        const string columns = "id, status, name, size, sha256, source, priority, run_at, turn_at, fresh, attempt, crash_count, claim_no, cancel_requested, created_at, updated_at, result";
        var series = isSqlite
            ? $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Queued + Ended}) "
            : $"WITH n AS (SELECT i FROM generate_series(1, {Queued + Ended}) AS n(i)) ";
        var id = isSqlite ? "printf('01900000-0000-7000-8000-%012X', i)" : "('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";
        var time = isSqlite ? "1700000000000000 + i" : "'2023-11-14Z'::timestamptz + i * interval '1 microsecond'";
        var result = isSqlite ? "'{\"verdict\":\"clean\",\"score\":0}'" : "'{\"verdict\":\"clean\",\"score\":0}'::jsonb";
        var no = isSqlite ? "0" : "false";
        run.Ledger.Execute($"""
            INSERT INTO jobs ({columns})
            {series}
            SELECT {id}, CASE WHEN i <= {Ended} THEN 'done' ELSE 'queued' END, 'f', 1, '{new string('b', 64)}', 'api', 0, {time}, {time}, {no}, 0, 0, 0, {no}, {time}, {time},
                   CASE WHEN i <= {Ended} THEN {result} END
            FROM n
            """);
        if (!isSqlite)
            run.Ledger.Execute("ANALYZE jobs");
    }
}
