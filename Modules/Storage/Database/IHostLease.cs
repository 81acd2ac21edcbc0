namespace ScanHost.Storage.Database;

/// <summary>This process's claim to be alive. Jobs that it scans carry its id. Disposing it gives it back.</summary>
internal interface IHostLease : IAsyncDisposable
{
    /// <summary>UUID version 7 of this process start.</summary>
    Guid HostId { get; }

    /// <summary>Takes the lease; from then on other hosts leave this one's jobs alone.</summary>
    /// <exception cref="Contracts.Jobs.StorageUnavailableException">Another host holds what may be held only once, or the database is away.</exception>
    Task AcquireAsync(CancellationToken cancellationToken);
}
