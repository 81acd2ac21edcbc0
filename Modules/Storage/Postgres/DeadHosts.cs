using Npgsql;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Postgres;

/// <summary>Finds hosts that have claimed jobs and are dead.</summary>
internal static class DeadHosts
{
    // A host is dead when it said that it stopped, when nobody holds its lock (PostgreSQL frees it within milliseconds of a process's
    // death), or when its lease is over: the lock of a host behind a cut cable or in a stopped process may stand for hours. After a restart
    // of the server all locks are gone and all leases over, through no fault of the hosts: they get one lease to come back.
    // Rows without a host are from before hosts had ids.
    private static readonly string Look = $"""
        WITH claimed AS MATERIALIZED (
            SELECT DISTINCT host_id FROM jobs WHERE {JobWriter.Scanning} AND (host_id IS NULL OR host_id <> $1))
        SELECT coalesce(claimed.host_id, '{Guid.Empty}'::uuid),
               claimed.host_id IS NULL OR hosts.id IS NOT NULL AND (hosts.state <> 'alive' OR hosts.lease_until < now())
        FROM claimed LEFT JOIN hosts ON hosts.id = claimed.host_id
        WHERE claimed.host_id IS NULL
           OR hosts.state <> 'alive'
           OR (hosts.lease_until < now() OR {LeaseConnection.IsFreeSql("claimed.host_id")})
              AND NOT coalesce(pg_postmaster_start_time() > hosts.heartbeat_at AND now() < pg_postmaster_start_time() + $2, false)
        """;

    /// <summary>The hosts that look dead now.</summary>
    /// <returns>With whether a second look could show something else.</returns>
    public static async Task<IReadOnlyList<(Guid Id, bool IsCertain)>> LookAsync(
        PostgresSource source, Guid me, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Look, connection);
        command.Parameters.AddWithValue(me);
        command.Parameters.AddWithValue(lease);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, bool)>();
        while (await rows.ReadAsync(cancellationToken))
            found.Add((rows.GetGuid(0), rows.GetBoolean(1)));
        return found;
    }

    /// <summary>Says for good that hosts are lost; one that lives all the same learns it with its next heartbeat.</summary>
    public static async Task MarkAsync(PostgresSource source, IReadOnlyList<Guid> hosts, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE hosts SET state = 'lost' WHERE id = ANY($1) AND state = 'alive'", connection);
        command.Parameters.AddWithValue(hosts.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Removes the rows of hosts of which nothing was heard for a day and whose jobs have been taken over: every start of a host leaves one.</summary>
    public static async Task ForgetAsync(PostgresSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"""
            DELETE FROM hosts WHERE heartbeat_at < now() - interval '1 day' AND lease_until < now()
              AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.{JobWriter.Scanning} AND jobs.host_id = hosts.id)
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
