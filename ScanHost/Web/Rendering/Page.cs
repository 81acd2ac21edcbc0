using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;

namespace ScanHost.Web.Rendering;

/// <summary>Answers with a page.</summary>
internal static class Page
{
    /// <summary>The page as HTML.</summary>
    /// <param name="parameters">The component's parameters by name.</param>
    /// <param name="status">The HTTP status.</param>
    /// <typeparam name="TPage">The component that is the page.</typeparam>
    public static IResult Of<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new PageResult<TPage>(parameters, status);

    /// <summary>
    /// Renders a component once, on the server. Done with the bare renderer: the framework's own page result also brings in
    /// antiforgery and data protection, which would keep keys on the disk for forms that carry no identity to protect.
    /// </summary>
    private sealed class PageResult<TPage>(Dictionary<string, object?> parameters, int status) : IResult where TPage : IComponent
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var services = context.RequestServices;
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());

            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            // With "no-referrer" a browser sends "Origin: null" with our own form, which then looks like another site's.
            context.Response.Headers["Referrer-Policy"] = "same-origin";
            context.Response.Headers[HeaderNames.ContentSecurityPolicy] = ContentPolicy;
            await context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted);
        }
    }

    /// <summary>Nothing but our own script, style and images, and nothing inline.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
