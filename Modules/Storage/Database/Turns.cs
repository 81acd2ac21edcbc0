using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>The order of the queue (docs/decisions/0003).</summary>
internal static class Turns
{
    /// <summary>So much later than it came a bulk job takes its place in the queue: nobody who waits waits for it, and it is never starved.</summary>
    public static readonly TimeSpan BulkStandsBack = TimeSpan.FromMinutes(5);

    /// <summary>By how much a job stands back.</summary>
    public static TimeSpan StandsBack(JobPriority priority) => priority == JobPriority.Bulk ? BulkStandsBack : TimeSpan.Zero;

    /// <summary>Claimed jobs in the order of their turns; RETURNING has none.</summary>
    public static IReadOnlyList<JobAvailable> InOrder(IEnumerable<JobAvailable> claimed) =>
        [.. claimed.OrderBy(it => it.Job.CreatedAt + StandsBack(it.Job.Priority)).ThenBy(it => it.Job.Id)];
}
