namespace ScanHost.Contracts.Jobs;

/// <summary>The database or the sample store cannot be reached or is full at the moment. Nothing was accepted; try again later.</summary>
public sealed class StorageUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True when space ran out, false when it cannot be reached.</summary>
    public bool IsFull { get; init; }
}
