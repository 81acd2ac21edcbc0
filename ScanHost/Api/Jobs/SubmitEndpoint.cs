using System.ComponentModel;
using Microsoft.Extensions.Options;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Jobs;

/// <summary><c>POST /jobs</c>.</summary>
internal static class SubmitEndpoint
{
    private const string Description =
        """
        The body is the file itself, with its name in ?name=, or multipart/form-data with one or many files. What is answered with
        202 is durable. One file answers with its job and its Location, several with {"jobs": [...]} in their order.
        With ?wait=30s the answer is 200 with the report (or {"reports": [...]}) when all are done in that time, else 202 as without it;
        so 200 always means a report: a job that failed is told by 202,
        and its status says so.
        A report of the same bytes under the same name, made by the same engine, is taken over (its member reused tells from where),
        unless fresh=true. priority=bulk lets those go first that came at most five minutes later.
        """;

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapSubmitting() => routes.MapPost("/jobs", SubmitAsync)
            .WithName("submit").WithTags("Jobs").WithSummary("Submit one or many files").WithDescription(Description)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                SubmissionBody.Describe(operation);
                return Task.CompletedTask;
            })
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage)
            .DisableAntiforgery();
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context,
        JobFollower follower,
        IJobStore store,
        ExceptionProblems problems,
        IOptions<ApiOptions> options,
        [Description("The file's name, for a body that is the file itself.")] string? name = null,
        [Description("How long to wait for the report: 30s, 500ms, 2m.")] string? wait = null,
        [Description("interactive (the default) or bulk.")] string? priority = null,
        [Description("true scans the file even if a report of the same bytes is stored.")] bool fresh = false)
    {
        var accepted = new List<Job>();
        TimeSpan patience;
        try
        {
            patience = WaitTime.Read(wait, options.Value);
            await Intake.SubmitAllAsync(context, "api", accepted, Priority(priority), fresh);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Jobs that were accepted before the error go on: whoever submitted them must be told their ids.
            return accepted.Count == 0
                ? problems.Describe(error)
                : problems.Describe(error, new KeyValuePair<string, object?>("jobs", accepted.Select(JobView.Of)));
        }

        if (accepted.Count == 0)
            return Problem.Of(StatusCodes.Status400BadRequest, "The form has no file.");

        return patience > TimeSpan.Zero && await AllDoneAsync(accepted, follower, patience, context.RequestAborted)
            && await ReportsAsync(context.Response, accepted, store, context.RequestAborted) is { } reports
            ? reports
            : Accepted(accepted);
    }

    private static JobPriority Priority(string? word) => word switch
    {
        null or "interactive" => JobPriority.Interactive,
        "bulk" => JobPriority.Bulk,
        _ => throw new BadHttpRequestException("priority must be interactive or bulk."),
    };

    private static IResult Accepted(List<Job> jobs) => jobs is [var only]
        ? TypedResults.Accepted($"/jobs/{only.Id}", JobView.Of(only))
        : TypedResults.Accepted((string?)null, new JobPage([.. jobs.Select(JobView.Of)]));

    /// <summary>Waits, and puts the newest snapshots into the list.</summary>
    private static async Task<bool> AllDoneAsync(List<Job> jobs, JobFollower follower, TimeSpan patience, CancellationToken cancellationToken)
    {
        var seen = await Task.WhenAll(jobs.Select(job => follower.WaitAsync(job.Id, patience, cancellationToken)));
        for (var at = 0; at < jobs.Count; at++)
            jobs[at] = seen[at] ?? jobs[at];
        return jobs.TrueForAll(job => job.Status == JobStatus.Done);
    }

    /// <summary>The reports; null when they cannot be had: removed between the wait and now, or the store is away.</summary>
    private static async Task<IResult?> ReportsAsync(HttpResponse response, List<Job> jobs, IJobStore store, CancellationToken cancellationToken)
    {
        try
        {
            var first = (await store.GetResultAsync(jobs[0].Id, cancellationToken))?.Result;
            if (jobs.Count > 1)
                return new ReportsResult(jobs, first, store);
            if (first is null)
                return null;

            response.Headers.ContentLocation = $"/reports/{jobs[0].Id}";
            return Results.Text(first, "application/json");
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
