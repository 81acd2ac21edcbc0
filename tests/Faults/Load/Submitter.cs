using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScanHost.Faults.Load;

/// <summary>A client that hands in files and writes down what it was promised. A host that is dead or refuses is no error of its own.</summary>
public sealed class Submitter(AcceptedLog accepted) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(20) };
    private int made;

    /// <summary>Hands in a file of its own kind: no two are equal.</summary>
    /// <param name="host">The host's address.</param>
    /// <param name="firstLine">What the file starts with; <c>scanhost-fault ...</c> tells the fault stage what to do.</param>
    /// <returns>The job, or null when it was not accepted.</returns>
    public Task<AcceptedJob?> SubmitAsync(Uri host, string firstLine = "a harmless file") => SubmitAsync(
        host, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{firstLine}\n{Guid.NewGuid()} {Interlocked.Increment(ref made)}\n")));

    /// <summary>Hands in these bytes.</summary>
    public async Task<AcceptedJob?> SubmitAsync(Uri host, byte[] content) => (await TryAsync(host, content)).Job;

    /// <summary>Hands in these bytes, and tells how it was answered too; no status when nobody answered.</summary>
    public async Task<(AcceptedJob? Job, HttpStatusCode? Status)> TryAsync(Uri host, byte[] content)
    {
        try
        {
            using var body = new ByteArrayContent(content);
            using var answer = await client.PostAsync(new Uri(host, "/jobs?name=f.bin&fresh=true"), body);
            if (!answer.IsSuccessStatusCode)
                return (null, answer.StatusCode);

            var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetGuid();
            var job = new AcceptedJob(id, Convert.ToHexStringLower(SHA256.HashData(content)));
            accepted.Add(job);
            return (job, answer.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return (null, null); // nobody promised anything
        }
    }

    /// <summary>Asks to cancel a job. One that has ended is removed by the same request, and then nothing is promised of it any more.</summary>
    public async Task CancelAsync(Uri host, Guid jobId)
    {
        try
        {
            using var answer = await client.DeleteAsync(new Uri(host, $"/jobs/{jobId}"));
            if (answer.StatusCode == HttpStatusCode.NoContent)
                accepted.Withdraw(jobId);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // Nothing was promised.
        }
    }

    /// <summary>Hands in files until told to stop.</summary>
    public async Task KeepSubmittingAsync(Func<Uri> host, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await SubmitAsync(host()) is null || pause > TimeSpan.Zero)
                await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(50), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
