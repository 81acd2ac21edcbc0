using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Sqlite;

/// <summary>
/// An exclusive lock on a file in the data directory, so that one host at most works on it. The kernel frees it when the
/// process dies: whatever is scanning at the next start is an orphan, and no clock is asked.
/// </summary>
internal sealed class SqliteHostLease(DataDirectory data, TimeProvider clock) : IHostLease
{
    private FileStream? held;

    public Guid HostId { get; } = Guid.CreateVersion7(clock.GetUtcNow());

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

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref held, null) is { } stream)
            await stream.DisposeAsync();
    }
}
