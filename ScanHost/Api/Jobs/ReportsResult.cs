using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Jobs;

/// <summary>Answers with the stored reports of several jobs, <c>{"reports":[...]}</c>, with one of them in memory at a time. Gone since the wait, because
/// somebody removed it, is null.</summary>
internal sealed class ReportsResult(IReadOnlyList<Job> jobs, string? first, IJobStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        await response.WriteAsync("""{"reports":[""" + (first ?? "null"), httpContext.RequestAborted);
        foreach (var job in jobs.Skip(1))
        {
            var report = (await store.GetResultAsync(job.Id, httpContext.RequestAborted))?.Result ?? "null";
            await response.WriteAsync("," + report, httpContext.RequestAborted);
        }

        await response.WriteAsync("]}", httpContext.RequestAborted);
    }
}
