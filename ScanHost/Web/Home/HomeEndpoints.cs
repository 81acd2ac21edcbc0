using Microsoft.Extensions.Options;
using ScanHost.Api.Jobs;
using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Web.Layout;
using ScanHost.Web.Rendering;

namespace ScanHost.Web.Home;

/// <summary>The first page: submit files, see the newest jobs.</summary>
internal static class HomeEndpoints
{
    private const int JobsPerPage = 25;

    /// <summary>So many ids fit into an address that every server and browser takes.</summary>
    private const int MaxListedIds = 200;

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the page, its form, and the list that the form leads to.</summary>
        public void MapHome()
        {
            routes.MapGet("/", ShowAsync);
            routes.MapPost("/", SubmitAsync).DisableAntiforgery(); // the server's cross-site guard does that work
            routes.MapGet("/accepted", ListAsync);
        }
    }

    private static async Task<IResult> ShowAsync(
        IJobStore store, IOptions<LimitsOptions> limits, TimeProvider clock, string? before, CancellationToken cancellationToken)
    {
        Guid? last = before is not null && JobIds.TryRead(before, out var id) ? id : null;
        var jobs = await store.ListAsync(new() { Before = last, Limit = JobsPerPage + 1 }, cancellationToken);
        return Page.Of<HomePage>(new()
        {
            [nameof(HomePage.Jobs)] = jobs.Take(JobsPerPage).ToList(),
            [nameof(HomePage.HasOlder)] = jobs.Count > JobsPerPage,
            [nameof(HomePage.IsNewest)] = last is null,
            [nameof(HomePage.Limits)] = limits.Value,
            [nameof(HomePage.Now)] = clock.GetUtcNow(),
        });
    }

    private static async Task<IResult> SubmitAsync(HttpContext context, ExceptionProblems problems, TimeProvider clock)
    {
        var accepted = new List<Job>();
        try
        {
            if (!UploadReader.IsMultipart(context.Request))
                throw new BadHttpRequestException("The form was not sent as multipart/form-data.", StatusCodes.Status415UnsupportedMediaType);
            await Intake.SubmitAllAsync(context, "web", accepted);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            var problem = problems.Describe(error);
            return Refuse(problem.ProblemDetails.Detail, problem.StatusCode, accepted, clock);
        }

        return accepted.Count == 0
            ? Refuse("No file was chosen.", StatusCodes.Status400BadRequest, accepted, clock)
            : new SeeOther(Next(accepted));
    }

    private static IResult Refuse(string? message, int status, List<Job> accepted, TimeProvider clock) => Page.Of<ErrorPage>(new()
    {
        [nameof(ErrorPage.Heading)] = "Not everything was accepted",
        [nameof(ErrorPage.Message)] = message,
        [nameof(ErrorPage.Accepted)] = accepted,
        [nameof(ErrorPage.Now)] = clock.GetUtcNow(),
    }, status);

    private static string Next(List<Job> accepted) => accepted switch
    {
        [var only] => $"/view/{only.Id}",
        { Count: <= MaxListedIds } => $"/accepted?jobs={string.Join(',', accepted.Select(job => job.Id))}",
        _ => "/",
    };

    private static async Task<IResult> ListAsync(IJobStore store, TimeProvider clock, string? jobs, CancellationToken cancellationToken)
    {
        var found = new List<Job>();
        foreach (var text in (jobs ?? "").Split(',', MaxListedIds + 1).Take(MaxListedIds))
        {
            if (JobIds.TryRead(text, out var id) && await store.GetAsync(id, cancellationToken) is { } job)
                found.Add(job);
        }

        return Page.Of<AcceptedPage>(new() { [nameof(AcceptedPage.Jobs)] = found, [nameof(AcceptedPage.Now)] = clock.GetUtcNow() });
    }

    /// <summary>303: the form has been taken, and the answer is over there. Reloading that does not submit again.</summary>
    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
