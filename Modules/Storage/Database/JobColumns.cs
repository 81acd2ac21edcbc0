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

    /// <summary>Files up to so many bytes come with the claim, so that a scan of one reads nothing. It bounds what a host holds ahead of its workers.</summary>
    private const int MaxContentBytes = 64 << 10;

    /// <summary>What a claim returns, in the order that <see cref="ReadClaimed"/> expects: what a scan would otherwise read for each job by itself.
    /// The order asked of earlier jobs is that of their index, which keeps PostgreSQL from reading the table when many jobs share their bytes.</summary>
    public static string Claimed { get; } = $"""
        {List},
        CASE WHEN size <= {MaxContentBytes} THEN (SELECT content FROM samples WHERE samples.sha256 = jobs.sha256) END,
        (SELECT earlier.id FROM jobs AS earlier WHERE earlier.sha256 = jobs.sha256 AND earlier.id < jobs.id ORDER BY earlier.id LIMIT 1) IS NULL
        """;

    /// <summary>The claimed job in the reader's current row.</summary>
    public static JobAvailable ReadClaimed(DbDataReader row, Dialect dialect) => new(Read(row, dialect))
    {
        Content = row.IsDBNull(20) ? default(ReadOnlyMemory<byte>?) : row.GetFieldValue<byte[]>(20),
        IsFirst = row.GetBoolean(21),
    };

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
