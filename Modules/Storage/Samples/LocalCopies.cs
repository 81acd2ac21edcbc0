using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Samples;

namespace ScanHost.Storage.Samples;

/// <summary>Files that are here only on their way to or from a store elsewhere: <c>transit/</c> in the data directory, 0600.</summary>
internal sealed class LocalCopies(DataDirectory data, IOptions<LimitsOptions> limits, TimeProvider clock)
{
    private const int CopyBufferBytes = 256 << 10;

    /// <summary>Other hosts may share the folder; a file nobody wrote to for a day is a dead host's.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string folder = Path.Combine(data.Path, "transit");

    /// <summary>Makes the folder, and removes what dead hosts left in it.</summary>
    public void Prepare()
    {
        PrivateFiles.CreateDirectory(folder);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (clock.GetUtcNow() - file.LastWriteTimeUtc > Abandoned)
                file.Delete();
        }
    }

    /// <summary>A name that nobody else uses.</summary>
    public string NewPath() => Path.Combine(folder, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>Writes a stream to a new file with bounded memory. It is not flushed to the disk: nobody relies on it after a power cut.</summary>
    /// <exception cref="LimitExceededException">It is larger than <c>Limits:MaxFileBytes</c>.</exception>
    /// <exception cref="StorageUnavailableException">The disk is full or cannot be written.</exception>
    public async Task<StoredSample> ReceiveAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        await using var file = Writable(() => PrivateFiles.Create(path));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBufferBytes);
        try
        {
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                size += read;
                if (size > limits.Value.MaxFileBytes)
                    throw TooLarge();
                hash.AppendData(buffer, 0, read);
                Writable(() => Write(file, buffer.AsSpan(0, read)));
            }

            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        return true;
    }

    private LimitExceededException TooLarge() => new(
        "Limits:MaxFileBytes", limits.Value.MaxFileBytes, $"The file is larger than Limits:MaxFileBytes ({limits.Value.MaxFileBytes} bytes).");

    private static T Writable<T>(Func<T> work)
    {
        const int noSpaceLeft = 28, quotaExceeded = 122; // ENOSPC, EDQUOT (errno(3)), which .NET keeps in the low bits of HResult on Unix
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("A file on its way to the sample store cannot be written.", error)
            {
                IsFull = (error.HResult & 0xFFFF) is noSpaceLeft or quotaExceeded or 0x70, // 0x70: ERROR_DISK_FULL on Windows
            };
        }
    }
}
