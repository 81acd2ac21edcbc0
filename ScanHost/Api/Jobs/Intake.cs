using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Serving;

namespace ScanHost.Api.Jobs;

/// <summary>Takes all files of a request in. The same for the API and the page.</summary>
internal static class Intake
{
    /// <summary>Submits every file of the request's body, in its order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="source">Which door.</param>
    /// <param name="accepted">Gets each job as soon as it is accepted: what was accepted stays so, even if a later file is refused.</param>
    /// <param name="priority">Whom the jobs let go first.</param>
    /// <param name="fresh">True to scan even what has a stored report.</param>
    public static async Task SubmitAllAsync(
        HttpContext context, string source, List<Job> accepted, JobPriority priority = JobPriority.Interactive, bool fresh = false)
    {
        var services = context.RequestServices;
        var limits = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<LimitsOptions>>().Value;
        var submissions = services.GetRequiredService<ISubmissions>();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<ShutdownNotice>().UploadsEnd);

        UploadReader.AllowLargeBody(context, limits);
        await foreach (var file in UploadReader.ReadAsync(context.Request, limits, given.Token))
        {
            var submission = new Submission(file.Name, source) { Priority = priority, Fresh = fresh };
            accepted.Add(await SubmitAsync(submissions, file, submission, given.Token));
        }
    }

    private static async Task<Job> SubmitAsync(
        ISubmissions submissions, UploadedFile file, Submission submission, CancellationToken cancellationToken)
    {
        try
        {
            return await submissions.SubmitAsync(file.Content, submission, cancellationToken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BadHttpRequestException("The body is broken or cut short.", broken);
        }
    }
}
