namespace ScanHost.Contracts.Jobs;

/// <summary>A snapshot of one job. Immutable: a transition is made by <see cref="IJobStore"/>, never by changing a snapshot.</summary>
public sealed record Job
{
    /// <summary>UUID version 7 (RFC 9562), made when the job is accepted: ids sort by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where the job is on its way.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The file's name as submitted, at most <see cref="NewJob.MaxNameLength"/> characters. Untrusted data: shown escaped, never a path.</summary>
    public required string Name { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits; its key in <see cref="Samples.ISampleStore"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Which door took it: <c>api</c>, <c>web</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whom it lets go first.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>True when it must be scanned even if a report of the same bytes is stored.</summary>
    public bool Fresh { get; init; }

    /// <summary>How often it was claimed for a run that counts. A release at shutdown gives the attempt back.</summary>
    public int Attempt { get; init; }

    /// <summary>How often a host died while scanning it.</summary>
    public int CrashCount { get; init; }

    /// <summary>The fence: +1 at each claim and never decremented. Only the newest claim may end the job.</summary>
    public long ClaimNo { get; init; }

    /// <summary>True when somebody asked to cancel it while it was scanning.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>Why it last went back from scanning to queued; null when it never did.</summary>
    public string? RequeueReason { get; init; }

    /// <summary>Why it failed; null unless the status is <see cref="JobStatus.Failed"/>.</summary>
    public JobError? Error { get; init; }

    /// <summary>The report's verdict; null until the job is done.</summary>
    public string? Verdict { get; init; }

    /// <summary>The report's score, 0 to 100; null until the job is done.</summary>
    public int? Score { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its row last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the newest attempt was claimed; null before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became done or failed.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Why a job failed, or why an attempt did.</summary>
/// <param name="Code">Stable word: see <see cref="JobErrorCodes"/>.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Attempt">The attempt that ended with it, from 1; 0 when it never started.</param>
public sealed record JobError(string Code, string Message, int Attempt);

/// <summary>The codes that a <see cref="JobError"/> carries.</summary>
public static class JobErrorCodes
{
    /// <summary>Somebody canceled the job.</summary>
    public const string Canceled = "canceled";

    /// <summary>The host died three times while it scanned this job.</summary>
    public const string Poison = "poison";

    /// <summary>The file is no longer in the sample store.</summary>
    public const string SampleMissing = "sample_missing";

    /// <summary>What the sample store has is not the file that was submitted, after all attempts.</summary>
    public const string SampleDamaged = "sample_damaged";

    /// <summary>The sample could not be read because its store did not answer; only ever the reason of a retry.</summary>
    public const string StorageUnavailable = "storage_unavailable";

    /// <summary>A stage ignored its cancellation and was abandoned, or the scan did not end in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The database refused the report.</summary>
    public const string ReportRejected = "report_rejected";

    /// <summary>An error of the program itself, after all attempts.</summary>
    public const string Internal = "internal";
}
