using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;

namespace ScanHost.Storage.Samples;

/// <summary>A sample store that has something to do before its first use.</summary>
internal interface IStartingSampleStore : ISampleStore
{
    /// <summary>Makes what is missing, and removes what a killed process left behind.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
