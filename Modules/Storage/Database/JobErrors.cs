using System.Text.Json;
using System.Text.Json.Serialization;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>The column <c>error</c>: a <see cref="JobError"/> as JSON text.</summary>
internal static class JobErrors
{
    public static string Write(JobError error) =>
        StorableText.CleanJson(JsonSerializer.Serialize(error, JobErrorJson.Default.JobError));

    /// <summary>The error; one that an older or newer version wrote in another shape is shown as it is, never refused.</summary>
    public static JobError? Read(string? stored)
    {
        if (stored is null)
            return null;

        try
        {
            return JsonSerializer.Deserialize(stored, JobErrorJson.Default.JobError);
        }
        catch (JsonException)
        {
            return new(JobErrorCodes.Internal, stored, 0);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobError))]
internal sealed partial class JobErrorJson : JsonSerializerContext;
