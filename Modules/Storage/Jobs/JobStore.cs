using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Jobs;

/// <summary>The ledger on EF Core: reads are queries over the model, changes are the statements of <see cref="JobWriter"/> in groups.</summary>
internal sealed class JobStore(
    IDbContextFactory<ScanDb> databases, GroupCommitter committer, Dialect dialect, IHostLease lease, TimeProvider clock) : IJobStore
{
    /// <summary>The claims that this process has been given and has not ended yet, by job.</summary>
    private readonly ConcurrentDictionary<Guid, long> claims = new();

    /// <summary>Set when a claim failed and may have been committed all the same.</summary>
    private volatile bool claimsMayBeLost;

    public Task AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) => WriteAsync(
        async writer =>
        {
            foreach (var job in jobs)
                await writer.InsertAsync(job);
            return jobs.Count;
        },
        cancellationToken);

    public Task<Job?> GetAsync(Guid jobId, CancellationToken cancellationToken) => ReadAsync(
        db => db.Jobs.Where(job => job.Id == jobId).Select(JobReading.Snapshot).SingleOrDefaultAsync(cancellationToken), cancellationToken);

    public Task<StoredResult?> GetResultAsync(Guid jobId, CancellationToken cancellationToken) => ReadAsync(
        async db =>
        {
            var row = await db.Jobs.Where(job => job.Id == jobId)
                .Select(job => new { job.Status, job.Result, HasDetail = db.JobDetails.Any(detail => detail.JobId == job.Id) })
                .SingleOrDefaultAsync(cancellationToken);
            return row is null ? null : new StoredResult(JobStatus.Parse(row.Status), row.Result, row.HasDetail);
        },
        cancellationToken);

    public Task<string?> GetDetailAsync(Guid jobId, CancellationToken cancellationToken) => ReadAsync(
        db => db.JobDetails.Where(row => row.JobId == jobId).Select(row => row.Detail).SingleOrDefaultAsync(cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<Job>>(
        async db => await db.Jobs.Matching(query).OrderByDescending(job => job.Id).Take(query.Limit)
            .Select(JobReading.Snapshot).ToListAsync(cancellationToken),
        cancellationToken);

    public Task<IReadOnlyDictionary<JobStatus, long>> CountAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<JobStatus, long>>(
            async db =>
            {
                var counts = await db.Jobs.GroupBy(job => job.Status)
                    .Select(group => new { Word = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
                return counts.GroupBy(row => JobStatus.Parse(row.Word)).ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
            },
            cancellationToken);

    public async Task<IReadOnlyList<Job>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<Job> claimed;
        try
        {
            claimed = await WriteAsync(
                async writer => claimsMayBeLost && await LostClaimsAsync(writer) is { Count: > 0 } lost
                    ? lost
                    : await writer.ClaimAsync(lease.HostId, count, Now()),
                cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            claimsMayBeLost = true;
            throw;
        }

        claimsMayBeLost = false;
        foreach (var job in claimed)
            claims[job.Id] = job.ClaimNo;
        return claimed;
    }

    public async Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions, CancellationToken cancellationToken)
    {
        // Each is a write of its own, which the committer puts into one transaction: a document that the database refuses harms
        // no neighbour.
        var applied = await Task.WhenAll(transitions.Select(transition => ApplyAsync(transition, cancellationToken)));
        foreach (var transition in transitions)
            claims.TryRemove(KeyValuePair.Create(transition.JobId, transition.ClaimNo));
        return applied;
    }

    public Task<int> RescueAsync(CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.RescueAsync(lease.HostId, Now()), cancellationToken);

    public async Task<Job?> CancelAsync(Guid jobId, CancellationToken cancellationToken) =>
        await WriteAsync(writer => writer.CancelAsync(jobId, Now()), cancellationToken) ?? await GetAsync(jobId, cancellationToken);

    public Task<bool> RemoveAsync(Guid jobId, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.RemoveAsync(jobId), cancellationToken);

    public Task<IReadOnlySet<string>> WhichSamplesAreUsedAsync(IReadOnlyCollection<string> sha256s, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlySet<string>>(
            async db => await db.Jobs.Where(job => sha256s.Contains(job.Sha256)).Select(job => job.Sha256).Distinct()
                .ToHashSetAsync(cancellationToken),
            cancellationToken);

    public Task<bool> UpdateResultAsync(Guid jobId, string result, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.UpdateResultAsync(jobId, result, Now()), cancellationToken);

    public Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.UpdateStatusAsync(jobId, status, Now()), cancellationToken);

    private async Task<Job?> ApplyAsync(JobTransition transition, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(writer => writer.ApplyAsync(transition, Now()), cancellationToken);
        }
        catch (Exception error) when (transition is JobTransition.Done && RefusesDocument(error))
        {
            // The report itself cannot be kept, now or later: the job must not be tried for ever.
            var refused = new JobError(JobErrorCodes.ReportRejected, "The database refused the report.", Attempt: 0);
            return await WriteAsync(
                writer => writer.ApplyAsync(new JobTransition.Failed(transition.JobId, transition.ClaimNo, refused), Now()), cancellationToken);
        }
    }

    private bool RefusesDocument(Exception error) =>
        error is UnfitDocumentException || error is DbException database && dialect.RefusesDocument(database);

    private async Task<IReadOnlyList<Job>> LostClaimsAsync(JobWriter writer) =>
        [.. (await writer.ClaimedByAsync(lease.HostId)).Where(job => !claims.TryGetValue(job.Id, out var claim) || claim != job.ClaimNo)];

    private DateTimeOffset Now() => clock.GetUtcNow();

    private Task<T> WriteAsync<T>(Func<JobWriter, Task<T>> write, CancellationToken cancellationToken) =>
        committer.RunAsync(write, cancellationToken);

    private Task<T> ReadAsync<T>(Func<ScanDb, Task<T>> read, CancellationToken cancellationToken) => StorageErrors.GuardAsync(
        dialect,
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await read(db);
        });
}
