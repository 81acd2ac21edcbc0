using System.Collections.Concurrent;
using ScanHost.Contracts.Reports;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A feed that keeps what is published.</summary>
internal sealed class FeedRecord : IReportFeed
{
    public ConcurrentQueue<JobEvent> Events { get; } = [];

    public void Publish(JobEvent jobEvent) => Events.Enqueue(jobEvent);

    public IJobSubscription Subscribe(Guid jobId) => throw new NotSupportedException();
}
