using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Samples;
using ScanHost.Storage.Database;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Samples;

/// <summary>
/// All samples, as one store: a small one lies in the database and is written together with its job, a large one lies in
/// <paramref name="large"/> (docs/decisions/0006).
/// </summary>
internal sealed class SampleStore(
    ISampleStore large,
    DataDirectory data,
    IDbContextFactory<ScanDb> databases,
    GroupCommitter committer,
    Dialect dialect,
    IOptions<SamplesOptions> options,
    IOptions<LimitsOptions> limits,
    TimeProvider clock) : ISampleStore
{
    private const int ListedAtOnce = 1000;

    public async Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        CheckSpace();
        var most = options.Value.MaxInlineBytes;
        var buffer = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, cancellationToken);
            if (read > most)
                return await large.PutAsync(new PrefixedStream(buffer.AsMemory(0, read), content, CheckSpace), cancellationToken);

            if (read > limits.Value.MaxFileBytes)
                throw TooLarge();
            var bytes = buffer.AsSpan(0, read).ToArray();
            return new(Convert.ToHexStringLower(SHA256.HashData(bytes)), read) { Content = bytes };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var content = await StorageErrors.GuardAsync(dialect, () => HotReads.SampleAsync(databases, sha256, cancellationToken));
        return content is not null ? new SampleSource(content) : await large.OpenAsync(sha256, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - age; // by this host's clock, which decides nothing: the statement that removes asks the ledger's
        for (var last = ""; ;)
        {
            List<string> found;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                found = await db.Samples.Where(sample => sample.TouchedAt < before && string.Compare(sample.Sha256, last) > 0)
                    .OrderBy(sample => sample.Sha256).Select(sample => sample.Sha256).Take(ListedAtOnce).ToListAsync(cancellationToken);
            }

            foreach (var sha256 in found)
                yield return sha256;
            if (found.Count < ListedAtOnce)
                break;
            last = found[^1];
        }

        await foreach (var sha256 in large.ListUntouchedAsync(age, cancellationToken))
            yield return sha256;
    }

    public async Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken)
    {
        await committer.RunAsync(new OtherWrite<bool>(writer => writer.RemoveSampleAsync(sha256, age), cancellationToken));
        await large.RemoveUntouchedAsync(sha256, age, cancellationToken);
    }

    /// <summary>Refuses before the disk is full: the jobs in hand need room for their reports.</summary>
    private void CheckSpace()
    {
        var floor = limits.Value.MinFreeBytes;
        if (floor == 0 || FreeBytes() >= floor)
            return;

        throw new LimitExceededException(
            "Limits:MinFreeBytes", floor, $"Less than Limits:MinFreeBytes ({floor} bytes) are free on the disk of the data directory.")
        {
            Remedy = LimitRemedy.FreeSpace,
        };
    }

    private long FreeBytes()
    {
        try
        {
            return new DriveInfo(data.Path).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The data directory cannot be reached.", error);
        }
    }

    private LimitExceededException TooLarge() => new(
        "Limits:MaxFileBytes", limits.Value.MaxFileBytes, $"The file is larger than Limits:MaxFileBytes ({limits.Value.MaxFileBytes} bytes).");
}
