using System.Text.Json;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Scoring;

namespace ScanHost.Reports.Composing;

/// <summary>Evidence in, report out.</summary>
internal sealed class ReportComposer : IReportComposer
{
    public Report Compose(ScanOutcome outcome, Guid? jobId, ReportTimes times)
    {
        var assessment = new Assessment(outcome);
        return new()
        {
            JobId = jobId,
            Verdict = assessment.Verdict,
            Score = assessment.Score,
            ScoreBreakdown = assessment.Breakdown,
            Coverage = new(outcome.Gaps.Count == 0, outcome.Gaps),
            File = File(outcome.Artifacts[0]),
            Stages = [.. outcome.Stages.Select(Stage)],
            Findings = Findings(outcome, assessment),
            Artifacts = [.. outcome.Artifacts.Select(artifact => Artifact(artifact, assessment))],
            Indicators = outcome.Indicators,
            Engine = outcome.Engine,
            Times = times,
        };
    }

    public string ToJson(Report report) => JsonSerializer.Serialize(report, ReportJson.Default.Report);

    public Report FromJson(string json) =>
        JsonSerializer.Deserialize(json, ReportJson.Default.Report) ?? throw new JsonException("It is null.");

    private static ReportedFile File(Artifact root) => new()
    {
        Name = root.Name,
        Size = root.Size,
        Type = root.Type,
        Md5 = root.Md5,
        Sha1 = root.Sha1,
        Sha256 = root.Sha256,
        Crc32 = root.Crc32,
        Ssdeep = root.Ssdeep,
        Tlsh = root.Tlsh,
        Entropy = root.Entropy,
        Listed = root.Listed,
    };

    private static ReportedStage Stage(StageRun run) =>
        new(run.Name, run.Version, run.Status, run.Artifacts, Math.Round(run.Duration.TotalMilliseconds, 3), run.Error);

    /// <summary>The greatest contribution first; of equals, in the order of the scan.</summary>
    private static ReportedFinding[] Findings(ScanOutcome outcome, Assessment assessment)
    {
        var contributions = assessment.Contributions();
        return [.. outcome.Findings
            .Select((finding, at) => new ReportedFinding
            {
                Id = finding.Id,
                Title = finding.Title,
                Severity = finding.Severity,
                Confidence = finding.Confidence,
                Category = finding.Category,
                Contribution = contributions[at],
                Artifact = finding.Artifact,
                Stage = finding.Stage,
                Evidence = finding.Evidence,
                Attack = finding.Attack,
                Muted = assessment.MutedBecause(finding),
            })
            .OrderByDescending(finding => finding.Contribution)];
    }

    private static ReportedArtifact Artifact(Artifact artifact, Assessment assessment) => new()
    {
        Id = artifact.Id,
        Parent = artifact.Parent,
        Name = artifact.Name,
        Path = artifact.Path,
        Size = artifact.Size,
        Sha256 = artifact.Sha256,
        Ssdeep = artifact.Ssdeep,
        Tlsh = artifact.Tlsh,
        Type = artifact.Type,
        Origin = artifact.Origin,
        Relation = artifact.Relation,
        Depth = artifact.Depth,
        Facts = artifact.Facts,
        Listed = artifact.Listed,
        OwnScore = assessment.OwnScoreOf(artifact.Id),
        Score = assessment.ScoreOf(artifact.Id),
        Verdict = assessment.VerdictOn(artifact.Id),
    };
}
