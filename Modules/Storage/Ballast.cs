using Microsoft.Extensions.Options;

namespace ScanHost.Storage;

/// <summary>
/// Space held in reserve next to the SQLite database. On a full disk SQLite cannot even delete a row or empty its log, so it could not
/// free itself; giving this file up lets the jobs in hand end and the maintenance work (docs/decisions/0005).
/// </summary>
internal sealed class Ballast(DataDirectory data, IOptions<StorageOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>The reserve is laid in only where it leaves several times its size.</summary>
    private const int SpareFactor = 4;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(1);

    private readonly string path = Path.Combine(data.Path, "ballast");
    private ITimer? retrying;

    /// <summary>Lays the reserve in, unless it is there or space is short.</summary>
    public void Keep()
    {
        var size = options.Value.Provider == StorageProvider.Sqlite ? options.Value.BallastBytes : 0;
        try
        {
            if (size == 0 || File.Exists(path) || new DriveInfo(data.Path).AvailableFreeSpace < size * SpareFactor)
                return;

            var claim = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = size };
            using var file = new FileStream(path, claim); // takes the blocks, beyond the end of the file
            file.SetLength(size);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No room for it now; the next time may find some.
        }
    }

    /// <summary>Gives the reserve up, and lays it in again when there is room.</summary>
    /// <returns>False when there was none, or when the disk does not let it go.</returns>
    public bool Drop()
    {
        try
        {
            if (!File.Exists(path))
                return false;

            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        retrying ??= clock.CreateTimer(_ => Keep(), null, RetryPause, RetryPause);
        return true;
    }

    public void Dispose() => retrying?.Dispose();
}
