using System.CommandLine;
using ScanHost.Cli.Yara;
using ScanHost.Settings;
using ScanHost.Wording;

namespace ScanHost.Cli;

/// <summary>The program's commands and what they have in common: options for the settings, and one line for what stops a start.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        Private file triage in one program: a file goes in, a stored report with a verdict comes out.

        Every setting is also an argument, --Section:Key=value, and an environment variable, SCANHOST_Section__Key;
        appsettings.json lists them all with their defaults.

        Exit codes: 0 all well; 3 not started (a wrong argument or setting, a folder that cannot be written, a database
        out of reach, an address in use), with one line that says why. Those of scan are in its own help.
        """;

    /// <summary>Runs the command that the arguments ask for.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (settings, others) = SettingArguments.Split(arguments);
        var parsed = Root(settings).Parse(others);
        if (parsed.Errors is [var error, ..])
            return await RefuseAsync($"{error.Message} See scanhost --help.");

        try
        {
            // The host and the scan react to signals themselves, and the host may take longer to stop than the library would wait.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartRefusedException refused)
        {
            return await RefuseAsync(refused.Message);
        }
    }

    private static RootCommand Root(Dictionary<string, string?> settings)
    {
        var options = new SettingOptions(settings);
        var root = new RootCommand(Description)
        {
            new ServeCommand(options),
            new ScanCommand(options),
            new RescoreCommand(),
            new MigrateCommand(options),
            new RulesCommand(),
            new YaraCommand(),
        };
        root.Options.Add(options.Urls);
        root.Options.Add(options.Data);
        root.Options.Add(options.File);
        root.SetAction((parsed, cancellationToken) => ServeCommand.RunAsync(options.Read(parsed), cancellationToken));
        return root;
    }

    private static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"scanhost: {VisibleText.Show(sentence)}");
        return ExitCodes.NotStarted;
    }
}
