using System.Text.Json;
using System.Text.Json.Serialization;
using ScanHost.Api.Jobs;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;

namespace ScanHost.Api.Reports;

/// <summary>
/// <c>POST /reports/rescore</c>: what a stored report's evidence comes to by the weights of this version. It answers and changes nothing: a
/// finished report is immutable, and those who keep a copy of it rely on that.
/// </summary>
internal static class RescoreEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapRescoring() => routes.MapPost("/reports/rescore", RescoreAsync)
            .WithName("rescoreReport").WithTags("Reports").WithSummary("Judge a stored report anew, without a scan")
            .WithDescription("Takes {\"job_id\": …} and answers the report as this version would judge the same evidence. The stored report stays as it is.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> RescoreAsync(
        RescoreRequest request, IJobStore store, IReportRescorer rescorer, IReportComposer composer, CancellationToken cancellationToken)
    {
        if (request.JobId is not { } text || !JobIds.TryRead(text, out var id) || await store.GetResultAsync(id, cancellationToken) is not { } stored)
            return Problem.JobNotFound();
        if (stored.Status != JobStatus.Done)
            return Problem.Of(StatusCodes.Status400BadRequest, "Job not completed");
        if (stored.Result is null)
            return Problem.Of(StatusCodes.Status404NotFound, "Report not available");
        try
        {
            var whole = stored.HasDetail ? await store.GetDetailAsync(id, cancellationToken) ?? stored.Result : stored.Result;
            return Results.Text(composer.ToJson(rescorer.Rescore(whole)), "application/json");
        }
        catch (Exception error) when (error is JsonException or ReportCutException)
        {
            return Problem.Of(StatusCodes.Status409Conflict, "The stored report cannot be scored by this version.");
        }
    }
}

/// <summary>Which report.</summary>
/// <param name="JobId">The job's id.</param>
internal sealed record RescoreRequest([property: JsonPropertyName("job_id")] string? JobId);
