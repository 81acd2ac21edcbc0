using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Faults.Engine;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Queue;

/// <summary>ScanHost: real modules, durable, fenced, with the report stored.</summary>
internal sealed class OurEngine(string name, Func<string, Ledger> makeLedger) : IQueueEngine
{
    private readonly TemporaryFolder folder = new();
    private NoOpEngine? engine;
    private Ledger? ledger;
    private string sha256 = "";
    private int done;

    public string Name => name;

    /// <summary>The database, for counting.</summary>
    public Ledger Ledger => ledger ??= makeLedger(Path.Combine(folder.Path, "data"));

    public async Task PrepareAsync()
    {
        engine = new(Settings, workers: 0);
        await engine.StartAsync();
        sha256 = (await engine.Samples.PutAsync(new MemoryStream(new byte[1 << 20]), default)).Sha256; // large: a file of its own
    }

    public Task EnqueueAsync(int number) => engine!.Store.AddAsync([NewJob(number)], default);

    /// <summary>The way of a door: the sample too.</summary>
    public Task SubmitAsync(int number) => engine!.Submissions.SubmitAsync(new MemoryStream(Content(number)), new Submission("sample.bin", "api"), default);

    public async Task RoundTripAsync(int number)
    {
        var job = await engine!.Submissions.SubmitAsync(new MemoryStream(Content(number)), new Submission("sample.bin", "api"), default);
        using var subscription = engine.Feed.Subscribe(job.Id);
        if ((await engine.Store.GetAsync(job.Id, default))!.Status.IsTerminal)
            return;
        await foreach (var change in subscription.ReadAsync(default))
        {
            if (change is JobEvent.StatusChanged { Job.Status.IsTerminal: true })
                return;
        }
    }

    public async Task FillAsync(int jobs)
    {
        foreach (var group in Enumerable.Range(0, jobs).Chunk(500))
            await engine!.Store.AddAsync([.. group.Select(NewJob)], default);
    }

    public async Task StartWorkersAsync(int workers)
    {
        await engine!.DisposeAsync();
        engine = new(Settings, workers);
        await engine.StartAsync();
    }

    public async Task DrainedAsync(int jobs)
    {
        while (engine!.Scanner.Scanned < jobs + done)
            await Task.Delay(1);
        while (Ledger.Number("SELECT count(*) FROM jobs WHERE status IN ('scanning', 'processing')") > 0)
            await Task.Delay(1);
        done += jobs;
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
        folder.Dispose();
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings =>
        Ledger.HostSettings.Select(setting => KeyValuePair.Create(setting.Split('=', 2)[0], (string?)setting.Split('=', 2)[1]));

    private NewJob NewJob(int number) =>
        new(Guid.CreateVersion7(), "sample.bin", 4096, sha256, "api", DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(number)) { Fresh = true }; // or one report would do for all

    /// <summary>4 KiB that no other job has.</summary>
    private static byte[] Content(int number)
    {
        var content = new byte[4096];
        RandomNumberGenerator.Fill(content.AsSpan(0, 16));
        Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture), content.AsSpan(16));
        return content;
    }
}
