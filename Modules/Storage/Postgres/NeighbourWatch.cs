using Npgsql;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Postgres;

/// <summary>
/// Waits for the lock of another host, so that a death is noticed when PostgreSQL frees the lock, and not at the next look. Each host watches
/// the one that came next after it, and the last one the first. A hint only: <see cref="DeadHosts"/> decides.
/// </summary>
internal sealed class NeighbourWatch(PostgresSource source, HostInbox inbox, TimeProvider clock)
{
    /// <summary>After so long in vain it asks again who its neighbour is: hosts come and go. A waiting statement also holds back vacuum.</summary>
    private const string LongestWait = "10s";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly string Neighbour = $"""
        SELECT id FROM hosts
        WHERE state = 'alive' AND lease_until > now() AND id <> $1 AND NOT {LeaseConnection.IsFreeSql("id")}
        ORDER BY id < $1, id LIMIT 1
        """;

    private static readonly string WaitForLock = $"SELECT pg_advisory_xact_lock_shared({LeaseConnection.KeysSql("$1")})";

    /// <summary>Watches until the host stops.</summary>
    /// <param name="me">This host's id in its present term.</param>
    /// <param name="hasOthers">Whether another host was alive lately; a host that is alone asks nothing.</param>
    /// <param name="stop">The host stops.</param>
    public async Task RunAsync(Func<Guid> me, Func<bool> hasOthers, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (hasOthers())
                    await WatchAsync(me, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException or InvalidOperationException or OperationCanceledException)
            {
                // Without the watch the looks of every few seconds remain.
            }

            await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Watches one neighbour after the other, until there is none.</summary>
    private async Task WatchAsync(Func<Guid> me, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(source.ConnectionString)
        {
            Pooling = false,
            CommandTimeout = 20,
            ApplicationName = "scanhost watch",
        }.ConnectionString);
        await connection.OpenAsync(stop);
        await using (var patience = new NpgsqlCommand($"SET lock_timeout = '{LongestWait}'", connection))
            await patience.ExecuteNonQueryAsync(stop);

        while (await NeighbourAsync(connection, me(), stop) is { } neighbour)
        {
            if (await IsGoneAsync(connection, neighbour, stop))
                inbox.Put(new HostSignal.HostGone());
        }
    }

    private static async Task<Guid?> NeighbourAsync(NpgsqlConnection connection, Guid me, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Neighbour, connection) { Parameters = { new() { Value = me } } };
        return await command.ExecuteScalarAsync(stop) as Guid?;
    }

    private static async Task<bool> IsGoneAsync(NpgsqlConnection connection, Guid neighbour, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(WaitForLock, connection) { Parameters = { new() { Value = neighbour } } };
        try
        {
            await command.ExecuteNonQueryAsync(stop);
            return true;
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }
}
