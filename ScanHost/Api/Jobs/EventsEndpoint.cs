using System.ComponentModel;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Serving;

namespace ScanHost.Api.Jobs;

/// <summary><c>GET /jobs/{job_id}/events</c>: server-sent events (WHATWG HTML, 9.2).</summary>
internal static class EventsEndpoint
{
    /// <summary>Proxies close connections on which nothing comes; a comment keeps them open.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapJobEvents() => routes.MapGet("/jobs/{job_id}/events", FollowAsync)
            .WithName("followJob").WithTags("Jobs").WithSummary("Follow a job")
            .WithDescription("Event `status` carries the job, at once and at each change; event `stage` a stage that has run. The stream ends when the job has ended.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FollowAsync(
        [Description("The job's id.")] string job_id, HttpContext context, IJobStore store, IReportFeed feed, ShutdownNotice shutdown,
        TimeProvider clock, IOptions<JsonOptions> json)
    {
        if (!JobIds.TryRead(job_id, out var id))
            return Problem.JobNotFound();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, shutdown.Stopping);
        using var subscription = feed.Subscribe(id); // before the store is read, so that no change falls in between
        if (await store.GetAsync(id, ended.Token) is not { } job)
            return Problem.JobNotFound();

        context.Response.ContentType = "text/event-stream";
        var stream = new EventStream(context.Response, json.Value.SerializerOptions, clock);
        try
        {
            await stream.WriteAsync("status", JobView.Of(job), ended.Token);
            if (!job.Status.IsTerminal)
                await RelayAsync(subscription, stream, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the host stops.
        }

        return Results.Empty;
    }

    private static async Task RelayAsync(IJobSubscription subscription, EventStream stream, CancellationToken cancellationToken)
    {
        await using var heartbeat = stream.BeatEvery(Heartbeat);
        await foreach (var happened in subscription.ReadAsync(cancellationToken))
        {
            switch (happened)
            {
                case JobEvent.StageRan stage:
                    await stream.WriteAsync("stage", StageView.Of(stage), cancellationToken);
                    break;
                case JobEvent.StatusChanged changed:
                    await stream.WriteAsync("status", JobView.Of(changed.Job), cancellationToken);
                    if (changed.Job.Status.IsTerminal)
                        return;
                    break;
            }
        }
    }

    /// <summary>One open stream. Events and heartbeats come from different threads, one at a time.</summary>
    private sealed class EventStream(HttpResponse response, JsonSerializerOptions json, TimeProvider clock)
    {
        private readonly SemaphoreSlim turn = new(1);

        public Task WriteAsync<T>(string name, T data, CancellationToken cancellationToken) =>
            WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, json)}\n\n", cancellationToken);

        public ITimer BeatEvery(TimeSpan period) => clock.CreateTimer(_ => _ = BeatAsync(), null, period, period);

        private async Task BeatAsync()
        {
            try
            {
                await WriteAsync(": still here\n\n", response.HttpContext.RequestAborted);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The listener has gone; the relay notices by itself.
            }
        }

        private async Task WriteAsync(string text, CancellationToken cancellationToken)
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                await response.WriteAsync(text, Encoding.UTF8, cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}

/// <summary>A stage that has run, as the event shows it.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Artifact">Number of the artifact; 0 is the submitted file.</param>
/// <param name="Status">How it ended.</param>
/// <param name="DurationMs">In milliseconds.</param>
internal sealed record StageView(string Stage, int Artifact, Contracts.Scanning.StageStatus Status, double DurationMs)
{
    public static StageView Of(JobEvent.StageRan ran) => new(
        ran.Progress.Stage, ran.Progress.Artifact, ran.Progress.Status, Math.Round(ran.Progress.Duration.TotalMilliseconds, 3));
}
