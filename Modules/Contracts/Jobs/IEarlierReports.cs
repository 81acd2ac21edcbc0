using ScanHost.Contracts.Scanning;

namespace ScanHost.Contracts.Jobs;

/// <summary>Reports that may stand for another scan.</summary>
public interface IEarlierReports
{
    /// <summary>The newest report of a job that was accepted before this one, of the same bytes and the same name, if the same engine made it, it is
    /// whole, and every stage ran to its end in it; else null.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<StoredReport?> FindReportAsync(Job job, EngineInfo engine, CancellationToken cancellationToken);
}

/// <summary>A report that may stand for another scan of the same bytes.</summary>
/// <param name="JobId">The job that it was made for.</param>
/// <param name="Report">The report as JSON.</param>
public sealed record StoredReport(Guid JobId, string Report);
