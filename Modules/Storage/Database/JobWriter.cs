using System.Data.Common;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>
/// The statements that change jobs, within one transaction. Each transition is one UPDATE with its guard: no row means that
/// somebody else won.
/// </summary>
internal sealed class JobWriter(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    /// <summary>After so many crashes of its host a job is given up.</summary>
    private const int MaxCrashes = 3;

    private const string Scanning = "status IN ('scanning', 'processing')";
    private const string Guard = $"WHERE id = @id AND {Scanning} AND claim_no = @claim RETURNING {JobColumns.List}";

    /// <summary>Inserts a queued job. A second time it does nothing, so a group may be repeated.</summary>
    public async Task InsertAsync(NewJob job)
    {
        await using var command = Command("""
            INSERT INTO jobs (id, status, name, size, sha256, source, priority, run_at, attempt, crash_count, claim_no, cancel_requested,
                              created_at, updated_at)
            VALUES (@id, 'queued', @name, @size, @sha256, @source, 0, @now, 0, 0, 0, @no, @now, @now)
            ON CONFLICT (id) DO NOTHING
            """);
        Add(command, "id", job.Id);
        Add(command, "name", StorableText.Clean(job.Name));
        Add(command, "size", job.Size);
        Add(command, "sha256", job.Sha256);
        Add(command, "source", job.Source);
        Add(command, "now", dialect.Time(job.CreatedAt));
        Add(command, "no", false);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Claims at most <paramref name="count"/> due jobs for a host.</summary>
    public async Task<IReadOnlyList<Job>> ClaimAsync(Guid host, int count, DateTimeOffset now)
    {
        await using var command = Command($"""
            UPDATE jobs SET status = 'scanning', attempt = attempt + 1, claim_no = claim_no + 1, host_id = @host,
                            started_at = @now, updated_at = @now
            WHERE id IN ({dialect.DueJobs}) AND status = 'queued'
            RETURNING {JobColumns.List}
            """);
        Add(command, "host", host);
        Add(command, "count", count);
        Add(command, "now", dialect.Time(now));
        var claimed = await ReadAsync(command);
        return [.. claimed.OrderBy(job => job.CreatedAt).ThenBy(job => job.Id)]; // RETURNING has no order
    }

    /// <summary>Jobs that this host has claimed, by the table.</summary>
    public async Task<IReadOnlyList<Job>> ClaimedByAsync(Guid host)
    {
        await using var command = Command($"SELECT {JobColumns.List} FROM jobs WHERE {Scanning} AND host_id = @host");
        Add(command, "host", host);
        return await ReadAsync(command);
    }

    /// <summary>Applies a transition; null when its guard refused. Repeating one that was made gives the same job again.</summary>
    public async Task<Job?> ApplyAsync(JobTransition transition, DateTimeOffset now)
    {
        await using var command = Command(transition switch
        {
            JobTransition.Done => $"""
                UPDATE jobs SET status = 'done', result = @result, host_id = NULL, error = NULL, finished_at = @now, updated_at = @now {Guard}
                """,
            JobTransition.Failed => $"""
                UPDATE jobs SET status = 'failed', error = @error, host_id = NULL, finished_at = @now, updated_at = @now {Guard}
                """,
            JobTransition.Retry => $"""
                UPDATE jobs SET status = 'queued', requeue_reason = @reason, run_at = @run_at, host_id = NULL, updated_at = @now {Guard}
                """,
            JobTransition.Release => $"""
                UPDATE jobs SET status = 'queued', requeue_reason = 'shutdown', attempt = attempt - 1, host_id = NULL, updated_at = @now {Guard}
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(transition)),
        });
        Add(command, "id", transition.JobId);
        Add(command, "claim", transition.ClaimNo);
        Add(command, "now", dialect.Time(now));
        AddContent(command, transition);
        var applied = (await ReadAsync(command)).SingleOrDefault();
        if (applied is not null && transition is JobTransition.Done { Detail: { } detail })
            await InsertDetailAsync(transition.JobId, detail);
        return applied ?? await AlreadyAppliedAsync(transition);
    }

    /// <summary>Gives back what dead hosts had claimed.</summary>
    public async Task<int> RescueAsync(Guid host, DateTimeOffset now)
    {
        await using var command = Command($"""
            UPDATE jobs SET
                status = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN 'failed' ELSE 'queued' END,
                error = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN @poison ELSE error END,
                finished_at = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN @now ELSE finished_at END,
                crash_count = crash_count + 1, requeue_reason = 'host_lost', run_at = @now, host_id = NULL, updated_at = @now
            WHERE {Scanning} AND {dialect.HostIsDead}
            """);
        Add(command, "host", host);
        Add(command, "now", dialect.Time(now));
        Add(command, "poison", JobErrors.Write(new(
            JobErrorCodes.Poison, $"The host died {MaxCrashes} times while it scanned this file.", MaxCrashes)));
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>queued -> failed, as canceled; or records the wish on a scanning job.</summary>
    public async Task<Job?> CancelAsync(Guid jobId, DateTimeOffset now)
    {
        await using var command = Command($"""
            UPDATE jobs SET
                status = CASE WHEN status = 'queued' THEN 'failed' ELSE status END,
                error = CASE WHEN status = 'queued' THEN @canceled ELSE error END,
                finished_at = CASE WHEN status = 'queued' THEN @now ELSE finished_at END,
                cancel_requested = @yes, updated_at = @now
            WHERE id = @id AND (status = 'queued' OR {Scanning})
            RETURNING {JobColumns.List}
            """);
        Add(command, "id", jobId);
        Add(command, "now", dialect.Time(now));
        Add(command, "yes", true);
        Add(command, "canceled", JobErrors.Write(new(JobErrorCodes.Canceled, "Canceled before it started.", 0)));
        return (await ReadAsync(command)).SingleOrDefault();
    }

    /// <summary>Deletes a job that is neither queued nor scanning.</summary>
    public async Task<bool> RemoveAsync(Guid jobId)
    {
        await using var command = Command($"DELETE FROM jobs WHERE id = @id AND status <> 'queued' AND NOT {Scanning}");
        Add(command, "id", jobId);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Stores a result whatever the status is.</summary>
    public async Task<bool> UpdateResultAsync(Guid jobId, string result, DateTimeOffset now)
    {
        await using var command = Command("UPDATE jobs SET result = @result, updated_at = @now WHERE id = @id");
        Add(command, "id", jobId);
        command.Parameters.Add(dialect.Json("result", StorableText.CleanJson(result)));
        Add(command, "now", dialect.Time(now));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Sets a status whatever it was.</summary>
    public async Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, DateTimeOffset now)
    {
        await using var command = Command("UPDATE jobs SET status = @status, updated_at = @now WHERE id = @id");
        Add(command, "id", jobId);
        Add(command, "status", status.Word);
        Add(command, "now", dialect.Time(now));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private void AddContent(DbCommand command, JobTransition transition)
    {
        switch (transition)
        {
            case JobTransition.Done done:
                command.Parameters.Add(dialect.Json("result", StorableText.CleanJson(done.Result)));
                break;
            case JobTransition.Failed failed:
                Add(command, "error", JobErrors.Write(failed.Error));
                break;
            case JobTransition.Retry retry:
                Add(command, "reason", retry.Reason);
                Add(command, "run_at", dialect.Time(retry.RunAt));
                break;
        }
    }

    private async Task InsertDetailAsync(Guid jobId, string detail)
    {
        await using var command = Command("""
            INSERT INTO job_details (job_id, detail) VALUES (@id, @detail)
            ON CONFLICT (job_id) DO UPDATE SET detail = excluded.detail
            """);
        Add(command, "id", jobId);
        Add(command, "detail", StorableText.CleanJson(detail));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>When a connection breaks during a commit nobody knows whether it was made. The claim number, kept after the end, tells.</summary>
    private async Task<Job?> AlreadyAppliedAsync(JobTransition transition)
    {
        var status = transition switch { JobTransition.Done => "done", JobTransition.Failed => "failed", _ => null };
        if (status is null)
            return null;

        await using var command = Command($"SELECT {JobColumns.List} FROM jobs WHERE id = @id AND claim_no = @claim AND status = @status");
        Add(command, "id", transition.JobId);
        Add(command, "claim", transition.ClaimNo);
        Add(command, "status", status);
        return (await ReadAsync(command)).SingleOrDefault();
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // every text is a constant of this file; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private async Task<IReadOnlyList<Job>> ReadAsync(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var jobs = new List<Job>();
        while (await reader.ReadAsync())
            jobs.Add(JobColumns.Read(reader, dialect));
        return jobs;
    }
}
