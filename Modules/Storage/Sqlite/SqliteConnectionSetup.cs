using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ScanHost.Storage.Sqlite;

/// <summary>
/// Sets on each connection what SQLite keeps per connection: FULL flushes at every commit (an acknowledged job survives a
/// power cut), and SQLite's own waiting for a lock, because the driver's waits in steps of 150 ms.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

    /// <summary>Handles of the driver's pool on which it is set already: they keep it, and setting it costs as much as a read.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Prepared = [];

    /// <summary>Sets it on a connection that is open.</summary>
    public static void Prepare(DbConnection connection)
    {
        if (((SqliteConnection)connection).Handle is not { } handle || !Prepared.TryAdd(handle, Pragmas))
            return;

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
