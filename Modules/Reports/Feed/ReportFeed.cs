using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Reports;

namespace ScanHost.Reports.Feed;

/// <summary>Events to whoever listens, in memory. Without a listener an event costs one look into a table.</summary>
internal sealed class ReportFeed : IReportFeed, IDisposable
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Subscription, bool>> listeners = new();
    private readonly CancellationTokenRegistration stopping;

    public ReportFeed(IHostApplicationLifetime? lifetime = null) => stopping = lifetime?.ApplicationStopping.Register(EndAll) ?? default;

    public void Publish(JobEvent jobEvent)
    {
        if (!listeners.TryGetValue(jobEvent.JobId, out var subscriptions))
            return;

        foreach (var subscription in subscriptions.Keys)
            subscription.Take(jobEvent);
    }

    public IJobSubscription Subscribe(Guid jobId)
    {
        var subscription = new Subscription(jobId, this);
        lock (listeners)
            listeners.GetOrAdd(jobId, _ => new()).TryAdd(subscription, true);
        return subscription;
    }

    public void Dispose() => stopping.Dispose();

    private void Forget(Subscription subscription)
    {
        lock (listeners)
        {
            if (listeners.TryGetValue(subscription.JobId, out var others) && others.TryRemove(subscription, out _) && others.IsEmpty)
                listeners.TryRemove(subscription.JobId, out _);
        }
    }

    private void EndAll()
    {
        foreach (var subscription in listeners.Values.SelectMany(subscriptions => subscriptions.Keys))
            subscription.End();
    }

    private sealed class Subscription(Guid jobId, ReportFeed feed) : IJobSubscription
    {
        /// <summary>A listener that is so many events behind gets no more stage events. A status is always kept: there are few.</summary>
        private const int MaxPendingStages = 1000;

        private readonly Channel<JobEvent> events = Channel.CreateUnbounded<JobEvent>();

        public Guid JobId => jobId;

        public void Take(JobEvent jobEvent)
        {
            if (jobEvent is JobEvent.StageRan && events.Reader.Count >= MaxPendingStages)
                return;

            events.Writer.TryWrite(jobEvent);
            if (jobEvent is JobEvent.StatusChanged { Job.Status.IsTerminal: true })
                End();
        }

        public void End() => events.Writer.TryComplete();

        public IAsyncEnumerable<JobEvent> ReadAsync(CancellationToken cancellationToken) => events.Reader.ReadAllAsync(cancellationToken);

        public void Dispose()
        {
            feed.Forget(this);
            End();
        }
    }
}
