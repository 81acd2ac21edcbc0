namespace ScanHost.Api.Jobs;

/// <summary>Ids as they stand in addresses.</summary>
internal static class JobIds
{
    /// <summary>Reads an id. Whatever is not one belongs to no job, so it is not an error of its own.</summary>
    public static bool TryRead(string text, out Guid jobId) => Guid.TryParseExact(text, "D", out jobId);
}
