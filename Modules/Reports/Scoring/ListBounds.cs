using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Scoring;

/// <summary>Between what a hash list lets an artifact's score be.</summary>
/// <param name="Least">0 to 1.</param>
/// <param name="Most">0 to 1.</param>
internal readonly record struct ListBounds(double Least, double Most)
{
    /// <summary>A signature on an allow-listed file is a conflict that a person must see: suspicious, neither clean nor malicious.</summary>
    private static readonly ListBounds Conflict = new(Weights.Suspicious / 100.0, (Weights.Malicious - 1) / 100.0);

    /// <summary>The bounds of one artifact.</summary>
    /// <param name="listed">The list's entry, if one knows it.</param>
    /// <param name="hasSignature">True when a signature matched it.</param>
    public static ListBounds Of(ListEntry? listed, bool hasSignature) => listed?.Kind switch
    {
        ListKind.Block => new(1, 1),
        ListKind.Allow => hasSignature ? Conflict : new(0, 0),
        _ => new(0, 1),
    };

    public double Apply(double value) => Math.Clamp(value, Least, Most);
}
