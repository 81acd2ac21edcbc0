namespace ScanHost.Serving;

/// <summary>
/// Answers HEAD wherever GET is answered (RFC 9110, 9.3.2): the endpoints see a GET, and the server, which remembers what was asked,
/// sends the head of their answer alone.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
