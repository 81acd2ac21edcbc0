using System.Buffers.Binary;
using Npgsql;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Postgres;

/// <summary>What a heartbeat brings back.</summary>
/// <param name="Others">How many other hosts are alive.</param>
/// <param name="CancelWanted">Jobs of this host that somebody wants canceled.</param>
internal sealed record Heartbeat(int Others, IReadOnlyList<Guid> CancelWanted);

/// <summary>
/// The connection on which this host lives: it holds a session advisory lock, which PostgreSQL frees within milliseconds of the process's
/// death; it beats, and it listens to the others. It never runs anything long, because a busy server process notices the death later.
/// </summary>
internal sealed class LeaseConnection : IAsyncDisposable
{
    /// <summary>First key of our advisory locks: "scan" in ASCII. The second is drawn from the host's id.</summary>
    private const int LockClass = 0x7363616e;

    // One that was called lost or has stopped stays so: no row comes back.
    private const string Beat = """
        INSERT INTO hosts (id, name, pid, started_at, heartbeat_at, lease_until, state) VALUES ($1, $2, $3, now(), now(), now() + $4, 'alive')
        ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), lease_until = now() + $4 WHERE hosts.state = 'alive'
        RETURNING id
        """;

    private const string Others = $"""
        SELECT NULL::uuid FROM hosts WHERE state = 'alive' AND lease_until > now() AND id <> $1
        UNION ALL
        SELECT id FROM jobs WHERE {JobWriter.Scanning} AND host_id = $1 AND cancel_requested
        """;

    private readonly NpgsqlConnection connection;
    private readonly Guid host;
    private readonly Action<string> hear;

    private LeaseConnection(NpgsqlConnection connection, Guid host, Action<string> hear)
    {
        this.connection = connection;
        this.host = host;
        this.hear = hear;
        connection.Notification += OnNotification;
    }

    /// <summary>Condition: the host whose id stands in a column holds its lock no more. Taking the lock for the rest of the transaction is how
    /// one asks.</summary>
    public static string IsFreeSql(string column) => $"pg_try_advisory_xact_lock({KeysSql(column)})";

    /// <summary>The two keys of a host's lock, from an expression for its id.</summary>
    public static string KeysSql(string id) => $"{LockClass}, ('x' || right({id}::text, 8))::bit(32)::int";

    /// <summary>Connects, takes the lock, and listens from now on.</summary>
    /// <exception cref="StorageUnavailableException">The server cannot be reached.</exception>
    public static async Task<LeaseConnection> OpenAsync(
        string connectionString, Guid host, Action<string> hear, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = 5,
            CommandTimeout = 5,
            ApplicationName = "scanhost lease",
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({LockClass}, @host); LISTEN {HostCalls.Channel}", connection);
            command.Parameters.AddWithValue("host", Key(host));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new(connection, host, hear);
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            if (error is NpgsqlException or TimeoutException)
                throw new StorageUnavailableException($"PostgreSQL cannot be reached: {error.Message}", error);
            throw;
        }
    }

    /// <summary>Shows that the host is alive.</summary>
    /// <returns>Null when the others have called it lost.</returns>
    public async Task<Heartbeat?> BeatAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Beat)
                {
                    Parameters =
                    {
                        new() { Value = host }, new() { Value = Environment.MachineName }, new() { Value = Environment.ProcessId },
                        new() { Value = lease },
                    },
                },
                new(Others) { Parameters = { new() { Value = host } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
            return null;

        var (others, wanted) = (0, new List<Guid>());
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (rows.IsDBNull(0))
                others++;
            else
                wanted.Add(rows.GetGuid(0));
        }

        return new(others, wanted);
    }

    /// <summary>Hears what others say, for so long.</summary>
    public async Task ListenAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var until = Environment.TickCount64 + (long)duration.TotalMilliseconds;
        while (until - Environment.TickCount64 is > 0 and var rest)
            await connection.WaitAsync(TimeSpan.FromMilliseconds(rest), cancellationToken);
    }

    /// <summary>Says that the host stops, so that the others take over at once.</summary>
    public async Task SayGoodbyeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand($"UPDATE hosts SET state = 'stopped' WHERE id = @host; NOTIFY {HostCalls.Channel}, '{HostCalls.Work}'", connection);
            command.Parameters.AddWithValue("host", host);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // The lock goes with the connection; the others see that too.
        }
    }

    public ValueTask DisposeAsync()
    {
        connection.Notification -= OnNotification;
        return connection.DisposeAsync();
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs notification)
    {
        if (!Failpoint.IsArmed("drop_notifications"))
            hear(notification.Payload);
    }

    /// <summary>The last 32 bits of a UUIDv7, which are random.</summary>
    private static int Key(Guid host)
    {
        Span<byte> bytes = stackalloc byte[16];
        host.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }
}
