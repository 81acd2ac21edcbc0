using System.Globalization;

namespace ScanHost.Corpus.Tests;

/// <summary>A share of files, with the interval in which the true share lies with 95 %: Wilson's score interval (1927).</summary>
/// <param name="Hits">Files that have it.</param>
/// <param name="Files">All files.</param>
internal readonly record struct Rate(int Hits, int Files)
{
    private const double Z = 1.959964;

    /// <summary>Lower end, 0 to 1.</summary>
    public double Lower => Files == 0 ? 0 : Math.Max(0, Centre - Spread);

    /// <summary>Upper end, 0 to 1.</summary>
    public double Upper => Files == 0 ? 1 : Math.Min(1, Centre + Spread);

    private double Share => (double)Hits / Files;

    private double Denominator => 1 + (Z * Z / Files);

    private double Centre => (Share + (Z * Z / (2.0 * Files))) / Denominator;

    private double Spread => Z * Math.Sqrt((Share * (1 - Share) / Files) + (Z * Z / (4.0 * Files * Files))) / Denominator;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hits}/{Files} = {(Files == 0 ? 0 : 100 * Share):0.00} % [{100 * Lower:0.00}, {100 * Upper:0.00}]");
}
