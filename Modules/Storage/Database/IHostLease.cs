namespace ScanHost.Storage.Database;

/// <summary>This process's claim to be alive. Jobs that it scans carry its id. Disposing it gives it back.</summary>
internal interface IHostLease : IAsyncDisposable
{
    /// <summary>UUID version 7 of this process's term.</summary>
    Guid HostId { get; }

    /// <summary>Takes the lease; from then on other hosts leave this one's jobs alone.</summary>
    /// <exception cref="Contracts.Jobs.StorageUnavailableException">Another host holds what may be held only once, or the database is away.</exception>
    Task AcquireAsync(CancellationToken cancellationToken);

    /// <summary>Shows itself to the others and keeps the lease from now on; the schema is current.</summary>
    Task AnnounceAsync(CancellationToken cancellationToken);

    /// <summary>The hosts that have claimed jobs and are dead. They will not come back under this id. <see cref="Guid.Empty"/> stands for
    /// rows from before hosts had ids.</summary>
    Task<IReadOnlyList<Guid>> FindDeadAsync(CancellationToken cancellationToken);

    /// <summary>Tells whichever host scans a job that somebody wants it canceled. A hint: it reads the wish with its next heartbeat anyway.</summary>
    void TellCancel(Guid jobId);
}
