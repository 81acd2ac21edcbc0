using ScanHost.Contracts.Faults;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;
using ScanHost.Faults.Load;
using ScanHost.TestKit;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Faults.Tests;

/// <summary>One experiment: a database, hosts on it, submitters, and the oracle at the end.</summary>
internal sealed class FaultRun : IDisposable
{
    /// <summary>How much slower a machine may be that does other work besides. Nobody waits for it where all is well.</summary>
    public const int Busy = 6;

    private readonly TemporaryFolder folder = new();
    private readonly List<HostProcess> hosts = [];

    private FaultRun(Func<string, Ledger> ledger)
    {
        Ledger = ledger(System.IO.Path.Combine(folder.Path, "data"));
        Accepted = new(System.IO.Path.Combine(folder.Path, "accepted.log"));
        Submitter = new(Accepted);
    }

    public Ledger Ledger { get; }

    public AcceptedLog Accepted { get; }

    public Submitter Submitter { get; }

    public string Path => folder.Path;

    public static FaultRun On(string provider) => provider == "SQLite" ? OnSqlite() : OnPostgres();

    public static FaultRun OnSqlite() => new(data => new SqliteLedger(data));

    public static FaultRun OnPostgres() => new(data => new PostgresLedger(PostgresCluster.CreateDatabase(), data));

    public static FaultRun On(Func<string, Ledger> ledger) => new(ledger);

    /// <summary>Takes a seat for a host on this ledger; nothing is started.</summary>
    public HostProcess AddHost(params IEnumerable<string> settings)
    {
        var host = new HostProcess(folder.Path);
        foreach (var setting in Ledger.HostSettings.Concat(settings))
            host.Settings.Add(setting);
        host.Environment[Failpoint.Variable] = "fault_stage";
        hosts.Add(host);
        return host;
    }

    /// <summary>Starts a host and installs the witness.</summary>
    public async Task<HostProcess> StartHostAsync(params string[] settings)
    {
        var host = AddHost(settings);
        await host.StartReadyAsync();
        Ledger.InstallWitness();
        return host;
    }

    /// <summary>Every promise is kept.</summary>
    /// <param name="failures">Codes with which jobs may fail in this run, besides <c>canceled</c> and <c>poison</c>.</param>
    public async Task AllIsWellAsync(params string[] failures)
    {
        var problems = await Oracle.JudgeAsync(Ledger, Accepted, TimeSpan.FromSeconds(30 * Busy), failures);
        problems.Should().BeEmpty("hosts logged: {0}", string.Join("\n---\n", hosts.Select(host => host.Tail())));
    }

    public LedgerJob Job(AcceptedJob? accepted) => Ledger.Jobs().Single(job => job.Id == accepted!.Id);

    /// <summary>Waits for something that comes true within so long on an idle machine.</summary>
    public static Task UntilAsync(Func<bool> isTrue, int seconds, string because) =>
        UntilAsync(() => Task.FromResult(isTrue()), seconds, because);

    /// <summary>The same for what takes time to find out.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isTrue, int seconds, string because)
    {
        var deadline = Environment.TickCount64 + (seconds * 1000L * Busy);
        while (!await isTrue())
        {
            Environment.TickCount64.Should().BeLessThan(deadline, because);
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        foreach (var host in hosts)
            host.Dispose();
        Submitter.Dispose();
        Accepted.Dispose();
        folder.Dispose();
    }
}
