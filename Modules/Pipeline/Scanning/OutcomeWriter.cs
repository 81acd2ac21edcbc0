using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>Puts what the stages said about the artifacts into the outcome's lists, in their stable order.</summary>
internal static class OutcomeWriter
{
    public static ScanOutcome Write(ScanEngine engine, IReadOnlyList<ScannedArtifact> artifacts, TimeSpan duration)
    {
        var runs = artifacts.SelectMany(artifact => artifact.Runs).ToLookup(run => run.Stage, StringComparer.Ordinal);
        return new()
        {
            Artifacts = [.. artifacts.Select(artifact => artifact.ToArtifact())],
            Stages = [.. engine.Stages.Select(stage => Sum(stage, runs[stage.Name]))],
            Findings = [.. artifacts.SelectMany(artifact => artifact.Runs).SelectMany(run => run.Findings).Where(finding => !IsRepeated(finding, artifacts))],
            Gaps = [.. artifacts.SelectMany(artifact => artifact.Runs.SelectMany(run => run.Gaps).Concat(artifact.Gaps))],
            Indicators = Merge(artifacts),
            Engine = engine.Info,
            Duration = duration,
        };
    }

    // A layer is the same text once more. What it says weakly again is no second sign: a dozen layers of a harmless script must not add up.
    private static bool IsRepeated(Finding finding, IReadOnlyList<ScannedArtifact> artifacts)
    {
        if (finding.Severity > Severity.Medium)
            return false;
        for (var facts = artifacts[finding.Artifact].Facts; facts is { Relation: "decoded", Parent: { } parent }; facts = artifacts[parent].Facts)
            if (artifacts[parent].Runs.Any(run => run.Findings.Any(other => other.Id == finding.Id)))
                return true;
        return false;
    }

    private static StageRun Sum(IScanStage stage, IEnumerable<StageScan> runs)
    {
        var status = StageStatus.Skipped;
        var count = 0;
        var duration = TimeSpan.Zero;
        string? error = null;
        foreach (var run in runs.Where(run => !run.IsTakenOver))
        {
            status = run.Status > status ? run.Status : status;
            count++;
            duration += run.Duration;
            error ??= run.Error;
        }

        return new(stage.Name, stage.Version, status, count, duration, error);
    }

    private static Indicator[] Merge(IReadOnlyList<ScannedArtifact> artifacts)
    {
        var found = new Dictionary<(string Type, string Value), SortedSet<int>>();
        foreach (var run in artifacts.SelectMany(artifact => artifact.Runs))
        {
            foreach (var indicator in run.Indicators)
            {
                if (!found.TryGetValue(indicator, out var places))
                    found[indicator] = places = [];

                places.Add(run.Facts.Id);
            }
        }

        return [.. found
            .OrderBy(pair => pair.Key.Type, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Value, StringComparer.Ordinal)
            .Select(pair => new Indicator(pair.Key.Type, pair.Key.Value, [.. pair.Value]))];
    }
}
