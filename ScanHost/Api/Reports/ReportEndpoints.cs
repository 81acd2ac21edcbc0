using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using ScanHost.Api.Jobs;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Api.Reports;

/// <summary>Reading reports, exactly as they are stored.</summary>
internal static class ReportEndpoints
{
    /// <summary>A finished report never changes.</summary>
    private const string Immutable = "private, max-age=31536000, immutable";

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoints.</summary>
        public void MapReports()
        {
            routes.MapGet("/reports/{job_id}", ReadAsync)
                .WithName("getReport").WithTags("Reports").WithSummary("Read a finished job's report")
                .WithDescription("404 `Job not found`; 400 `Job not completed`; 404 `Report not available` for a job done before reports were stored; else the report as stored, of schema /schemas/report-v1.json. A Link header names the uncut report when this one was cut.")
                .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status304NotModified)
                .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
            routes.MapGet("/reports/{job_id}/detail", ReadDetailAsync)
                .WithName("getReportDetail").WithTags("Reports").WithSummary("Read the uncut report of a job whose report was cut")
                .WithDescription("Answers the report itself when it was not cut.")
                .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status304NotModified)
                .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
            routes.MapRescoring();
            routes.MapGet("/schemas/report-v1.json", (IReportSchema schema) => Results.Stream(schema.OpenRead(), "application/schema+json"))
                .WithName("getReportSchema").WithTags("Reports").WithSummary("The JSON Schema of reports")
                .Produces(StatusCodes.Status200OK, contentType: "application/schema+json");
        }
    }

    private static async Task<IResult> ReadAsync(
        [Description("The job's id.")] string job_id, HttpResponse response, IJobStore store, CancellationToken cancellationToken)
    {
        var (result, problem) = await FindAsync(job_id, store, cancellationToken);
        if (result is null)
            return problem!;

        if (result.HasDetail)
            response.Headers.Link = $"</reports/{job_id}/detail>; rel=\"alternate\"; title=\"uncut report\"";
        return Answer(response, result.Result!);
    }

    private static async Task<IResult> ReadDetailAsync(
        [Description("The job's id.")] string job_id, HttpResponse response, IJobStore store, CancellationToken cancellationToken)
    {
        var (result, problem) = await FindAsync(job_id, store, cancellationToken);
        if (result is null)
            return problem!;

        var whole = result.HasDetail ? await store.GetDetailAsync(Guid.Parse(job_id), cancellationToken) : result.Result;
        return whole is null ? Problem.JobNotFound() : Answer(response, whole); // removed between the two reads
    }

    /// <summary>The contract's table, in its order.</summary>
    private static async Task<(StoredResult? Result, IResult? Problem)> FindAsync(string jobId, IJobStore store, CancellationToken cancellationToken)
    {
        if (!JobIds.TryRead(jobId, out var id) || await store.GetResultAsync(id, cancellationToken) is not { } stored)
            return (null, Problem.JobNotFound());
        if (stored.Status != JobStatus.Done)
            return (null, Problem.Of(StatusCodes.Status400BadRequest, "Job not completed"));
        return stored.Result is null
            ? (null, Problem.Of(StatusCodes.Status404NotFound, "Report not available"))
            : (stored, null);
    }

    private static IResult Answer(HttpResponse response, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        response.Headers.CacheControl = Immutable;
        return Results.Bytes(bytes, "application/json", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""));
    }
}
