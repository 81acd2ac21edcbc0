using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>Files that are blown up, and names that are dressed up.</summary>
internal static class DisguiseHeuristics
{
    public static readonly Heuristic Bloat = new("id.bloat", "Blown up by one byte over and over, so that scanners leave it alone",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.001");

    public static readonly Heuristic LureGlyph = new("name.lure_glyph", "A page under a name with a telephone, a lock or a sheet of paper as a picture",
        Severity.Medium, Confidence.Medium, Social, "T1566.001");

    public static readonly Heuristic Homoglyph = new("name.homoglyph", "Letters of two scripts in one word of the name",
        Severity.Medium, Confidence.Medium, Social, "T1036");

    public static IReadOnlyList<Heuristic> All => [Bloat, LureGlyph, Homoglyph];
}
