using System.Text.Json;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Composing;

namespace ScanHost.Reports.Rescoring;

/// <summary>Reads the evidence back out of a report and composes it again.</summary>
internal sealed class ReportRescorer(IReportComposer composer) : IReportRescorer
{
    private const string Schema = "scanhost.report/1";

    public Report Rescore(string json)
    {
        var report = JsonSerializer.Deserialize(json, ReportJson.Default.Report);
        if (report is null || report.Schema != Schema || !IsTree(report))
            throw new JsonException("It is not a report that can be scored.");
        if (report.Truncated.Any(cut => cut.List is "artifacts" or "findings" or "coverage.gaps"))
            throw new ReportCutException();
        return composer.Compose(Evidence(report), report.JobId, report.Times) with { Truncated = report.Truncated };
    }

    // Numbers are places, parents stand before children: what the scoring relies on and a stranger's file need not keep.
    private static bool IsTree(Report report) =>
        report.Artifacts.Count > 0
        && report.Artifacts.Select((artifact, at) => artifact.Id == at && (at == 0 ? artifact.Parent is null : artifact.Parent is { } parent && parent >= 0 && parent < at)).All(fits => fits)
        && report.Findings.All(finding => finding.Artifact >= 0 && finding.Artifact < report.Artifacts.Count)
        && report.Coverage.Gaps.All(gap => gap.Artifact >= 0 && gap.Artifact < report.Artifacts.Count);

    private static ScanOutcome Evidence(Report report) => new()
    {
        Artifacts = [.. report.Artifacts.Select(artifact => Artifact(artifact, report.File))],
        Stages = [.. report.Stages.Select(stage => new StageRun(
            stage.Name, stage.Version, stage.Status, stage.Artifacts, TimeSpan.FromMilliseconds(stage.DurationMs), stage.Error))],
        Findings = [.. report.Findings.OrderBy(finding => finding.Artifact).Select(Finding)],
        Gaps = report.Coverage.Gaps,
        Indicators = report.Indicators,
        Engine = report.Engine,
        Duration = TimeSpan.FromMilliseconds(report.Times.ScanMs),
    };

    private static Artifact Artifact(ReportedArtifact artifact, ReportedFile file) => new()
    {
        Id = artifact.Id,
        Parent = artifact.Parent,
        Name = artifact.Name,
        Path = artifact.Path,
        Origin = artifact.Origin,
        Relation = artifact.Relation,
        Depth = artifact.Depth,
        Size = artifact.Size,
        Type = artifact.Type,
        Md5 = artifact.Id == 0 ? file.Md5 : null,
        Sha1 = artifact.Id == 0 ? file.Sha1 : null,
        Sha256 = artifact.Sha256,
        Crc32 = artifact.Id == 0 ? file.Crc32 : null,
        Ssdeep = artifact.Ssdeep,
        Tlsh = artifact.Tlsh,
        Entropy = artifact.Id == 0 ? file.Entropy : null,
        Listed = artifact.Listed,
        Facts = artifact.Facts,
    };

    private static Finding Finding(ReportedFinding finding) => new()
    {
        Id = finding.Id,
        Title = finding.Title,
        Severity = finding.Severity,
        Confidence = finding.Confidence,
        Category = finding.Category,
        Artifact = finding.Artifact,
        Stage = finding.Stage,
        Evidence = finding.Evidence,
        Attack = finding.Attack,
    };
}
