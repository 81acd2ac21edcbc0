using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScanHost.TestKit;

namespace ScanHost.Tests.Api;

/// <summary>A file's way through the HTTP door.</summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_file_goes_in_is_followed_to_its_end_and_its_report_is_read_again_and_again()
    {
        var accepted = await host.PostAsync(EicarFile.Bytes, "?name=test.com");
        accepted.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var job = await accepted.JsonAsync();
        accepted.Headers.Location!.OriginalString.Should().Be($"/jobs/{job.Text("job_id")}").And.Be(job.GetProperty("links").Text("self"));

        var events = await host.Client.GetStringAsync($"/jobs/{job.Text("job_id")}/events");
        events.Should().StartWith("event: status\n").And.EndWith("\n\n");
        events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1].Should().StartWith("event: status\nid: done\n");

        var ended = await host.Client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
        ended.Text("status").Should().Be("done");
        ended.Text("verdict").Should().Be("malicious");

        var report = await host.Client.GetAsync($"/reports/{job.Text("job_id")}");
        report.StatusCode.Should().Be(HttpStatusCode.OK);
        report.Headers.CacheControl!.ToString().Should().Contain("immutable");
        (await report.JsonAsync()).Text("verdict").Should().Be("malicious");

        var again = new HttpRequestMessage(HttpMethod.Get, report.RequestMessage!.RequestUri);
        again.Headers.IfNoneMatch.Add(report.Headers.ETag!);
        (await host.Client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Several_files_of_a_form_are_several_jobs_in_their_order()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a field"), "comment" },
            { new ByteArrayContent([1]), "file", "one.bin" },
            { new ByteArrayContent([2]), "file", "two.bin" },
        };

        var answer = await host.Client.PostAsync("/jobs", form);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var jobs = (await answer.JsonAsync()).GetProperty("jobs").EnumerateArray().Select(job => job.Text("name"));
        jobs.Should().Equal("one.bin", "two.bin");
    }

    [Fact]
    public async Task Waiting_for_several_files_answers_with_all_reports()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(EicarFile.Bytes), "file", "one.com" },
            { new ByteArrayContent([]), "file", "two" },
        };

        var answer = await host.Client.PostAsync("/jobs?wait=60", form);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var reports = (await answer.JsonAsync()).GetProperty("reports").EnumerateArray().Select(report => report.Text("verdict"));
        reports.Should().Equal("malicious", "clean");
    }

    [Fact]
    public async Task An_empty_file_is_clean_and_of_type_empty()
    {
        var report = await host.ScanAsync([]);

        report.Text("verdict").Should().Be("clean");
        report.GetProperty("file").GetProperty("type").Text("id").Should().Be("empty");
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_and_filtered()
    {
        for (var at = 0; at < 5; at++)
            await host.ScanAsync([(byte)at], $"file-{at}");

        var seen = new List<string>();
        for (var next = "/jobs?status=done&name=FILE-&limit=2"; next is not null;)
        {
            var page = await host.Client.GetFromJsonAsync<JsonElement>(next);
            seen.AddRange(page.GetProperty("jobs").EnumerateArray().Select(job => job.Text("name")));
            next = page.GetProperty("next").GetString();
        }

        seen.Should().Equal("file-4", "file-3", "file-2", "file-1", "file-0");
    }

    [Fact]
    public async Task All_jobs_of_one_file_are_found_by_its_hash()
    {
        await host.ScanAsync([7], "first");
        var sha256 = (await host.ScanAsync([7], "second")).GetProperty("file").Text("sha256");

        var sample = await host.Client.GetFromJsonAsync<JsonElement>($"/samples/{sha256.ToUpperInvariant()}");

        sample.GetProperty("jobs").EnumerateArray().Select(job => job.Text("name")).Should().Equal("second", "first");
        await (await host.Client.GetAsync($"/samples/{new string('0', 64)}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Sample not found");
    }

    [Fact]
    public async Task An_ended_job_is_removed_with_its_report()
    {
        var id = (await host.ScanAsync([1, 2])).Text("job_id");

        (await host.Client.DeleteAsync($"/jobs/{id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await (await host.Client.GetAsync($"/reports/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Job not found");
        await (await host.Client.DeleteAsync($"/jobs/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Job not found");
    }

    [Fact]
    public async Task A_browser_that_comes_back_for_the_events_of_an_ended_job_is_told_to_stop()
    {
        var id = (await host.ScanAsync([3])).Text("job_id");
        var request = new HttpRequestMessage(HttpMethod.Get, $"/jobs/{id}/events") { Headers = { { "Last-Event-ID", "done" } } };

        (await host.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }
}
