using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ScanHost.Faults.Ledgers;

/// <summary>The SQLite file of a data directory.</summary>
public sealed class SqliteLedger(string dataDirectory) : Ledger
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> HostSettings => [$"Storage:DataDirectory={dataDirectory}"];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> WitnessSql =>
    [
        """
        CREATE TABLE IF NOT EXISTS witness (at INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT, old_status TEXT, new_status TEXT, claim_no INTEGER)
        """,
        """
        CREATE TRIGGER IF NOT EXISTS witness_jobs AFTER UPDATE ON jobs WHEN OLD.status <> NEW.status OR OLD.result IS NOT NEW.result BEGIN
            INSERT INTO witness (job_id, old_status, new_status, claim_no) VALUES (NEW.id, OLD.status, NEW.status, NEW.claim_no);
        END
        """,
    ];

    /// <inheritdoc/>
    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "scanhost.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000";
        command.ExecuteNonQuery();
        return connection;
    }
}
