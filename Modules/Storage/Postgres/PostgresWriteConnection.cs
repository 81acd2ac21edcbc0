using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Postgres;

/// <summary>Opens the writer's connection to the server.</summary>
internal sealed class PostgresWriteConnections(PostgresSource source, Dialect dialect, TimeProvider clock) : IWriteConnections
{
    // A group's statements take their rows by an index and in its order, however many there are: planned once, and never by reading the table or by
    // sorting the whole queue for each claim, which a plan made without knowing the numbers does. Left to itself the server plans each of them anew.
    public const string PlanOnce = """
        SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off
        """;

    public async Task<IWriteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenAsync(cancellationToken);
        try
        {
            await using var setting = new NpgsqlCommand(PlanOnce, connection);
            await setting.ExecuteNonQueryAsync(cancellationToken);
            return new PostgresWriteConnection(connection, dialect, clock);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>
/// A group as one batch of set-wise statements: one round trip, one transaction, one flush, whatever its size. A batch without a
/// transaction of its own is one transaction by the protocol (PostgreSQL 15, 55.2.2.1). Times are the server's.
/// </summary>
internal sealed class PostgresWriteConnection(NpgsqlConnection connection, Dialect dialect, TimeProvider clock) : IWriteConnection
{
    /// <summary>Rows with a document or a sample that share a statement. The server holds a statement's arrays several times over; past some tens of KiB
    /// it takes that memory anew from the system each time, which cost as much as the work itself (measured: 8 rows of 4 KiB 140 us a row, 256 rows 240).</summary>
    private const int RowsAStatement = 8;

    private static readonly string BulkStandsBack = $"interval '{(int)Turns.BulkStandsBack.TotalSeconds} seconds'";

    private static readonly string Accept = $"""
        INSERT INTO jobs (id, status, name, size, sha256, source, priority, fresh, run_at, turn_at, attempt, crash_count, claim_no,
                          cancel_requested, created_at, updated_at)
        SELECT id, 'queued', name, size, sha256, source, priority, fresh,
               now(), now() + CASE WHEN priority > 0 THEN {BulkStandsBack} ELSE interval '0' END, 0, 0, 0, false, created_at, created_at
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS new(id, name, size, sha256, source, priority, fresh, created_at)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string KeepSamples = """
        INSERT INTO samples (sha256, content, touched_at) SELECT sha256, content, now() FROM unnest($1, $2) AS new(sha256, content)
        ON CONFLICT (sha256) DO UPDATE SET touched_at = excluded.touched_at
        """;

    private static readonly string Done = Guarded(
        "status = 'done', result = ended.result, error = NULL, finished_at = now()", "unnest($1, $2, $3) AS ended(id, claim_no, result)");

    private static readonly string Failed = Guarded(
        "status = 'failed', error = ended.error, finished_at = now()", "unnest($1, $2, $3) AS ended(id, claim_no, error)");

    private static readonly string Retry = Guarded(
        "status = 'queued', requeue_reason = ended.reason, attempt = jobs.attempt - ended.refund, run_at = now() + ended.delay",
        "unnest($1, $2, $3, $4, $5) AS ended(id, claim_no, reason, refund, delay)");

    private static readonly string Release = Guarded(
        "status = 'queued', requeue_reason = 'shutdown', attempt = jobs.attempt - 1", "unnest($1, $2) AS ended(id, claim_no)");

    private const string KeepDetails = """
        INSERT INTO job_details (job_id, detail)
        SELECT ended.id, ended.detail FROM unnest($1, $2, $3) AS ended(id, claim_no, detail)
        JOIN jobs ON jobs.id = ended.id AND jobs.claim_no = ended.claim_no AND jobs.status = 'done'
        ON CONFLICT (job_id) DO UPDATE SET detail = excluded.detail
        """;

    // MATERIALIZED: the planner may otherwise run a LIMIT sub-select twice and update more rows. The two sub-selects exclude each
    // other: while a suspect is due, nobody else is. A host that the others have called lost, and that has not heard of it yet, claims nothing: its
    // jobs would be rescued from it again and again, and each time counted as a crash.
    public static readonly string ClaimDue = $"""
        WITH alone AS MATERIALIZED (
            SELECT id FROM jobs
            WHERE status = 'queued' AND crash_count > 0 AND run_at <= now()
              AND NOT EXISTS (SELECT 1 FROM jobs WHERE {JobWriter.Scanning} AND host_id = $1)
              AND EXISTS (SELECT 1 FROM hosts WHERE id = $1 AND state = 'alive')
            ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED),
        due AS MATERIALIZED (
            SELECT id FROM jobs
            WHERE status = 'queued' AND crash_count = 0 AND run_at <= now()
              AND NOT EXISTS (SELECT 1 FROM jobs WHERE status = 'queued' AND crash_count > 0 AND run_at <= now())
              AND NOT EXISTS (SELECT 1 FROM jobs WHERE {JobWriter.Scanning} AND host_id = $1 AND crash_count > 0)
              AND EXISTS (SELECT 1 FROM hosts WHERE id = $1 AND state = 'alive')
            ORDER BY turn_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
        UPDATE jobs SET status = 'scanning', attempt = attempt + 1, claim_no = claim_no + 1, host_id = $1,
                        started_at = now(), updated_at = now()
        WHERE status = 'queued' AND id IN (SELECT id FROM alone UNION ALL SELECT id FROM due)
        RETURNING {JobColumns.Claimed}
        """;

    public async Task CommitAsync(WriteGroup group, CancellationToken cancellationToken)
    {
        if (group.Others.Count == 0)
        {
            await WriteSetsAsync(group, cancellationToken);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WriteSetsAsync(group, cancellationToken);
        var writer = new JobWriter(connection, dialect, clock.GetUtcNow());
        foreach (var other in group.Others)
            await other(writer);
        await transaction.CommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Guarded(string changes, string ended) => $"""
        UPDATE jobs SET {changes}, host_id = NULL, updated_at = now()
        FROM {ended}
        WHERE jobs.id = ended.id AND jobs.claim_no = ended.claim_no AND jobs.{JobWriter.Scanning}
        RETURNING {JobColumns.Qualified}
        """;

    private async Task WriteSetsAsync(WriteGroup group, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        var answers = new List<Func<DbDataReader, Task>>();
        AddAccepts(batch, group);
        AddEndings(batch, answers, group, cancellationToken);
        foreach (var claim in group.Claims)
        {
            Add(batch, ClaimDue, Value(claim.Host, NpgsqlDbType.Uuid), Value((long)claim.Count, NpgsqlDbType.Bigint));
            answers.Add(async rows => claim.Claimed = Turns.InOrder(await ReadAsync(rows, JobColumns.ReadClaimed, cancellationToken)));
        }

        AddDetails(batch, group);
        if (batch.BatchCommands.Count == 0)
            return;

        // Statements without rows are passed over by the reader, so the answers come in the order of those that have some.
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var answer in answers)
        {
            await answer(reader);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static void AddAccepts(NpgsqlBatch batch, WriteGroup group)
    {
        foreach (var samples in group.Samples().Chunk(RowsAStatement))
        {
            Add(batch, KeepSamples,
                Values(samples, sample => sample.Sha256, NpgsqlDbType.Text), Values(samples, sample => sample.Content.ToArray(), NpgsqlDbType.Bytea));
        }

        var jobs = group.Accepts;
        if (jobs.Count == 0)
            return;

        Add(batch, Accept,
            Values(jobs, job => job.Id, NpgsqlDbType.Uuid), Values(jobs, job => StorableText.Clean(job.Name), NpgsqlDbType.Text),
            Values(jobs, job => job.Size, NpgsqlDbType.Bigint), Values(jobs, job => job.Sha256, NpgsqlDbType.Text),
            Values(jobs, job => job.Source, NpgsqlDbType.Text), Values(jobs, job => (int)job.Priority, NpgsqlDbType.Integer),
            Values(jobs, job => job.Fresh, NpgsqlDbType.Boolean),
            Values(jobs, job => job.CreatedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz));
    }

    private void AddEndings(
        NpgsqlBatch batch, List<Func<DbDataReader, Task>> answers, WriteGroup group, CancellationToken cancellationToken)
    {
        AddEnding<JobTransition.Done>(Done, ended => [Values(ended, it => it.Result, NpgsqlDbType.Jsonb)]);
        AddEnding<JobTransition.Failed>(Failed, ended => [Values(ended, it => JobErrors.Write(it.Error), NpgsqlDbType.Text)]);
        AddEnding<JobTransition.Retry>(Retry, ended =>
        [
            Values(ended, it => it.Reason, NpgsqlDbType.Text), Values(ended, it => it.Refund ? 1 : 0, NpgsqlDbType.Integer),
            Values(ended, it => it.Delay, NpgsqlDbType.Interval),
        ]);
        AddEnding<JobTransition.Release>(Release, _ => []);

        void AddEnding<T>(string sql, Func<IReadOnlyList<T>, NpgsqlParameter[]> content)
            where T : JobTransition
        {
            foreach (var endings in group.EndingsBy<T>().Chunk(RowsAStatement))
            {
                var transitions = endings.Select(ending => (T)ending.Transition).ToList();
                Add(batch, sql,
                [
                    Values(transitions, it => it.JobId, NpgsqlDbType.Uuid), Values(transitions, it => it.ClaimNo, NpgsqlDbType.Bigint),
                    .. content(transitions),
                ]);
                answers.Add(async rows => WriteGroup.Settle(endings, await ReadAsync(rows, JobColumns.Read, cancellationToken)));
            }
        }
    }

    private static void AddDetails(NpgsqlBatch batch, WriteGroup group)
    {
        var cut = group.Endings.Select(ending => ending.Transition).OfType<JobTransition.Done>().Where(it => it.Detail is not null)
            .DistinctBy(it => it.JobId);
        foreach (var some in cut.Chunk(RowsAStatement))
        {
            Add(batch, KeepDetails,
                Values(some, it => it.JobId, NpgsqlDbType.Uuid), Values(some, it => it.ClaimNo, NpgsqlDbType.Bigint),
                Values(some, it => it.Detail!, NpgsqlDbType.Text));
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(DbDataReader rows, Func<DbDataReader, Dialect, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            found.Add(read(rows, dialect));
        return found;
    }

    private static void Add(NpgsqlBatch batch, string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<T> Value<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };

    private static NpgsqlParameter<TValue[]> Values<T, TValue>(IEnumerable<T> rows, Func<T, TValue> value, NpgsqlDbType type) =>
        new() { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
