using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A sample store that has every file but the ones called missing.</summary>
internal sealed class StoredFiles : ISampleStore
{
    private int held;

    /// <summary>Sources that are open.</summary>
    public int Held => held;

    public HashSet<string> Missing { get; } = [];

    public HashSet<string> Damaged { get; } = [];

    /// <summary>Files that the store hands over when this ends, deaf to everything else; null for at once.</summary>
    public Task? Slow { get; set; }

    /// <summary>True while the store cannot be reached.</summary>
    public bool Away { get; set; }

    public async Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        if (Slow is { } slow)
            await slow;
        if (Away)
            throw new StorageUnavailableException("The store is away.");
        if (Damaged.Contains(sha256))
            throw new SampleDamagedException(sha256);
        if (Missing.Contains(sha256))
            return null;

        Interlocked.Increment(ref held);
        return new("/sample", () => Interlocked.Decrement(ref held));
    }

    public Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();
}
