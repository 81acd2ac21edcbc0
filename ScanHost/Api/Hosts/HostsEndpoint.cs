using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Hosts;

/// <summary><c>GET /hosts</c>.</summary>
internal static class HostsEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapHosts() => routes.MapGet("/hosts", ListAsync)
            .WithName("listHosts").WithTags("Service").WithSummary("The hosts that work on this ledger: the living first, then the newest")
            .WithDescription("`alive`; `stopped` by itself; `lost`: others took its jobs. At most 500; those of which nothing was heard for a day are forgotten. With SQLite there is one. Times are the database's.")
            .Produces<IReadOnlyList<HostView>>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(IHosts hosts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await hosts.ListAsync(cancellationToken));
}
