using ScanHost.Contracts.Limits;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// Keeps the time of one scan: cancels it when it was canceled from outside or its time is over, and says so when a stage does not
/// react within <see cref="Grace"/>.
/// </summary>
internal sealed class ScanWatch : IDisposable
{
    /// <summary>So long a stage may go on after its cancellation before its thread is abandoned.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);

    private readonly CancellationTokenSource scan;
    private readonly CancellationToken canceledOutside;
    private readonly TaskCompletionSource<string> abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider clock;
    private readonly LimitsOptions limits;
    private readonly ITimer timer;
    private volatile bool isTimeOver;

    public ScanWatch(TimeProvider clock, LimitsOptions limits, CancellationToken cancellationToken)
    {
        this.clock = clock;
        this.limits = limits;
        canceledOutside = cancellationToken;
        scan = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer = clock.CreateTimer(
            _ => EndTime(), null, TimeSpan.FromSeconds(limits.MaxJobSeconds), Timeout.InfiniteTimeSpan);
    }

    /// <summary>True when <c>Limits:MaxJobSeconds</c> have passed.</summary>
    public bool IsTimeOver => isTimeOver;

    /// <summary>Ends with the name of the first stage that ignored its cancellation; else never.</summary>
    public Task<string> Abandoned => abandoned.Task;

    /// <summary>Stops the scanning thread when nobody waits for its result any more.</summary>
    /// <exception cref="OperationCanceledException">It was canceled from outside, or abandoned.</exception>
    public void ThrowIfGivenUp()
    {
        canceledOutside.ThrowIfCancellationRequested();
        if (abandoned.Task.IsCompleted)
            throw new OperationCanceledException();
    }

    /// <summary>Starts the time of one stage on one artifact.</summary>
    public StageWatch Begin(string stage) => new(this, stage);

    public void Dispose()
    {
        timer.Dispose();
        scan.Dispose();
    }

    private void EndTime()
    {
        isTimeOver = true;
        Cancel(scan);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception error) when (error is AggregateException or ObjectDisposedException)
        {
            // What a stage's own cancellation callback throws is the stage's affair; a source that is gone has nobody to tell.
        }
    }

    /// <summary>The time of one stage on one artifact.</summary>
    internal sealed class StageWatch : IDisposable
    {
        private readonly ScanWatch owner;
        private readonly string stage;
        private readonly Lock state = new();
        private readonly CancellationTokenSource source;
        private readonly CancellationTokenRegistration outer;
        private readonly ITimer timer;
        private bool isEnded;

        public StageWatch(ScanWatch owner, string stage)
        {
            this.owner = owner;
            this.stage = stage;
            source = CancellationTokenSource.CreateLinkedTokenSource(owner.scan.Token);
            timer = owner.clock.CreateTimer(
                _ => OnTimer(), null, TimeSpan.FromSeconds(owner.limits.MaxStageSeconds), Timeout.InfiniteTimeSpan);
            outer = owner.scan.Token.UnsafeRegister(static watch => ((StageWatch)watch!).StartGrace(), this);
        }

        /// <summary>Canceled when the stage has to stop.</summary>
        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            lock (state)
                isEnded = true;

            outer.Unregister();
            timer.Dispose();
            source.Dispose();
        }

        private void OnTimer()
        {
            lock (state)
            {
                if (isEnded)
                    return;
                if (source.IsCancellationRequested)
                {
                    owner.abandoned.TrySetResult(stage);
                    return;
                }
            }

            StartGrace();
            Cancel(source);
        }

        private void StartGrace()
        {
            lock (state)
            {
                if (!isEnded)
                    timer.Change(Grace, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
