using System.Globalization;
using System.Security.Cryptography;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Benchmarks.Queue;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Http;

/// <summary>Uploads of 4 KiB over HTTP into the real program, beside what SQLite can do with the same bytes in groups.</summary>
internal static class HttpSection
{
    private const int Clients = 16;

    public static async Task RunAsync(Page page)
    {
        using var folder = new TemporaryFolder();
        using var host = new HostProcess(folder.Path);
        foreach (var setting in new SqliteLedger(Path.Combine(folder.Path, "data")).HostSettings.Append("Logging:Level=Warning"))
            host.Settings.Add(setting);
        await host.StartReadyAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = host.Address };

        Page.Say("raw limits");
        var rawBefore = Raw(page);
        await Rate.OfAsync(Clients, 500, _ => UploadAsync(client)); // warm
        Page.Say("uploads");
        var uploads = await Rate.OfAsync(Clients, page.Scaled(10_000), _ => UploadAsync(client));
        var rawAfter = Raw(page);

        Page.Say("memory");
        var rows = new List<IReadOnlyList<string>>();
        var accepted = page.Scaled(10_000) + 500;
        rows.Add(Memory(accepted, host));
        for (var step = 0; step < 5; step++)
        {
            await Rate.OfAsync(Clients, page.Scaled(20_000), _ => UploadAsync(client));
            accepted += page.Scaled(20_000);
            rows.Add(Memory(accepted, host));
        }

        Page.Table($"Accepted uploads of 4 KiB, {Clients} clients, SQLite, durable before the answer; scans run beside",
            ["what", "per second", "p50 ms", "p99 ms"],
            [
                ["HTTP uploads accepted", Page.Show(uploads.PerSecond), Page.Show(uploads.P50), Page.Show(uploads.P99)],
                ["raw SQLite, the same bytes, groups of 16, before", Page.Show(rawBefore.Groups), "-", "-"],
                ["raw SQLite, the same bytes, groups of 16, after", Page.Show(rawAfter.Groups), "-", "-"],
                ["fdatasync of 4 KiB, before / after", $"{Page.Show(rawBefore.Flushes)} / {Page.Show(rawAfter.Flushes)}", "-", "-"],
            ]);
        Page.Table("Memory while jobs are accepted", ["jobs accepted", "resident MiB"], rows);
    }

    private static (double Groups, double Flushes) Raw(Page page)
    {
        using var sqlite = new RawSqlite();
        return (sqlite.Inserts(page.Scaled(10_000), Clients, 4296).PerSecond, RawDisk.FlushAsync(page.Scaled(1000)).Result.PerSecond);
    }

    private static async Task UploadAsync(HttpClient client)
    {
        var content = new byte[4096];
        RandomNumberGenerator.Fill(content.AsSpan(0, 16));
        using var body = new ByteArrayContent(content);
        while (true)
        {
            using var answer = await client.PostAsync(new Uri("/jobs?name=f.bin", UriKind.Relative), body);
            if (answer.IsSuccessStatusCode)
                return;
            if ((int)answer.StatusCode != 429)
                throw new InvalidOperationException($"An upload was answered with {(int)answer.StatusCode}.");
            await Task.Delay(100);
        }
    }

    private static IReadOnlyList<string> Memory(int accepted, HostProcess host) =>
        [accepted.ToString("N0", CultureInfo.InvariantCulture), Page.Show(host.ResidentBytes / 1048576.0)];
}
