using ScanHost.Contracts.Jobs;

namespace ScanHost.Pipeline.Workers;

/// <summary>Knows the scans that run in this process, so that they can be canceled.</summary>
internal sealed class RunningScans : IRunningScans
{
    private const int MaxRemembered = 256;

    private readonly Lock changing = new();
    private readonly List<RunningScan> running = [];
    private readonly Queue<Guid> early = new();

    public bool Cancel(Guid jobId)
    {
        RunningScan[] found;
        lock (changing)
        {
            found = [.. running.Where(scan => scan.JobId == jobId)];
            if (found.Length == 0)
                Remember(jobId);
        }

        foreach (var scan in found)
            scan.Cancel();

        return found.Length > 0;
    }

    /// <summary>Notes that a scan begins; disposing the answer notes its end.</summary>
    /// <param name="jobId">Its job.</param>
    /// <param name="cutOff">The host's time is over.</param>
    public RunningScan Begin(Guid jobId, CancellationToken cutOff)
    {
        var scan = new RunningScan(this, jobId, cutOff);
        lock (changing)
        {
            running.Add(scan);
            if (!early.Contains(jobId))
                return scan;
        }

        scan.Cancel();
        return scan;
    }

    /// <summary>The job may be claimed already and wait for a worker. Nobody takes a cancel back, so it holds when the scan begins.</summary>
    private void Remember(Guid jobId)
    {
        early.Enqueue(jobId);
        if (early.Count > MaxRemembered)
            early.Dequeue();
    }

    /// <summary>A scan that runs.</summary>
    internal sealed class RunningScan(RunningScans owner, Guid jobId, CancellationToken cutOff) : IDisposable
    {
        private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cutOff);
        private volatile bool isCanceled;

        public Guid JobId => jobId;

        /// <summary>True when somebody asked to cancel this very job.</summary>
        public bool IsCanceled => isCanceled;

        public CancellationToken Token => source.Token;

        /// <summary>Cancels it because somebody asked for it.</summary>
        public void Cancel()
        {
            isCanceled = true;
            Stop();
        }

        /// <summary>Stops it because nobody waits for it any more.</summary>
        public void Stop()
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended meanwhile: a finished scan wins over a late cancel.
            }
        }

        public void Dispose()
        {
            lock (owner.changing)
                owner.running.Remove(this);

            source.Dispose();
        }
    }
}
