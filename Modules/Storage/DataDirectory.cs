using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage;

/// <summary>The folder that holds everything: database, samples, uploads in progress.</summary>
internal sealed class DataDirectory(IOptions<StorageOptions> options)
{
    /// <summary>Full path.</summary>
    public string Path { get; } = options.Value.DataPath;

    /// <summary>Makes the folder, open to its owner only, unless it is there.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be made or written.</exception>
    public void Create()
    {
        try
        {
            PrivateFiles.CreateDirectory(Path);
            var probe = System.IO.Path.Combine(Path, $".write-probe-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The data directory {Path} cannot be written: {error.Message}", error);
        }
    }
}
