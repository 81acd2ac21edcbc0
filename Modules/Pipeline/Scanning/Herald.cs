using System.Collections.Concurrent;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// Speaks for threads that give way. Whoever hands work to the thread pool may make it start a thread, and that one would give way like its
/// maker, for good: so threads of scans never do, this one does it for them.
/// </summary>
internal sealed class Herald : IDisposable
{
    private readonly BlockingCollection<Action> news = [];

    public Herald() => new Thread(Speak) { IsBackground = true, Name = "scan herald" }.Start();

    /// <summary>Does it soon, after what was told before. It must not throw.</summary>
    public void Tell(Action action)
    {
        try
        {
            news.Add(action);
        }
        catch (InvalidOperationException)
        {
            action(); // The host ends, and no thread will serve for long.
        }
    }

    public void Dispose() => news.CompleteAdding();

    private void Speak()
    {
        foreach (var action in news.GetConsumingEnumerable())
            action();
    }
}
