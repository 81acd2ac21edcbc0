using System.Text;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Load;
using ScanHost.TestKit.Postgres;

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

    /// <summary>How often the database server crashed so far.</summary>
    public int Crashes { get; private set; }

    /// <summary>How many hosts stood still for longer than their lease so far.</summary>
    public int Zombies { get; private set; }

    /// <summary>The database server; null where there is none to crash.</summary>
    public PostgresServer? Server { get; init; }

    /// <summary>So long a host stands still.</summary>
    public TimeSpan Standstill { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest time between two blows.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Longest time between two blows.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>So long each submitter waits between two files.</summary>
    public TimeSpan SubmitPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What the files begin with, each as likely as the next.</summary>
    public IReadOnlyList<string> Files { get; init; } = ["a harmless file", "scanhost-fault sleep 20", "scanhost-fault sleep 200"];

    /// <summary>True when the same bytes are handed in again and again, to be scanned each time; otherwise no two files are equal.</summary>
    public bool AreFilesRepeated { get; init; }

    /// <summary>Strikes until all that was asked for is done or the time is over; every host lives at the end.</summary>
    /// <param name="kills">At most so many kills of a host.</param>
    /// <param name="crashes">At most so many crashes of the server, spread over the kills.</param>
    /// <param name="zombies">At most so many standstills of a host, spread over the kills.</param>
    /// <param name="submitters">So many clients at once.</param>
    /// <param name="stop">The time is over.</param>
    public async Task RunAsync(int kills, int crashes, int zombies, int submitters, CancellationToken stop)
    {
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var load = Enumerable.Range(0, submitters).Select(number => SubmitAsync(number, calm.Token)).ToList();
        var standing = new List<Task>();
        try
        {
            while (kills + crashes + zombies - Kills - Crashes - Zombies is > 0 and var left && !stop.IsCancellationRequested)
            {
                await Task.Delay(ShortestPause + (random.NextDouble() * (LongestPause - ShortestPause)), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var blow = random.Next(left);
                if (blow < crashes - Crashes)
                    await CrashAsync();
                else if (blow < crashes - Crashes + zombies - Zombies)
                    standing.Add(StandStillAsync());
                else
                    await KillOneAsync();
            }
        }
        finally
        {
            await calm.CancelAsync();
            await Task.WhenAll([.. load, .. standing]);
        }

        // A host does not start while its database is away; whatever watches over services starts it again.
        foreach (var host in hosts.Where(host => !host.IsAlive))
            host.Start();
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

    private async Task CrashAsync()
    {
        Server!.Crash();
        Crashes++;
        await Task.Delay(random.NextDouble() * LongestPause);
        Server.Start();
    }

    /// <summary>A host that is killed while it stands still is another one afterwards, which the last signal does not harm.</summary>
    private async Task StandStillAsync()
    {
        var victim = hosts[random.Next(hosts.Count)];
        victim.Freeze();
        Zombies++;
        await Task.Delay(Standstill);
        victim.Thaw();
    }

    private async Task SubmitAsync(int number, CancellationToken stop)
    {
        using var submitter = new Submitter(accepted);
        var choice = new Random(seed + number + 1);
        while (!stop.IsCancellationRequested)
        {
            var (host, file) = (hosts[choice.Next(hosts.Count)].Address, Files[choice.Next(Files.Count)]);
            _ = AreFilesRepeated ? await submitter.SubmitAsync(host, Encoding.UTF8.GetBytes(file)) : await submitter.SubmitAsync(host, file);
            await Task.Delay(SubmitPause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
#pragma warning restore CA5394
}
