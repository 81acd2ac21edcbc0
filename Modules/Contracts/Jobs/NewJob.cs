namespace ScanHost.Contracts.Jobs;

/// <summary>A job about to be accepted. Its sample is durable already, or travels in <see cref="Content"/>.</summary>
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

    /// <summary>Whom it lets go first. Default <see cref="JobPriority.Interactive"/>.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>True when it must be scanned even if a report of the same bytes is stored.</summary>
    public bool Fresh { get; init; }

    /// <summary>The file's bytes when the sample store leaves them to the ledger (<see cref="Samples.StoredSample.Content"/>); else null.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}

/// <summary>Who waits for a job.</summary>
public enum JobPriority
{
    /// <summary>Somebody waits for it.</summary>
    Interactive = 0,

    /// <summary>One of many: lets those go first that came at most five minutes later, so it is never starved.</summary>
    Bulk = 1,
}
