using ScanHost.Contracts.Jobs;

namespace ScanHost.Api.Jobs;

/// <summary>Answers with the stored reports of several jobs, <c>{"reports":[...]}</c>, with one of them in memory at a time.</summary>
internal sealed class ReportsResult(IReadOnlyList<Job> jobs, IJobStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        await response.WriteAsync("""{"reports":[""", httpContext.RequestAborted);
        for (var at = 0; at < jobs.Count; at++)
        {
            // Gone between the wait and now: somebody removed it.
            var report = (await store.GetResultAsync(jobs[at].Id, httpContext.RequestAborted))?.Result ?? "null";
            await response.WriteAsync((at == 0 ? "" : ",") + report, httpContext.RequestAborted);
        }

        await response.WriteAsync("]}", httpContext.RequestAborted);
    }
}
