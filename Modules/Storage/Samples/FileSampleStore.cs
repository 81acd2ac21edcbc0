using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Samples;

namespace ScanHost.Storage.Samples;

/// <summary>
/// Large samples as files: <c>samples/ab/cdef…</c>, named by their SHA-256, 0600. Written under another name, flushed, renamed, and
/// the folder flushed: a name that is there stands for bytes that are there. Their ages are told by the folder's own clock, which on a share is its server's: hosts whose
/// clocks differ mean the same.
/// </summary>
internal sealed class FileSampleStore(DataDirectory data, IOptions<StorageOptions> options, IOptions<LimitsOptions> limits, TimeProvider clock)
    : IStartingSampleStore
{
    private const int CopyBufferBytes = 256 << 10;
    private const int Sha256Length = 64;

    /// <summary>On PostgreSQL other hosts may be uploading into the same folder; a file nobody wrote to for a day is a dead host's.</summary>
    private static readonly TimeSpan SharedUploadAge = TimeSpan.FromDays(1);

    private readonly string samples = Path.Combine(data.Path, "samples");
    private readonly string incoming = Path.Combine(data.Path, "incoming");

    /// <summary>How far the clock that dates the files is ahead of this host's.</summary>
    private TimeSpan folderAhead;

    private bool IsShared => options.Value.Provider == StorageProvider.Postgres;

    /// <summary>Makes the folders, puts back what a sweeper had put aside when it was killed, and removes what uploads left behind.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Available(() =>
        {
            PrivateFiles.CreateDirectory(samples);
            PrivateFiles.CreateDirectory(incoming);
            PrivateFiles.FlushDirectory(data.Path);
            LookAtClock();
            foreach (var file in new DirectoryInfo(incoming).EnumerateFiles())
            {
                if (IsAside(file.Name))
                    PutBack(file.FullName, file.Name[..Sha256Length]);
                else if (!IsShared || IsUntouched(file, SharedUploadAge))
                    file.Delete();
            }

            return true;
        });
        return Task.CompletedTask;
    }

    public async Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(incoming, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
        try
        {
            var stored = await ReceiveAsync(content, temporary, cancellationToken);
            Failpoint.Pass("before_keep");
            Available(() => Keep(temporary, stored.Sha256));
            return stored;
        }
        finally
        {
            if (File.Exists(temporary)) // gone already when it was kept, and where the folder is away
                Available(() => Remove(temporary));
        }
    }

    public Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(sha256);
        return Task.FromResult(Available(() => IsThere(path)) ? new SampleSource(path) : null);
    }

    public async IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LookAtClock();
        foreach (var file in new DirectoryInfo(samples).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsUntouched(file, age))
                yield return file.Directory!.Name + file.Name;
        }

        await Task.CompletedTask;
    }

    public Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken)
    {
        // Out of the way first, then look again: a submission that touches the file in between is seen, one that comes after
        // does not find it and keeps its own copy. The name tells the next start where it belongs, if this process dies in between.
        var path = PathOf(sha256);
        var aside = Path.Combine(incoming, $"{sha256}.{Guid.CreateVersion7(clock.GetUtcNow()):N}");
        if (!File.Exists(path))
            return Task.CompletedTask;

        File.Move(path, aside);
        Failpoint.Pass("in_sweep");
        if (IsUntouched(new FileInfo(aside), age))
            File.Delete(aside);
        else
            PutBack(aside, sha256);
        return Task.CompletedTask;
    }

    /// <summary>An upload has a name without a dot.</summary>
    private static bool IsAside(string name) => name.Length > Sha256Length && name[Sha256Length] == '.';

    /// <summary>Another host may have put it back already, and a submission may have brought the same bytes again.</summary>
    private void PutBack(string aside, string sha256)
    {
        try
        {
            File.Move(aside, PathOf(sha256), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // It is where it belongs.
        }
    }

    /// <summary>Only an answer that the name does not exist, from a folder that is there, says that the file is gone. A share that is not mounted or
    /// answers with an error has lost nothing.</summary>
    private bool IsThere(string path)
    {
        try
        {
            using var opened = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Directory.Exists(samples) ? false : throw new DirectoryNotFoundException($"The folder {samples} is not there.", error);
        }
    }

    private static bool Remove(string path)
    {
        File.Delete(path);
        return true;
    }

    /// <summary>Learns how the clock that dates the files of a share differs from ours: from the time of a new file.</summary>
    private void LookAtClock()
    {
        if (!IsShared)
            return;

        var path = Path.Combine(incoming, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
        try
        {
            PrivateFiles.Create(path).Dispose();
            folderAhead = File.GetLastWriteTimeUtc(path) - clock.GetUtcNow().UtcDateTime;
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // On a full disk removing is what helps; the clocks are taken to differ by as much as before.
        }
    }

    private bool IsUntouched(FileInfo file, TimeSpan age) => clock.GetUtcNow().UtcDateTime + folderAhead - file.LastWriteTimeUtc > age;

    private string PathOf(string sha256) => Path.Combine(samples, sha256[..2], sha256[2..]);

    private async Task<StoredSample> ReceiveAsync(Stream content, string temporary, CancellationToken cancellationToken)
    {
        await using var file = Available(() => PrivateFiles.Create(temporary));
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
                Available(() => Write(file, buffer.AsSpan(0, read)));
            }

            Available(() => Flush(file));
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

    private static bool Flush(FileStream file)
    {
        file.Flush(flushToDisk: true);
        return true;
    }

    private bool Keep(string temporary, string sha256)
    {
        var path = PathOf(sha256);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            // Made below a mount point whose share is away, the folder would be hidden when it comes back.
            if (!Directory.Exists(samples))
                throw new DirectoryNotFoundException($"The folder {samples} is not there.");
            PrivateFiles.CreateDirectory(folder);
            PrivateFiles.FlushDirectory(samples);
        }

        try
        {
            // A touch tells the sweeper that somebody wants these bytes again; it also finds out whether they are there.
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(temporary));
        }
        catch (FileNotFoundException)
        {
            File.Move(temporary, path, overwrite: true); // two uploads of the same bytes at once: either may win
        }

        PrivateFiles.FlushDirectory(folder);
        return true;
    }

    private LimitExceededException TooLarge() => new(
        "Limits:MaxFileBytes", limits.Value.MaxFileBytes, $"The file is larger than Limits:MaxFileBytes ({limits.Value.MaxFileBytes} bytes).");

    /// <summary>Tells a disk that is full or away from an error of the program or of the submitter.</summary>
    private static T Available<T>(Func<T> work)
    {
        const int noSpaceLeft = 28, quotaExceeded = 122; // ENOSPC, EDQUOT (errno(3)), which .NET keeps in the low bits of HResult on Unix
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var full = (error.HResult & 0xFFFF) is noSpaceLeft or quotaExceeded or 0x70; // 0x70: ERROR_DISK_FULL on Windows
            throw new StorageUnavailableException(full ? "The disk that holds the samples is full." : "The sample store cannot be used.", error)
            {
                IsFull = full,
            };
        }
    }
}
