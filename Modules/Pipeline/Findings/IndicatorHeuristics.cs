using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What addresses in a file give away.</summary>
internal static class IndicatorHeuristics
{
    public static readonly Heuristic RawIpProgram = new(
        "ioc.rawip_exec", "Links to a program on a host without a name",
        Severity.Medium, Confidence.High, Network, "T1105");

    public static readonly Heuristic Tunnel = new(
        "ioc.tunnel", "Talks to a tunnel, a chat service's file store or a bot interface",
        Severity.Medium, Confidence.Medium, Network, "T1102");

    public static readonly Heuristic PhishingKit = new(
        "ioc.phish_kit", "A link carries its victim's mail address",
        Severity.Medium, Confidence.Medium, Network, "T1566.002");

    public static IReadOnlyList<Heuristic> All => [RawIpProgram, Tunnel, PhishingKit];
}
