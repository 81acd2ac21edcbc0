using ScanHost.Api.Jobs;
using ScanHost.Contracts.Jobs;
using ScanHost.Web.Layout;
using ScanHost.Web.Rendering;

namespace ScanHost.Web.Viewing;

/// <summary>The page of one job: its progress, then its report.</summary>
internal static class ViewEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the page.</summary>
        public void MapViewing() => routes.MapGet("/view/{job_id}", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(
        string job_id, IJobStore store, TimeProvider clock, string? show, CancellationToken cancellationToken)
    {
        if (!JobIds.TryRead(job_id, out var id) || await store.GetAsync(id, cancellationToken) is not { } job)
            return NotFound();

        var stored = job.Status == JobStatus.Done ? await store.GetResultAsync(id, cancellationToken) : null;
        return Page.Of<ViewPage>(new()
        {
            [nameof(ViewPage.Job)] = job,
            [nameof(ViewPage.HasReport)] = stored?.Result is not null,
            [nameof(ViewPage.HasDetail)] = stored?.HasDetail ?? false,
            [nameof(ViewPage.Report)] = stored?.Result is { } json ? ReportNode.TryParse(json) : null,
            [nameof(ViewPage.ShowAll)] = show == "all",
            [nameof(ViewPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static IResult NotFound() => Page.Of<ErrorPage>(new()
    {
        [nameof(ErrorPage.Heading)] = "Job not found",
        [nameof(ErrorPage.Message)] = "There is no job of this id. It may have been removed.",
    }, StatusCodes.Status404NotFound);
}
