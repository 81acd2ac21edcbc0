using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ScanHost.TestKit;

namespace ScanHost.Tests.Cli;

/// <summary>kill -9 in the middle of work.</summary>
public sealed class KilledHostTests : IDisposable
{
    private const int Files = 60;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_accepted_job_ends_once_although_the_host_is_killed_twice(string provider)
    {
        string[] database = [.. Databases.Settings(provider).Select(setting => $"--{setting.Key}={setting.Value}")];
        var accepted = new List<string>();
        for (var life = 0; life < 3; life++)
        {
            using var client = new HttpClient { BaseAddress = FreeAddress() };
            using var host = await Executable.ServeAsync(folder.Path, client.BaseAddress, database);
            for (var at = 0; at < Files / 3; at++)
                accepted.Add(await SubmitAsync(client, [.. EicarFile.Bytes, (byte)at, (byte)life]));
            if (life < 2)
                await host.KillAsync();
            else
                await AllEndedAsync(client, accepted);
        }
    }

    private static async Task<string> SubmitAsync(HttpClient client, byte[] content)
    {
        var answer = await client.PostAsync("/jobs", new ByteArrayContent(content));
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        return (await answer.JsonAsync()).Text("job_id");
    }

    private static async Task AllEndedAsync(HttpClient client, List<string> accepted)
    {
        foreach (var id in accepted)
            (await client.GetStringAsync($"/jobs/{id}/events")).Should().Contain("id: done");

        var listed = await client.GetFromJsonAsync<JsonElement>("/jobs?limit=500");
        listed.GetProperty("jobs").EnumerateArray().Select(job => job.Text("job_id")).Should().BeEquivalentTo(accepted);
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://{listener.LocalEndpoint}");
    }
}
