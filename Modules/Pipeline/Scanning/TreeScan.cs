using System.Text.Json.Nodes;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Contents;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// One scan: runs the stages over the submitted file, then over what was found in it, and so on, breadth first. The artifacts are a list
/// that grows while it is walked, so no nesting, however deep, needs more stack. Everything is in the order of the list and of the
/// stages, whichever thread was first.
/// </summary>
internal sealed class TreeScan : IChildren, IDisposable
{
    /// <summary>Below this size, stages run faster one after the other than it takes to wake another thread.</summary>
    private const long SideBySideBytes = ArtifactContent.InMemoryBytes;

    /// <summary>What a gap names in the place of a stage when there was none to open a container.</summary>
    private const string UnpackPhase = "unpack";

    /// <summary>The origin of what was joined of several parts.</summary>
    private const string Joining = "volumes";

    private readonly ScanEngine engine;
    private readonly LimitsOptions limits;
    private readonly StageRunner runner;
    private readonly ScanWatch watch;
    private readonly ScanThreads threads;
    private readonly ExpansionBudget budget;
    private readonly List<ScannedArtifact> artifacts = [];
    private readonly Dictionary<string, ScannedArtifact> seen = new(StringComparer.Ordinal);

    /// <param name="engine">The stages.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="runner">Runs one stage.</param>
    /// <param name="watch">Keeps the time.</param>
    /// <param name="threads">For stages side by side.</param>
    /// <param name="name">The submitted name.</param>
    /// <param name="content">The submitted file; owned from now on.</param>
    public TreeScan(
        ScanEngine engine, LimitsOptions limits, StageRunner runner, ScanWatch watch, ScanThreads threads, string name, ArtifactContent content)
    {
        this.engine = engine;
        this.limits = limits;
        this.runner = runner;
        this.watch = watch;
        this.threads = threads;
        budget = new(limits, content.Length);
        artifacts.Add(new(Submitted(name, content.Length), content));
    }

    /// <summary>Scans everything.</summary>
    /// <exception cref="OperationCanceledException">Canceled from outside, or given up.</exception>
    public IReadOnlyList<ScannedArtifact> Run()
    {
        for (var next = 0; next < artifacts.Count; next++)
        {
            var first = artifacts.Count;
            Scan(artifacts[next]);
            JoinVolumes(artifacts[next], first);
            artifacts[next].Content.Dispose();
        }

        return artifacts;
    }

    public void Add(StageScan finder, ContainerMember member, JsonObject description, ArtifactContent content)
    {
        var child = NewChild(finder.Facts, MemberName.Keep(member.Name.Length == 0 && member.Relation == "member" ? MemberName.Packed(finder.Facts.Name) : member.Name), finder.Stage, member.Relation, content.Length);
        artifacts.Add(new(child, content) { Description = description.Count > 0 ? description : null });
    }

    public void Dispose()
    {
        foreach (var artifact in artifacts)
            artifact.Content.Dispose();
    }

    private static ArtifactFacts Submitted(string name, long size) => new()
    {
        Id = 0,
        Name = MemberName.LastPart(name),
        Path = MemberName.Keep(name),
        Origin = "submitted",
        Relation = "root",
        Depth = 0,
        Size = size,
    };

    private void Scan(ScannedArtifact artifact)
    {
        if (artifact.Facts.Parent is { } parent)
            artifact.Inherit(artifacts[parent].Facts);
        foreach (var phase in engine.Phases)
        {
            if (phase[0].Phase > StagePhase.Hash)
                artifact.Original ??= OriginalOf(artifact);
            if (phase[0].Phase == StagePhase.Unpack && artifact.Facts.Listed?.Kind == ListKind.Allow)
                return; // Somebody vouches for the whole, so for its parts too.
            if (phase[0].Phase == StagePhase.Unpack && IsReadInTheWhole(artifact))
                continue;
            if (!Run(artifact, phase))
                return;
            if (phase[0].Phase == StagePhase.Unpack)
                MissUnopened(artifact, phase);
        }
    }

    /// <summary>
    /// Parts of one archive side by side become the whole, one more child. The parts are then not opened by themselves: each would be a
    /// broken archive.
    /// </summary>
    private void JoinVolumes(ScannedArtifact parent, int first)
    {
        var children = artifacts.Skip(first).Where(child => child.Facts.Relation != "overlay").ToList();
        foreach (var (whole, places) in VolumeName.Sets(children.Select(PartOf)))
        {
            var parts = places.Select(place => children[place]).ToList();
            if (Join(parent, parts) is not { } content)
                continue;
            var joined = new ScannedArtifact(NewChild(parent.Facts, whole, Joining, "joined", content.Length), content) { Description = new() { ["parts"] = parts.Count } };
            foreach (var (at, part) in parts.Index())
                (part.JoinedAs, part.Whole) = (at + 1, joined);
            artifacts.Add(joined);
        }
    }

    private static VolumeName? PartOf(ScannedArtifact artifact) =>
        VolumeName.ReadInstallShield(artifact.Facts.Path) is { } part && artifact.Content.Memory.Span.StartsWith("ISc("u8) ? part : VolumeName.Read(artifact.Facts.Path);

