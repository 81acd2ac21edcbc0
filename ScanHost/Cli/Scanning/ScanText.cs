using System.Globalization;
using ScanHost.Contracts.Reports;
using ScanHost.Wording;

namespace ScanHost.Cli.Scanning;

/// <summary>Says on a few lines what a scan found.</summary>
internal static class ScanText
{
    private const int MostFindings = 5;
    private const int MostGaps = 3;

    /// <summary>One line with verdict, score and path; unless the file is clean also its weightiest findings and what was not examined.</summary>
    public static IEnumerable<string> Lines(string path, Report report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Word(report.Verdict),-10} {report.Score,3} {VisibleText.Show(path)}");
        if (report.Verdict == Verdict.Clean)
            yield break;

        foreach (var finding in report.Findings.Where(finding => finding.Contribution > 0).Take(MostFindings))
            yield return string.Create(CultureInfo.InvariantCulture, $"    {finding.Contribution,3} {finding.Id}: {VisibleText.Show(finding.Title)}{Where(report, finding.Artifact)}");
        foreach (var gap in report.Coverage.Gaps.Take(MostGaps))
            yield return $"      - not examined: {VisibleText.Show(gap.Detail)}{Where(report, gap.Artifact)}";
        if (report.Coverage.Gaps.Count > MostGaps)
            yield return string.Create(CultureInfo.InvariantCulture, $"      - and {report.Coverage.Gaps.Count - MostGaps} more not examined");
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static string Where(Report report, int artifact) =>
        artifact > 0 && report.Artifacts.FirstOrDefault(candidate => candidate.Id == artifact) is { } inside
            ? $" (in {VisibleText.Show(inside.Path)})"
            : "";
}
