namespace ScanHost.Storage.Database;

/// <summary>One row of the table <c>jobs</c>. Read as it stands; changed only by the statements of <see cref="Writing.JobWriter"/>.</summary>
internal sealed class JobRow
{
    public required Guid Id { get; init; }
    public required string Status { get; init; }
    public required string Name { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    public required string Source { get; init; }

    /// <summary>A <see cref="Contracts.Jobs.JobPriority"/>.</summary>
    public int Priority { get; init; }

    /// <summary>Not to be claimed before this time.</summary>
    public required DateTimeOffset RunAt { get; init; }

    /// <summary>Its place in the queue: the earlier goes first. <see cref="RunAt"/>, or for a bulk job some minutes later (docs/decisions/0003).</summary>
    public required DateTimeOffset TurnAt { get; init; }

    /// <summary>Scan it even if a report of the same bytes is stored.</summary>
    public bool Fresh { get; init; }

    public int Attempt { get; init; }
    public int CrashCount { get; init; }
    public long ClaimNo { get; init; }

    /// <summary>The host that scans it; null while nobody does.</summary>
    public Guid? HostId { get; init; }

    public bool CancelRequested { get; init; }
    public string? RequeueReason { get; init; }

    /// <summary>A <see cref="Contracts.Jobs.JobError"/> as JSON.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The report; null until done, and for ever in rows from before the column.</summary>
    public string? Result { get; init; }

    /// <summary>Generated from <see cref="Result"/> by the database.</summary>
    public string? Verdict { get; init; }

    /// <summary>Generated from <see cref="Result"/> by the database.</summary>
    public int? Score { get; init; }
}

/// <summary>The uncut report of a job whose result was cut; table <c>job_details</c>.</summary>
internal sealed class JobDetailRow
{
    public required Guid JobId { get; init; }
    public required string Detail { get; init; }
}

/// <summary>A small sample; table <c>samples</c>. Larger ones are files.</summary>
internal sealed class SampleRow
{
    public required string Sha256 { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>When it was last submitted.</summary>
    public required DateTimeOffset TouchedAt { get; init; }
}
