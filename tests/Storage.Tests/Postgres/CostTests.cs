using System.Globalization;
using ScanHost.Contracts.Jobs;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests.Postgres;

/// <summary>What is counted for a whole cluster is counted while no other test works on it.</summary>
[CollectionDefinition(nameof(AloneOnTheCluster), DisableParallelization = true)]
public sealed class AloneOnTheCluster;

/// <summary>What a job costs PostgreSQL, in units that no other load on the machine can change.</summary>
[Collection(nameof(AloneOnTheCluster))]
public sealed class CostTests : IAsyncLifetime
{
    private const int Jobs = 2000;
    private const int Together = 50;
    private const double MostCommits = 0.10;
    private const double MostLog = 3 << 10;

    private readonly TemporaryFolder folder = new();
    private StorageHost host = null!;

    public async Task InitializeAsync() =>
        host = await StorageHost.StartAsync(Databases.NewPostgres().Append(new("Storage:DataDirectory", folder.Path)));

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Under_load_a_job_with_a_report_of_4_KiB_costs_a_tenth_of_a_commit_and_3_KiB_of_log_at_most()
    {
        await RunAsync(Together * 4); // statements are prepared, tables have grown
        await host.ExecuteAsync("CHECKPOINT");
        await RunAsync(Together * 4); // pages touched since the checkpoint are logged whole, once

        // Autovacuum of any database of the cluster is counted too, while it works. What a job costs, it costs every time.
        List<(double Commits, double Log)> perJob = [];
        do
        {
            var (commits, log) = (await CommitsAsync(), await LogAsync());
            await RunAsync(Jobs);
            perJob.Add(((double)(await CommitsAsync() - commits) / Jobs, (double)(await LogAsync() - log) / Jobs));
        }
        while (perJob[^1] is not (<= MostCommits, <= MostLog) && perJob.Count < 3);

        perJob.Should().Contain(cost => cost.Commits <= MostCommits && cost.Log <= MostLog);
    }

    [Fact]
    public async Task A_single_job_costs_three_commits_at_most()
    {
        await RunAsync(1);
        var commits = await CommitsAsync();

        await RunAsync(1);

        (await CommitsAsync() - commits).Should().BeLessThanOrEqualTo(3 + 1, "asking for the number costs one too");
    }

    private async Task RunAsync(int count)
    {
        var report = Report();
        for (var at = 0; at < count; at += Together)
        {
            var size = Math.Min(Together, count - at);
            await host.Jobs.AddAsync([.. Enumerable.Range(0, size).Select(_ => NewJob())], default);
            var claimed = await host.Jobs.ClaimJobsAsync(size, default);
            await host.Jobs.ApplyAsync([.. claimed.Select(job => new JobTransition.Done(job.Id, job.ClaimNo, report, null))], default);
        }
    }

    /// <summary>Like a small report: words that come again, numbers, and a few hashes.</summary>
    private static string Report()
    {
        var random = new Random(1);
        var findings = Enumerable.Range(0, 24).Select(at =>
            $$"""{"id":"office.macro.autoexec","title":"A macro runs by itself when the document is opened","severity":"high","artifact":{{at}},"offset":{{random.Next()}}}""");
        var hashes = Enumerable.Range(0, 3).Select(at => $"\"{Convert.ToHexStringLower(Bytes(random, 32))}\"");
        return $$"""{"verdict":"clean","score":3,"findings":[{{string.Join(',', findings)}}],"artifacts":[{{string.Join(',', hashes)}}]}""";
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static NewJob NewJob() => new(
        Guid.CreateVersion7(), "invoice.docx", 4096, Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + new string('0', 32), "api", TimeProvider.System.GetUtcNow());

    /// <summary>Transactions that wrote something.</summary>
    private async Task<long> CommitsAsync() => long.Parse((await host.QueryAsync("SELECT pg_current_xact_id()::text")).Single(), CultureInfo.InvariantCulture);

    private async Task<long> LogAsync() =>
        long.Parse((await host.QueryAsync("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")).Single(), CultureInfo.InvariantCulture);
}
