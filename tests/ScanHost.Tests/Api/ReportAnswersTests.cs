using System.Net;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Tests.Api;

/// <summary>The answers of <c>GET /reports/{job_id}</c>, the same on both databases.</summary>
public abstract class ReportAnswers(string provider) : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(Databases.Settings(provider));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("01938e10-0000-7000-8000-000000000000")]
    [InlineData("no-id")]
    [InlineData("%20")]
    [InlineData("{01938e10-0000-7000-8000-000000000000}")]
    public async Task No_such_job_is_404(string id) =>
        await (await host.Client.GetAsync($"/reports/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Job not found");

    [Theory]
    [InlineData("failed")]
    [InlineData("scanning")]
    [InlineData("weird")]
    public async Task A_job_that_is_not_done_is_400(string status)
    {
        var id = await host.AddJobAsync(JobStatus.Parse(status), """{"verdict":"clean"}""");

        await (await host.Client.GetAsync($"/reports/{id}")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "Job not completed");
    }

    [Fact]
    public async Task A_done_job_without_a_result_is_404()
    {
        var id = await host.AddJobAsync(JobStatus.Done);

        await (await host.Client.GetAsync($"/reports/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Report not available");
        await (await host.Client.GetAsync($"/reports/{id}/detail")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Report not available");
    }

    [Fact]
    public async Task A_done_job_answers_its_stored_result()
    {
        const string Stored = """{"verdict": "clean", "score": 0}""";
        var id = await host.AddJobAsync(JobStatus.Done, Stored);

        var answer = await host.Client.GetAsync($"/reports/{id}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await answer.JsonAsync()).Text("verdict").Should().Be("clean");
        (await host.Client.GetStringAsync($"/reports/{id}/detail")).Should().Be(await answer.Content.ReadAsStringAsync());
    }
}

public sealed class SqliteReportAnswersTests() : ReportAnswers("Sqlite");

public sealed class PostgresReportAnswersTests() : ReportAnswers("Postgres");
