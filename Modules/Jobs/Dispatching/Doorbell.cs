using System.Threading.Channels;

namespace ScanHost.Jobs.Dispatching;

/// <summary>Tells the dispatcher that the store may have due jobs. A hint that holds one ring at most: nothing is lost when it is full.</summary>
internal sealed class Doorbell(TimeProvider clock)
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Rings; never blocks.</summary>
    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Waits for a ring, or for so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), enough, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            await rings.Reader.ReadAsync(enough.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang.
        }
    }
}
