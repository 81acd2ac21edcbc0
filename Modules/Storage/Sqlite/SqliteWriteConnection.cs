using System.Data.Common;
using Microsoft.Data.Sqlite;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Sqlite;

/// <summary>Opens the writer's connection to the database file.</summary>
internal sealed class SqliteWriteConnections(DataDirectory data, Dialect dialect, LedgerClock clock) : IWriteConnections
{
    public Task<IWriteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "scanhost.db")};Pooling=False");
        try
        {
            connection.Open();
            SqliteConnectionSetup.Prepare(connection);
            return Task.FromResult<IWriteConnection>(new SqliteWriteConnection(connection, dialect, clock));
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>
/// A group as one transaction of statements that were compiled once. SQLite runs in this process, so a statement per row costs
/// microseconds; what costs is the flush, and there is one. The driver is synchronous underneath, so nothing is awaited.
/// </summary>
internal sealed class SqliteWriteConnection(SqliteConnection connection, Dialect dialect, LedgerClock clock) : IWriteConnection
{
    // The two sub-selects exclude each other: while a suspect is due, nobody else is.
    public static readonly string ClaimDue = $"""
        UPDATE jobs SET status = 'scanning', attempt = attempt + 1, claim_no = claim_no + 1, host_id = @host,
                        started_at = @now, updated_at = @now
        WHERE status = 'queued' AND id IN (
            SELECT id FROM (
                SELECT id FROM jobs
                WHERE status = 'queued' AND crash_count > 0 AND run_at <= @now
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE {JobWriter.Scanning} AND host_id = @host)
                ORDER BY run_at LIMIT 1)
            UNION ALL
            SELECT id FROM (
                SELECT id FROM jobs
                WHERE status = 'queued' AND crash_count = 0 AND run_at <= @now
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE status = 'queued' AND crash_count > 0 AND run_at <= @now)
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE {JobWriter.Scanning} AND host_id = @host AND crash_count > 0)
                ORDER BY turn_at, id LIMIT @count))
        RETURNING {JobColumns.Claimed}
        """;

    private readonly SqliteStatement begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement commit = new(connection, "COMMIT");
    private readonly SqliteStatement keepSample = new(connection, """
        INSERT INTO samples (sha256, content, touched_at) VALUES (@sha256, @content, @now)
        ON CONFLICT (sha256) DO UPDATE SET touched_at = excluded.touched_at
        """);

    private readonly SqliteStatement accept = new(connection, """
        INSERT INTO jobs (id, status, name, size, sha256, source, priority, fresh, run_at, turn_at, attempt, crash_count, claim_no,
                          cancel_requested, created_at, updated_at)
        VALUES (@id, 'queued', @name, @size, @sha256, @source, @priority, @fresh, @now, @turn_at, 0, 0, 0, 0, @created_at, @created_at)
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement done = Guarded(connection, "status = 'done', result = @result, error = NULL, finished_at = @now");
    private readonly SqliteStatement failed = Guarded(connection, "status = 'failed', error = @error, finished_at = @now");

    private readonly SqliteStatement retry = Guarded(
        connection, "status = 'queued', requeue_reason = @reason, attempt = attempt - @refund, run_at = @run_at");

    private readonly SqliteStatement release = Guarded(
        connection, "status = 'queued', requeue_reason = 'shutdown', attempt = attempt - 1");

    private readonly SqliteStatement keepDetail = new(connection, """
        INSERT INTO job_details (job_id, detail) VALUES (@id, @detail)
        ON CONFLICT (job_id) DO UPDATE SET detail = excluded.detail
        """);

    private readonly SqliteStatement claim = new(connection, ClaimDue);

    public async Task CommitAsync(WriteGroup group, CancellationToken cancellationToken)
    {
        var time = clock.Now;
        var now = dialect.Time(time);
        begin.Run();
        Accept(group, time, now);
        foreach (var ending in group.Endings)
            End(ending, time, now);
        foreach (var wanted in group.Claims)
            wanted.Claimed = Turns.InOrder(claim.Read(row => JobColumns.ReadClaimed(row, dialect), ("@host", wanted.Host), ("@count", wanted.Count), ("@now", now)));
        var writer = new JobWriter(connection, dialect, time);
        foreach (var other in group.Others)
            await other(writer);
        commit.Run();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var statement in new[] { begin, commit, keepSample, accept, done, failed, retry, release, keepDetail, claim })
            statement.Dispose();
        connection.Dispose(); // rolls back what was not committed
        return ValueTask.CompletedTask;
    }

    private static SqliteStatement Guarded(SqliteConnection connection, string changes) => new(connection, $"""
        UPDATE jobs SET {changes}, host_id = NULL, updated_at = @now
        WHERE id = @id AND {JobWriter.Scanning} AND claim_no = @claim
        RETURNING {JobColumns.List}
        """);

    private void Accept(WriteGroup group, DateTimeOffset time, object now)
    {
        foreach (var (sha256, content) in group.Samples())
            keepSample.Run(("@sha256", sha256), ("@content", content.ToArray()), ("@now", now));
        foreach (var job in group.Accepts)
        {
            accept.Run(
                ("@id", job.Id), ("@name", StorableText.Clean(job.Name)), ("@size", job.Size), ("@sha256", job.Sha256), ("@source", job.Source),
                ("@priority", (int)job.Priority), ("@fresh", job.Fresh), ("@now", now),
                ("@turn_at", dialect.Time(time + Turns.StandsBack(job.Priority))), ("@created_at", dialect.Time(job.CreatedAt)));
        }
    }

    private void End(Ending ending, DateTimeOffset time, object now)
    {
        var (id, claimNo) = (("@id", (object)ending.Transition.JobId), ("@claim", (object)ending.Transition.ClaimNo));
        Job Snapshot(DbDataReader row) => JobColumns.Read(row, dialect);
        ending.Applied = ending.Transition switch
        {
            JobTransition.Done it => done.Read(Snapshot, id, claimNo, ("@now", now), ("@result", it.Result)),
            JobTransition.Failed it => failed.Read(Snapshot, id, claimNo, ("@now", now), ("@error", JobErrors.Write(it.Error))),
            JobTransition.Retry it => retry.Read(
                Snapshot, id, claimNo, ("@now", now), ("@reason", it.Reason), ("@refund", it.Refund ? 1 : 0),
                ("@run_at", dialect.Time(time + it.Delay))),
            JobTransition.Release => release.Read(Snapshot, id, claimNo, ("@now", now)),
            _ => throw new InvalidOperationException($"No statement for {ending.Transition.GetType().Name}."),
        } is [var job] ? job : null;

        if (ending is { Applied: not null, Transition: JobTransition.Done { Detail: { } detail } })
            keepDetail.Run(id, ("@detail", detail));
    }
}

/// <summary>A statement that is compiled at its first use and kept.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, string sql) : IDisposable
{
    private SqliteCommand? command;

    public void Run(params ReadOnlySpan<(string Name, object Value)> values) => With(values).ExecuteNonQuery();

    public IReadOnlyList<T> Read<T>(Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using DbDataReader rows = With(values).ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }

    public void Dispose() => command?.Dispose();

    private SqliteCommand With(ReadOnlySpan<(string Name, object Value)> values)
    {
        if (command is null)
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of SqliteWriteConnection; values are parameters
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values)
                command.Parameters.AddWithValue(name, value);
            return command;
        }

        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at].Value;
        return command;
    }
}
