using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using ScanHost.Benchmarks.Measuring;

namespace ScanHost.Benchmarks.Queue;

/// <summary>PostgreSQL through Npgsql and nothing else: the writes of a job engine, in prepared statements.</summary>
internal sealed class RawPostgres(string connectionString)
{
    private const int Batch = 50;

    private static readonly string Result = $$"""{"verdict":"clean","score":0,"filler":"{{string.Concat(Enumerable.Range(0, 4000).Select(at => (char)('a' + (at * 7 % 26))))}}"}""";

    public async Task PrepareAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            CREATE TABLE IF NOT EXISTS raw (id uuid PRIMARY KEY, status text NOT NULL, payload text NOT NULL, claim_no bigint NOT NULL, result jsonb);
            CREATE INDEX IF NOT EXISTS raw_queued ON raw (id) WHERE status = 'queued';
            TRUNCATE raw;
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One row of 200 bytes a transaction, from each client.</summary>
    public async Task<Rate> CommitsAsync(int clients, int operations)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => OpenAsync()));
        var each = Math.Max(operations / clients, 1);
        try
        {
            var commands = connections.Select(connection => new NpgsqlCommand("INSERT INTO raw VALUES ($1, 'queued', $2, 0, NULL)", connection)
            {
                Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = HangfireWork.Payload } },
            }).ToList();
            return await Rate.OfAsync(clients, operations, async number =>
            {
                var command = commands[Math.Min(number / each, clients - 1)];
                command.Parameters[0].Value = Guid.CreateVersion7();
                await command.ExecuteNonQueryAsync();
            });
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Rows taken in, a hundred a transaction, by COPY's poorer sister: one INSERT from arrays.</summary>
    public async Task FillAsync(int jobs)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("INSERT INTO raw SELECT unnest($1::uuid[]), 'queued', $2, 0, NULL", connection);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = HangfireWork.Payload });
        foreach (var group in Enumerable.Range(0, jobs).Chunk(1000))
        {
            command.Parameters[0].Value = group.Select(_ => Guid.CreateVersion7()).ToArray();
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Claims 50, stores 50 results of 4 KiB, fenced: two transactions for 50 jobs, on each of the workers' connections.</summary>
    public async Task<Rate> ProcessAsync(int workers, int jobs)
    {
        await FillAsync(jobs);
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));
        return Rate.Of(done.Sum(), clock.Elapsed);
    }

    private async Task<int> WorkAsync()
    {
        await using var connection = await OpenAsync();
        await using var claim = new NpgsqlCommand(
            $"""
            WITH due AS MATERIALIZED (SELECT id FROM raw WHERE status = 'queued' ORDER BY id LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            UPDATE raw SET status = 'scanning', claim_no = claim_no + 1 FROM due WHERE raw.id = due.id RETURNING raw.id
            """,
            connection);
        await using var finish = new NpgsqlCommand(
            "UPDATE raw SET status = 'done', result = d.result FROM unnest($1::uuid[], $2::jsonb[]) AS d(id, result) WHERE raw.id = d.id AND status = 'scanning' AND claim_no = 1",
            connection);
        finish.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        finish.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        var done = 0;
        while (true)
        {
            var ids = new List<Guid>(Batch);
            await using (var reader = await claim.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                    ids.Add(reader.GetGuid(0));
            }

            if (ids.Count == 0)
                return done;
            finish.Parameters[0].Value = ids.ToArray();
            finish.Parameters[1].Value = ids.Select(_ => Result).ToArray();
            done += await finish.ExecuteNonQueryAsync();
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Max Auto Prepare=50;Auto Prepare Min Usages=1;Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
