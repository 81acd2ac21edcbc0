using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScanHost.Contracts.Jobs;
using ScanHost.TestKit;
using ScanHost.Tests.Cli;

namespace ScanHost.Tests.Api;

/// <summary>Judging reports anew, over HTTP and on the command line.</summary>
public sealed class RescoreTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_stored_report_scored_again_is_itself_and_stays_as_it_is()
    {
        var id = (await host.ScanAsync(EicarFile.Bytes)).Text("job_id");
        var stored = await host.Client.GetStringAsync($"/reports/{id}");

        var answer = await host.Client.PostAsJsonAsync("/reports/rescore", new { job_id = id });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonElement.DeepEquals(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement, JsonDocument.Parse(stored).RootElement).Should().BeTrue();
        (await host.Client.GetStringAsync($"/reports/{id}")).Should().Be(stored);
    }

    [Fact]
    public async Task What_cannot_be_scored_again_is_a_problem()
    {
        (await PostAsync("01938e10-0000-7000-8000-000000000000")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await PostAsync("no id")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await PostAsync((await host.AddJobAsync(JobStatus.Scanning)).ToString())).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync((await host.AddJobAsync(JobStatus.Done)).ToString())).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await PostAsync((await host.AddJobAsync(JobStatus.Done, """{"verdict":"clean"}""")).ToString())).StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_command_line_scores_what_it_wrote_itself()
    {
        using var folder = new TemporaryFolder();
        folder.Write("test.com", EicarFile.Bytes);
        var scanned = await Executable.RunAsync(folder.Path, ["scan", "--json", "test.com"]);
        folder.Write("reports.jsonl", scanned.Output + "no report\n");

        var rescored = await Executable.RunAsync(folder.Path, ["rescore", "reports.jsonl", "missing"]);

        rescored.ExitCode.Should().Be(1);
        rescored.Output.Should().Be(scanned.Output);
        rescored.Error.Should().Contain("reports.jsonl has no report on line 2").And.Contain("missing does not exist");
    }

    private Task<HttpResponseMessage> PostAsync(string id) => host.Client.PostAsJsonAsync("/reports/rescore", new { job_id = id });
}
