using Microsoft.Extensions.Options;
using ScanHost.Contracts.Limits;

namespace ScanHost.Api.Limits;

/// <summary><c>GET /limits</c>.</summary>
internal static class LimitsEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the endpoint.</summary>
        public void MapLimits() => routes.MapGet("/limits", (IOptions<LimitsOptions> limits, IOptions<ApiOptions> api) => Table(limits.Value, api.Value))
            .WithName("getLimits").WithTags("Service").WithSummary("The limits in force, by the names that refusals carry");
    }

    private static IReadOnlyList<LimitView> Table(LimitsOptions limits, ApiOptions api) =>
    [
        new("Limits:MaxFileBytes", limits.MaxFileBytes, "bytes", "Largest file that is accepted."),
        new("Limits:MaxFilesPerSubmission", limits.MaxFilesPerSubmission, "files", "Most files in one multipart submission."),
        new("Limits:MaxJobSeconds", limits.MaxJobSeconds, "seconds", "Longest running time of one attempt at a job."),
        new("Limits:MaxStageSeconds", limits.MaxStageSeconds, "seconds", "Longest running time of one stage on one artifact."),
        new("Limits:MaxDepth", limits.MaxDepth, "levels", "Deepest nesting of artifacts; the submitted file is at depth 0."),
        new("Limits:MaxArtifacts", limits.MaxArtifacts, "artifacts", "Most artifacts of one job, the submitted file included."),
        new("Limits:MaxExpandedBytes", limits.MaxExpandedBytes, "bytes", "Most bytes that unpacking may yield in one job."),
        new("Limits:MaxArtifactBytes", limits.MaxArtifactBytes, "bytes", "Most bytes that one unpacked artifact may have."),
        new("Limits:MaxExpansionRatio", limits.MaxExpansionRatio, "bytes per byte", "Most bytes out per byte of the submitted file, past ExpansionRatioFreeBytes."),
        new("Limits:ExpansionRatioFreeBytes", limits.ExpansionRatioFreeBytes, "bytes", "So many bytes may come out before MaxExpansionRatio counts."),
        new("Limits:MaxReportBytes", limits.MaxReportBytes, "bytes", "Largest stored report; a larger one is cut and kept whole beside it."),
        new("Limits:MaxQueued", limits.MaxQueued, "jobs", "Most jobs that may wait in the queue; beyond it a submission is answered with 429."),
        new("Limits:MinFreeBytes", limits.MinFreeBytes, "bytes", "Below so much free space a submission is answered with 507."),
        new("Api:MaxWaitSeconds", api.MaxWaitSeconds, "seconds", "Longest time for which ?wait= may ask."),
        new("Api:MaxPageSize", api.MaxPageSize, "jobs", "Most jobs on one page of a listing."),
    ];
}

/// <summary>A limit.</summary>
/// <param name="Name">As in the settings and in refusals.</param>
/// <param name="Value">The value in force.</param>
/// <param name="Unit">What the value counts.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record LimitView(string Name, long Value, string Unit, string Meaning);
