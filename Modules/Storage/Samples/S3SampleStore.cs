using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;

namespace ScanHost.Storage.Samples;

/// <summary>
/// Samples as objects of an S3-compatible server: <c>ab/abcdef…/GENERATION</c>. Each submission of known bytes makes a new generation by
/// a copy inside the server and removes the older ones. A key is never written twice, so a sweeper that removes an old key can never
/// remove what a submission has just renewed, although S3 knows no lock and no rename (docs/faults.md).
/// </summary>
internal sealed class S3SampleStore(S3Bucket bucket, LocalCopies copies, TimeProvider clock) : IStartingSampleStore
{
    /// <summary>Past it S3 copies and takes only in parts (CopyObject, PutObject, Limits); instead of a copy it is sent again.</summary>
    private const long MaxCopyBytes = 5L << 30;

    /// <summary>How often a download is tried: the generation may be replaced meanwhile, and some servers answer a write before all of it can be
    /// read.</summary>
    private const int OpenTries = 5;

    private static readonly TimeSpan OpenPause = TimeSpan.FromMilliseconds(100);

    private const int MaxRemembered = 10_000;

    /// <summary>Samples that this host was given wrong bytes of: the next submission is not made by copying those.</summary>
    private readonly ConcurrentDictionary<string, bool> damaged = new();

