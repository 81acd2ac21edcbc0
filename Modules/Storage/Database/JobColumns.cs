using System.Data.Common;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>The columns of a job's snapshot: all but the result, which may be large.</summary>
internal static class JobColumns
{
    /// <summary>The columns, in the order that <see cref="Read"/> expects.</summary>
    public const string List =
        "id, status, name, size, sha256, source, attempt, crash_count, claim_no, cancel_requested, requeue_reason, error, " +
        "verdict, score, created_at, updated_at, started_at, finished_at, priority, fresh";

    /// <summary>The same, of the table itself where a statement knows other columns of these names too.</summary>
    public static string Qualified { get; } = string.Join(", ", List.Split(", ").Select(column => "jobs." + column));

    /// <summary>The snapshot in the reader's current row.</summary>
    public static Job Read(DbDataReader row, Dialect dialect) => new()
    {
        Id = row.GetGuid(0),
        Status = JobStatus.Parse(row.GetString(1)),
        Name = row.GetString(2),
        Size = row.GetInt64(3),
        Sha256 = row.GetString(4),
        Source = row.GetString(5),
        Attempt = row.GetInt32(6),
        CrashCount = row.GetInt32(7),
        ClaimNo = row.GetInt64(8),
        CancelRequested = row.GetBoolean(9),
        RequeueReason = Text(row, 10),
        Error = JobErrors.Read(Text(row, 11)),
        Verdict = Text(row, 12),
        Score = row.IsDBNull(13) ? null : row.GetInt32(13),
        CreatedAt = dialect.ReadTime(row, 14),
        UpdatedAt = dialect.ReadTime(row, 15),
        StartedAt = row.IsDBNull(16) ? null : dialect.ReadTime(row, 16),
        FinishedAt = row.IsDBNull(17) ? null : dialect.ReadTime(row, 17),
        Priority = (JobPriority)row.GetInt32(18),
        Fresh = row.GetBoolean(19),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
