using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;

namespace ScanHost.Contracts.Samples;

/// <summary>The submitted files, each stored once under its SHA-256. Never under a submitted name, never executable.</summary>
public interface ISampleStore
{
    /// <summary>Stores a file. When this returns, its bytes survive a power cut, or are handed back in <see cref="StoredSample.Content"/>
    /// to be stored together with their job. Known bytes are not stored again.</summary>
    /// <param name="content">Read once to its end, with bounded memory.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="LimitExceededException">More than <c>Limits:MaxFileBytes</c>; nothing is left behind.</exception>
    /// <exception cref="StorageUnavailableException">The disk is full or cannot be written.</exception>
    Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens a stored file for reading; null when it is not there.</summary>
    /// <exception cref="StorageUnavailableException">Whether it is there cannot be found out now.</exception>
    /// <exception cref="SampleDamagedException">It is there and has other bytes.</exception>
    Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Samples whose last submission is longer ago than <paramref name="age"/>: candidates for removal.</summary>
    IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>Removes a sample, unless it was submitted again within <paramref name="age"/>. Idempotent.</summary>
    Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken);
}

/// <summary>What is known of a file once it is stored.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Size">In bytes.</param>
public sealed record StoredSample(string Sha256, long Size)
{
    /// <summary>The bytes of a small file, which the ledger stores in the transaction of the job that needs them
    /// (<see cref="NewJob.Content"/>); null when they are stored already.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}

/// <summary>Where a file's bytes are: in a file, or in memory. Disposing it gives back what was held for reading.</summary>
public sealed class SampleSource : IDisposable
{
    private Action? release;

    /// <summary>Bytes in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="release">Called once at the end; null when nothing is held.</param>
    public SampleSource(string path, Action? release = null)
    {
        Path = path;
        this.release = release;
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="content">The whole file.</param>
    public SampleSource(ReadOnlyMemory<byte> content) => Content = content;

    /// <summary>Full path of a file that nobody changes while this is held; null when the bytes are in <see cref="Content"/>.</summary>
    public string? Path { get; }

    /// <summary>The bytes when they are in memory; else empty.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Opens the bytes as a stream, wherever they are.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Stream OpenRead() => Path is null
        ? new MemoryStream(Content.ToArray(), writable: false)
        : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
