using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;

namespace ScanHost.Storage.Tests;

/// <summary>The real module on a data directory, started and stopped as a host does.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost host;

    private StorageHost(IHost host) => this.host = host;

    public IJobStore Jobs => host.Services.GetRequiredService<IJobStore>();

    public ISampleStore Samples => host.Services.GetRequiredService<ISampleStore>();

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public static StorageHost Create(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddStorage();
        return new(builder.Build());
    }

    public static async Task<StorageHost> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var started = Create(settings);
        await started.host.StartAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
