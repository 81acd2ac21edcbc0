using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Contents;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>One run of one stage on one artifact, and all that it said. Used by one thread; read by others when the run has ended.</summary>
internal sealed class StageScan(IScanStage stage, ArtifactFacts facts, ArtifactContent content) : IScanContext
{
    /// <summary>So many gaps of one kind are told one by one; the others are counted.</summary>
    private const int MaxGapsOfOneReason = 10;

    /// <summary>So many places are shown for one finding.</summary>
    private const int MaxEvidence = 10;

    /// <summary>So many indicators are taken from one artifact.</summary>
    private const int MaxIndicators = 10_000;

    private readonly List<Finding> findings = [];
    private readonly List<CoverageGap> gaps = [];
    private readonly Dictionary<GapReason, int> untold = [];
    private readonly List<Func<ArtifactFacts, ArtifactFacts>> learned = [];
    private readonly HashSet<(string Type, string Value)> indicators = [];
    private bool isCut;

    public string Stage => stage.Name;

    public ArtifactFacts Facts => facts;

    public IReadOnlyList<Finding> Findings => findings;

    public IReadOnlyList<CoverageGap> Gaps => gaps;

    public IReadOnlyCollection<(string Type, string Value)> Indicators => indicators;

    /// <summary>What it noted; null when nothing.</summary>
    public JsonObject? Notes { get; private set; }

    /// <summary>How it ended.</summary>
    public StageStatus Status { get; private set; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error { get; private set; }

    /// <summary>How long it took; zero when it was taken over from the same bytes.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>True when it did not run, because the same scan had seen the same bytes before.</summary>
    public bool IsTakenOver { get; private init; }

    /// <summary>Set by the runner for a stage that may unpack.</summary>
    public MemberSink? Sink { get; set; }

    public IMemberSink Members =>
        Sink ?? throw new InvalidOperationException($"Stage {stage.Name} is of phase {stage.Phase}: it may not unpack.");

    public MemberNames MemberNames => Sink?.Names ?? new();

    public ReadOnlyMemory<byte> Beginning => content.Memory;

    public ReadOnlyMemory<byte> Content
    {
        get
        {
            if (content.Length > int.MaxValue && !isCut)
            {
                isCut = true;
                MissForLimit(new ExpansionLimitException("MaxMappedBytes", int.MaxValue));
            }

            return content.Memory;
        }
    }

    public IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(CancellationToken cancellationToken) => content.ReadBlocks(cancellationToken);

    /// <inheritdoc/>
    public T Once<T>(string what, Func<T> make) where T : class => content.Once(what, make);

    /// <inheritdoc/>
    public void Report(Heuristic heuristic, params ReadOnlySpan<Evidence> evidence)
    {
        var index = findings.FindIndex(finding => finding.Id == heuristic.Id);
        if (index < 0)
            findings.Add(NewFinding(heuristic, evidence[..Math.Min(evidence.Length, MaxEvidence)].ToArray()));
        else if (findings[index].Evidence.Count < MaxEvidence)
            findings[index] = findings[index] with { Evidence = [.. findings[index].Evidence.Concat(evidence.ToArray()).Take(MaxEvidence)] };
    }

    /// <summary>Looks at each finding again in the light of what a later stage found out.</summary>
    public void Revise(Func<Finding, Finding> judge)
    {
        for (var i = 0; i < findings.Count; i++)
            findings[i] = judge(findings[i]);
    }

    public void Note(string key, JsonNode? value) => (Notes ??= [])[key] = value;

    public void Learn(Func<ArtifactFacts, ArtifactFacts> update) => learned.Add(update);

    public void Indicate(string type, string value)
    {
        if (indicators.Count < MaxIndicators)
            indicators.Add((type, value));
    }

    public void Miss(GapReason reason, string detail)
    {
        if (gaps.Count(gap => gap.Reason == reason && gap.Limit is null) < MaxGapsOfOneReason)
            gaps.Add(new(facts.Id, stage.Name, reason, detail));
        else
            untold[reason] = untold.GetValueOrDefault(reason) + 1;
    }

    /// <summary>Says that a limit ended or cut the stage's work.</summary>
    public void MissForLimit(ExpansionLimitException limit) =>
        MissForLimit(GapReason.Limit, limit.Limit, limit.Value, $"{limit.Limit} of {limit.Value} is reached; the rest is not examined.");

    /// <summary>Says that a limit ended the stage's work.</summary>
    public void MissForLimit(GapReason reason, string limit, long value, string detail)
    {
        if (!gaps.Exists(gap => gap.Limit == limit))
            gaps.Add(new(facts.Id, stage.Name, reason, detail, limit, value));
    }

    /// <summary>Closes the run.</summary>
    public void End(StageStatus status, TimeSpan duration, string? error = null)
    {
        Status = status;
        Duration = duration;
        Error = error;
        foreach (var (reason, count) in untold.OrderBy(pair => pair.Key))
            gaps.Add(new(facts.Id, stage.Name, reason, $"and {count} more"));
    }

    /// <summary>What is known of the artifact with what this run learned.</summary>
    public ArtifactFacts ApplyTo(ArtifactFacts known) => learned.Aggregate(known, (current, update) => update(current));

    /// <summary>The same result for another artifact of the same bytes.</summary>
    public StageScan TakeOver(ArtifactFacts twin)
    {
        var copy = new StageScan(stage, twin, content) { IsTakenOver = true, Notes = (JsonObject?)Notes?.DeepClone(), Status = Status };
        copy.findings.AddRange(findings.Select(finding => finding with { Artifact = twin.Id }));
        copy.gaps.AddRange(gaps.Select(gap => gap with { Artifact = twin.Id }));
        copy.learned.AddRange(learned);
        copy.indicators.UnionWith(indicators);
        return copy;
    }

    private Finding NewFinding(Heuristic heuristic, Evidence[] evidence) => new()
    {
        Id = heuristic.Id,
        Title = heuristic.Title,
        Severity = heuristic.Severity,
        Confidence = heuristic.Confidence,
        Category = heuristic.Category,
        Artifact = facts.Id,
        Stage = stage.Name,
        Evidence = evidence,
        Attack = heuristic.Attack,
    };
}
