using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScanHost.Contracts.Jobs;

/// <summary>
/// Where a job is on its way: <c>queued -> scanning -> done | failed</c>. The one definition: the same words stand in the
/// database, the API, the logs and on the pages.
/// </summary>
/// <remarks>
/// A wrapper of the word and not an enum, because a row may carry a word that this version does not know. Such a word is
/// kept and shown as it is, and counts as not completed.
/// </remarks>
[JsonConverter(typeof(JobStatusJsonConverter))]
public readonly record struct JobStatus
{
    private readonly string? word;

    private JobStatus(string word) => this.word = word;

    /// <summary>Accepted and durable, waits for a worker.</summary>
    public static JobStatus Queued { get; } = new("queued");

    /// <summary>A worker has claimed it.</summary>
    public static JobStatus Scanning { get; } = new("scanning");

    /// <summary>Ended with a stored report.</summary>
    public static JobStatus Done { get; } = new("done");

    /// <summary>Ended without a report; the job's error says why.</summary>
    public static JobStatus Failed { get; } = new("failed");

    /// <summary>The four statuses, in the order of a job's life.</summary>
    public static IReadOnlyList<JobStatus> All { get; } = [Queued, Scanning, Done, Failed];

    /// <summary>The status as a word, lower case for the four that are ours.</summary>
    public string Word => word ?? "queued";

    /// <summary>True for <see cref="Done"/> and <see cref="Failed"/>: the job will not change any more.</summary>
    public bool IsTerminal => this == Done || this == Failed;

    /// <summary>True for one of the four statuses.</summary>
    public bool IsKnown => All.Contains(this);

    /// <summary>
    /// Every word that a stored row may carry for this status: its own, and the one that versions before 0.1 wrote.
    /// Queries compare with all of them, so that a row which an older host writes during an upgrade is still found.
    /// </summary>
    public IReadOnlyList<string> StoredWords =>
        this == Scanning ? ["scanning", "processing"] : this == Done ? ["done", "completed"] : [Word];

    /// <summary>Reads a stored or submitted word. <c>processing</c> means scanning and <c>completed</c> means done; any other unknown
    /// word is kept as it is.</summary>
    public static JobStatus Parse(string word) => word switch
    {
        "queued" => Queued,
        "scanning" or "processing" => Scanning,
        "done" or "completed" => Done,
        "failed" => Failed,
        _ => new(word),
    };

    /// <summary>The word.</summary>
    public override string ToString() => Word;
}

/// <summary>Writes a status as its word.</summary>
internal sealed class JobStatusJsonConverter : JsonConverter<JobStatus>
{
    public override JobStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JobStatus.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, JobStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Word);
}
