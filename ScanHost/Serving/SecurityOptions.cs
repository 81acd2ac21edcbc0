namespace ScanHost.Serving;

/// <summary>Who may reach the service.</summary>
internal sealed class SecurityOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Security";

    /// <summary>Allows listening beyond this machine although everybody who reaches the service may then use it. Default false.</summary>
    public bool AllowAnonymousNetwork { get; init; }

    /// <summary>
    /// Host names under which the service may be called, besides this machine's own. Default none. When the service listens beyond
    /// this machine and none is named, every name is accepted.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}
