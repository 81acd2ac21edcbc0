using System.CommandLine;
using ScanHost.Settings;

namespace ScanHost.Cli;

/// <summary><c>scanhost serve</c>: the service. What runs when no command is named.</summary>
internal sealed partial class ServeCommand : Command
{
    public ServeCommand(SettingOptions options) : base("serve", "Run the service. This is what runs when no command is named.")
    {
        Options.Add(options.Urls);
        Options.Add(options.Data);
        Options.Add(options.File);
        SetAction((parsed, cancellationToken) => RunAsync(options.Read(parsed), cancellationToken));
    }

    /// <summary>Runs until the process is asked to stop.</summary>
    /// <exception cref="StartRefusedException">It cannot start.</exception>
    public static async Task<int> RunAsync(SettingSources settings, CancellationToken cancellationToken)
    {
        await using var app = await StartAsync(settings, cancellationToken);
        LogListening(app.Logger, string.Join(", ", app.Urls));
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task<WebApplication> StartAsync(SettingSources settings, CancellationToken cancellationToken)
    {
        WebApplication? app = null;
        try
        {
            app = Program.CreateHost(settings);
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await GiveUpAsync(app);
            throw StartFailure.Describe(error);
        }
    }

    /// <summary>Stops what had started before the start failed: a worker that is only disposed of would tell the log of it as an error.</summary>
    private static async Task GiveUpAsync(WebApplication? app)
    {
        if (app is null)
            return;

        await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.DisposeAsync();
    }

    [LoggerMessage(5004, LogLevel.Information, "Listening on {Addresses}")]
    private static partial void LogListening(ILogger logger, string addresses);
}
