using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What engines outside this process say.</summary>
internal static class EngineHeuristics
{
    public static readonly Heuristic ClamAvInfected = new("clamav.infected", "ClamAV knows it", Severity.Critical, Confidence.High, Signature);

    public static readonly Heuristic ClamAvUnwanted = new("clamav.unwanted", "ClamAV finds it unwanted or guesses that it is harmful", Severity.High, Confidence.Medium, Signature);
}
