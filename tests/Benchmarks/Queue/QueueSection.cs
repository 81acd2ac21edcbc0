using System.Diagnostics;
using System.Globalization;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Benchmarks.Queue;

/// <summary>
/// The job engine with empty work and a stored result of 4 KiB, beside other engines and beside the raw limit of the databases, all in
/// one run on one disk: only the ratios mean anything.
/// </summary>
internal static class QueueSection
{
    private const int Workers = 4, Clients = 4;

    public static async Task RunAsync(Page page)
    {
        using var server = new PostgresServer("-c fsync=on -c max_wal_size=4GB -c shared_buffers=256MB");
        var raw = new RawPostgres(server.CreateDatabase("raw"));
        await raw.PrepareAsync();

        var before = await LimitsAsync(page, raw);
        var engines = new List<EngineFigures>();
        foreach (var (make, jobs) in Engines(server))
        {
            await WarmUpAsync(make, jobs / 5);
            engines.Add(await MeasureAsync(page, make, jobs, server));
        }

        var after = await LimitsAsync(page, raw);

        Print(Limits.Mean(before, after), engines);
        await DoneTransition.RunAsync(page, server.CreateDatabase("reports"));
    }

    private static IEnumerable<(Func<IQueueEngine> Make, int Jobs)> Engines(PostgresServer server)
    {
        yield return (() => new OurEngine("ScanHost on SQLite", data => new SqliteLedger(data)), 10_000);
        yield return (() => new OurEngine("ScanHost on PostgreSQL", data => new PostgresLedger(server.CreateDatabase(Name("ours")), data)), 10_000);
        yield return (() => HangfireEngine.Postgres(server.CreateDatabase(Name("hangfire"))), 500);
        yield return (() => QuartzEngine.Postgres(server.CreateDatabase(Name("quartz")), Workers), 1000);
        yield return (HangfireEngine.InMemory, 10_000);
        yield return (() => QuartzEngine.InMemory(Workers), 10_000);
    }

    private static int made;

    private static string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{Interlocked.Increment(ref made)}");

    private static async Task<Limits> LimitsAsync(Page page, RawPostgres raw)
    {
        Page.Say("raw limits");
        using var sqlite = new RawSqlite();
        return new(
            (await RawDisk.FlushAsync(page.Scaled(2000))).PerSecond,
            (await raw.CommitsAsync(1, page.Scaled(2000))).PerSecond,
            (await raw.CommitsAsync(Clients, page.Scaled(4000))).PerSecond,
            (await raw.ProcessAsync(Workers, page.Scaled(10_000))).PerSecond,
            sqlite.Inserts(page.Scaled(2000), 1, 200).PerSecond,
            sqlite.Process(page.Scaled(10_000)).PerSecond,
            (await sqlite.ProcessStepByStepAsync(Workers, page.Scaled(2000))).PerSecond);
    }

    /// <summary>A first instance, thrown away: its code is compiled while it works.</summary>
    private static async Task WarmUpAsync(Func<IQueueEngine> make, int jobs)
    {
        await using var engine = make();
        await engine.PrepareAsync();
        await Rate.OfAsync(Clients, jobs, engine.EnqueueAsync);
        await engine.StartWorkersAsync(Workers);
        await engine.DrainedAsync(jobs / Clients * Clients);
    }

    private static async Task<EngineFigures> MeasureAsync(Page page, Func<IQueueEngine> make, int jobs, PostgresServer server)
    {
        jobs = page.Scaled(jobs);
        await using var engine = make();
        Page.Say(engine.Name);
        await engine.PrepareAsync();
        var enqueue = await Rate.OfAsync(Clients, Math.Max(jobs / 4, Clients), number => engine.EnqueueAsync(1_000_000 + number));
        var enqueued = Math.Max(jobs / 4, Clients) / Clients * Clients;
        var submit = engine is OurEngine ours ? await Rate.OfAsync(Clients, jobs / 4, ours.SubmitAsync) : null;
        var submitted = submit is null ? 0 : jobs / 4 / Clients * Clients;
        await engine.FillAsync(jobs);

        var cost = Cost.Of(engine, server);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await engine.StartWorkersAsync(Workers);
        await engine.DrainedAsync(jobs + enqueued + submitted);
        var processed = Rate.Of(jobs + enqueued + submitted, clock.Elapsed);
        processor = (Environment.CpuUsage.TotalTime - processor) / (jobs + enqueued + submitted);
        cost = cost?.Since(Cost.Of(engine, server)!, jobs + enqueued + submitted);

        return new(engine.Name, enqueue, submit, processed, await LatencyAsync(page, engine), processor, cost);
    }

