using ScanHost.Faults.Hosts;
using ScanHost.Faults.Soak;

namespace ScanHost.Faults.Tests;

/// <summary>A short piece of the soak: kills at moments that nobody chose.</summary>
public sealed class RandomKillTests
{
    [Theory]
    [InlineData("SQLite", 1)]
    [InlineData("PostgreSQL", 2)]
    public async Task Kills_at_random_moments_under_load_lose_and_double_nothing(string provider, int count)
    {
        using var run = FaultRun.On(provider);
        List<HostProcess> hosts = [await run.StartHostAsync()];
        for (var more = 1; more < count; more++)
            hosts.Add(await run.StartHostAsync());
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var kills = new RandomKills(hosts, run.Accepted, seed: 7) { ShortestPause = TimeSpan.FromSeconds(0.5) };

        await kills.RunAsync(kills: 8, crashes: 0, zombies: 0, submitters: 3, time.Token);

        kills.Kills.Should().BeGreaterThan(2);
        run.Accepted.Count.Should().BePositive();
        await run.AllIsWellAsync();
    }
}
