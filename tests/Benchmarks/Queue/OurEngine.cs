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
    private int done;

    public string Name => name;

    /// <summary>The database, for counting.</summary>
    public Ledger Ledger => ledger ??= makeLedger(Path.Combine(folder.Path, "data"));

    public async Task PrepareAsync()
    {
        engine = new(Settings, workers: 0);
        await engine.StartAsync();
    }

    /// <summary>A job with a payload of 200 bytes, as the other engines' jobs have: its sample.</summary>
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

    private static NewJob NewJob(int number)
    {
        var content = Content(number, 200);
        return new(
            Guid.CreateVersion7(), "sample.bin", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), "api",
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(number)) { Content = content };
    }

    /// <summary>Bytes that no other job has.</summary>
    private static byte[] Content(int number, int size = 4096)
    {
        var content = new byte[size];
        RandomNumberGenerator.Fill(content.AsSpan(0, 16));
        Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture), content.AsSpan(16));
        return content;
    }
}
