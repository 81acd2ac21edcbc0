using ScanHost.Api.Problems;
using ScanHost.Contracts.Jobs;
using ScanHost.Serving;

namespace ScanHost.Api.Health;

/// <summary>For supervisors and load balancers.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoints.</summary>
        public void MapHealth()
        {
            routes.MapGet("/health/live", () => new HealthView("live"))
                .WithName("live").WithTags("Service").WithSummary("The process answers");
            routes.MapGet("/health/ready", ReadyAsync)
                .WithName("ready").WithTags("Service").WithSummary("Submissions are taken: the database answers and the host is not stopping")
                .Produces<HealthView>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ReadyAsync(IJobStore store, ShutdownNotice shutdown, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (shutdown.Stopping.IsCancellationRequested)
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The host is stopping.");

        try
        {
            await store.GetAsync(Guid.Empty, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return TypedResults.Ok(new HealthView("ready"));
        }
        catch (Exception error) when (error is StorageUnavailableException or TimeoutException)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The database does not answer.");
        }
    }
}

/// <summary>A health answer.</summary>
/// <param name="Status">One word.</param>
internal sealed record HealthView(string Status);
