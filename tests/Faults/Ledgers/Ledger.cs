using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace ScanHost.Faults.Ledgers;

/// <summary>
/// The database below the hosts, looked at from outside. Triggers of ours write down every change of a status or a result: no code of
/// the product can hide a second result from them.
/// </summary>
public abstract class Ledger
{
    /// <summary>Statement for PostgreSQL that queues a job whose file nobody has, and tells nobody.</summary>
    public const string JobFromElsewhere =
        """
        INSERT INTO jobs (id, status, name, size, sha256, source, priority, run_at, turn_at, fresh, attempt, crash_count, claim_no, cancel_requested, created_at, updated_at)
        VALUES (gen_random_uuid(), 'queued', 'from elsewhere', 1, repeat('a', 64), 'api', 0, now(), now(), false, 0, 0, 0, false, now(), now())
        """;

    /// <summary>Settings with which a host uses it.</summary>
    public abstract IReadOnlyList<string> HostSettings { get; }

    /// <summary>The statements that install the triggers.</summary>
    protected abstract IReadOnlyList<string> WitnessSql { get; }

    /// <summary>Opens a connection of our own.</summary>
    protected abstract DbConnection Connect();

    /// <summary>Installs the triggers. The schema must be there; a second time changes nothing.</summary>
    public void InstallWitness()
    {
        foreach (var statement in WitnessSql)
            Execute(statement);
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 120;
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a query that gives one number.</summary>
    public long Number(string sql) => Rows(sql, row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture)).Single();

    /// <summary>Runs a query.</summary>
    public IReadOnlyList<T> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Every job, without its result.</summary>
    public IReadOnlyList<LedgerJob> Jobs() => Rows(
        """
        SELECT id, status, sha256, attempt, crash_count, claim_no, result IS NOT NULL, CAST(error AS TEXT),
               host_id IS NOT NULL, CASE WHEN CAST(result AS TEXT) LIKE '%' || sha256 || '%' THEN 1 ELSE 0 END
        FROM jobs
        """,
        row => new LedgerJob(
            Guid.Parse(row.GetValue(0).ToString()!), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5),
            Convert.ToBoolean(row.GetValue(6), CultureInfo.InvariantCulture), row.IsDBNull(7) ? null : row.GetString(7),
            Convert.ToBoolean(row.GetValue(8), CultureInfo.InvariantCulture), row.GetInt32(9) == 1));

    /// <summary>What the triggers wrote down, in its order.</summary>
    public IReadOnlyList<WitnessedChange> Changes() => Rows(
        "SELECT job_id, old_status, new_status, claim_no FROM witness ORDER BY at",
        row => new WitnessedChange(Guid.Parse(row.GetValue(0).ToString()!), row.GetString(1), row.GetString(2), row.GetInt64(3)));
}

/// <summary>A row of the table jobs.</summary>
public sealed record LedgerJob(
    Guid Id, string Status, string Sha256, int Attempt, int CrashCount, long ClaimNo, bool HasResult, string? Error, bool HasHost, bool ResultIsOfThisFile)
{
    /// <summary>The code of its error; null when there is none.</summary>
    public string? ErrorCode => Error is null ? null : JsonDocument.Parse(Error).RootElement.GetProperty("code").GetString();
}

/// <summary>A change of a status or of a result.</summary>
public sealed record WitnessedChange(Guid JobId, string From, string To, long ClaimNo);