    /// <summary>How far the server's clock, which dates the objects, was ahead of this host's when samples were last listed.</summary>
    private TimeSpan serverAhead;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        copies.Prepare();
        await bucket.TryAsync((s3, patience) => s3.ListObjectsAsync(new ListObjectsRequest { BucketName = bucket.Name, MaxKeys = 1 }, patience), 0, cancellationToken);
    }

    public async Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var path = copies.NewPath();
        try
        {
            var stored = await copies.ReceiveAsync(content, path, cancellationToken);
            var known = await GenerationsAsync(stored.Sha256, cancellationToken);
            var key = FolderOf(stored.Sha256) + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            if (known is not [.., var newest] || newest.Size != stored.Size || damaged.ContainsKey(stored.Sha256)
                || stored.Size > MaxCopyBytes || !await TryCopyAsync(newest.Key, key, stored.Size, cancellationToken))
            {
                await UploadAsync(path, key, cancellationToken);
                damaged.TryRemove(stored.Sha256, out _);
            }

            foreach (var older in known)
                await RemoveAsync(older.Key, cancellationToken);
            return stored;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var isDamaged = false;
        for (var tries = 0; tries < OpenTries; tries++)
        {
            if (tries > 0)
                await Task.Delay(OpenPause * tries, clock, cancellationToken);
            if (await GenerationsAsync(sha256, cancellationToken) is not [.., var newest])
                return null;
            (var path, isDamaged) = await TryDownloadAsync(newest, sha256, cancellationToken);
            if (path is not null)
                return new(path, () => File.Delete(path));
        }

        if (isDamaged)
        {
            if (damaged.Count < MaxRemembered)
                damaged.TryAdd(sha256, true);
            throw new SampleDamagedException(sha256);
        }

        throw new StorageUnavailableException($"The sample store does not give the bytes of {sha256}.");
    }

    public async IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            serverAhead = await ServerTimeAsync(cancellationToken) - clock.GetUtcNow();
        }
        catch (StorageUnavailableException error) when (error.IsFull)
        {
            // Removing is what helps now; the clocks are taken to differ by as much as before.
        }

        string? current = null;
        var isUntouched = false;
        await foreach (var found in ListAsync("", cancellationToken))
        {
            var sha256 = Sha256Of(found.Key);
            if (sha256 != current)
            {
                if (isUntouched)
                    yield return current!;
                (current, isUntouched) = (sha256, sha256 is not null);
            }

            isUntouched &= IsUntouched(found, age);
        }

        if (isUntouched)
            yield return current!;
    }

    public async Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken)
    {
        foreach (var generation in await GenerationsAsync(sha256, cancellationToken))
        {
            if (IsUntouched(generation, age))
                await RemoveAsync(generation.Key, cancellationToken);
        }
    }

    private bool IsUntouched(S3Object found, TimeSpan age) => clock.GetUtcNow() + serverAhead - found.LastModified!.Value.ToUniversalTime() > age;

    /// <summary>The time that the server gives to a new object: hosts whose clocks differ mean the same by an age.</summary>
    private async Task<DateTimeOffset> ServerTimeAsync(CancellationToken cancellationToken)
    {
        var key = $"{bucket.Prefix}clock/{Guid.CreateVersion7(clock.GetUtcNow()):N}";
        await bucket.TryAsync((s3, patience) => s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Name, Key = key, ContentBody = "" }, patience), 0, cancellationToken);
        var written = await bucket.TryAsync((s3, patience) => s3.GetObjectMetadataAsync(bucket.Name, key, patience), 0, cancellationToken);
        await RemoveAsync(key, cancellationToken);
        return written.LastModified!.Value.ToUniversalTime();
    }

    private string FolderOf(string sha256) => $"{bucket.Prefix}{sha256[..2]}/{sha256}/";

    /// <summary>The sample that a key belongs to; null for what others keep in the bucket.</summary>
    private string? Sha256Of(string key) =>
        key[bucket.Prefix.Length..].Split('/') is [_, { Length: 64 } sha256, _] && sha256.All(char.IsAsciiHexDigitLower) ? sha256 : null;

    /// <summary>The generations of a sample, oldest first: their names sort by time.</summary>
    private async Task<IReadOnlyList<S3Object>> GenerationsAsync(string sha256, CancellationToken cancellationToken)
    {
        var found = new List<S3Object>();
        await foreach (var generation in ListAsync(FolderOf(sha256)[bucket.Prefix.Length..], cancellationToken))
            found.Add(generation);
        return found;
    }

    /// <summary>Keys that begin so, in ordinal order, page by page.</summary>
    private async IAsyncEnumerable<S3Object> ListAsync(string beginning, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The older of the two list requests: every server has it, and its page goes on after a key and not after a server's token.
        var request = new ListObjectsRequest { BucketName = bucket.Name, Prefix = bucket.Prefix + beginning };
        ListObjectsResponse page;
        do
        {
            page = await bucket.TryAsync((s3, patience) => s3.ListObjectsAsync(request, patience), 0, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
                yield return found;
            request.Marker = page.S3Objects is [.., var last] ? last.Key : null;
        }
        while (page.IsTruncated == true && request.Marker is not null);
    }

    private Task<bool> TryCopyAsync(string from, string to, long size, CancellationToken cancellationToken) => FoundAsync(
        (s3, patience) => s3.CopyObjectAsync(
            new CopyObjectRequest { SourceBucket = bucket.Name, SourceKey = from, DestinationBucket = bucket.Name, DestinationKey = to }, patience),
        size, cancellationToken);

    private async Task UploadAsync(string path, string key, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        if (size <= MaxCopyBytes)
        {
            // Without chunk encoding: some servers keep the chunks' frames as if they were content.
            await bucket.TryAsync(
                (s3, patience) => s3.PutObjectAsync(
                    new PutObjectRequest { BucketName = bucket.Name, Key = key, FilePath = path, ContentType = "application/octet-stream", UseChunkEncoding = false },
                    patience),
                size, cancellationToken);
            return;
        }

        using var transfer = new TransferUtility(bucket.Client);
        await bucket.TryAsync(
            async (_, patience) =>
            {
                await transfer.UploadAsync(
                    new TransferUtilityUploadRequest { BucketName = bucket.Name, Key = key, FilePath = path, ContentType = "application/octet-stream" },
                    patience);
                return true;
            },
            size, cancellationToken);
    }

    private Task<DeleteObjectResponse> RemoveAsync(string key, CancellationToken cancellationToken) =>
        bucket.TryAsync((s3, patience) => s3.DeleteObjectAsync(bucket.Name, key, patience), 0, cancellationToken);

    /// <summary>Downloads to a file of our own; no path when the object is gone, or does not have the bytes that its key says.</summary>
    private async Task<(string? Path, bool IsDamaged)> TryDownloadAsync(S3Object found, string sha256, CancellationToken cancellationToken)
    {
        var path = copies.NewPath();
        var isWhole = false;
        try
        {
            var isThere = await FoundAsync(
                async (s3, patience) =>
                {
                    using var answer = await s3.GetObjectAsync(bucket.Name, found.Key, patience);
                    isWhole = await ReceiveAsync(answer.ResponseStream, path, patience) == sha256;
                    return true;
                },
                found.Size ?? 0, cancellationToken);
            return (isWhole ? path : null, isThere && !isWhole);
        }
        finally
        {
            if (!isWhole)
                File.Delete(path);
        }
    }

    /// <summary>Reads an object's bytes into a file.</summary>
    /// <returns>Their SHA-256; null when the client found them wrong first, by the MD5 that many servers give as the entity tag. A connection that
    /// breaks is another exception.</returns>
    private async Task<string?> ReceiveAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await copies.ReceiveAsync(content, path, cancellationToken)).Sha256;
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }

    /// <summary>Tries what needs an object.</summary>
    /// <returns>False when the object is not there.</returns>
    private async Task<bool> FoundAsync<T>(Func<IAmazonS3, CancellationToken, Task<T>> request, long bytes, CancellationToken cancellationToken)
    {
        try
        {
            await bucket.TryAsync(request, bytes, cancellationToken);
            return true;
        }
        catch (StorageUnavailableException error) when (error.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }
    }
}
