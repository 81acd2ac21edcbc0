using System.ComponentModel;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Jobs;

/// <summary>A job as the API shows it.</summary>
internal sealed record JobView
{
    [Description("UUID version 7; ids sort by time.")]
    public required Guid JobId { get; init; }

    [Description("queued, scanning, done or failed. A row of an older version may carry another word.")]
    public required string Status { get; init; }

    [Description("The submitted name. Untrusted text.")]
    public required string Name { get; init; }

    [Description("In bytes.")]
    public required long Size { get; init; }

    [Description("64 lower-case hexadecimal digits.")]
    public required string Sha256 { get; init; }

    [Description("clean, unknown, suspicious or malicious; null until the job is done.")]
    public string? Verdict { get; init; }

    [Description("0 to 100; null until the job is done.")]
    public int? Score { get; init; }

    [Description("Why the job failed; null otherwise.")]
    public JobError? Error { get; init; }

    [Description("interactive or bulk.")]
    public required JobPriority Priority { get; init; }

    [Description("How often it was claimed for a run that counts.")]
    public int Attempt { get; init; }

    [Description("True when a cancel was asked for while it was scanning.")]
    public bool CancelRequested { get; init; }

    [Description("Why it last went back to the queue; null when it never did.")]
    public string? RequeueReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    [Description("Where to go from here.")]
    public required JobLinks Links { get; init; }

    public static JobView Of(Job job) => new()
    {
        JobId = job.Id,
        Status = job.Status.Word,
        Name = job.Name,
        Size = job.Size,
        Sha256 = job.Sha256,
        Verdict = job.Verdict,
        Score = job.Score,
        Error = job.Error,
        Priority = job.Priority,
        Attempt = job.Attempt,
        CancelRequested = job.CancelRequested,
        RequeueReason = job.RequeueReason,
        CreatedAt = job.CreatedAt,
        UpdatedAt = job.UpdatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        Links = new($"/jobs/{job.Id}", $"/jobs/{job.Id}/events", $"/reports/{job.Id}", $"/samples/{job.Sha256}"),
    };
}

/// <summary>Relative addresses of what belongs to a job.</summary>
internal sealed record JobLinks(string Self, string Events, string Report, string Sample);

/// <summary>Several jobs.</summary>
/// <param name="Jobs">In the order of the submission, or newest first in a listing.</param>
/// <param name="Next">Relative address of the next page; null on the last.</param>
internal sealed record JobPage(IReadOnlyList<JobView> Jobs, string? Next = null);
