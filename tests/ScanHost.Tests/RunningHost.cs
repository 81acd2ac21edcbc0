using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ScanHost.Contracts.Jobs;
using ScanHost.TestKit;

namespace ScanHost.Tests;

/// <summary>The whole host in this process, with its web server on a free port and its data in a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private RunningHost(Dictionary<string, string?> settings)
    {
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Storage:DataDirectory"] = folder.Path;
        // Playwright sets Console.OutputEncoding, and a sink that writes to the console at that moment waits for it for ever.
        settings["Logging:Level"] = "Fatal";
        app = Program.CreateHost(new() { CommandLine = settings });
    }

    public HttpClient Client { get; } = new();

    public IJobStore Store => app.Services.GetRequiredService<IJobStore>();

    public string DataPath => folder.Path;

    public static async Task<RunningHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = new RunningHost(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        await host.app.StartAsync();
        host.Client.BaseAddress = new(host.app.Urls.Single());
        return host;
    }

    /// <summary>Submits bytes as the raw body.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] content, string query = "?name=file.bin") =>
        Client.PostAsync($"/jobs{query}", new ByteArrayContent(content));

    /// <summary>Submits and waits until the job has ended.</summary>
    public async Task<JsonElement> ScanAsync(byte[] content, string name = "file.bin")
    {
        var answer = await PostAsync(content, $"?wait=60s&name={Uri.EscapeDataString(name)}");
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A job in the database that no worker will touch: one that has failed, for it has no sample, and then is given another status.</summary>
    public async Task<Guid> AddJobAsync(JobStatus status, string? result = null)
    {
        var id = Guid.CreateVersion7();
        await Store.AddAsync([new(id, "old.bin", 1, new string('a', 64), "api", DateTimeOffset.UnixEpoch)], CancellationToken.None);
        while (await Store.GetAsync(id, CancellationToken.None) is not { Status.IsTerminal: true })
            await Task.Delay(5);
        if (result is not null)
            await Store.UpdateResultAsync(id, result, CancellationToken.None);
        await Store.UpdateStatusAsync(id, status, CancellationToken.None);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
