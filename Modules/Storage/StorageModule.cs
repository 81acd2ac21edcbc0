using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Samples;
using ScanHost.Storage.Database;
using ScanHost.Storage.Jobs;
using ScanHost.Storage.Postgres;
using ScanHost.Storage.Samples;
using ScanHost.Storage.Sqlite;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage;

/// <summary>Keeps jobs, reports and samples, on SQLite or PostgreSQL.</summary>
public static class StorageModule
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Registers <see cref="IJobStore"/>, <see cref="ISampleStore"/>, <see cref="IHosts"/> and <see cref="IDatabaseMigrator"/>. Its hosted service must be
        /// the first to start and the last to stop.</summary>
        public void AddStorage()
        {
            var services = builder.Services;
            services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
            services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section);
            services.TryAddSingleton(TimeProvider.System);
            if (builder.Configuration.GetSection(StorageOptions.Section)[nameof(StorageOptions.Provider)] is { } word
                && word.Equals(nameof(StorageProvider.Postgres), StringComparison.OrdinalIgnoreCase))
            {
                AddPostgres(services);
            }
            else
            {
                AddSqlite(services);
            }

            services.AddSingleton<DataDirectory>();
            services.AddSingleton<Ballast>();
            services.AddSingleton<LedgerClock>();
            services.AddSingleton<HostInbox>();
            services.AddSingleton<GroupCommitter>();
            services.AddSingleton<JobStore>();
            services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<JobStore>());
            services.AddSingleton<IEarlierReports>(provider => provider.GetRequiredService<JobStore>());
            AddSamples(services, builder.Configuration.GetSection(SamplesOptions.Section));
            services.AddSingleton<DatabaseMigrator>();
            services.AddSingleton<IDatabaseMigrator>(provider => provider.GetRequiredService<DatabaseMigrator>());
            services.AddHostedService<StorageStart>();
        }
    }

    private static void AddSamples(IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<SamplesOptions>().BindConfiguration(SamplesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SamplesOptions>, SamplesOptionsValidator>();
        if (nameof(SamplesProvider.S3).Equals(settings[nameof(SamplesOptions.Provider)], StringComparison.OrdinalIgnoreCase))
        {
            services.AddSingleton<S3Bucket>();
            services.AddSingleton<LocalCopies>();
            services.AddSingleton<IStartingSampleStore, S3SampleStore>();
        }
        else
        {
            services.AddSingleton<IStartingSampleStore, FileSampleStore>();
        }

        services.AddSingleton<ISampleStore>(provider =>
            ActivatorUtilities.CreateInstance<SampleStore>(provider, provider.GetRequiredService<IStartingSampleStore>()));
    }

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteScanDb>((provider, options) => options
            .UseSqlite($"Data Source={Path.Combine(provider.GetRequiredService<DataDirectory>().Path, "scanhost.db")}")
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new SqliteConnectionSetup()));
        services.AddSingleton<IDbContextFactory<ScanDb>, AnyFactory<SqliteScanDb>>();
        services.AddSingleton<Dialect, SqliteDialect>();
        services.AddSingleton<IWriteConnections, SqliteWriteConnections>();
        services.AddSingleton<SqliteHostLease>();
        services.AddSingleton<IHostLease>(provider => provider.GetRequiredService<SqliteHostLease>());
        services.AddSingleton<IHosts>(provider => provider.GetRequiredService<SqliteHostLease>());
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.AddSingleton<PostgresSource>();
        services.AddPooledDbContextFactory<PostgresScanDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<PostgresSource>().ConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton<IDbContextFactory<ScanDb>, AnyFactory<PostgresScanDb>>();
        services.AddSingleton<Dialect, PostgresDialect>();
        services.AddSingleton<IWriteConnections, PostgresWriteConnections>();
        services.AddSingleton<PostgresHosts>();
        services.AddSingleton<IHostLease>(provider => provider.GetRequiredService<PostgresHosts>());
        services.AddSingleton<IHosts>(provider => provider.GetRequiredService<PostgresHosts>());
    }

    /// <summary>Hands out a provider's context as the model that all code works with.</summary>
    private sealed class AnyFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<ScanDb>
        where TContext : ScanDb
    {
        public ScanDb CreateDbContext() => factory.CreateDbContext();

        public async Task<ScanDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await factory.CreateDbContextAsync(cancellationToken);
    }
}
