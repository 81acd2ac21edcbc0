using ScanHost.Contracts.Limits;

namespace ScanHost.Contracts.Jobs;

/// <summary>The way in: every door hands its files over here.</summary>
public interface ISubmissions
{
    /// <summary>Takes a file in. When this returns, the file is on disk and the job committed: it cannot be lost any more.</summary>
    /// <param name="content">The file, read once to its end with bounded memory.</param>
    /// <param name="name">The submitted name: any text, kept as data.</param>
    /// <param name="source">Which door: <c>api</c>, <c>web</c>.</param>
    /// <param name="cancellationToken">The submitter has gone: nothing of the file is left behind.</param>
    /// <exception cref="LimitExceededException">The file is larger than <c>Limits:MaxFileBytes</c>, more than <c>Limits:MaxQueued</c> jobs wait,
    /// or less than <c>Limits:MinFreeBytes</c> are free; nothing is left behind.</exception>
    /// <exception cref="StorageUnavailableException">The database or the disk does not take it now.</exception>
    Task<Job> SubmitAsync(Stream content, string name, string source, CancellationToken cancellationToken) =>
        SubmitAsync(content, new(name, source), cancellationToken);

    /// <summary>The same, with wishes.</summary>
    Task<Job> SubmitAsync(Stream content, Submission submission, CancellationToken cancellationToken);

    /// <summary>Cancels a job that has not ended, or removes one that has.</summary>
    /// <returns>What was done; null when there is no such job.</returns>
    Task<WithdrawnJob?> WithdrawAsync(Guid jobId, CancellationToken cancellationToken);
}

/// <summary>What is said about a file that is handed in.</summary>
/// <param name="Name">The submitted name: any text, kept as data.</param>
/// <param name="Source">Which door: <c>api</c>, <c>web</c>.</param>
public sealed record Submission(string Name, string Source)
{
    /// <summary>Whom its job lets go first.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>True to scan it even if a report of the same bytes under the same name is stored.</summary>
    public bool Fresh { get; init; }
}

/// <summary>What <see cref="ISubmissions.WithdrawAsync"/> did.</summary>
/// <param name="Job">The job as it is now, or as it was when it was removed.</param>
/// <param name="Removed">True when it had ended and is now gone, with its report.</param>
public sealed record WithdrawnJob(Job Job, bool Removed);
