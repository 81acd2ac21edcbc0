using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
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
        a job that failed is also told by 202, its status says so.
        """;

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapSubmitting() => routes.MapPost("/jobs", SubmitAsync)
            .WithName("submit").WithTags("Jobs").WithSummary("Submit one or many files").WithDescription(Description)
            .Accepts<IFormFileCollection>(false, "application/octet-stream", "multipart/form-data")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage)
            .DisableAntiforgery();
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context,
        JobWaiter waiter,
        IJobStore store,
        ExceptionProblems problems,
        IOptions<ApiOptions> options,
        [Description("The file's name, for a body that is the file itself.")] string? name = null,
        [Description("How long to wait for the report: 30s, 500ms, 2m.")] string? wait = null)
    {
        var accepted = new List<Job>();
        TimeSpan patience;
        try
        {
            patience = WaitTime.Read(wait, options.Value);
            await Intake.SubmitAllAsync(context, "api", accepted);
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

        return patience > TimeSpan.Zero && await ReportsAsync(accepted, waiter, store, patience, context.RequestAborted) is { } reports
            ? Results.Text(reports, "application/json", Encoding.UTF8)
            : Accepted(accepted);
    }

    private static IResult Accepted(List<Job> jobs) => jobs is [var only]
        ? TypedResults.Accepted($"/jobs/{only.Id}", JobView.Of(only))
        : TypedResults.Accepted((string?)null, new JobPage([.. jobs.Select(JobView.Of)]));

    /// <summary>The reports as stored, or null when not every job was done in time.</summary>
    private static async Task<string?> ReportsAsync(
        List<Job> jobs, JobWaiter waiter, IJobStore store, TimeSpan patience, CancellationToken cancellationToken)
    {
        var ended = await Task.WhenAll(jobs.Select(job => waiter.WaitAsync(job.Id, patience, cancellationToken)));
        for (var at = 0; at < jobs.Count; at++)
            jobs[at] = ended[at] ?? jobs[at];

        var reports = new List<string>();
        foreach (var job in jobs)
        {
            if (job.Status != JobStatus.Done || await store.GetResultAsync(job.Id, cancellationToken) is not { Result: { } result })
                return null;
            reports.Add(result);
        }

        return reports is [var only] ? only : $"{{\"reports\":[{string.Join(',', reports)}]}}";
    }
}