    /// <summary>The first part begins as the whole does, and nothing else is in it. A later part that looks like a container of its own may be one that only bears a part's name, unless its kind of archive begins
    /// each part with its signature.</summary>
    private static bool IsReadInTheWhole(ScannedArtifact artifact) => artifact.JoinedAs switch
    {
        0 => false,
        1 => artifact.Facts.Identification.AlsoValidAs.Count == 0 && FileIdentifier.Identify(artifact.Whole!.Content.Memory.Span).Type == artifact.Facts.Type,
        _ => !artifact.Facts.Type.HoldsFiles || artifact.Facts.Type.Id is "rar" or "rar5" or "installshield-cab",
    };

    private ArtifactContent? Join(ScannedArtifact parent, IReadOnlyList<ScannedArtifact> parts)
    {
        ExpansionLimitException? reached = null;
        MemberStream? joined = null;
        try
        {
            budget.AddArtifact(parent.Facts.Depth + 1);
            using var target = joined = new MemberStream(budget, limit => reached = limit, _ => { });
            foreach (var block in parts.SelectMany(part => part.Content.ReadBlocks(CancellationToken.None)))
                target.Write(block.Span);
        }
        catch (ExpansionLimitException limit)
        {
            reached = limit;
        }

        if (reached is null)
            return joined!.Kept.ToContent();
        joined?.Kept.Dispose();
        parent.Gaps.Add(new(parent.Facts.Id, Joining, GapReason.Limit, "The parts of an archive were not joined.", reached.Limit, reached.Value));
        return null;
    }

    private ArtifactFacts NewChild(ArtifactFacts parent, string path, string origin, string relation, long size) => new()
    {
        Id = artifacts.Count,
        Parent = parent.Id,
        Name = MemberName.LastPart(path),
        Path = path,
        Origin = origin,
        Relation = relation,
        Depth = parent.Depth + 1,
        Size = size,
    };

    /// <summary>What the catalogue calls a container and no stage opens was not examined, whatever else was found out about it.</summary>
    private static void MissUnopened(ScannedArtifact artifact, IReadOnlyList<IScanStage> unpacking)
    {
        if (VolumeName.Read(artifact.Facts.Name) is { IsSure: true } part)
            artifact.Gaps.Add(new(artifact.Facts.Id, UnpackPhase, GapReason.Unsupported, $"It is part {part.Number} of {MemberName.Shorten(part.Whole)}; not all the other parts are here."));
        if (EntropyStage.IsOpaque(artifact.Facts))
            artifact.Gaps.Add(new(artifact.Facts.Id, UnpackPhase, GapReason.Unsupported, "Data of unknown type, encrypted or compressed: what it holds cannot be seen."));
        foreach (var type in artifact.Facts.Identification.AlsoValidAs.Prepend(artifact.Facts.Type))
        {
            var asThisTypeAlone = artifact.Facts with { Identification = artifact.Facts.Identification with { Type = type, AlsoValidAs = [] } };
            if ((type.HoldsFiles || type.IsEncrypted) && !unpacking.Any(stage => stage.Accepts(asThisTypeAlone)))
                artifact.Gaps.Add(type.IsEncrypted
                    ? new(artifact.Facts.Id, UnpackPhase, GapReason.Encrypted, $"{type.Label}: its content is encrypted.")
                    : new(artifact.Facts.Id, UnpackPhase, GapReason.Unsupported, $"{type.Label}: no reader opens this type."));
        }
    }

    /// <summary>The first artifact with the same bytes; itself when there is none before it.</summary>
    private ScannedArtifact OriginalOf(ScannedArtifact artifact)
    {
        if (artifact.Facts.Sha256 is not { } sha256)
            return artifact;

        seen.TryAdd(sha256, artifact);
        return seen[sha256];
    }

    private bool Run(ScannedArtifact artifact, IReadOnlyList<IScanStage> phase)
    {
        var known = artifact.Facts;
        var accepting = phase.Where(stage => stage.Accepts(known)).ToArray();
        if (accepting.Length == 0)
            return true;
        if (watch.IsTimeOver)
            return Miss(artifact, accepting[0]);

        var runs = accepting.Select(stage => Prepare(artifact, stage)).ToArray();
        RunAll(runs, sideBySide: phase[0].Phase == StagePhase.Analyse && artifact.Content.Length >= SideBySideBytes);
        foreach (var (_, scan) in runs)
            artifact.Add(scan);

        return true;
    }

    private (IScanStage Stage, StageScan Scan) Prepare(ScannedArtifact artifact, IScanStage stage)
    {
        if (artifact.TakeOver(stage) is { } same)
            return (stage, same);

        var scan = new StageScan(stage, artifact.Facts, artifact.Content);
        if (stage.Phase == StagePhase.Unpack)
            scan.Sink = new MemberSink(scan, budget, this);

        return (stage, scan);
    }

    private void RunAll((IScanStage Stage, StageScan Scan)[] runs, bool sideBySide)
    {
        var work = runs.Where(run => !run.Scan.IsTakenOver).Select(Action (run) => () => runner.Run(run.Stage, run.Scan)).ToArray();
        if (sideBySide && work.Length > 1)
        {
            threads.RunTogether(work);
            return;
        }

        foreach (var run in work)
            run();
    }

    private bool Miss(ScannedArtifact artifact, IScanStage first)
    {
        artifact.Gaps.Add(new(
            artifact.Facts.Id,
            first.Name,
            GapReason.Limit,
            "The time of the whole scan was over.",
            nameof(limits.MaxJobSeconds),
            limits.MaxJobSeconds));
        return false;
    }
}
