using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>
/// The one table of weights of score v1. They were set on benign corpora (4,116 PDF, 1,945 Office, 3,181 PE, 2,500 ELF files) so that no
/// benign file became malicious; docs/scoring.md tells how.
/// </summary>
internal static class Weights
{
    /// <summary>From here on a file is suspicious.</summary>
    public const int Suspicious = 30;

    /// <summary>From here on a file is malicious.</summary>
    public const int Malicious = 70;

    /// <summary>A finding of this probability is proof by itself and opens the gate.</summary>
    public const double Critical = 0.90;

    /// <summary>Two categories of this weight open the gate.</summary>
    public const double Strong = 0.30;

    /// <summary>How likely a harmful file is, given the finding alone and that it is right.</summary>
    public static double Of(Severity severity) => severity switch
    {
        Severity.Info => 0,         // a fact, no evidence
        Severity.Low => 0.08,       // in many harmless files
        Severity.Medium => 0.20,    // in less than 1 % of harmless files
        Severity.High => 0.40,      // in less than 0.3 %
        Severity.VeryHigh => 0.65,  // in none of a thousand
        _ => 0.95,                  // exact signatures, hashes, exploit structures
    };

    /// <summary>How often such a finding is right.</summary>
    public static double Of(Confidence confidence) => confidence switch
    {
        Confidence.Low => 0.5,
        Confidence.Medium => 0.75,
        _ => 1.0,
    };

    /// <summary>The most that a category can add, however much of it there is.</summary>
    public static double Cap(FindingCategory category) => category switch
    {
        FindingCategory.Structure => 0.30,    // odd writers are common
        FindingCategory.Container => 0.30,    // so are odd archivers
        FindingCategory.Network => 0.25,      // an address is not an attack
        FindingCategory.Social => 0.45,       // deceit needs a payload
        FindingCategory.Obfuscation => 0.65,  // protectors are sold to honest people too
        FindingCategory.Active => 0.70,       // macros do honest work
        FindingCategory.Capability => 0.70,   // and so do powerful programs
        _ => 1.0,                             // signatures and lists name the very file
    };

    /// <summary>How much of a child's score its parent takes on: all of what the container's user is given, a little less of what was merely
    /// found in or behind it.</summary>
    public static double Share(string relation) => relation is "carved" or "overlay" ? 0.9 : 1.0;

    /// <summary>Probability of one finding.</summary>
    public static double Of(Finding finding) => Of(finding.Severity) * Of(finding.Confidence);
}
