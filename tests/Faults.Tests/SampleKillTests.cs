using ScanHost.Faults.Hosts;
using ScanHost.Faults.Soak;
using ScanHost.TestKit.S3;

namespace ScanHost.Faults.Tests;

/// <summary>Samples outside the database: hosts that keep, open and remove them are killed, and no job misses its own.</summary>
public sealed class SampleKillTests
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    /// <summary>On a busy machine nothing may have been left in peace by the end of the kills: then it is waited for.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Samples_that_are_swept_and_handed_in_again_are_there_for_every_job()
    {
        using var run = FaultRun.OnPostgres();
        string[] settings = ["Samples:MaxInlineBytes=0", "Retention:Samples=1.00:00:00", "Jobs:SweepInterval=00:00:01"];
        List<HostProcess> hosts = [await run.StartHostAsync(settings), await run.StartHostAsync(settings)];
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var kills = new RandomKills(hosts, run.Accepted, seed: 11)
        {
            // So many that now and then one is left in peace for longer than the calm.
            ShortestPause = TimeSpan.FromSeconds(0.5), AreFilesRepeated = true, Files = [.. Enumerable.Range(0, 500).Select(number => $"scanhost-fault sleep 20\n{number}")],
        };
        var ageing = AgeAsync(Path.Combine(run.Path, "data", "samples"), hosts, time.Token);

        await kills.RunAsync(kills: 8, crashes: 0, zombies: 0, submitters: 3, time.Token);
        await time.CancelAsync();
        var swept = await ageing;

        swept.Should().BePositive("the sweepers had something to do");
        kills.Kills.Should().BeGreaterThan(2);
        await run.AllIsWellAsync();
    }

    [Fact]
    [Trait("Run", "Long")]
    public async Task Samples_on_S3_are_there_for_every_job()
    {
        using var server = await S3Server.StartAsync();
        using var run = FaultRun.OnPostgres();
        string[] settings = [.. server.Settings.Select(setting => $"{setting.Key}={setting.Value}"), "Samples:MaxInlineBytes=0"];
        List<HostProcess> hosts = [await run.StartHostAsync(settings), await run.StartHostAsync(settings)];
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var kills = new RandomKills(hosts, run.Accepted, seed: 12)
        {
            ShortestPause = TimeSpan.FromSeconds(0.5), AreFilesRepeated = true, Files = ["scanhost-fault sleep 20\n1", "scanhost-fault sleep 20\n2", "scanhost-fault sleep 300\n3"],
        };

        await kills.RunAsync(kills: 8, crashes: 0, zombies: 0, submitters: 3, time.Token);

        kills.Kills.Should().BeGreaterThan(2);
        await run.AllIsWellAsync();
    }

    /// <summary>Lets two days pass for every sample that nobody has touched for a while: longer than it takes to commit a job, which is all that the grace is for.</summary>
    /// <returns>How many samples were gone afterwards that had been aged.</returns>
    private static async Task<int> AgeAsync(string samples, List<HostProcess> hosts, CancellationToken stop)
    {
        var (seen, aged, swept) = (new Dictionary<string, (DateTime Written, long Since)>(), new HashSet<string>(), 0);
        var last = Environment.TickCount64 + (long)MostTime.TotalMilliseconds;
        while (!stop.IsCancellationRequested || (swept == 0 && Environment.TickCount64 < last))
        {
            var files = Directory.GetFiles(samples, "*", SearchOption.AllDirectories);
            swept += aged.RemoveWhere(path => !files.Contains(path));
            foreach (var path in files)
            {
                var written = File.GetLastWriteTimeUtc(path);
                if (!seen.TryGetValue(path, out var before) || before.Written != written)
                    seen[path] = (written, Environment.TickCount64);
                else if (Environment.TickCount64 - before.Since > Calm.TotalMilliseconds && aged.Add(path))
                    Age(path, written, hosts);
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return swept;
    }

    /// <summary>While the hosts stand still, so that none touches the sample in between.</summary>
    private static void Age(string path, DateTime written, List<HostProcess> hosts)
    {
        hosts.ForEach(host => host.Freeze());
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) == written)
            File.SetLastWriteTimeUtc(path, written.AddDays(-2));
        hosts.ForEach(host => host.Thaw());
    }
}
