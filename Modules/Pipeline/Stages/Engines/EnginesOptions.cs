namespace ScanHost.Pipeline.Stages.Engines;

/// <summary>Scan engines outside this process.</summary>
internal sealed class EnginesOptions
{
    public const string Section = "Engines";

    /// <summary>Where clamd listens: the path of a Unix socket, or <c>host:port</c>. Null switches it off. Default null.</summary>
    public string? ClamAv { get; init; }
}
