using System.Text;
using ScanHost.Contracts.Reports;

namespace ScanHost.Reports.Composing;

/// <summary>
/// Keeps a stored report within its limit. Halves the longest list until the rest fits, then does without facts and evidence, then
/// shortens texts: always the same way for the same report. What was cut is said with its true count; the uncut report is kept beside it.
/// </summary>
internal sealed class ReportCutter(IReportComposer composer)
{
    /// <summary>Longest text that stays when nothing else helps.</summary>
    private const int MaxTextLength = 200;

    /// <summary>The report as it is stored.</summary>
    /// <param name="report">The whole report.</param>
    /// <param name="maxBytes">Most bytes of UTF-8.</param>
    /// <returns>What goes into the result, and the uncut report when that is less.</returns>
    public (string Result, string? Detail) Fit(Report report, long maxBytes)
    {
        var whole = composer.ToJson(report);
        if (Encoding.UTF8.GetByteCount(whole) <= maxBytes)
            return (whole, null);

        var cut = report;
        var json = whole;
        while (Encoding.UTF8.GetByteCount(json) > maxBytes && Smaller(cut) is { } smaller)
            json = composer.ToJson(Counted(cut = smaller, report));
        return (json, whole);
    }

    private static Report? Smaller(Report report)
    {
        var (list, length) = new (string List, int Length)[]
        {
            ("artifacts", report.Artifacts.Count),
            ("findings", report.Findings.Count),
            ("coverage.gaps", report.Coverage.Gaps.Count),
            ("indicators", report.Indicators.Count),
        }.MaxBy(entry => entry.Length); // of equals the first
        if (length > 1)
            return Halved(report, list, length / 2);
        if (report.Artifacts.Any(artifact => artifact.Facts.Count > 0) || report.Findings.Any(finding => finding.Evidence.Count > 0))
            return WithoutFacts(report);
        return Texts(report) is var shorter && shorter != report && IsLong(report) ? shorter : null;
    }

    private static Report Halved(Report report, string list, int kept) => list switch
    {
        "artifacts" => report with { Artifacts = [.. report.Artifacts.Take(kept)] },
        "findings" => report with { Findings = [.. report.Findings.Take(kept)] },
        "coverage.gaps" => report with { Coverage = report.Coverage with { Gaps = [.. report.Coverage.Gaps.Take(kept)] } },
        _ => report with { Indicators = [.. report.Indicators.Take(kept)] },
    };

    private static Report WithoutFacts(Report report) => report with
    {
        Artifacts = [.. report.Artifacts.Select(artifact => artifact with { Facts = new Dictionary<string, System.Text.Json.Nodes.JsonObject>() })],
        Findings = [.. report.Findings.Select(finding => finding with { Evidence = [] })],
    };

    private static bool IsLong(Report report) =>
        report.File.Name.Length > MaxTextLength
        || report.Artifacts.Any(artifact => artifact.Name.Length > MaxTextLength || artifact.Path.Length > MaxTextLength)
        || report.Findings.Any(finding => finding.Title.Length > MaxTextLength)
        || report.Coverage.Gaps.Any(gap => gap.Detail.Length > MaxTextLength)
        || report.Indicators.Any(indicator => indicator.Value.Length > MaxTextLength || indicator.Artifacts.Count > 1);

    private static Report Texts(Report report) => report with
    {
        File = report.File with { Name = Short(report.File.Name) },
        Artifacts = [.. report.Artifacts.Select(artifact => artifact with { Name = Short(artifact.Name), Path = Short(artifact.Path) })],
        Findings = [.. report.Findings.Select(finding => finding with { Title = Short(finding.Title) })],
        Coverage = report.Coverage with { Gaps = [.. report.Coverage.Gaps.Select(gap => gap with { Detail = Short(gap.Detail) })] },
        Indicators = [.. report.Indicators.Select(indicator => indicator with { Value = Short(indicator.Value), Artifacts = [.. indicator.Artifacts.Take(1)] })],
    };

    private static string Short(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…";

    /// <summary>Says what was cut, with the true counts.</summary>
    private static Report Counted(Report cut, Report whole)
    {
        var lists = new List<CutList>();
        Add("artifacts", cut.Artifacts.Count, whole.Artifacts.Count);
        Add("findings", cut.Findings.Count, whole.Findings.Count);
        Add("coverage.gaps", cut.Coverage.Gaps.Count, whole.Coverage.Gaps.Count);
        Add("indicators", cut.Indicators.Count, whole.Indicators.Count);
        Add("artifacts.facts", cut.Artifacts.Sum(artifact => artifact.Facts.Count), whole.Artifacts.Sum(artifact => artifact.Facts.Count));
        Add("findings.evidence", cut.Findings.Sum(finding => finding.Evidence.Count), whole.Findings.Sum(finding => finding.Evidence.Count));
        return cut with { Truncated = lists };

        void Add(string list, int kept, int count)
        {
            if (kept < count)
                lists.Add(new(list, kept, count));
        }
    }
}
