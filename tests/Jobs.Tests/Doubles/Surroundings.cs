using System.Security.Cryptography;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;

namespace ScanHost.Jobs.Tests.Doubles;

/// <summary>Workers that have in hand what the test says.</summary>
internal sealed class FakeRoom : IScanRoom
{
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int inHand;

    public int Workers { get; init; } = 2;

    public int InHand => inHand;

    public long Ended { get; set; }

    public void Hold(int count)
    {
        inHand = count;
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async Task WaitForRoomAsync(int count, CancellationToken cancellationToken)
    {
        for (var next = changed.Task; inHand >= count; next = changed.Task)
            await next.WaitAsync(cancellationToken);
    }
}

/// <summary>Other hosts that only count how often they are called.</summary>
internal sealed class FakeHosts : IHosts
{
    public int Calls { get; private set; }

    public List<HostSignal> Signals { get; } = [];

    public CancellationToken Term => CancellationToken.None;

    public void CallOthers() => Calls++;

    public IAsyncEnumerable<HostSignal> ListenAsync(CancellationToken cancellationToken) => Signals.ToAsyncEnumerable();

    public Task<IReadOnlyList<HostView>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}

internal sealed class FakeFeed : IReportFeed
{
    public void Publish(JobEvent jobEvent)
    {
        // Nobody listens.
    }

    public IJobSubscription Subscribe(Guid jobId) => throw new NotSupportedException();
}

internal sealed class FakeScans : IRunningScans
{
    public List<Guid> Canceled { get; } = [];

    public bool Cancel(Guid jobId)
    {
        Canceled.Add(jobId);
        return true;
    }
}

/// <summary>Samples in memory, all of the same age.</summary>
internal sealed class FakeSamples : ISampleStore
{
    public List<string> Stored { get; } = [];

    public int Puts { get; private set; }

    public List<TimeSpan> AgesAsked { get; } = [];

    public async Task<StoredSample> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        Puts++;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return new(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), bytes.Length) { Content = bytes.ToArray() };
    }

    public IAsyncEnumerable<string> ListUntouchedAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        AgesAsked.Add(age);
        return Stored.ToArray().ToAsyncEnumerable();
    }

    public Task RemoveUntouchedAsync(string sha256, TimeSpan age, CancellationToken cancellationToken)
    {
        Stored.Remove(sha256);
        return Task.CompletedTask;
    }

    public Task<SampleSource?> OpenAsync(string sha256, CancellationToken cancellationToken) => throw new NotSupportedException();
}
