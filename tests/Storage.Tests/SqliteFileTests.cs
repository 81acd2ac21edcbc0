using Microsoft.Data.Sqlite;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

/// <summary>How the database file is kept.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_file_has_a_write_ahead_log_so_that_a_commit_is_one_flush()
    {
        await using var host = await StartAsync();

        (await host.QueryAsync("PRAGMA journal_mode")).Should().Equal("wal");
    }

    [Fact]
    public async Task A_file_with_a_rollback_journal_gets_one_at_the_next_start()
    {
        using (var before = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "scanhost.db")};Pooling=False"))
        {
            before.Open();
            using var command = before.CreateCommand();
            command.CommandText = "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)";
            command.ExecuteNonQuery();
        }

        await using var host = await StartAsync();

        (await host.QueryAsync("PRAGMA journal_mode")).Should().Equal("wal");
    }

    private Task<StorageHost> StartAsync() =>
        StorageHost.StartAsync(Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)));
}
