using Microsoft.Extensions.DependencyInjection;
using ScanHost.Storage.Writing;

namespace ScanHost.Storage.Tests;

/// <summary>Stands before the module's own connections, and breaks one after it has committed: nobody hears of the commit.</summary>
internal sealed class LostAnswers(IWriteConnections connections) : IWriteConnections
{
    public bool LoseNext { get; set; }

    public static void Wrap(IServiceCollection services)
    {
        var own = services.Last(service => service.ServiceType == typeof(IWriteConnections)).ImplementationType!;
        services.AddSingleton(own);
        services.AddSingleton(provider => new LostAnswers((IWriteConnections)provider.GetRequiredService(own)));
        services.AddSingleton<IWriteConnections>(provider => provider.GetRequiredService<LostAnswers>());
    }

    public async Task<IWriteConnection> OpenAsync(CancellationToken cancellationToken) =>
        new Connection(await connections.OpenAsync(cancellationToken), this);

    private sealed class Connection(IWriteConnection connection, LostAnswers owner) : IWriteConnection
    {
        public async Task CommitAsync(WriteGroup group, CancellationToken cancellationToken)
        {
            await connection.CommitAsync(group, cancellationToken);
            if (!owner.LoseNext)
                return;

            owner.LoseNext = false;
            throw new IOException("The connection broke.");
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
