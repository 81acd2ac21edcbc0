using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>Earlier reports, by the file's hash.</summary>
internal sealed class EarlierReports : IEarlierReports
{
    public Dictionary<string, StoredReport> BySha256 { get; } = [];

    public Task<StoredReport?> FindReportAsync(Job job, EngineInfo engine, CancellationToken cancellationToken) =>
        Task.FromResult(BySha256.GetValueOrDefault(job.Sha256));
}
