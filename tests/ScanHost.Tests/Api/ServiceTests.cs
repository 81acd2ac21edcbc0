using System.Net.Http.Json;
using System.Text.Json;
using ScanHost.Contracts.Limits;

namespace ScanHost.Tests.Api;

/// <summary>What the service says about itself.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(("Limits:MaxDepth", "5"));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Every_limit_is_listed_with_the_value_in_force()
    {
        var limits = (await host.Client.GetFromJsonAsync<JsonElement>("/limits")).EnumerateArray().ToList();

        limits.Select(limit => limit.Text("name")).Should().Contain(typeof(LimitsOptions).GetProperties().Select(option => $"Limits:{option.Name}"));
        limits.Single(limit => limit.Text("name") == "Limits:MaxDepth").GetProperty("value").GetInt64().Should().Be(5);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task A_running_host_is_live_and_ready(string address, string status) =>
        (await host.Client.GetFromJsonAsync<JsonElement>(address)).Text("status").Should().Be(status);

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_covers_every_route()
    {
        var description = await host.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        description.Text("openapi").Should().StartWith("3.1");
        description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Should().Contain(
        [
            "/jobs", "/jobs/{job_id}", "/jobs/{job_id}/events", "/reports/{job_id}", "/reports/{job_id}/detail",
            "/samples/{sha256}", "/limits", "/hosts", "/health/live", "/health/ready", "/schemas/report-v1.json",
        ]);
    }

    [Fact]
    public async Task The_documentation_page_loads_nothing_from_elsewhere()
    {
        var page = await host.Client.GetStringAsync("/docs/");

        page.Should().Contain("<script").And.NotMatchRegex("(src|href)=\"(https?:)?//");
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_the_body()
    {
        var answer = await host.Client.SendAsync(new(HttpMethod.Head, "/limits"));

        answer.IsSuccessStatusCode.Should().BeTrue();
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_answer_forbids_sniffing_framing_and_foreign_content()
    {
        var answer = await host.Client.GetAsync("/nowhere");

        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
    }
}
