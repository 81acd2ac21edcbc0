using ScanHost.Api.Problems;
using ScanHost.Web.Layout;
using ScanHost.Web.Rendering;

namespace ScanHost.Web;

/// <summary>Says as a page what went wrong, in the words and with the status that the API uses for the same.</summary>
internal sealed class PageErrors(ExceptionProblems problems) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception error) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            var problem = problems.Describe(error);
            return Page.Of<ErrorPage>(new() { [nameof(ErrorPage.Message)] = problem.ProblemDetails.Detail }, problem.StatusCode);
        }
    }
}
