using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>Applies migrations. The caller holds the host lease.</summary>
internal sealed class DatabaseMigrator(IDbContextFactory<ScanDb> databases, Dialect dialect, DataDirectory data, IHostLease lease)
    : IDatabaseMigrator
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        data.Create();
        await using (lease)
        {
            await lease.AcquireAsync(cancellationToken);
            return await ApplyAsync(cancellationToken);
        }
    }

    /// <summary>Applies what is missing, under a lease that is held already.</summary>
    public Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellationToken) => StorageErrors.GuardAsync<IReadOnlyList<string>>(
        dialect,
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await UseWriteAheadLogAsync(db, cancellationToken);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count == 0)
                return [];

            // Rewriting a large table may well take longer than a statement of the daily work.
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await ForgetStaleLockAsync(db, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            return pending;
        });

    /// <summary>
    /// One flush a commit instead of a rollback journal's four, and readers that never wait for the writer. The file keeps the setting. EF
    /// Core sets it only on a file that it creates itself, and the lock table below may create it first.
    /// </summary>
    private static async Task UseWriteAheadLogAsync(ScanDb db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);
    }

    /// <summary>
    /// A process killed in the middle of a migration leaves a row in EF's lock table on SQLite, for which the next start would
    /// wait for ever (dotnet/efcore#38958). We hold the data directory's lock, so nobody else can be migrating.
    /// </summary>
    private static async Task ForgetStaleLockAsync(ScanDb db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
            return;

        await db.Database.ExecuteSqlAsync(
            $"CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)",
            cancellationToken);
        await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }
}
