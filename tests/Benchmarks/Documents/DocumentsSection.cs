using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;
using ScanHost.Pipeline;
using ScanHost.Reports;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Documents;

/// <summary>
/// What one ordinary document costs, by type and by stage, without the signature engine; and how many small files a second the real program
/// scans from upload to report.
/// </summary>
/// <remarks>Processor time of the whole process while one scan runs, so neighbours on the machine do not count, but the collector does.</remarks>
internal static class DocumentsSection
{
    private const int Clients = 16;
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(Page page)
    {
        using var folder = new TemporaryFolder();
        var files = OrdinaryFiles.All().Select((file, at) => (file.Type, file.Name, Path: folder.Write(at.ToString(CultureInfo.InvariantCulture), file.Content), Size: file.Content.Length, file.Content)).ToList();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddScanner();
        builder.AddReportComposer();
        using var host = builder.Build();
        var scanner = host.Services.GetRequiredService<IFileScanner>();
        var composer = host.Services.GetRequiredService<IReportComposer>();

        Page.Say("cold and warm");
        var cold = files.GroupBy(file => file.Type).Select(type => type.First()).ToDictionary(file => file.Type, file => MeasureAsync(scanner, composer, file.Path, file.Name).Result.Cpu);
        for (var round = 0; round < 3; round++)
            foreach (var file in files)
                await MeasureAsync(scanner, composer, file.Path, file.Name);

        Page.Say("documents");
        var costs = new List<(string Type, double Cpu)>();
        var stages = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var rounds = new List<Cost>();
            for (var round = 0; round < (page.IsQuick ? 1 : 5); round++)
                rounds.Add(await MeasureAsync(scanner, composer, file.Path, file.Name));
            var median = rounds.OrderBy(cost => cost.Cpu).ElementAt(rounds.Count / 2);
            costs.Add((file.Type, median.Cpu));
            foreach (var (stage, share) in median.Stages)
                stages[stage] = stages.GetValueOrDefault(stage) + share;
        }

        Page.Table("Processor time of one document, up to 1 MiB, warm, signatures left out, ms", ["type", "files", "median size KiB", "cold", "p50", "p95"],
            [.. files.GroupBy(file => file.Type).Select(type => (IReadOnlyList<string>)
                [type.Key, Whole(type.Count()), Page.Show(type.Select(file => file.Size).Order().ElementAt(type.Count() / 2) / 1024.0), Page.Show(cold[type.Key]), Page.Show(At(costs, type.Key, 0.5)), Page.Show(At(costs, type.Key, 0.95))]),
                ["all", Whole(files.Count), "-", "-", Page.Show(At(costs, null, 0.5)), Page.Show(At(costs, null, 0.95))]]);
        Page.Table("Where the time goes: mean per document, ms", ["stage", "ms"],
            [.. stages.OrderByDescending(stage => stage.Value).Take(16).Select(stage => (IReadOnlyList<string>)[stage.Key, Page.Show(stage.Value / files.Count)])]);
        await EndToEndAsync(page, [.. files.Where(file => file.Size <= 32 << 10).Select(file => (file.Name, file.Content))]);
    }

    private static async Task<Cost> MeasureAsync(IFileScanner scanner, IReportComposer composer, string path, string name)
    {
        var before = Environment.CpuUsage.TotalTime;
        var outcome = await scanner.ScanAsync(path, name, onStage: null, CancellationToken.None);
        var scanned = Environment.CpuUsage.TotalTime;
        composer.Compose(outcome, jobId: null, new() { QueuedAt = Noon, StartedAt = Noon, FinishedAt = Noon, ScanMs = 0, Attempt = 1 });
        var composed = (Environment.CpuUsage.TotalTime - scanned).TotalMilliseconds;
        var scan = (scanned - before).TotalMilliseconds;
        // Stages tell the time on the clock; their shares of it are their shares of the processor's.
        var clock = Math.Max(outcome.Stages.Sum(stage => stage.Duration.TotalMilliseconds), 1e-6);
        var yara = outcome.Stages.Where(stage => stage.Name == "yara").Sum(stage => stage.Duration.TotalMilliseconds) / clock;
        var shares = outcome.Stages.Where(stage => stage.Name != "yara").ToDictionary(stage => stage.Name, stage => scan * stage.Duration.TotalMilliseconds / clock);
        shares["(report)"] = composed;
        return new((scan * (1 - yara)) + composed, shares);
    }

    private static async Task EndToEndAsync(Page page, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        Page.Say("end to end");
        using var folder = new TemporaryFolder();
        using var host = new HostProcess(folder.Path);
        foreach (var setting in new SqliteLedger(Path.Combine(folder.Path, "data")).HostSettings.Append("Logging:Level=Warning"))
            host.Settings.Add(setting);
        await host.StartReadyAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(5) };
        await Rate.OfAsync(Clients, 400, at => ScanAsync(client, files, -1 - at)); // warm
        var before = host.ProcessorTime;
        var done = await Rate.OfAsync(Clients, page.Scaled(2000), at => ScanAsync(client, files, at));
        var cpu = (host.ProcessorTime - before).TotalMilliseconds / (Math.Max(page.Scaled(2000) / Clients, 1) * Clients);
        Page.Table($"Small files (up to 32 KiB, every one new) from upload to report over HTTP, {Clients} clients, SQLite, signatures on", ["per second", "p50 ms", "p99 ms", "processor ms a file", "files/s that two cores of this speed do"],
            [[Page.Show(done.PerSecond), Page.Show(done.P50), Page.Show(done.P99), Page.Show(cpu), Page.Show(2000 / cpu)]]);
    }

    // A number behind the end makes every file a new one.
    private static async Task ScanAsync(HttpClient client, IReadOnlyList<(string Name, byte[] Content)> files, int at)
    {
        var (name, content) = files[Math.Abs(at) % files.Count];
        using var body = new ByteArrayContent([.. content, .. System.Text.Encoding.ASCII.GetBytes($"\n{at}")]);
        using var answer = await client.PostAsync(new Uri($"/jobs?wait=60s&name={Uri.EscapeDataString(name)}", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private static double At(List<(string Type, double Cpu)> costs, string? type, double share)
    {
        var sorted = costs.Where(cost => type is null || cost.Type == type).Select(cost => cost.Cpu).Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
    }

    private static string Whole(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Cost(double Cpu, IReadOnlyDictionary<string, double> Stages);
}
