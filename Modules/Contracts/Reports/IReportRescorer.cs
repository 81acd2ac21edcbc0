using System.Text.Json;

namespace ScanHost.Contracts.Reports;

/// <summary>Judges the evidence of a finished report anew, by the weights of this version and without a scan.</summary>
public interface IReportRescorer
{
    /// <summary>Scores a report again.</summary>
    /// <param name="json">A whole report, as stored or as written by the command line.</param>
    /// <returns>The same report with new scores, verdicts and contributions; its times and its engine stay those of the scan.</returns>
    /// <exception cref="JsonException">It is not a report of schema <c>scanhost.report/1</c>.</exception>
    /// <exception cref="ReportCutException">Findings or artifacts were cut from it; ask for the uncut one.</exception>
    Report Rescore(string json);
}

/// <summary>A report lacks evidence that was cut to fit a limit.</summary>
public sealed class ReportCutException() : Exception("The report is cut: its uncut form is needed.");
