using ScanHost.Faults.Hosts;
using ScanHost.Faults.Load;

namespace ScanHost.Faults.Soak;

/// <summary>Hosts under load, and a killer who does not ask what they are doing.</summary>
public sealed class RandomKills(IReadOnlyList<HostProcess> hosts, AcceptedLog accepted, int seed)
{
#pragma warning disable CA5394 // chooses victims; nothing secret
    private readonly Random random = new(seed);

    /// <summary>How many hosts were killed so far.</summary>
    public int Kills { get; private set; }

    /// <summary>How many starts were killed before they were ready.</summary>
    public int KilledInStart { get; private set; }

    /// <summary>Shortest and longest time between two kills.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Longest time between two kills.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>So long each submitter waits between two files.</summary>
    public TimeSpan SubmitPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What the files begin with, each as likely as the next.</summary>
    public IReadOnlyList<string> Files { get; init; } = ["a harmless file", "scanhost-fault sleep 20", "scanhost-fault sleep 200"];

    /// <summary>Kills until there were so many kills or the time is over; every host lives at the end.</summary>
    /// <param name="kills">At most so many.</param>
    /// <param name="submitters">So many clients at once.</param>
    /// <param name="stop">The time is over.</param>
    public async Task RunAsync(int kills, int submitters, CancellationToken stop)
    {
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var load = Enumerable.Range(0, submitters).Select(number => SubmitAsync(number, calm.Token)).ToList();
        try
        {
            while (Kills < kills && !stop.IsCancellationRequested)
            {
                await Task.Delay(ShortestPause + (random.NextDouble() * (LongestPause - ShortestPause)), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await KillOneAsync();
            }
        }
        finally
        {
            await calm.CancelAsync();
            await Task.WhenAll(load);
        }

        foreach (var host in hosts)
            await host.ReadyAsync();
    }

    private async Task KillOneAsync()
    {
        var victim = hosts[random.Next(hosts.Count)];
        KilledInStart += await victim.IsReadyAsync() ? 0 : 1;
        await victim.KillAsync();
        Kills++;
        victim.Start();
    }

    private async Task SubmitAsync(int number, CancellationToken stop)
    {
        using var submitter = new Submitter(accepted);
        var choice = new Random(seed + number + 1);
        while (!stop.IsCancellationRequested)
        {
            await submitter.SubmitAsync(hosts[choice.Next(hosts.Count)].Address, Files[choice.Next(Files.Count)]);
            await Task.Delay(SubmitPause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
#pragma warning restore CA5394
}
