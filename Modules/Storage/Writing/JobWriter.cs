using System.Data.Common;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Writing;

/// <summary>
/// The rare statements that change jobs, within one transaction. Each transition is one UPDATE with its guard: no row means that
/// somebody else won. The frequent ones are written set-wise (<see cref="IWriteConnection"/>).
/// </summary>
internal sealed class JobWriter(DbConnection connection, Dialect dialect, DateTimeOffset now)
{
    /// <summary>After so many crashes of its host a job is given up.</summary>
    private const int MaxCrashes = 3;

    /// <summary>No retry waits longer, jitter included.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <summary>Condition: a host has claimed it.</summary>
    public const string Scanning = "status IN ('scanning', 'processing')";

    /// <summary>Jobs that this host has claimed, by the table.</summary>
    public async Task<IReadOnlyList<Job>> ClaimedByAsync(Guid host)
    {
        await using var command = Command($"SELECT {JobColumns.List} FROM jobs WHERE {Scanning} AND host_id = @host");
        Add(command, "host", host);
        return await ReadAsync(command);
    }

    /// <summary>Gives back what a dead host had claimed; <see cref="Guid.Empty"/> is the host of rows from before hosts had ids.</summary>
    public async Task<int> RescueAsync(Guid deadHost)
    {
        await using var command = Command($"""
            UPDATE jobs SET
                status = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN 'failed' ELSE 'queued' END,
                error = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN @poison ELSE error END,
                finished_at = CASE WHEN crash_count + 1 >= {MaxCrashes} THEN {dialect.Now} ELSE finished_at END,
                crash_count = crash_count + 1, requeue_reason = 'host_lost', run_at = {dialect.Now}, host_id = NULL, updated_at = {dialect.Now}
            WHERE {Scanning} AND {(deadHost == Guid.Empty ? "host_id IS NULL" : "host_id = @host")}
            """);
        if (deadHost != Guid.Empty)
            Add(command, "host", deadHost);
        Add(command, "poison", JobErrors.Write(new(
            JobErrorCodes.Poison, $"The host died {MaxCrashes} times while it scanned this file.", MaxCrashes)));
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes jobs due that wait for a time which no rule of ours could have given them: the clock was set back while no host ran.</summary>
    public async Task<int> ForgetStrayTimesAsync()
    {
        await using var command = Command($"""
            UPDATE jobs SET run_at = @now, turn_at = min(turn_at, @now)
            WHERE status = 'queued' AND run_at > @now AND (attempt = 0 OR run_at > @latest)
            """);
        Add(command, "latest", dialect.Time(now + LongestWait));
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>queued -> failed, as canceled; or records the wish on a scanning job.</summary>
    public async Task<Job?> CancelAsync(Guid jobId)
    {
        await using var command = Command($"""
            UPDATE jobs SET
                status = CASE WHEN status = 'queued' THEN 'failed' ELSE status END,
                error = CASE WHEN status = 'queued' THEN @canceled ELSE error END,
                finished_at = CASE WHEN status = 'queued' THEN {dialect.Now} ELSE finished_at END,
                cancel_requested = @yes, updated_at = {dialect.Now}
            WHERE id = @id AND (status = 'queued' OR {Scanning})
            RETURNING {JobColumns.List}
            """);
        Add(command, "id", jobId);
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
    public async Task<bool> UpdateResultAsync(Guid jobId, string result)
    {
        await using var command = Command($"UPDATE jobs SET result = @result, updated_at = {dialect.Now} WHERE id = @id");
        Add(command, "id", jobId);
        command.Parameters.Add(dialect.Json("result", StorableText.CleanJson(result)));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Sets a status whatever it was.</summary>
    public async Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status)
    {
        await using var command = Command($"UPDATE jobs SET status = @status, updated_at = {dialect.Now} WHERE id = @id");
        Add(command, "id", jobId);
        Add(command, "status", status.Word);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Deletes jobs that ended longer ago than this.</summary>
    public async Task<int> ExpireAsync(string? verdict, TimeSpan age, int atMost)
    {
        await using var command = Command($"""
            DELETE FROM jobs WHERE id IN (
                SELECT id FROM jobs
                WHERE status IN ('done', 'failed') AND finished_at < {dialect.Now} - @age
                  AND {(verdict is null ? "status = 'failed'" : "status = 'done' AND verdict = @verdict")}
                ORDER BY finished_at LIMIT @count)
              AND status IN ('done', 'failed')
            """);
        Add(command, "age", dialect.Span(age));
        Add(command, "count", atMost);
        if (verdict is not null)
            Add(command, "verdict", verdict);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Deletes a small sample unless it was submitted within this time.</summary>
    public async Task<bool> RemoveSampleAsync(string sha256, TimeSpan age)
    {
        await using var command = Command($"DELETE FROM samples WHERE sha256 = @sha256 AND touched_at < {dialect.Now} - @age");
        Add(command, "sha256", sha256);
        Add(command, "age", dialect.Span(age));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this file; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        if (sql.Contains("@now", StringComparison.Ordinal))
            Add(command, "now", dialect.Time(now));
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
