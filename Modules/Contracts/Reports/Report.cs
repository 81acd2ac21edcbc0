using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Contracts.Reports;

/// <summary>
/// The report, schema <c>scanhost.report/1</c>. Property names are snake_case in JSON; the shipped JSON Schema
/// (<c>/schemas/report-v1.json</c>) is the reference for readers.
/// </summary>
public sealed record Report
{
    /// <summary>The schema's name and version.</summary>
    public string Schema { get; init; } = "scanhost.report/1";

    /// <summary>The job; null for a scan without one (command line).</summary>
    public Guid? JobId { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>How the score came about.</summary>
    public required ScoreBreakdown ScoreBreakdown { get; init; }

    /// <summary>What was not examined.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The submitted file.</summary>
    public required ReportedFile File { get; init; }

    /// <summary>Every stage of the engine.</summary>
    public required IReadOnlyList<ReportedStage> Stages { get; init; }

    /// <summary>The findings, the greatest contribution first.</summary>
    public required IReadOnlyList<ReportedFinding> Findings { get; init; }

    /// <summary>The submitted file and all that was found inside it.</summary>
    public required IReadOnlyList<ReportedArtifact> Artifacts { get; init; }

    /// <summary>Names and addresses found.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>Lists that were cut to keep the result within its limit; empty when nothing was cut.</summary>
    public IReadOnlyList<CutList> Truncated { get; init; } = [];

    /// <summary>The earlier scan of the same bytes that this report was taken from; null when the file was scanned for this job.</summary>
    public ReusedScan? Reused { get; init; }

    /// <summary>What scanned.</summary>
    public required EngineInfo Engine { get; init; }

    /// <summary>When.</summary>
    public required ReportTimes Times { get; init; }
}

/// <summary>A scan whose report stands for another job too: the same bytes, name and engine.</summary>
/// <param name="JobId">The job that was scanned.</param>
/// <param name="ScannedAt">When its report was made.</param>
public sealed record ReusedScan(Guid JobId, DateTimeOffset ScannedAt);

/// <summary>What a report says of a file as a whole.</summary>
public enum Verdict
{
    /// <summary>Everything was examined, and nothing of weight was found.</summary>
    Clean,

    /// <summary>Nothing of weight was found, but not everything could be examined.</summary>
    Unknown,

    /// <summary>Score 30 to 69, or a conflict between an allow list and a signature.</summary>
    Suspicious,

    /// <summary>Score 70 or more.</summary>
    Malicious,
}

/// <summary>How the score came about, for the submitted file and for the chain of children that raised it.</summary>
/// <param name="Scoring">The scoring method's version: <c>v1</c>.</param>
/// <param name="Categories">Per category of the artifact whose own findings decided, in the order of <see cref="FindingCategory"/>.</param>
/// <param name="Gate">Whether the gate held the score below malicious, and why.</param>
/// <param name="Because">Numbers of the artifacts from the submitted file down to the one that decided; just 0 when it is the file itself.</param>
public sealed record ScoreBreakdown(string Scoring, IReadOnlyList<CategoryScore> Categories, Gate Gate, IReadOnlyList<int> Because);

/// <summary>What one category adds.</summary>
/// <param name="Category">Which.</param>
/// <param name="Raw">Noisy-or of its findings, 0 to 1.</param>
/// <param name="Capped">The same, at most the category's cap.</param>
/// <param name="Findings">Ids of the findings in it.</param>
public sealed record CategoryScore(FindingCategory Category, double Raw, double Capped, IReadOnlyList<string> Findings);

/// <summary>The rule that keeps many weak oddities from making a file malicious.</summary>
/// <param name="Applied">True when it lowered the score to 69.</param>
/// <param name="Reason">Why it did or did not; null below 70 points.</param>
public sealed record Gate(bool Applied, string? Reason);

/// <summary>What was examined.</summary>
/// <param name="Complete">True when <paramref name="Gaps"/> is empty.</param>
/// <param name="Gaps">What was not, and why.</param>
public sealed record Coverage(bool Complete, IReadOnlyList<CoverageGap> Gaps);

/// <summary>The submitted file.</summary>
public sealed record ReportedFile
{
    /// <summary>Submitted name.</summary>
    public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What it is.</summary>
    public required ArtifactType Type { get; init; }

