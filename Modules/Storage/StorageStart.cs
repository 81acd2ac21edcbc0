using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Faults;
using ScanHost.Storage.Database;
using ScanHost.Storage.Jobs;
using ScanHost.Storage.Samples;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage;

/// <summary>Makes storage ready before anything else starts, and lets go of it after everything else has stopped.</summary>
internal sealed partial class StorageStart(
    DataDirectory data, IHostLease lease, DatabaseMigrator migrator, IStartingSampleStore samples, JobStore jobs, GroupCommitter committer,
    Ballast ballast, IOptions<StorageOptions> options, ILogger<StorageStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        data.Create();
        await lease.AcquireAsync(cancellationToken);
        if (options.Value.MigrateAtStart || options.Value.Provider == StorageProvider.Sqlite)
            await MigrateAsync(cancellationToken);
        await samples.PrepareAsync(cancellationToken);
        ballast.Keep();
        await lease.AnnounceAsync(cancellationToken);
        await jobs.ForgetStrayTimesAsync(cancellationToken);
        var rescued = await jobs.RescueAsync(withHostless: true, cancellationToken);
        Failpoint.Pass("after_rescue");
        if (rescued > 0)
            LogRescued(rescued);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await committer.DisposeAsync();
        await lease.DisposeAsync();
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var applied = await migrator.ApplyAsync(cancellationToken);
        if (applied.Count > 0)
            LogMigrated(applied.Count, applied[^1]);
    }

    [LoggerMessage(4002, LogLevel.Information, "Applied {Count} database migrations, up to {Last}")]
    private partial void LogMigrated(int count, string last);

    [LoggerMessage(4003, LogLevel.Warning, "Rescued {Count} jobs that a host was scanning when it died")]
    private partial void LogRescued(int count);
}