    /// <summary>Twenty jobs a second, one after the other: nobody waits for anybody.</summary>
    private static async Task<Rate> LatencyAsync(Page page, IQueueEngine engine)
    {
        var times = new double[page.Scaled(100)];
        for (var at = 0; at < times.Length; at++)
        {
            var started = Stopwatch.GetTimestamp();
            await engine.RoundTripAsync(2_000_000 + at);
            var elapsed = Stopwatch.GetElapsedTime(started);
            times[at] = elapsed.TotalMilliseconds;
            if (elapsed < TimeSpan.FromMilliseconds(50))
                await Task.Delay(TimeSpan.FromMilliseconds(50) - elapsed);
        }

        return Rate.Of(times, TimeSpan.FromSeconds(1));
    }

    private static void Print(Limits limits, IReadOnlyList<EngineFigures> engines)
    {
        Page.Table("Raw limits of this run (mean of before and after)", ["what", "per second"],
        [
            ["fdatasync of 4 KiB (F)", Page.Show(limits.Flushes)],
            ["PostgreSQL commits, 1 client (R1)", Page.Show(limits.Commits1)],
            [$"PostgreSQL commits, {Clients} clients (R4)", Page.Show(limits.Commits4)],
            [$"PostgreSQL, claim 50 + store 50 results, {Workers} connections", Page.Show(limits.PostgresJobs)],
            ["SQLite commits, FULL", Page.Show(limits.SqliteCommits)],
            ["SQLite, claim 50 + store 50 results in one transaction", Page.Show(limits.SqliteJobs)],
            [$"SQLite, claim 1, store 1 result, a transaction for each, {Workers} connections", Page.Show(limits.SqliteSteps)],
        ]);
        Page.Table($"Engines: {Clients} clients take in, {Workers} workers with empty work, 4 KiB result",
            ["engine", "enqueue/s", "p50 ms", "p99 ms", "with its 4 KiB sample/s", "processed/s", "x F", "x R1", "x raw jobs", "low load p50 ms", "p99 ms", "CPU us/job", "commits/job", "WAL B/job"],
            engines.Select(figures => (IReadOnlyList<string>)
            [
                figures.Name, Page.Show(figures.Enqueue.PerSecond), Page.Show(figures.Enqueue.P50), Page.Show(figures.Enqueue.P99),
                Page.Show(figures.Submit?.PerSecond ?? double.NaN), Page.Show(figures.Processed.PerSecond),
                Page.Show(figures.Processed.PerSecond / limits.Flushes), Page.Show(figures.Processed.PerSecond / limits.Commits1),
                Page.Show(figures.Processed.PerSecond / (figures.Name.Contains("SQLite", StringComparison.Ordinal) ? limits.SqliteJobs : limits.PostgresJobs)),
                Page.Show(figures.Latency.P50), Page.Show(figures.Latency.P99),
                Page.Show(figures.Processor.TotalMicroseconds), Page.Show(figures.Cost?.Commits ?? double.NaN), Page.Show(figures.Cost?.WalBytes ?? double.NaN),
            ]));
        Page.Table("ScanHost on SQLite beside workers that commit each step by itself", ["processed"],
            [[Page.Show(engines[0].Processed.PerSecond / limits.SqliteSteps) + "x"]]);
        var ours = engines[1];
        Page.Table("ScanHost on PostgreSQL beside the others", ["engine", "enqueue", "processed", "low load p50"], engines.Skip(2).Select(other => (IReadOnlyList<string>)
        [
            other.Name, Page.Show(ours.Enqueue.PerSecond / other.Enqueue.PerSecond) + "x", Page.Show(ours.Processed.PerSecond / other.Processed.PerSecond) + "x",
            Page.Show(other.Latency.P50 / ours.Latency.P50) + "x",
        ]));
    }

    private sealed record EngineFigures(string Name, Rate Enqueue, Rate? Submit, Rate Processed, Rate Latency, TimeSpan Processor, Cost? Cost);

    private sealed record Limits(double Flushes, double Commits1, double Commits4, double PostgresJobs, double SqliteCommits, double SqliteJobs, double SqliteSteps)
    {
        public static Limits Mean(Limits a, Limits b) => new(
            (a.Flushes + b.Flushes) / 2, (a.Commits1 + b.Commits1) / 2, (a.Commits4 + b.Commits4) / 2, (a.PostgresJobs + b.PostgresJobs) / 2,
            (a.SqliteCommits + b.SqliteCommits) / 2, (a.SqliteJobs + b.SqliteJobs) / 2, (a.SqliteSteps + b.SqliteSteps) / 2);
    }
}