    /// <summary>MD5, or null.</summary>
    public string? Md5 { get; init; }

    /// <summary>SHA-1, or null.</summary>
    public string? Sha1 { get; init; }

    /// <summary>SHA-256, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>CRC-32, or null.</summary>
    public string? Crc32 { get; init; }

    /// <summary>ssdeep's hash, or null.</summary>
    public string? Ssdeep { get; init; }

    /// <summary>TLSH, or null.</summary>
    public string? Tlsh { get; init; }

    /// <summary>Bits per byte, or null.</summary>
    public double? Entropy { get; init; }

    /// <summary>The hash list entry that knows it, or null.</summary>
    public ListEntry? Listed { get; init; }
}

/// <summary>A stage in a report.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">The worst of its runs.</param>
/// <param name="Artifacts">On how many artifacts it ran.</param>
/// <param name="DurationMs">Sum over its runs, in milliseconds with 3 places.</param>
/// <param name="Error">First error, or null.</param>
public sealed record ReportedStage(string Name, string Version, StageStatus Status, int Artifacts, double DurationMs, string? Error);

/// <summary>A finding in a report.</summary>
public sealed record ReportedFinding
{
    /// <summary>Id of the heuristic.</summary>
    public required string Id { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Title { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Kind of evidence.</summary>
    public required FindingCategory Category { get; init; }

    /// <summary>Points by which the report's score is higher with this finding than without it, 0 to 100.</summary>
    public required int Contribution { get; init; }

    /// <summary>Number of the artifact.</summary>
    public required int Artifact { get; init; }

    /// <summary>Which stage reported it.</summary>
    public required string Stage { get; init; }

    /// <summary>Where it shows.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>ATT&amp;CK technique ids.</summary>
    public required IReadOnlyList<string> Attack { get; init; }

    /// <summary>Why it does not count (<c>allow_listed</c>); null when it does.</summary>
    public string? Muted { get; init; }
}

/// <summary>An artifact in a report.</summary>
public sealed record ReportedArtifact
{
    /// <summary>Number.</summary>
    public required int Id { get; init; }

    /// <summary>Number of its container; null for the submitted file.</summary>
    public int? Parent { get; init; }

    /// <summary>Last part of the name.</summary>
    public required string Name { get; init; }

    /// <summary>Name as the container has it.</summary>
    public required string Path { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>ssdeep's hash, or null.</summary>
    public string? Ssdeep { get; init; }

    /// <summary>TLSH, or null.</summary>
    public string? Tlsh { get; init; }

    /// <summary>Type id.</summary>
    public required ArtifactType Type { get; init; }

    /// <summary>Which reader found it.</summary>
    public required string Origin { get; init; }

    /// <summary>What it is to its parent.</summary>
    public required string Relation { get; init; }

    /// <summary>Nesting.</summary>
    public required int Depth { get; init; }

    /// <summary>What the stages noted, by stage.</summary>
    public required IReadOnlyDictionary<string, JsonObject> Facts { get; init; }

    /// <summary>The hash list entry that knows it, or null.</summary>
    public ListEntry? Listed { get; init; }

    /// <summary>Score of its own findings alone, 0 to 100.</summary>
    public required int OwnScore { get; init; }

    /// <summary>Score with its worst child, 0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>Verdict on it and all inside it.</summary>
    public required Verdict Verdict { get; init; }
}

/// <summary>A list that was cut.</summary>
/// <param name="List">Its place in the report: <c>artifacts</c>, <c>findings</c>.</param>
/// <param name="Kept">So many entries stayed.</param>
/// <param name="Count">So many there are.</param>
/// <param name="Truncated">Always true; says plainly what this entry means.</param>
public sealed record CutList(string List, int Kept, int Count, bool Truncated = true);

/// <summary>The times of a job.</summary>
public sealed record ReportTimes
{
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When this attempt was claimed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Milliseconds that the scan took, 3 places.</summary>
    public required double ScanMs { get; init; }

    /// <summary>Which attempt, from 1.</summary>
    public required int Attempt { get; init; }
}
