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
    public static async Task SubmitAllAsync(HttpContext context, string source, List<Job> accepted)
    {
        var services = context.RequestServices;
        var limits = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<LimitsOptions>>().Value;
        var submissions = services.GetRequiredService<ISubmissions>();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<ShutdownNotice>().UploadsEnd);

        UploadReader.AllowLargeBody(context, limits);
        await foreach (var file in UploadReader.ReadAsync(context.Request, limits, given.Token))
            accepted.Add(await SubmitAsync(submissions, file, source, given.Token));
    }

    private static async Task<Job> SubmitAsync(ISubmissions submissions, UploadedFile file, string source, CancellationToken cancellationToken)
    {
        try
        {
            return await submissions.SubmitAsync(file.Content, file.Name, source, cancellationToken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BadHttpRequestException("The body is broken or cut short.", broken);
        }
    }
}
