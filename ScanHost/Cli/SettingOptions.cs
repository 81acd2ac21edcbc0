using System.CommandLine;
using ScanHost.Settings;

namespace ScanHost.Cli;

/// <summary>The options that stand for settings, the same for every command.</summary>
/// <param name="arguments">Settings given as <c>--Section:Key=value</c>.</param>
internal sealed class SettingOptions(Dictionary<string, string?> arguments)
{
    /// <summary><c>--urls</c>, short for the setting <c>Urls</c>.</summary>
    public Option<string?> Urls { get; } = new("--urls")
    {
        Description = "Where to listen, several divided by ';'. Default http://127.0.0.1:5080.",
    };

    /// <summary><c>--data</c>, short for the setting <c>Storage:DataDirectory</c>.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the database and the samples; made when missing. Default data, under the working directory.",
        HelpName = "DIR",
    };

    /// <summary><c>--config</c>.</summary>
    public Option<string?> File { get; } = new("--config")
    {
        Description = "A settings file. Wins over the appsettings.json beside the program; the environment and the arguments win over it.",
        HelpName = "FILE",
    };

    /// <summary>Brings together what the arguments say about settings.</summary>
    public SettingSources Read(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(arguments, StringComparer.OrdinalIgnoreCase);
        if (parsed.GetValue(Urls) is { } urls)
            settings["Urls"] = urls;
        if (parsed.GetValue(Data) is { } data)
            settings["Storage:DataDirectory"] = data;
        return new() { File = parsed.GetValue(File), CommandLine = settings };
    }
}
