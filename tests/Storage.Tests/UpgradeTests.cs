using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

/// <summary>A database of the first version, with a row in every old status, is brought up to date.</summary>
public sealed class UpgradeTests : IDisposable
{
    private static readonly string[] OldWords = ["queued", "processing", "completed", "failed", "weird"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task On_sqlite_old_rows_survive_with_the_new_words() => UpgradeAsync(Databases.Sqlite);

    [Fact]
    public Task On_postgres_old_rows_survive_with_the_new_words() => UpgradeAsync(Databases.NewPostgres());

    [Fact]
    public Task The_sqlite_model_needs_no_further_migration() => ModelIsCompleteAsync(Databases.Sqlite);

    [Fact]
    public Task The_postgres_model_needs_no_further_migration() => ModelIsCompleteAsync(Databases.NewPostgres());

    [Fact]
    public async Task A_start_that_was_killed_in_the_middle_of_a_migration_does_not_block_the_next()
    {
        List<KeyValuePair<string, string?>> settings = [.. Databases.Sqlite, new("Storage:DataDirectory", folder.Path)];
        await CreateOldDatabaseAsync(settings);
        await using (var killed = StorageHost.Create(settings))
        {
            await killed.ExecuteAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await killed.ExecuteAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        }

        await using var next = await StorageHost.StartAsync(settings).WaitAsync(TimeSpan.FromSeconds(60));

        (await next.Jobs.ListAsync(new(), default)).Should().HaveCount(5);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_no_host_ran_makes_no_job_wait()
    {
        List<KeyValuePair<string, string?>> settings = [.. Databases.Sqlite, new("Storage:DataDirectory", folder.Path)];
        await using (var before = await StorageHost.StartAsync(settings))
        {
            await before.Jobs.AddAsync([new(Guid.CreateVersion7(), "x", 1, "aa", "api", TimeProvider.System.GetUtcNow())], default);
            await before.ExecuteAsync("UPDATE jobs SET run_at = run_at + 3600000000, turn_at = turn_at + 3600000000");
        }

        await using var after = await StorageHost.StartAsync(settings);

        (await after.Jobs.ClaimJobsAsync(1, default)).Should().ContainSingle();
    }

    private async Task UpgradeAsync(IReadOnlyDictionary<string, string?> provider)
    {
        var settings = provider.Append(new("Storage:DataDirectory", folder.Path)).ToList();
        var ids = await CreateOldDatabaseAsync(settings);

        await using var upgraded = await StorageHost.StartAsync(settings);

        var statuses = new List<string>();
        foreach (var id in ids)
            statuses.Add((await upgraded.Jobs.GetAsync(id, default))!.Status.Word);
        // The one that was being scanned belonged to a host that is no more: it is queued again.
        statuses.Should().Equal("queued", "queued", "done", "failed", "weird");
        (await upgraded.Jobs.GetResultAsync(ids[2], default)).Should().Be(new StoredResult(JobStatus.Done, null, false));
        (await upgraded.Jobs.ListAsync(new(), default)).Should().HaveCount(5);
    }

    private static async Task<List<Guid>> CreateOldDatabaseAsync(List<KeyValuePair<string, string?>> settings)
    {
        await using var old = StorageHost.Create(settings);
        await using var db = await old.Get<IDbContextFactory<ScanDb>>().CreateDbContextAsync();
        await db.GetService<IMigrator>().MigrateAsync("CreateJobs");
        var time = db.Database.IsSqlite() ? "0" : "now()";
        var ids = new List<Guid>();
        foreach (var word in OldWords)
        {
            ids.Add(Guid.CreateVersion7());
            await db.Database.ExecuteSqlRawAsync(
                $"INSERT INTO jobs (id, status, name, size, sha256, source, priority, run_at, attempt, crash_count, claim_no, cancel_requested, created_at, updated_at) " +
                $"VALUES ({{0}}, {{1}}, 'old', 1, 'aa', 'api', 0, {time}, 0, 0, 0, {{2}}, {time}, {time})", ids[^1], word, false);
        }

        return ids;
    }

    private async Task ModelIsCompleteAsync(IReadOnlyDictionary<string, string?> provider)
    {
        await using var host = StorageHost.Create(provider.Append(new("Storage:DataDirectory", folder.Path)));
        await using var db = await host.Get<IDbContextFactory<ScanDb>>().CreateDbContextAsync();

        db.Database.HasPendingModelChanges().Should().BeFalse();
    }
}
