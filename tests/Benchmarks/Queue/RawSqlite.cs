using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ScanHost.Benchmarks.Measuring;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Queue;

/// <summary>SQLite through Microsoft.Data.Sqlite and nothing else: WAL, synchronous = FULL.</summary>
internal sealed class RawSqlite : IDisposable
{
    private const int Batch = 50;

    private static readonly string Result = $$"""{"verdict":"clean","score":0,"filler":"{{new string('f', 4000)}}"}""";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection connection;

    public RawSqlite()
    {
        connection = new($"Data Source={Path.Combine(folder.Path, "raw.db")};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL"); // also the default, so that of other connections
        Execute("CREATE TABLE raw (id TEXT PRIMARY KEY, status TEXT NOT NULL, payload TEXT NOT NULL, claim_no INTEGER NOT NULL, result TEXT)");
        Execute("CREATE INDEX raw_queued ON raw (id) WHERE status = 'queued'");
    }

    /// <summary>So many rows of so many bytes in each transaction.</summary>
    /// <returns>Rows per second.</returns>
    public Rate Inserts(int rows, int perTransaction, int bytes)
    {
        using var insert = Prepared("INSERT INTO raw VALUES ($id, 'queued', $payload, 0, NULL)");
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        insert.Parameters.AddWithValue("$payload", new string('p', bytes));
        var clock = Stopwatch.StartNew();
        foreach (var group in Enumerable.Range(0, rows).Chunk(perTransaction))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var _ in group)
            {
                id.Value = Guid.CreateVersion7().ToString();
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Rate.Of(rows, clock.Elapsed);
    }

    /// <summary>Claims 50 and stores 50 results of 4 KiB, fenced, in one transaction.</summary>
    public Rate Process(int jobs)
    {
        Inserts(jobs, 1000, 200);
        using var claim = Prepared(
            $"UPDATE raw SET status = 'scanning', claim_no = claim_no + 1 WHERE id IN (SELECT id FROM raw WHERE status = 'queued' ORDER BY id LIMIT {Batch}) RETURNING id");
        using var finish = Prepared("UPDATE raw SET status = 'done', result = $result WHERE id = $id AND status = 'scanning' AND claim_no = 1");
        var id = finish.Parameters.Add("$id", SqliteType.Text);
        finish.Parameters.AddWithValue("$result", Result);
        var clock = Stopwatch.StartNew();
        for (var done = 0; done < jobs;)
        {
            using var transaction = connection.BeginTransaction();
            claim.Transaction = finish.Transaction = transaction;
            var ids = new List<string>(Batch);
            using (var reader = claim.ExecuteReader())
            {
                while (reader.Read())
                    ids.Add(reader.GetString(0));
            }

            foreach (var next in ids)
            {
                id.Value = next;
                done += finish.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Rate.Of(jobs, clock.Elapsed);
    }

    /// <summary>As most queues do it: workers with connections of their own claim one and store one result, a transaction for each step.</summary>
    public async Task<Rate> ProcessStepByStepAsync(int workers, int jobs)
    {
        Inserts(jobs, 1000, 200);
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkOff)));
        return Rate.Of(done.Sum(), clock.Elapsed);
    }

    private int WorkOff()
    {
        using var own = new SqliteConnection(connection.ConnectionString);
        own.Open();
        using var claim = own.CreateCommand();
        claim.CommandText =
            "UPDATE raw SET status = 'scanning', claim_no = claim_no + 1 WHERE id = (SELECT id FROM raw WHERE status = 'queued' ORDER BY id LIMIT 1) RETURNING id";
        using var finish = own.CreateCommand();
        finish.CommandText = "UPDATE raw SET status = 'done', result = $result WHERE id = $id AND status = 'scanning' AND claim_no = 1";
        var id = finish.Parameters.Add("$id", SqliteType.Text);
        finish.Parameters.AddWithValue("$result", Result);
        var done = 0;
        while (claim.ExecuteScalar() is string next)
        {
            id.Value = next;
            done += finish.ExecuteNonQuery();
        }

        return done;
    }

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = Prepared(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
