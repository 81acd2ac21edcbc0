using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;
using ScanHost.Contracts.Scanning;
using ScanHost.Jobs;
using ScanHost.Pipeline;
using ScanHost.Reports;
using ScanHost.Storage;

namespace ScanHost.Faults.Engine;

/// <summary>The whole job engine in this process, with its real modules; only the scan itself is empty.</summary>
public sealed class NoOpEngine : IAsyncDisposable
{
    private readonly IHost host;

    /// <summary>Puts it together; nothing runs yet.</summary>
    /// <param name="settings">Settings as a host has them.</param>
    /// <param name="workers">Scans at once; 0 for an engine that only takes jobs in.</param>
    public NoOpEngine(IEnumerable<KeyValuePair<string, string?>> settings, int workers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection([new("Pipeline:Workers", $"{Math.Max(workers, 1)}")]);
        builder.AddStorage();
        builder.AddReports();
        builder.AddPipeline();
        builder.AddJobs();
        builder.Services.Replace(ServiceDescriptor.Singleton<IFileScanner>(Scanner));
        if (workers == 0)
            KeepOnly(builder.Services, "StorageStart");
        host = builder.Build();
    }

    /// <summary>What stands in for the scan.</summary>
    public NoOpScanner Scanner { get; } = new();

    /// <summary>The ledger.</summary>
    public IJobStore Store => host.Services.GetRequiredService<IJobStore>();

    /// <summary>The samples.</summary>
    public ISampleStore Samples => host.Services.GetRequiredService<ISampleStore>();

    /// <summary>The way in that every door uses.</summary>
    public ISubmissions Submissions => host.Services.GetRequiredService<ISubmissions>();

    /// <summary>What happens to jobs.</summary>
    public IReportFeed Feed => host.Services.GetRequiredService<IReportFeed>();

    /// <summary>Starts it.</summary>
    public Task StartAsync() => host.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static void KeepOnly(IServiceCollection services, string name)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name != name).ToList())
            services.Remove(service);
    }
}
