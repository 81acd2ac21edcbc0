using ScanHost.Api.Problems;

namespace ScanHost.Serving;

/// <summary>The names under which the service may be called.</summary>
/// <param name="allowed">Names from the settings.</param>
/// <param name="acceptAll">True when the service is open to the network: then every name is accepted unless some are set.</param>
internal sealed class HostNames(IReadOnlyList<string> allowed, bool acceptAll)
{
    private readonly HashSet<string> allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a request under this name is answered.</summary>
    public bool Accept(string host) =>
        host.Length == 0 || ListenAddresses.IsLocalHost(host) || allowed.Contains(host) || (acceptAll && allowed.Count == 0);
}

/// <summary>
/// Refuses requests under a foreign name. A page of an attacker whose name he lets point to 127.0.0.1 (DNS rebinding) counts as of the
/// same origin for the browser; its name gives it away.
/// </summary>
internal sealed class HostNameGuard(RequestDelegate next, HostNames names)
{
    public Task InvokeAsync(HttpContext context) =>
        names.Accept(context.Request.Host.Host)
            ? next(context)
            : Problem.Of(StatusCodes.Status421MisdirectedRequest, "This service does not answer to that host name. Security:AllowedHosts lists the names that it does.")
                .ExecuteAsync(context);
}
