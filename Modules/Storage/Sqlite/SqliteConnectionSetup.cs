using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ScanHost.Storage.Sqlite;

/// <summary>
/// Sets on each connection what SQLite keeps per connection: FULL flushes at every commit (an acknowledged job survives a
/// power cut), and SQLite's own waiting for a lock, because the driver's waits in steps of 150 ms.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    /// <summary>Sets it on a connection that is open.</summary>
    public static void Prepare(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare(connection);

    // The driver is synchronous underneath: its asynchronous calls run here and now.
    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare(connection);
        return Task.CompletedTask;
    }
}
