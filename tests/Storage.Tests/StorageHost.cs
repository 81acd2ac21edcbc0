using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;
using ScanHost.Storage.Database;
using ScanHost.Storage.Postgres;
using ScanHost.Storage.Sqlite;

namespace ScanHost.Storage.Tests;

/// <summary>The real module on a data directory, started and stopped as a host does.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost host;

    private StorageHost(IHost host) => this.host = host;

    public IJobStore Jobs => host.Services.GetRequiredService<IJobStore>();

    public ISampleStore Samples => host.Services.GetRequiredService<ISampleStore>();

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public static StorageHost Create(params IEnumerable<KeyValuePair<string, string?>> settings) => Create(TimeProvider.System, settings);

    private static StorageHost Create(TimeProvider clock, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(clock);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddStorage();
        LostAnswers.Wrap(builder.Services);
        return new(builder.Build());
    }

    public static async Task<StorageHost> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var started = Create(settings);
        await started.host.StartAsync();
        return started;
    }

    /// <summary>A host whose clock is wrong by so much.</summary>
    public static async Task<StorageHost> StartAheadAsync(TimeSpan ahead, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var started = Create(new WrongClock(ahead), settings);
        await started.host.StartAsync();
        return started;
    }

    /// <summary>The next transaction is committed, and its answer is lost with the connection.</summary>
    public void LoseTheNextAnswer() => Get<LostAnswers>().LoseNext = true;

    /// <summary>Runs a statement of the test's own.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var db = await Get<IDbContextFactory<ScanDb>>().CreateDbContextAsync();
        return await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Rows of one column of text.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var db = await Get<IDbContextFactory<ScanDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(Convert.ToString(rows.GetValue(rows.FieldCount - 1), System.Globalization.CultureInfo.InvariantCulture)!);
        return found;
    }

    /// <summary>As if what is queued had come at another time.</summary>
    public Task MoveTurnsAsync(TimeSpan by) => ExecuteAsync(
        IsSqlite ? $"UPDATE jobs SET turn_at = turn_at + {(long)by.TotalMicroseconds}" : $"UPDATE jobs SET turn_at = turn_at + interval '{(int)by.TotalSeconds} seconds'");

    /// <summary>How the database would claim jobs with many that have ended and many that wait, as the writer's connection asks it to.</summary>
    public async Task<string> PlanOfClaimAsync()
    {
        const string columns = "id, status, name, size, sha256, source, priority, fresh, run_at, turn_at, attempt, crash_count, claim_no, cancel_requested, created_at, updated_at, finished_at";
        if (IsSqlite)
        {
            await ExecuteAsync($"""
                INSERT INTO jobs ({columns})
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 22000)
                SELECT i, CASE WHEN i > 20000 THEN 'queued' ELSE 'done' END, 'x', 1, 'a', 'api', 0, 0, 0, i, 0, 0, 0, 0, 0, 0, 0 FROM n
                """);
            await ExecuteAsync("ANALYZE");
            return string.Join('\n', await QueryAsync("EXPLAIN QUERY PLAN " + SqliteWriteConnection.ClaimDue.Replace("@host", "'h'").Replace("@count", "50").Replace("@now", "1")));
        }

        await ExecuteAsync($"""
            INSERT INTO jobs ({columns})
            SELECT gen_random_uuid(), CASE WHEN i > 20000 THEN 'queued' ELSE 'done' END, 'x', 1, 'a', 'api', 0, false, now(), now(), 0, 0, 0, false, now(), now(), now()
            FROM generate_series(1, 22000) AS i
            """);
        return string.Join('\n', await QueryAsync($"""
            {PostgresWriteConnections.PlanOnce};
            PREPARE claim(uuid, bigint) AS {PostgresWriteConnection.ClaimDue};
            EXPLAIN EXECUTE claim('{Guid.Empty}', 50)
            """));
    }

    private bool IsSqlite => Get<Dialect>() is SqliteDialect;

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}

internal static class JobStoreClaims
{
    /// <summary>The claimed jobs, without what came with them.</summary>
    public static async Task<IReadOnlyList<Job>> ClaimJobsAsync(this IJobStore store, int count, CancellationToken cancellationToken) =>
        [.. (await store.ClaimAsync(count, cancellationToken)).Select(claimed => claimed.Job)];
}
