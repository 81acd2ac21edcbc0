namespace ScanHost.Storage.Writing;

/// <summary>The committer's own connection: one at a time, used by one group at a time.</summary>
internal interface IWriteConnection : IAsyncDisposable
{
    /// <summary>Writes a whole group in one transaction. When it throws, nothing of it is known to be written and the connection is to be
    /// thrown away.</summary>
    Task CommitAsync(WriteGroup group, CancellationToken cancellationToken);
}

/// <summary>Opens connections for the committer.</summary>
internal interface IWriteConnections
{
    Task<IWriteConnection> OpenAsync(CancellationToken cancellationToken);
}
