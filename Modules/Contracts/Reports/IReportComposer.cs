using ScanHost.Contracts.Scanning;

namespace ScanHost.Contracts.Reports;

/// <summary>Scores evidence and writes the report. The same evidence always gives the same report.</summary>
public interface IReportComposer
{
    /// <summary>Composes the whole, uncut report.</summary>
    Report Compose(ScanOutcome outcome, Guid? jobId, ReportTimes times);

    /// <summary>The report as JSON, one line, as it is stored and shown.</summary>
    string ToJson(Report report);

    /// <summary>Reads a report that this version wrote.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is none.</exception>
    Report FromJson(string json);
}
