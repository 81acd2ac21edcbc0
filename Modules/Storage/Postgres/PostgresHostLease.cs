using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Postgres;

/// <summary>
/// A session advisory lock, held on a connection of its own that never runs anything long: PostgreSQL frees it within
/// milliseconds of this process's death, whatever the reason, and other hosts see that by trying it (docs/decisions/0002).
/// </summary>
internal sealed partial class PostgresHostLease(
    IOptions<StorageOptions> options, TimeProvider clock, ILogger<PostgresHostLease> logger) : IHostLease
{
    /// <summary>First key of our advisory locks: "scan" in ASCII. The second is drawn from the host's id.</summary>
    private const int LockClass = 0x7363616e;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource released = new();
    private NpgsqlConnection? held;
    private Task? keeping;

    public Guid HostId { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Condition: the host whose id stands in a column holds its lock no more. Taking the lock for the rest of the transaction is how
    /// one asks, and keeps two rescuers apart.</summary>
    public static string IsFreeSql(string column) =>
        $"pg_try_advisory_xact_lock({LockClass}, ('x' || right({column}::text, 8))::bit(32)::int)";

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        held = await LockAsync(cancellationToken);
        keeping = Task.Run(KeepAsync, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (released.IsCancellationRequested)
            return;

        await released.CancelAsync();
        if (keeping is not null)
            await keeping;
        await DropAsync();
        released.Dispose();
    }

    /// <summary>Waits on the idle connection. When it breaks, takes the lock again: jobs that another host has rescued meanwhile are fenced by
    /// their claim numbers.</summary>
    private async Task KeepAsync()
    {
        var stop = released.Token;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                held ??= await LockAsync(stop);
                await held.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or StorageUnavailableException or IOException or InvalidOperationException)
            {
                LogLost(error.Message);
                await DropAsync();
                await Task.Delay(RetryPause, clock, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref held, null) is { } broken)
            await broken.DisposeAsync();
    }

    private async Task<NpgsqlConnection> LockAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
        {
            Pooling = false,
            KeepAlive = 10,
            ApplicationName = "scanhost lease",
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@class, @host)", connection);
            command.Parameters.AddWithValue("class", LockClass);
            command.Parameters.AddWithValue("host", Key(HostId));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException error)
        {
            await connection.DisposeAsync();
            throw new StorageUnavailableException($"PostgreSQL cannot be reached: {error.Message}", error);
        }
    }

    /// <summary>The last 32 bits of a UUIDv7, which are random.</summary>
    private static int Key(Guid host)
    {
        Span<byte> bytes = stackalloc byte[16];
        host.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }

    [LoggerMessage(4001, LogLevel.Warning, "The lease connection to PostgreSQL is lost and will be taken again: {Reason}")]
    private partial void LogLost(string reason);
}
