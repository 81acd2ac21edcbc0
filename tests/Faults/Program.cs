using System.Diagnostics;
using ScanHost.Contracts.Faults;
using ScanHost.Faults;
using ScanHost.Faults.Hosts;
using ScanHost.Faults.Ledgers;
using ScanHost.Faults.Load;
using ScanHost.Faults.Soak;
using ScanHost.TestKit;
using ScanHost.TestKit.Postgres;

// tests/Faults/soak: kills hosts at random under load for as long as asked, and says what became of every promise (docs/faults.md).
SoakOptions options;
try
{
    options = SoakOptions.Read(args);
}
catch (Exception error) when (error is ArgumentException or FormatException)
{
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}

using var folder = new TemporaryFolder();
using var server = options.IsSqlite ? null : new PostgresServer();
var data = Path.Combine(folder.Path, "data");
Ledger ledger = server is null ? new SqliteLedger(data) : new PostgresLedger(server.CreateDatabase("soak"), data);
using var accepted = new AcceptedLog(Path.Combine(folder.Path, "accepted.log"));
var hosts = new List<HostProcess>();
try
{
    for (var number = 0; number < options.Hosts; number++)
    {
        var host = new HostProcess(folder.Path);
        hosts.Add(host);
        foreach (var setting in ledger.HostSettings.Concat(["Logging:Level=Warning", "Storage:HostLease=00:00:03"]))
            host.Settings.Add(setting);
        host.Environment[Failpoint.Variable] = "fault_stage";
        await host.StartReadyAsync();
    }

    ledger.InstallWitness();
    var kills = new RandomKills(hosts, accepted, options.Seed) { Server = server };
    var clock = Stopwatch.StartNew();
    using var time = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes));
    using var ticker = new Timer(_ => Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {kills.Kills} kills, {accepted.Count} jobs accepted"), null, 30_000, 30_000);
    await kills.RunAsync(options.Kills, options.Crashes, options.Zombies, options.Submitters, time.Token);
    var problems = await Oracle.JudgeAsync(ledger, accepted, TimeSpan.FromMinutes(3));

    Console.WriteLine($"""

        {kills.Kills} kills of {options.Hosts} hosts in {clock.Elapsed:hh\:mm\:ss} (seed {options.Seed}), {kills.KilledInStart} of them before the host was ready
        {kills.Crashes} crashes of the database server, {kills.Zombies} hosts stood still for {kills.Standstill.TotalSeconds} s, past their lease of 3 s
        {accepted.Count} jobs accepted, {ledger.Number("SELECT count(*) FROM jobs")} in the ledger: {Count("done")} done, {Count("failed")} failed ({Oracle.Failures(ledger)})
        {ledger.Number("SELECT count(*) FROM witness WHERE old_status = 'scanning' AND new_status = 'queued'")} rescues, {ledger.Number("SELECT coalesce(max(claim_no), 0) FROM jobs")} claims of the unluckiest job
        {problems.Count} broken promises
        """);
    foreach (var problem in problems.Take(20))
        Console.WriteLine(problem);
    return problems.Count == 0 ? 0 : 1;
}
finally
{
    foreach (var host in hosts)
        host.Dispose();
}

long Count(string status) => ledger.Number($"SELECT count(*) FROM jobs WHERE status = '{status}'");
