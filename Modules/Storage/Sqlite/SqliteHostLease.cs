using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Sqlite;

/// <summary>
/// An exclusive lock on a file in the data directory, so that one host at most works on it. The kernel frees it when the
/// process dies: whatever is scanning at the next start is an orphan, and no clock is asked.
/// </summary>
internal sealed class SqliteHostLease(DataDirectory data, HostInbox inbox, IDbContextFactory<ScanDb> databases, TimeProvider clock)
    : IHostLease, IHosts
{
    private readonly DateTimeOffset started = clock.GetUtcNow();
    private FileStream? held;

    public Guid HostId { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The lock is never lost while the process lives.</summary>
    public CancellationToken Term => CancellationToken.None;

    public Task AcquireAsync(CancellationToken cancellationToken)
    {
        data.Create();
        try
        {
            held ??= new FileStream(Path.Combine(data.Path, "scanhost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not FileNotFoundException)
        {
            throw new StorageUnavailableException($"Another ScanHost works on the data directory {data.Path}.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StorageUnavailableException($"The data directory {data.Path} cannot be written.", error);
        }

        return Task.CompletedTask;
    }

    public Task AnnounceAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyList<Guid>> FindDeadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var words = JobStatus.Scanning.StoredWords;
        var hosts = await db.Jobs.Where(job => words.Contains(job.Status)).Select(job => job.HostId).Distinct().ToListAsync(cancellationToken);
        return [.. hosts.Select(host => host ?? Guid.Empty).Where(host => host != HostId)];
    }

    public void TellCancel(Guid jobId)
    {
        // There is nobody else.
    }

    public void CallOthers()
    {
        // There is nobody else.
    }

    public IAsyncEnumerable<HostSignal> ListenAsync(CancellationToken cancellationToken) => inbox.ReadAsync(cancellationToken);

    public async Task<IReadOnlyList<HostView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return
        [
            new()
            {
                HostId = HostId,
                Name = Environment.MachineName,
                Pid = Environment.ProcessId,
                State = "alive",
                StartedAt = started,
                HeartbeatAt = clock.GetUtcNow(),
                Scanning = await db.Jobs.CountAsync(job => job.HostId == HostId && job.Status == "scanning", cancellationToken),
                IsThisHost = true,
            },
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref held, null) is { } stream)
            await stream.DisposeAsync();
    }
}
