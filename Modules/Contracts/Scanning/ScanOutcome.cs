using System.Text.Json.Nodes;

namespace ScanHost.Contracts.Scanning;

/// <summary>All that a scan found, before anybody judges it. Lists are in a stable order: the same file gives the same lists.</summary>
public sealed record ScanOutcome
{
    /// <summary>The submitted file (number 0) and what was found inside it, parents before children.</summary>
    public required IReadOnlyList<Artifact> Artifacts { get; init; }

    /// <summary>Every stage that the engine has, in the order in which they run.</summary>
    public required IReadOnlyList<StageRun> Stages { get; init; }

    /// <summary>Findings by artifact, then in the order of the stages.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What was not examined, and why. Empty means complete coverage.</summary>
    public required IReadOnlyList<CoverageGap> Gaps { get; init; }

    /// <summary>Network names, addresses, paths and the like that occur in the artifacts.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>What scanned.</summary>
    public required EngineInfo Engine { get; init; }

    /// <summary>How long the scan took.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>The submitted file, or a file found inside it.</summary>
public sealed record Artifact
{
    /// <summary>Number in the scan; 0 is the submitted file. Also its place in <see cref="ScanOutcome.Artifacts"/>.</summary>
    public required int Id { get; init; }

    /// <summary>Number of the artifact that contains it; null for the submitted file.</summary>
    public int? Parent { get; init; }

    /// <summary>Last part of its name. Untrusted data.</summary>
    public required string Name { get; init; }

    /// <summary>Its name as the container has it, path parts and all. Untrusted data, never a path on our disk.</summary>
    public required string Path { get; init; }

    /// <summary>Which reader found it (<c>zip</c>), or <c>submitted</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What it is to its parent: <c>root</c>, <c>member</c>, <c>attachment</c>, <c>embedded</c>, <c>stream</c>, <c>overlay</c>, <c>carved</c>, <c>decoded</c>.</summary>
    public required string Relation { get; init; }

    /// <summary>0 for the submitted file, its parent's depth + 1 for others.</summary>
    public required int Depth { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What it is, by content.</summary>
    public required ArtifactType Type { get; init; }

    /// <summary>MD5, lower-case hexadecimal; null when the hash stage did not end.</summary>
    public string? Md5 { get; init; }

    /// <summary>SHA-1, lower-case hexadecimal; null when the hash stage did not end.</summary>
    public string? Sha1 { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal; null when the hash stage did not end.</summary>
    public string? Sha256 { get; init; }

    /// <summary>CRC-32 (IEEE 802.3), 8 lower-case hexadecimal digits; null when the hash stage did not end.</summary>
    public string? Crc32 { get; init; }

    /// <summary>Shannon entropy in bits per byte, 0 to 8, rounded to 3 places; null when not measured.</summary>
    public double? Entropy { get; init; }

    /// <summary>Context triggered piecewise hash as ssdeep writes it; null for what is empty or larger than 64 MiB.</summary>
    public string? Ssdeep { get; init; }

    /// <summary>Locality sensitive hash, T1 and 70 hexadecimal digits; null also for what is too short or too uniform.</summary>
    public string? Tlsh { get; init; }

    /// <summary>Set when a hash list knows this very file.</summary>
    public ListEntry? Listed { get; init; }

    /// <summary>What the stages noted about it, by stage: <c>facts["strings"]["ascii"]</c>. Keys sort ordinally.</summary>
    public IReadOnlyDictionary<string, JsonObject> Facts { get; init; } = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);

    /// <summary>Number of the first artifact of the scan with the same bytes: what was unpacked of it is in this one, too. Null when this is the first.</summary>
    public int? SameBytesAs =>
        Facts.TryGetValue("same_bytes", out var fact) && fact["artifact"] is JsonValue number && number.TryGetValue(out int artifact) ? artifact : null;
}

/// <summary>A file type, as reports show it.</summary>
/// <param name="Id">Stable short id: <c>docx</c>.</param>
/// <param name="Mime">Media type.</param>
/// <param name="Label">For a person.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Encoding">Text encoding, or null.</param>
public sealed record ArtifactType(string Id, string Mime, string Label, int Confidence, string? Encoding);

/// <summary>A hash list knows a file.</summary>
/// <param name="Kind">Whether the list allows or blocks.</param>
/// <param name="List">The list's file name.</param>
/// <param name="Label">The entry's label; null when it has none.</param>
public sealed record ListEntry(ListKind Kind, string List, string? Label);

/// <summary>What a hash list is for.</summary>
public enum ListKind
{
    /// <summary>Known good.</summary>
    Allow,

    /// <summary>Known bad.</summary>
    Block,
}

/// <summary>One stage over all artifacts of a scan.</summary>
/// <param name="Name">Stable name: <c>hashes</c>, <c>zip</c>.</param>
/// <param name="Version">Changes when its findings can change.</param>
/// <param name="Status">The worst of its runs.</param>
/// <param name="Artifacts">On how many artifacts it ran.</param>
/// <param name="Duration">Sum over its runs.</param>
/// <param name="Error">The first error, one sentence without content of the file; null when there was none.</param>
public sealed record StageRun(string Name, string Version, StageStatus Status, int Artifacts, TimeSpan Duration, string? Error);

/// <summary>How a stage ended. The order is from best to worst.</summary>
public enum StageStatus
{
    /// <summary>No artifact was of a type that it accepts.</summary>
    Skipped,

    /// <summary>It ran to its end.</summary>
    Ok,

    /// <summary>It ran past its time limit and stopped.</summary>
    TimedOut,

    /// <summary>It threw.</summary>
    Failed,
}

/// <summary>Something that was not examined. A report with a gap is never <c>clean</c>.</summary>
/// <param name="Artifact">Number of the artifact in which it lies.</param>
/// <param name="Stage">The stage that could not examine it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One sentence for a person; may quote a member's name.</param>
/// <param name="Limit">Name of the limit, when one was reached: <c>MaxDepth</c>.</param>
/// <param name="Value">Value of the limit, when one was reached.</param>
public sealed record CoverageGap(int Artifact, string Stage, GapReason Reason, string Detail, string? Limit = null, long? Value = null);

/// <summary>Why something was not examined.</summary>
public enum GapReason
{
    /// <summary>Encrypted, and no known password opens it.</summary>
    Encrypted,

    /// <summary>A limit was reached.</summary>
    Limit,

    /// <summary>A stage ran past its time.</summary>
    Timeout,

    /// <summary>A stage failed.</summary>
    Failed,

    /// <summary>A method or variant that we do not read.</summary>
    Unsupported,

    /// <summary>Damaged or cut short.</summary>
    Damaged,
}

/// <summary>A name or an address that occurs in artifacts.</summary>
/// <param name="Type"><c>url</c>, <c>domain</c>, <c>ipv4</c>, <c>ipv6</c>, <c>email</c>…</param>
/// <param name="Value">As found, normalised for its type.</param>
/// <param name="Artifacts">Numbers of the artifacts in which it occurs, ascending.</param>
public sealed record Indicator(string Type, string Value, IReadOnlyList<int> Artifacts);
