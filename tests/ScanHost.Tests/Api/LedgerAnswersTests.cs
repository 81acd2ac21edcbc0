using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Tests.Api;

/// <summary>What the ledger's limits, order and memory look like from outside.</summary>
public sealed class LedgerAnswersTests
{
    [Fact]
    public async Task A_full_queue_answers_429_with_the_limit_and_when_to_come_again()
    {
        await using var host = await RunningHost.StartAsync(("Limits:MaxQueued", "1"), ("Jobs:PollInterval", "00:05:00"));
        await host.AddJobAsync(JobStatus.Queued); // nobody rings, so it waits for the poll

        var answer = await host.PostAsync([1]);

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        problem.Text("limit").Should().Be("Limits:MaxQueued");
        problem.GetProperty("value").GetInt64().Should().Be(1);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_disk_with_less_than_the_floor_answers_507_with_the_limit_and_takes_nothing()
    {
        await using var host = await RunningHost.StartAsync(("Limits:MinFreeBytes", $"{1L << 50}"));

        var problem = await (await host.PostAsync([1])).ShouldBeProblemAsync(HttpStatusCode.InsufficientStorage);

        problem.Text("limit").Should().Be("Limits:MinFreeBytes");
        (await host.Client.GetFromJsonAsync<JsonElement>("/jobs")).GetProperty("jobs").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task The_same_bytes_under_the_same_name_are_scanned_once_unless_asked_for_afresh()
    {
        await using var host = await RunningHost.StartAsync();
        var first = await host.ScanAsync([1, 2, 3], "a.bin");

        var second = await host.ScanAsync([1, 2, 3], "a.bin");
        var renamed = await host.ScanAsync([1, 2, 3], "b.bin");
        var fresh = await (await host.PostAsync([1, 2, 3], "?wait=60s&name=a.bin&fresh=true")).JsonAsync();

        first.GetProperty("reused").ValueKind.Should().Be(JsonValueKind.Null);
        second.GetProperty("reused").Text("job_id").Should().Be(first.Text("job_id"));
        second.Text("job_id").Should().NotBe(first.Text("job_id"));
        renamed.GetProperty("reused").ValueKind.Should().Be(JsonValueKind.Null);
        renamed.GetProperty("file").Text("name").Should().Be("b.bin");
        fresh.GetProperty("reused").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_bulk_job_says_so_and_another_word_is_refused()
    {
        await using var host = await RunningHost.StartAsync();

        (await (await host.PostAsync([1], "?priority=bulk")).JsonAsync()).Text("priority").Should().Be("bulk");
        (await (await host.PostAsync([2])).JsonAsync()).Text("priority").Should().Be("interactive");

        (await host.PostAsync([3], "?priority=urgent")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_one_host_of_a_sqlite_ledger_is_shown()
    {
        await using var host = await RunningHost.StartAsync();

        var shown = (await host.Client.GetFromJsonAsync<JsonElement>("/hosts")).EnumerateArray().Single();

        shown.Text("state").Should().Be("alive");
        shown.GetProperty("pid").GetInt32().Should().Be(Environment.ProcessId);
        shown.GetProperty("is_this_host").GetBoolean().Should().BeTrue();
    }
}
