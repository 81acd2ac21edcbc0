using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Scanning;
using ScanHost.Storage.Database;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Jobs;

/// <summary>The ledger: reads are queries over the EF Core model, changes are hand-written statements that commit in groups.</summary>
internal sealed class JobStore(
    IDbContextFactory<ScanDb> databases, GroupCommitter committer, Dialect dialect, IHostLease lease, IHosts hosts, HostInbox inbox,
    TimeProvider clock) : IJobStore, IEarlierReports
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <summary>A claim that failed, or was repeated, may be committed all the same: by a server that hung, even long after nobody waits for it.</summary>
    private static readonly TimeSpan LatestCommit = TimeSpan.FromMinutes(2);

    /// <summary>The claims that this process has been given and has not ended yet, by job.</summary>
    private readonly ConcurrentDictionary<Guid, long> claims = new();

    private long? claimFailedAt;

    /// <summary>Set when a suspect is known: it waits until this host scans nothing.</summary>
    private volatile bool suspectsWait;

    private bool ClaimsMayBeLost => claimFailedAt is { } at && clock.GetElapsedTime(at) < LatestCommit;

    public Task AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        committer.RunAsync(new AcceptWrite(jobs, cancellationToken));

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

    public Task<long> CountQueuedAsync(long atMost, CancellationToken cancellationToken) => ReadAsync(
        db => db.Jobs.Where(job => job.Status == "queued").OrderBy(job => job.TurnAt).Select(job => job.TurnAt)
            .Take((int)Math.Min(atMost, int.MaxValue)).LongCountAsync(cancellationToken),
        cancellationToken);

    public async Task<IReadOnlyList<JobAvailable>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        if (hosts.Term.IsCancellationRequested)
            throw new StorageUnavailableException("This host has lost its lease and has no new one yet.");

        var write = new ClaimWrite(lease.HostId, count, cancellationToken);
        return await ClaimAsync(write, async () =>
            ClaimsMayBeLost && await LostClaimsAsync(cancellationToken) is { Count: > 0 } lost ? lost : await committer.RunAsync(write));
    }

    public async Task<IReadOnlyList<JobAvailable>> ClaimNextAsync(int count, Task ring, CancellationToken cancellationToken)
    {
        using var withdrawn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hosts.Term);
        var write = new ClaimWrite(lease.HostId, count, CancellationToken.None);
        return await ClaimAsync(write, () => committer.RunWithNextAcceptsAsync(write, ring, withdrawn.Token));
    }

    public async Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions, CancellationToken cancellationToken)
    {
        // Each is a write of its own, which the committer puts into one transaction: a document that the database refuses harms
        // no neighbour.
        var applied = await Task.WhenAll(transitions.Select(ApplyAsync));
        foreach (var transition in transitions)
            claims.TryRemove(KeyValuePair.Create(transition.JobId, transition.ClaimNo));
        CallAgain(transitions);
        return applied.Contains(null) ? await WithEarlierAsync(transitions, applied, cancellationToken) : applied;
    }

    public Task<int> RescueAsync(CancellationToken cancellationToken) => RescueAsync(withHostless: false, cancellationToken);

    /// <summary>The same, and at a start also rows that were being scanned before hosts had ids.</summary>
    public async Task<int> RescueAsync(bool withHostless, CancellationToken cancellationToken)
    {
        var dead = await StorageErrors.GuardAsync(dialect, () => lease.FindDeadAsync(cancellationToken));
        var rescued = 0;
        foreach (var host in dead.Where(host => withHostless || host != Guid.Empty))
            rescued += await WriteAsync(writer => writer.RescueAsync(host), cancellationToken);
        suspectsWait |= rescued > 0;
        return rescued;
    }

    /// <summary>At the start of a ledger's only host: a clock that was set back meanwhile makes no job wait.</summary>
    public Task ForgetStrayTimesAsync(CancellationToken cancellationToken) =>
        dialect.Now == "@now" ? WriteAsync(writer => writer.ForgetStrayTimesAsync(), cancellationToken) : Task.CompletedTask;

    public async Task<Job?> CancelAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (await WriteAsync(writer => writer.CancelAsync(jobId), cancellationToken) is not { } job)
            return await GetAsync(jobId, cancellationToken);

        if (job.Status == JobStatus.Scanning)
            lease.TellCancel(jobId);
        return job;
    }

    public Task<bool> RemoveAsync(Guid jobId, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.RemoveAsync(jobId), cancellationToken);

    public Task<int> ExpireAsync(string? verdict, TimeSpan age, int atMost, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.ExpireAsync(verdict, age, atMost), cancellationToken);

    public Task<IReadOnlySet<string>> WhichSamplesAreUsedAsync(
        IReadOnlyCollection<string> sha256s, bool byUnfinishedOnly, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlySet<string>>(
            async db =>
            {
                var jobs = db.Jobs.Where(job => sha256s.Contains(job.Sha256));
                if (byUnfinishedOnly)
                    jobs = jobs.Where(job => job.Status != "done" && job.Status != "completed" && job.Status != "failed");
                return await jobs.Select(job => job.Sha256).Distinct().ToHashSetAsync(cancellationToken);
            },
            cancellationToken);

    public Task<StoredReport?> FindReportAsync(Job job, EngineInfo engine, CancellationToken cancellationToken) =>
        StorageErrors.GuardAsync(dialect, async () =>
            await HotReads.ReportAsync(databases, job, cancellationToken) is var (jobId, report)
                && ReusableReport.Is(report, engine)
                ? new StoredReport(jobId, report)
                : null);

    public Task<bool> UpdateResultAsync(Guid jobId, string result, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.UpdateResultAsync(jobId, result), cancellationToken);

    public Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.UpdateStatusAsync(jobId, status), cancellationToken);

    /// <summary>Makes a claim, and notes what was claimed, or that something may have been.</summary>
    private async Task<IReadOnlyList<JobAvailable>> ClaimAsync(ClaimWrite write, Func<Task<IReadOnlyList<JobAvailable>>> claim)
    {
        IReadOnlyList<JobAvailable> claimed;
        try
        {
            claimed = await claim();
        }
        catch (StorageUnavailableException)
        {
            claimFailedAt = clock.GetTimestamp();
            throw;
        }

        if (write.WasRepeated)
        {
            claimFailedAt = clock.GetTimestamp();
            inbox.Put(new HostSignal.JobsWait());
        }

        suspectsWait = claimed.Any(it => it.Job.CrashCount > 0) || suspectsWait && !claims.IsEmpty;
        foreach (var job in claimed.Select(it => it.Job))
            claims[job.Id] = job.ClaimNo;
        return claimed;
    }

    /// <summary>Rings when a job becomes due that was not: a suspect when this host scans nothing any more, a retry when its time has come.</summary>
    private void CallAgain(IReadOnlyList<JobTransition> transitions)
    {
        if (suspectsWait && claims.IsEmpty)
            inbox.Put(new HostSignal.JobsWait());
        foreach (var retry in transitions.OfType<JobTransition.Retry>())
            _ = CallAfterAsync(retry.Delay);
    }

    private async Task CallAfterAsync(TimeSpan delay)
    {
        if (delay > LongestCall)
            return; // the poll finds it

        await Task.Delay(delay, clock);
        inbox.Put(new HostSignal.JobsWait());
    }

    private async Task<Job?> ApplyAsync(JobTransition transition)
    {
        try
        {
            return await committer.RunAsync(new EndWrite(Storable(transition)));
        }
        catch (Exception error) when (transition is JobTransition.Done && RefusesDocument(error))
        {
            // The report itself cannot be kept, now or later: the job must not be tried for ever.
            var refused = new JobError(JobErrorCodes.ReportRejected, "The database refused the report.", Attempt: 0);
            return await committer.RunAsync(new EndWrite(new JobTransition.Failed(transition.JobId, transition.ClaimNo, refused)));
        }
    }

    private static JobTransition Storable(JobTransition transition) => transition is JobTransition.Done done
        ? done with { Result = StorableText.CleanJson(done.Result), Detail = done.Detail is { } detail ? StorableText.CleanJson(detail) : null }
        : transition;

    private bool RefusesDocument(Exception error) =>
        error is UnfitDocumentException || error is DbException database && dialect.RefusesDocument(database);

    /// <summary>When a connection breaks during a commit nobody knows whether it was made, so a transition may be made twice. The claim number,
    /// kept after the end, tells that the first one was ours.</summary>
    private async Task<IReadOnlyList<Job?>> WithEarlierAsync(
        IReadOnlyList<JobTransition> transitions, Job?[] applied, CancellationToken cancellationToken)
    {
        for (var at = 0; at < applied.Length; at++)
        {
            var wanted = transitions[at] switch { JobTransition.Done => JobStatus.Done, JobTransition.Failed => JobStatus.Failed, _ => default };
            if (applied[at] is null && wanted.IsTerminal && await GetAsync(transitions[at].JobId, cancellationToken) is { } job
                && job.ClaimNo == transitions[at].ClaimNo && job.Status == wanted)
            {
                applied[at] = job;
            }
        }

        return applied;
    }

    private Task<IReadOnlyList<JobAvailable>> LostClaimsAsync(CancellationToken cancellationToken) => WriteAsync<IReadOnlyList<JobAvailable>>(
        async writer => [.. (await writer.ClaimedByAsync(lease.HostId))
            .Where(job => !claims.TryGetValue(job.Id, out var claim) || claim != job.ClaimNo).Select(job => new JobAvailable(job))],
        cancellationToken);

    private Task<T> WriteAsync<T>(Func<JobWriter, Task<T>> write, CancellationToken cancellationToken) =>
        committer.RunAsync(new OtherWrite<T>(write, cancellationToken));

    private Task<T> ReadAsync<T>(Func<ScanDb, Task<T>> read, CancellationToken cancellationToken) => StorageErrors.GuardAsync(
        dialect,
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await read(db);
        });
}
