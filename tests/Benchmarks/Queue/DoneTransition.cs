using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Contracts.Jobs;
using ScanHost.Faults.Engine;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Queue;

/// <summary>What it costs this process to store a report on PostgreSQL: through the ledger, and by Npgsql alone with the same statement.</summary>
internal static class DoneTransition
{
    private const int AtOnce = 64;

    private const string Statement = """
        UPDATE jobs SET status = 'done', result = $3, error = NULL, finished_at = now(), host_id = NULL, updated_at = now()
        WHERE id = $1 AND claim_no = $2 AND status IN ('scanning', 'processing') RETURNING id
        """;

    /// <summary>Measures each way three times, the first of which compiles its code, and prints the last.</summary>
    public static async Task RunAsync(Page page, string connectionString)
    {
        Page.Say("storing a report");
        using var folder = new TemporaryFolder();
        var settings = new PostgresLedger(connectionString, folder.Path).HostSettings
            .Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));
        await using var engine = new NoOpEngine(settings, workers: 0);
        await engine.StartAsync();
        await using var connection = new NpgsqlConnection(connectionString + ";Max Auto Prepare=10;Auto Prepare Min Usages=1;Pooling=false");
        await connection.OpenAsync();
        (string Name, Func<Report[], Task> Store)[] ways =
        [
            ("ScanHost", reports => Task.WhenAll(reports.Select(it =>
                engine.Store.ApplyAsync([new JobTransition.Done(it.JobId, it.ClaimNo, it.Text, null)], default)))),
            ("Npgsql, a batch of the same size", reports => BatchAsync(connection, reports)),
            ("Npgsql, one after the other", async reports =>
            {
                foreach (var report in reports)
                    await BatchAsync(connection, [report]);
            }),
        ];

        var table = new List<IReadOnlyList<string>>();
        foreach (var (name, store) in ways)
        {
            var (processor, allocated) = (TimeSpan.Zero, 0L);
            var jobs = page.Scaled(5000) / AtOnce * AtOnce;
            for (var round = 0; round < 3; round++)
                (processor, allocated) = await MeasureAsync(await ClaimedAsync(engine.Store, jobs), store);
            table.Add([name, Page.Show(processor.TotalMicroseconds / jobs), Page.Show(allocated / jobs)]);
        }

        Page.Table($"Storing a report of 4 KiB, {AtOnce} at once, in this process", ["way", "CPU us/job", "bytes allocated/job"], table);
    }

    private static async Task<(TimeSpan Processor, long Allocated)> MeasureAsync(Report[] reports, Func<Report[], Task> store)
    {
        GC.Collect();
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var group in reports.Chunk(AtOnce))
            await store(group);
        return (Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    private static async Task<Report[]> ClaimedAsync(IJobStore store, int jobs)
    {
        foreach (var group in Enumerable.Range(0, jobs).Chunk(500))
            await store.AddAsync([.. group.Select(_ => new NewJob(Guid.CreateVersion7(), "sample.bin", 1, new string('a', 64), "api", DateTimeOffset.UnixEpoch))], default);
        var reports = new List<Report>();
        while (reports.Count < jobs)
            reports.AddRange((await store.ClaimAsync(256, default)).Select(it => new Report(it.Job.Id, it.Job.ClaimNo, Text(it.Job.Id))));
        return [.. reports];
    }

    private static async Task BatchAsync(NpgsqlConnection connection, Report[] reports)
    {
        await using var batch = connection.CreateBatch();
        foreach (var report in reports)
        {
            batch.BatchCommands.Add(new(Statement)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = report.JobId }, new NpgsqlParameter<long> { TypedValue = report.ClaimNo },
                    new NpgsqlParameter<string> { TypedValue = report.Text, NpgsqlDbType = NpgsqlDbType.Jsonb },
                },
            });
        }

        await using var rows = await batch.ExecuteReaderAsync();
        do
        {
            if (!await rows.ReadAsync())
                throw new InvalidOperationException("A report was not stored.");
        }
        while (await rows.NextResultAsync());
    }

    /// <summary>About 4 KiB, as hard to compress as a list of files.</summary>
    private static string Text(Guid id) => $$"""{"verdict":"clean","score":0,"files":[{{string.Join(',', Enumerable.Range(0, 28).Select(number =>
        $$"""{"number":{{number}},"type":"text/plain","sha256":"{{Convert.ToHexStringLower(SHA256.HashData([.. id.ToByteArray(), (byte)number]))}}","findings":[]}"""))}}]}""";

    private sealed record Report(Guid JobId, long ClaimNo, string Text);
}
