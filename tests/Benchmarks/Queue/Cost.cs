using Npgsql;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Benchmarks.Queue;

/// <summary>What PostgreSQL did for the engines, by its own statistics: free of timing noise.</summary>
/// <param name="Commits">Transactions committed.</param>
/// <param name="WalBytes">Bytes of write-ahead log.</param>
internal sealed record Cost(double Commits, double WalBytes)
{
    /// <summary>The whole cluster's so far; null for engines without PostgreSQL.</summary>
    public static Cost? Of(IQueueEngine engine, PostgresServer server)
    {
        if (!engine.Name.Contains("ostgre", StringComparison.Ordinal) && !engine.Name.Contains("ADO", StringComparison.Ordinal))
            return null;

        using var connection = new NpgsqlConnection(PostgresServer.ConnectionString(server.Folder, "postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT pg_stat_force_next_flush(), (SELECT sum(xact_commit) FROM pg_stat_database)::float8, (SELECT wal_bytes FROM pg_stat_wal)::float8", connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetDouble(1), reader.GetDouble(2));
    }

    /// <summary>What each of so many jobs cost between this and a later reading.</summary>
    public Cost Since(Cost later, int jobs) => new((later.Commits - Commits) / jobs, (later.WalBytes - WalBytes) / jobs);
}
