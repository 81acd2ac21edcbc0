using ScanHost.Contracts.Jobs;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A host whose term ends when the test says so.</summary>
internal sealed class OneHost : IHosts
{
    private CancellationTokenSource term = new();

    public CancellationToken Term => term.Token;

    public void LoseTerm()
    {
        var lost = term;
        term = new();
        lost.Cancel();
    }

    public Task<IReadOnlyList<HostView>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void CallOthers() => throw new NotSupportedException();

    public IAsyncEnumerable<HostSignal> ListenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
