using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using ScanHost.Api.Health;
using ScanHost.Api.Hosts;
using ScanHost.Api.Jobs;
using ScanHost.Api.Limits;
using ScanHost.Api.Problems;
using ScanHost.Api.Reports;

namespace ScanHost.Api;

/// <summary>The HTTP API: a folder per capability, put together here.</summary>
internal static class ApiDoor
{
    /// <summary>The documentation page brings its own scripts and styles, inline ones among them; it shows nothing that was submitted.</summary>
    private const string DocumentationPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    extension(WebApplicationBuilder builder)
    {
        /// <summary>Registers what the endpoints need.</summary>
        public void AddApi()
        {
            builder.Services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
            builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
            builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
            builder.Services.AddProblemDetails();
            builder.Services.AddSingleton<ExceptionProblems>();
            builder.Services.AddExceptionHandler(provider => provider.GetRequiredService<ExceptionProblems>());
            builder.Services.AddSingleton<JobFollower>();
            // What cannot be read from the address throws, and so gets a sentence like every other refusal.
            builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
            builder.Services.AddOpenApi("v1", Document);
        }
    }

    extension(IServiceCollection services)
    {
        private void AddExceptionHandler(Func<IServiceProvider, Microsoft.AspNetCore.Diagnostics.IExceptionHandler> handler) =>
            services.AddSingleton(handler);
    }

    extension(WebApplication app)
    {
        /// <summary>Maps every endpoint.</summary>
        public void MapApi()
        {
            app.MapSubmitting();
            app.MapJobs();
            app.MapJobEvents();
            app.MapReports();
            app.MapLimits();
            app.MapHosts();
            app.MapHealth();
            app.MapOpenApi("/openapi/{documentName}.json");
            app.MapScalarApiReference("/docs", page => page
                    .WithTitle("ScanHost API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts().DisableTelemetry().DisableAgent())
                .AddEndpointFilter(async (context, next) =>
                {
                    context.HttpContext.Response.Headers.ContentSecurityPolicy = DocumentationPolicy;
                    return await next(context);
                });
        }
    }

    /// <summary>How the API writes JSON: snake_case, words for enums, numbers as numbers.</summary>
    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }

    private static void Document(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "ScanHost";
            document.Info.Description = "Private file triage: submit a file, follow its job, read its report.";
            document.Servers = [];
            return Task.CompletedTask;
        });
    }
}
