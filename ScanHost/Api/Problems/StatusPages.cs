using Microsoft.AspNetCore.Diagnostics;

namespace ScanHost.Api.Problems;

/// <summary>Gives a body to the errors that the framework answers with a bare status: no such route, wrong method.</summary>
internal static class StatusPages
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return Problem.Of(http.Response.StatusCode, Detail(http)).ExecuteAsync(http);
    }

    private static string Detail(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not possible here; {http.Response.Headers.Allow} is.",
        StatusCodes.Status415UnsupportedMediaType => "The content type of the request is not one that this address takes.",
        _ => "The request cannot be answered.",
    };
}
