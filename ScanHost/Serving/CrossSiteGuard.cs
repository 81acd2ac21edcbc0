using Microsoft.Net.Http.Headers;
using ScanHost.Api.Problems;

namespace ScanHost.Serving;

/// <summary>
/// Refuses requests that change something and that a browser sends on behalf of another site's page. Goes by <c>Sec-Fetch-Site</c>
/// (W3C Fetch Metadata), and by <c>Origin</c> where a browser does not send that. Programs that are not browsers send neither.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context.Request.Method) || IsOwn(context.Request)
            ? next(context)
            : Problem.Of(StatusCodes.Status403Forbidden, "A page of another site may not do this.").ExecuteAsync(context);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOwn(HttpRequest request)
    {
        // "same-site" is not enough: another port of this machine is the same site.
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site is "same-origin" or "none";

        // Only host and port are compared: behind a proxy that ends TLS the scheme differs.
        return request.Headers[HeaderNames.Origin] is not [{ } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(WithoutDefaultPort(request.Host, uri), StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutDefaultPort(HostString host, Uri origin) =>
        origin.IsDefaultPort && host.Port == origin.Port ? host.Host : host.Value ?? "";
}
