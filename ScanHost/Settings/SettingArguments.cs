using System.Text.RegularExpressions;

namespace ScanHost.Settings;

/// <summary>Tells the settings among the arguments (<c>--Section:Key=value</c>) from the rest.</summary>
internal static partial class SettingArguments
{
    /// <summary>Takes the settings out. What follows a lone <c>--</c> is never a setting.</summary>
    /// <returns>The settings by key, the last one winning, and the other arguments in their order.</returns>
    public static (Dictionary<string, string?> Settings, string[] Others) Split(IReadOnlyList<string> arguments)
    {
        var end = arguments.TakeWhile(argument => argument != "--").Count();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var others = new List<string>();
        foreach (var argument in arguments.Take(end))
        {
            if (Setting().Match(argument) is { Success: true } match)
                settings[match.Groups["key"].Value] = match.Groups["value"].Value;
            else
                others.Add(argument);
        }

        return (settings, [.. others, .. arguments.Skip(end)]);
    }

    [GeneratedRegex(@"^--(?<key>[A-Za-z]\w*(:[\w.\-]+)+)=(?<value>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
