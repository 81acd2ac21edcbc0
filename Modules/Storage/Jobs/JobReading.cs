using System.Linq.Expressions;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Jobs;

/// <summary>Queries over the model: which rows, and what of them.</summary>
internal static class JobReading
{
    /// <summary>Reads a snapshot: every column but the result, which may be large.</summary>
    public static Expression<Func<JobRow, Job>> Snapshot { get; } = row => new Job
    {
        Id = row.Id,
        Status = JobStatus.Parse(row.Status),
        Name = row.Name,
        Size = row.Size,
        Sha256 = row.Sha256,
        Source = row.Source,
        Attempt = row.Attempt,
        CrashCount = row.CrashCount,
        ClaimNo = row.ClaimNo,
        CancelRequested = row.CancelRequested,
        RequeueReason = row.RequeueReason,
        Error = JobErrors.Read(row.Error),
        Verdict = row.Verdict,
        Score = row.Score,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        Priority = (JobPriority)row.Priority,
        Fresh = row.Fresh,
    };

    /// <summary>The rows that a query asks for.</summary>
    public static IQueryable<JobRow> Matching(this IQueryable<JobRow> jobs, JobQuery query)
    {
        if (query.Status is { } status)
        {
            var words = status.StoredWords.Select(StorableText.Clean).ToArray();
            jobs = jobs.Where(job => words.Contains(job.Status));
        }

        if (Clean(query.Verdict) is { } verdict)
            jobs = jobs.Where(job => job.Verdict == verdict);
        if (Clean(query.Sha256) is { } sha256)
            jobs = jobs.Where(job => job.Sha256 == sha256);
        if (Clean(query.NameContains)?.ToLowerInvariant() is { } lower)
        {
#pragma warning disable CA1862 // becomes lower() of both databases; a comparison argument could not be translated
            jobs = jobs.Where(job => job.Name.ToLower().Contains(lower));
#pragma warning restore CA1862
        }

        if (query.Before is { } before)
            jobs = jobs.Where(job => job.Id < before);
        return jobs;
    }

    /// <summary>As it would be stored: PostgreSQL refuses even to look for anything else.</summary>
    private static string? Clean(string? text) => text is null ? null : StorableText.Clean(text);
}
