using System.Threading.Channels;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>Hints for this host, from others and from its own store. A full box drops the oldest: they are only hints.</summary>
internal sealed class HostInbox
{
    private readonly Channel<HostSignal> signals =
        Channel.CreateBounded<HostSignal>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Put(HostSignal signal) => signals.Writer.TryWrite(signal);

    public IAsyncEnumerable<HostSignal> ReadAsync(CancellationToken cancellationToken) => signals.Reader.ReadAllAsync(cancellationToken);
}
