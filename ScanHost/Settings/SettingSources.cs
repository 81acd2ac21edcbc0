namespace ScanHost.Settings;

/// <summary>Where the settings of one run come from, besides the defaults and the environment.</summary>
internal sealed record SettingSources
{
    /// <summary>The settings file named with <c>--config</c>; null when none was.</summary>
    public string? File { get; init; }

    /// <summary>Settings from the command line, by key (<c>Section:Key</c>). They win over everything.</summary>
    public IReadOnlyDictionary<string, string?> CommandLine { get; init; } = new Dictionary<string, string?>();
}
