using System.CommandLine;
using ScanHost.Contracts.Jobs;
using ScanHost.Serving;
using ScanHost.Settings;
using ScanHost.Storage;

namespace ScanHost.Cli;

/// <summary><c>scanhost migrate</c>: brings the database to this version's schema and ends.</summary>
internal sealed class MigrateCommand : Command
{
    public MigrateCommand(SettingOptions options) : base("migrate", "Bring the database to this version's schema and end.")
    {
        Options.Add(options.Data);
        Options.Add(options.File);
        SetAction((parsed, cancellationToken) => RunAsync(options.Read(parsed), cancellationToken));
    }

    private static async Task<int> RunAsync(SettingSources settings, CancellationToken cancellationToken)
    {
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
            builder.AddSettings(settings);
            builder.AddLogs();
            builder.AddStorage();
            using var host = builder.Build();

            var applied = await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
            return ExitCodes.Success;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw StartFailure.Describe(error);
        }
    }
}
