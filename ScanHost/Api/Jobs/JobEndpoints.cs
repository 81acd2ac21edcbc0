using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Jobs;

/// <summary>Reading, listing and withdrawing jobs.</summary>
internal static class JobEndpoints
{
    private const int DefaultPageSize = 50;

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoints.</summary>
        public void MapJobs()
        {
            routes.MapGet("/jobs/{job_id}", GetAsync)
                .WithName("getJob").WithTags("Jobs").WithSummary("Read a job").ProducesProblem(StatusCodes.Status404NotFound);
            routes.MapGet("/jobs", ListAsync)
                .WithName("listJobs").WithTags("Jobs").WithSummary("List jobs, newest first").ProducesProblem(StatusCodes.Status400BadRequest);
            routes.MapDelete("/jobs/{job_id}", WithdrawAsync)
                .WithName("withdrawJob").WithTags("Jobs").WithSummary("Cancel a job that has not ended, or remove one that has")
                .WithDescription("200: a queued job is canceled (failed, code canceled). 202: a scanning job will stop. 204: an ended job is removed with its report.")
                .ProducesProblem(StatusCodes.Status404NotFound);
            routes.MapGet("/samples/{sha256}", SampleAsync)
                .WithName("getSample").WithTags("Samples").WithSummary("List the jobs of one file").ProducesProblem(StatusCodes.Status404NotFound);
        }
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetAsync(
        [Description("The job's id.")] string job_id, IJobStore store, CancellationToken cancellationToken) =>
        JobIds.TryRead(job_id, out var id) && await store.GetAsync(id, cancellationToken) is { } job
            ? TypedResults.Ok(JobView.Of(job))
            : Problem.JobNotFound();

    private static async Task<Results<Ok<JobPage>, ProblemHttpResult>> ListAsync(
        IJobStore store,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken,
        [Description("queued, scanning, done or failed.")] string? status = null,
        [Description("clean, unknown, suspicious or malicious.")] string? verdict = null,
        [Description("SHA-256 of the file.")] string? sha256 = null,
        [Description("Part of the submitted name.")] string? name = null,
        [Description("Only jobs older than this one: the last job_id of the page before.")] string? before = null,
        [Description("Jobs on a page, at most Api:MaxPageSize. Default 50.")] int? limit = null)
    {
        var size = limit ?? DefaultPageSize;
        if (size < 1 || size > options.Value.MaxPageSize)
        {
            return Problem.Of(
                StatusCodes.Status400BadRequest, $"limit must be 1 to Api:MaxPageSize ({options.Value.MaxPageSize}).",
                new("limit", "Api:MaxPageSize"), new("value", options.Value.MaxPageSize));
        }

        Guid last = default;
        if (before is not null && !JobIds.TryRead(before, out last))
            return Problem.Of(StatusCodes.Status400BadRequest, "before must be a job_id.");

        var jobs = await store.ListAsync(
            new()
            {
                Status = status is null ? null : JobStatus.Parse(status),
                Verdict = verdict,
                Sha256 = sha256?.ToLowerInvariant(),
                NameContains = name,
                Before = before is null ? null : last,
                Limit = size,
            },
            cancellationToken);
        return TypedResults.Ok(new JobPage([.. jobs.Select(JobView.Of)], jobs.Count < size ? null : Next()));

        string Next() => QueryHelpers.AddQueryString("/jobs", new Dictionary<string, string?>
        {
            ["status"] = status,
            ["verdict"] = verdict,
            ["sha256"] = sha256,
            ["name"] = name,
            ["limit"] = size.ToString(CultureInfo.InvariantCulture),
            ["before"] = jobs[^1].Id.ToString(),
        }.Where(pair => pair.Value is not null));
    }

    private static async Task<Results<Ok<JobView>, Accepted<JobView>, NoContent, ProblemHttpResult>> WithdrawAsync(
        [Description("The job's id.")] string job_id, ISubmissions submissions, CancellationToken cancellationToken)
    {
        if (!JobIds.TryRead(job_id, out var id) || await submissions.WithdrawAsync(id, cancellationToken) is not { } withdrawn)
            return Problem.JobNotFound();
        if (withdrawn.Removed)
            return TypedResults.NoContent();

        return withdrawn.Job.Status == JobStatus.Scanning
            ? TypedResults.Accepted($"/jobs/{id}", JobView.Of(withdrawn.Job))
            : TypedResults.Ok(JobView.Of(withdrawn.Job));
    }

    private static async Task<Results<Ok<JobPage>, ProblemHttpResult>> SampleAsync(
        [Description("SHA-256 of the file.")] string sha256, IJobStore store, IOptions<ApiOptions> options, CancellationToken cancellationToken,
        [Description("Only jobs older than this one.")] string? before = null)
    {
        Guid last = default;
        if (before is not null && !JobIds.TryRead(before, out last))
            return Problem.Of(StatusCodes.Status400BadRequest, "before must be a job_id.");

        var size = Math.Min(DefaultPageSize, options.Value.MaxPageSize);
        var jobs = await store.ListAsync(
            new() { Sha256 = sha256.ToLowerInvariant(), Before = before is null ? null : last, Limit = size }, cancellationToken);
        return jobs.Count == 0 && before is null
            ? Problem.Of(StatusCodes.Status404NotFound, "Sample not found")
            : TypedResults.Ok(new JobPage(
                [.. jobs.Select(JobView.Of)], jobs.Count < size ? null : $"/samples/{jobs[0].Sha256}?before={jobs[^1].Id}"));
    }
}
