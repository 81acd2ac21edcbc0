using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline;
using ScanHost.Reports;
using ScanHost.TestKit;

namespace ScanHost.Corpus.Tests;

/// <summary>The scanner and the scoring as the program puts them together, without a server.</summary>
internal sealed class WholePipeline : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly IHost host;
    private readonly IFileScanner scanner;
    private readonly IReportComposer composer;
    private readonly TemporaryFolder folder = new();
    private int written;

    public WholePipeline()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddScanner();
        builder.AddReportComposer();
        host = builder.Build();
        scanner = host.Services.GetRequiredService<IFileScanner>();
        composer = host.Services.GetRequiredService<IReportComposer>();
    }

    /// <summary>Scans a file where it lies.</summary>
    public async Task<Report> ScanAsync(string path)
    {
        var outcome = await scanner.ScanAsync(path, Path.GetFileName(path), onStage: null, CancellationToken.None);
        return composer.Compose(outcome, jobId: null, new() { QueuedAt = Noon, StartedAt = Noon, FinishedAt = Noon, ScanMs = 0, Attempt = 1 });
    }

    /// <summary>Scans bytes under a name.</summary>
    public async Task<Report> ScanAsync(string name, byte[] content)
    {
        var path = folder.Write($"sample{Interlocked.Increment(ref written)}", content);
        var outcome = await scanner.ScanAsync(path, name, onStage: null, CancellationToken.None);
        return composer.Compose(outcome, jobId: null, new() { QueuedAt = Noon, StartedAt = Noon, FinishedAt = Noon, ScanMs = 0, Attempt = 1 });
    }

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
    }
}
