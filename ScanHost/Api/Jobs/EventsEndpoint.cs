using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

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
            .WithDescription("Event `status` carries the job, at once and at each change; event `stage` a stage that has run. The stream ends when the job has ended; who comes back then with Last-Event-ID gets 204.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FollowAsync(
        [Description("The job's id.")] string job_id, HttpContext context, IJobStore store, JobFollower follower, TimeProvider clock,
        IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        if (!JobIds.TryRead(job_id, out var id) || await store.GetAsync(id, cancellationToken) is not { } job)
            return Problem.JobNotFound();
        // A browser opens a stream that ended again, for ever, unless it is told this.
        if (job.Status.IsTerminal && context.Request.Headers["Last-Event-ID"] == job.Status.Word)
            return TypedResults.NoContent();

        context.Response.ContentType = "text/event-stream";
        try
        {
            await RelayAsync(follower.FollowAsync(id, cancellationToken), context.Response, json.Value.SerializerOptions, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the host stops.
        }

        return Results.Empty;
    }

    private static async Task RelayAsync(
        IAsyncEnumerable<JobEvent?> events, HttpResponse response, JsonSerializerOptions json, TimeProvider clock, CancellationToken cancellationToken)
    {
        var written = clock.GetTimestamp();
        await foreach (var happened in events)
        {
            if (happened is null && clock.GetElapsedTime(written) < Heartbeat)
                continue;

            await response.WriteAsync(Text(happened, json), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            written = clock.GetTimestamp();
        }
    }

    // JSON has no line breaks, so one data line is enough.
    private static string Text(JobEvent? happened, JsonSerializerOptions json) => happened switch
    {
        JobEvent.StatusChanged { Job: var job } =>
            $"event: status\nid: {(job.Status.IsKnown ? job.Status.Word : "other")}\ndata: {JsonSerializer.Serialize(JobView.Of(job), json)}\n\n",
        JobEvent.StageRan ran => $"event: stage\ndata: {JsonSerializer.Serialize(StageView.Of(ran), json)}\n\n",
        _ => ": still here\n\n",
    };
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
