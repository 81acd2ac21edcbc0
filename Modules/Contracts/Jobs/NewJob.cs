namespace ScanHost.Contracts.Jobs;

/// <summary>A job about to be accepted. Its sample is durable already.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Name">The submitted name, at most <see cref="MaxNameLength"/> characters.</param>
/// <param name="Size">The file's size in bytes.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Source">Which door took it.</param>
/// <param name="CreatedAt">When it is accepted.</param>
public sealed record NewJob(Guid Id, string Name, long Size, string Sha256, string Source, DateTimeOffset CreatedAt)
{
    /// <summary>Longest name that is kept, in UTF-16 code units; a longer one is cut at the front so that its extension stays.</summary>
    public const int MaxNameLength = 1024;
}
