namespace ScanHost.Contracts.Jobs;

/// <summary>
/// The ledger of jobs, and the only truth about them. The same behaviour on SQLite and PostgreSQL. Every method is one
/// transaction, and what it says it did is durable when it returns.
/// </summary>
public interface IJobStore
{
    /// <summary>Accepts jobs as queued, with the samples that travel in <see cref="NewJob.Content"/>: all of them or none.</summary>
    Task AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>The job, or null when there is none.</summary>
    Task<Job?> GetAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Status and stored result together, as one row shows them; null when there is no such job.</summary>
    Task<StoredResult?> GetResultAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>The uncut report of a job whose result was cut; null when there is none.</summary>
    Task<string?> GetDetailAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Jobs that match, newest first.</summary>
    Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>How many jobs are in each known status.</summary>
    Task<IReadOnlyDictionary<JobStatus, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Claims due jobs for this host, oldest first, interactive before bulk: queued -> scanning, attempt + 1, claim number + 1. A job is
    /// handed to one caller only, however many ask at once. A suspect (a job whose host died) runs alone: it is claimed when this host
    /// scans nothing, nothing is claimed beside it, and nothing else is claimed while one waits.
    /// </summary>
    /// <param name="count">At most so many; at least 1.</param>
    /// <param name="cancellationToken">Gives up before the claim is made.</param>
    Task<IReadOnlyList<JobAvailable>> ClaimAsync(int count, CancellationToken cancellationToken);

    /// <summary>Waits, and claims in the transaction of the next jobs that this store accepts: what comes to an idle host is durable and claimed at once.</summary>
    /// <param name="count">As for <see cref="ClaimAsync"/>.</param>
    /// <param name="ring">Waits no longer than until this ends.</param>
    /// <param name="cancellationToken">Waits no longer.</param>
    /// <returns>What was claimed; empty when the wait is over and a claim is due.</returns>
    Task<IReadOnlyList<JobAvailable>> ClaimNextAsync(int count, Task ring, CancellationToken cancellationToken);

    /// <summary>
    /// Applies transitions of claimed jobs, in one transaction. Each is guarded by its claim number and by the status: a stale one
    /// changes nothing.
    /// </summary>
    /// <returns>In the order of <paramref name="transitions"/>: the job as it is now, or null where the guard refused.</returns>
    Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions, CancellationToken cancellationToken);

    /// <summary>Gives back every job that a dead host had claimed: scanning -> queued with reason <c>host_lost</c> and crash count + 1,
    /// or failed as <c>poison</c> at the third crash. Idempotent.</summary>
    /// <returns>How many were rescued.</returns>
    Task<int> RescueAsync(CancellationToken cancellationToken);

    /// <summary>Cancels a job: a queued one fails with code <c>canceled</c> at once; for a scanning one the wish is recorded.</summary>
    /// <returns>The job as it is now, or null when there is none. A job that had already ended is returned unchanged.</returns>
    Task<Job?> CancelAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Removes a job that has ended, with its report.</summary>
    /// <returns>False when there is no such job, or it has not ended.</returns>
    Task<bool> RemoveAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Of these samples, the ones that some job refers to.</summary>
    /// <param name="sha256s">The samples.</param>
    /// <param name="byUnfinishedOnly">True when only queued and scanning jobs count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlySet<string>> WhichSamplesAreUsedAsync(
        IReadOnlyCollection<string> sha256s, bool byUnfinishedOnly, CancellationToken cancellationToken);

    /// <summary>How many jobs wait in the queue, counted up to <paramref name="atMost"/>.</summary>
    Task<long> CountQueuedAsync(long atMost, CancellationToken cancellationToken);

    /// <summary>Removes jobs that ended so long ago by the ledger's clock, with their reports; never one that is queued or scanning.</summary>
    /// <param name="verdict">Only done jobs of this verdict; null means only failed jobs.</param>
    /// <param name="age">Only jobs that ended longer ago.</param>
    /// <param name="atMost">At most so many in one transaction.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <returns>How many were removed.</returns>
    Task<int> ExpireAsync(string? verdict, TimeSpan age, int atMost, CancellationToken cancellationToken);

    /// <summary>Stores a result for a job, whatever its status, and sets <see cref="Job.UpdatedAt"/>. For maintenance (re-scoring, imports);
    /// the pipeline uses <see cref="ApplyAsync"/>.</summary>
    /// <returns>False when there is no such job.</returns>
    Task<bool> UpdateResultAsync(Guid jobId, string result, CancellationToken cancellationToken);

    /// <summary>Sets a job's status and <see cref="Job.UpdatedAt"/>, unguarded. For maintenance; the pipeline uses <see cref="ApplyAsync"/>.</summary>
    /// <returns>False when there is no such job.</returns>
    Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, CancellationToken cancellationToken);
}

/// <summary>A job's status and its stored result, read together.</summary>
/// <param name="Status">The status.</param>
/// <param name="Result">The report as stored; null when none is.</param>
/// <param name="HasDetail">True when the result was cut and the uncut report is kept beside it.</param>
public sealed record StoredResult(JobStatus Status, string? Result, bool HasDetail);

/// <summary>Which jobs a listing shows. Null means: any.</summary>
public sealed record JobQuery
{
    /// <summary>Only this status.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Only this verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>Only jobs of this file, lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Only names that contain this text; ASCII letters match in either case.</summary>
    public string? NameContains { get; init; }

    /// <summary>Only jobs older than this one: the last id of the page before.</summary>
    public Guid? Before { get; init; }

    /// <summary>At most so many, 1 to 500.</summary>
    public int Limit { get; init; } = 50;
}
