using ScanHost.Contracts.Reports;

namespace ScanHost.Reports.Schema;

/// <summary>The schema, embedded in this assembly.</summary>
internal sealed class ReportSchema : IReportSchema
{
    public Stream OpenRead() => typeof(ReportSchema).Assembly.GetManifestResourceStream("report-v1.json")!;
}
