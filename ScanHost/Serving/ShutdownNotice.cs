namespace ScanHost.Serving;

/// <summary>Tells requests that take long when the host stops, so that they do not use up the time that running scans are given.</summary>
internal sealed class ShutdownNotice : IDisposable
{
    private static readonly TimeSpan UploadGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource uploads;
    private readonly CancellationTokenRegistration registration;

    public ShutdownNotice(IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        Stopping = lifetime.ApplicationStopping;
        uploads = new(Timeout.InfiniteTimeSpan, clock);
        registration = Stopping.Register(() => uploads.CancelAfter(UploadGrace));
    }

    /// <summary>Canceled when the host begins to stop: who only waits ends now.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Canceled a little later: an upload that has not ended by then is given up.</summary>
    public CancellationToken UploadsEnd => uploads.Token;

    public void Dispose()
    {
        registration.Dispose();
        uploads.Dispose();
    }
}
