using System.Data.Common;
using Npgsql;

namespace ScanHost.Faults.Ledgers;

/// <summary>A PostgreSQL database.</summary>
/// <param name="connectionString">Our way to it.</param>
/// <param name="dataDirectory">The samples' folder, which the hosts share.</param>
/// <param name="hostConnectionString">The hosts' way to it, where that is another.</param>
public sealed class PostgresLedger(string connectionString, string dataDirectory, string? hostConnectionString = null) : Ledger
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> HostSettings =>
    [
        "Storage:Provider=Postgres", $"Storage:ConnectionString={hostConnectionString ?? connectionString}", $"Storage:DataDirectory={dataDirectory}",
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> WitnessSql =>
    [
        """
        CREATE TABLE IF NOT EXISTS witness (at bigint GENERATED ALWAYS AS IDENTITY, job_id uuid, old_status text, new_status text, claim_no bigint);
        CREATE OR REPLACE FUNCTION witness_job() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO witness (job_id, old_status, new_status, claim_no) VALUES (NEW.id, OLD.status, NEW.status, NEW.claim_no);
            RETURN NULL;
        END $$;
        CREATE OR REPLACE TRIGGER witness_jobs AFTER UPDATE ON jobs FOR EACH ROW
            WHEN (OLD.status <> NEW.status OR OLD.result IS DISTINCT FROM NEW.result) EXECUTE FUNCTION witness_job()
        """,
    ];

    /// <inheritdoc/>
    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
