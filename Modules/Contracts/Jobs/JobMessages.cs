using ScanHost.Contracts.Scanning;

namespace ScanHost.Contracts.Jobs;

/// <summary>Channel message, Jobs to Pipeline: a job was claimed for this host. Only a dispatch: the store is the truth.</summary>
/// <param name="Job">The job as claimed.</param>
public sealed record JobAvailable(Job Job)
{
    /// <summary>The bytes of a small file, which came with the claim; null when <see cref="Samples.ISampleStore"/> has to be asked.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>True when the ledger held no earlier job of the same bytes as it was claimed: there is no report to look for.</summary>
    public bool IsFirst { get; init; }
}

/// <summary>Channel message, Pipeline to Reports: the work on a claimed job ended, one way or the other.</summary>
/// <param name="Job">The job as claimed.</param>
public abstract record ScanFinished(Job Job)
{
    /// <summary>The scan ran to its end.</summary>
    /// <param name="Job">The job as claimed.</param>
    /// <param name="Outcome">The evidence.</param>
    public sealed record Completed(Job Job, ScanOutcome Outcome) : ScanFinished(Job);

    /// <summary>The same bytes under the same name had been scanned by the same engine: that report stands for this job too.</summary>
    /// <param name="Job">The job as claimed.</param>
    /// <param name="Earlier">The report.</param>
    public sealed record Reused(Job Job, StoredReport Earlier) : ScanFinished(Job);

    /// <summary>The attempt failed.</summary>
    /// <param name="Job">The job as claimed.</param>
    /// <param name="Code">One of <see cref="JobErrorCodes"/>.</param>
    /// <param name="Message">One sentence for a person.</param>
    /// <param name="MayRetry">False when another attempt cannot help.</param>
    public sealed record Faulted(Job Job, string Code, string Message, bool MayRetry) : ScanFinished(Job);

    /// <summary>The attempt could not be made for a reason that has nothing to do with the job: again later, its attempt refunded.</summary>
    /// <param name="Job">The job as claimed.</param>
    /// <param name="Code">One of <see cref="JobErrorCodes"/>.</param>
    public sealed record Postponed(Job Job, string Code) : ScanFinished(Job);

    /// <summary>The host shuts down before the scan could end: the job goes back, its attempt refunded.</summary>
    /// <param name="Job">The job as claimed.</param>
    public sealed record Released(Job Job) : ScanFinished(Job);
}

/// <summary>The scans that run in this process.</summary>
public interface IRunningScans
{
    /// <summary>Asks a running scan to stop. Its job ends as failed with code <c>canceled</c> unless it finishes first.</summary>
    /// <returns>False when this process does not scan that job.</returns>
    bool Cancel(Guid jobId);
}

/// <summary>How much the workers of this process have in hand, so that no more is claimed than they can take.</summary>
public interface IScanRoom
{
    /// <summary>Scans that can run at once.</summary>
    int Workers { get; }

    /// <summary>Claimed jobs that were handed over and have not ended.</summary>
    int InHand { get; }

    /// <summary>Jobs that have ended since the process started.</summary>
    long Ended { get; }

    /// <summary>Ends when fewer than <paramref name="count"/> jobs are in hand.</summary>
    Task WaitForRoomAsync(int count, CancellationToken cancellationToken);
}
