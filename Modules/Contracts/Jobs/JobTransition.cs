namespace ScanHost.Contracts.Jobs;

/// <summary>How a claimed job leaves <see cref="JobStatus.Scanning"/>. Each is one guarded statement in the store.</summary>
/// <param name="JobId">The job.</param>
/// <param name="ClaimNo">The claim under which the work was done. A job that has been claimed again since is not touched.</param>
public abstract record JobTransition(Guid JobId, long ClaimNo)
{
    /// <summary>scanning -> done, with the report in the same statement.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="ClaimNo">The claim.</param>
    /// <param name="Result">The report as JSON, within <c>Limits:MaxReportBytes</c>.</param>
    /// <param name="Detail">The uncut report when <paramref name="Result"/> had to be cut, else null.</param>
    public sealed record Done(Guid JobId, long ClaimNo, string Result, string? Detail) : JobTransition(JobId, ClaimNo);

    /// <summary>scanning -> failed.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="ClaimNo">The claim.</param>
    /// <param name="Error">Why.</param>
    public sealed record Failed(Guid JobId, long ClaimNo, JobError Error) : JobTransition(JobId, ClaimNo);

    /// <summary>scanning -> queued, to be tried again.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="ClaimNo">The claim.</param>
    /// <param name="Reason">Recorded in <see cref="Job.RequeueReason"/>.</param>
    /// <param name="Delay">Not before so much time has passed, by the store's clock.</param>
    public sealed record Retry(Guid JobId, long ClaimNo, string Reason, TimeSpan Delay) : JobTransition(JobId, ClaimNo)
    {
        /// <summary>True when the attempt is given back.</summary>
        public bool Refund { get; init; }
    }

    /// <summary>scanning -> queued, because the host shuts down; the attempt is given back.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="ClaimNo">The claim.</param>
    public sealed record Release(Guid JobId, long ClaimNo) : JobTransition(JobId, ClaimNo);
}
