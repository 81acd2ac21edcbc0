namespace ScanHost.Api.Problems;

/// <summary>Says with every "come again" when (RFC 9110, 10.2.3), so that clients need not guess.</summary>
internal sealed class RetryAfter(RequestDelegate next)
{
    /// <summary>The queue moves and an outage ends within seconds; asking again costs little.</summary>
    private const string Seconds = "2";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                context.Response.Headers.RetryAfter = Seconds;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
