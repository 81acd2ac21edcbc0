using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Hosts;

/// <summary><c>GET /hosts</c>.</summary>
internal static class HostsEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapHosts() => routes.MapGet("/hosts", ListAsync)
            .WithName("listHosts").WithTags("Service").WithSummary("The hosts that work on this ledger, newest first")
            .WithDescription("`alive`; `stopped` by itself; `lost`: others took its jobs. With SQLite there is one. Times are the database's.")
            .Produces<IReadOnlyList<HostView>>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(IHosts hosts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await hosts.ListAsync(cancellationToken));
}
