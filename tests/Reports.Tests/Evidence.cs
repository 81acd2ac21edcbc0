using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Tests;

/// <summary>Scans as a test needs them.</summary>
internal static class Evidence
{
    public static Artifact Artifact(int id = 0, int? parent = null, ListEntry? listed = null, string relation = "member") => new()
    {
        Id = id,
        Parent = parent,
        Name = $"file{id}",
        Path = $"file{id}",
        Origin = id == 0 ? "submitted" : "zip",
        Relation = id == 0 ? "root" : relation,
        Depth = id == 0 ? 0 : 1,
        Size = 1,
        Type = new("unknown", "application/octet-stream", "Unknown data", 0, null),
        Listed = listed,
    };

    public static Finding Finding(string id, Severity severity, FindingCategory category, int artifact = 0) => new()
    {
        Id = id,
        Title = id,
        Severity = severity,
        Confidence = Confidence.High,
        Category = category,
        Artifact = artifact,
        Stage = "test",
    };

    public static ScanOutcome Scan(IReadOnlyList<Artifact> artifacts, IReadOnlyList<Finding> findings, params IReadOnlyList<CoverageGap> gaps) => new()
    {
        Artifacts = artifacts,
        Stages = [new("test", "1", StageStatus.Ok, 1, TimeSpan.FromMilliseconds(1.5), null)],
        Findings = findings,
        Gaps = gaps,
        Indicators = [],
        Engine = new("0.1.0", new string('0', 64)),
        Duration = TimeSpan.FromMilliseconds(2),
    };
}
