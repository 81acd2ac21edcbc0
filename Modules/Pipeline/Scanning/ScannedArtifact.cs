using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Contents;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>An artifact on its way through the stages.</summary>
/// <param name="facts">What is known of it at first.</param>
/// <param name="content">Its bytes.</param>
internal sealed class ScannedArtifact(ArtifactFacts facts, ArtifactContent content)
{
    private readonly List<StageScan> runs = [];

    /// <summary>What is known of it.</summary>
    public ArtifactFacts Facts { get; private set; } = facts;

    /// <summary>Its bytes.</summary>
    public ArtifactContent Content { get; } = content;

    /// <summary>What its container says of it; null when nothing.</summary>
    public JsonObject? Description { get; init; }

    /// <summary>The first artifact of the scan with the same bytes, maybe this one; null until it is hashed.</summary>
    public ScannedArtifact? Original { get; set; }

    /// <summary>Its place, from 1 on, among the parts of an archive that were joined: the whole is examined in their place. 0 when it is none.</summary>
    public int JoinedAs { get; set; }

    /// <summary>What it was joined into; null when it is no part.</summary>
    public ScannedArtifact? Whole { get; set; }

    /// <summary>The runs of stages on it, in the order of the stages.</summary>
    public IReadOnlyList<StageScan> Runs => runs;

    /// <summary>What no stage came to examine.</summary>
    public List<CoverageGap> Gaps { get; } = [];

    /// <summary>Takes over what is known of passwords from the artifact that contains it, which has been scanned.</summary>
    public void Inherit(ArtifactFacts parent) => Facts = Facts with
    {
        PasswordCandidates = Passwords.Join(parent.PasswordCandidates, Passwords.WordsOf(parent.Name)),
        IsPasswordTold = parent.IsPasswordTold,
    };

    /// <summary>Takes a finished run in.</summary>
    public void Add(StageScan run)
    {
        runs.Add(run);
        Facts = run.ApplyTo(Facts);
        if (run.Stage == PackerFindings.Unpacker && run.Gaps.Count == 0 && run.MemberNames.Count > 0)
            foreach (var earlier in runs)
                earlier.Revise(PackerFindings.AfterUnpacking);
    }

    /// <summary>The stage's result from the same bytes seen before; null when it has to run. What was unpacked of them is examined
    /// already, so it is not unpacked again. What stayed encrypted is tried again: here the password may be known.</summary>
    public StageScan? TakeOver(IScanStage stage) =>
        Original is null || Original == this || stage.ReadsName
            ? null
            : Original.runs.Find(run => run.Stage == stage.Name && !run.Gaps.Any(gap => gap.Reason == GapReason.Encrypted))?.TakeOver(Facts);

    /// <summary>The artifact for the outcome.</summary>
    public Artifact ToArtifact() => new()
    {
        Id = Facts.Id,
        Parent = Facts.Parent,
        Name = Facts.Name,
        Path = Facts.Path,
        Origin = Facts.Origin,
        Relation = Facts.Relation,
        Depth = Facts.Depth,
        Size = Facts.Size,
        Type = new(
            Facts.Type.Id, Facts.Type.Mime, Facts.Type.Label, Facts.Identification.Confidence, Facts.Identification.Encoding),
        Md5 = Facts.Md5,
        Sha1 = Facts.Sha1,
        Sha256 = Facts.Sha256,
        Crc32 = Facts.Crc32,
        Entropy = Facts.Entropy,
        Ssdeep = Facts.Ssdeep,
        Tlsh = Facts.Tlsh,
        Listed = Facts.Listed,
        Facts = CollectFacts(),
    };

    private SortedDictionary<string, JsonObject> CollectFacts()
    {
        var all = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            if (run.Notes is { } notes)
                all[run.Stage] = notes;
        }

        if (Description is not null)
            all["member"] = Description;
        if (Original is { } original && original != this)
            all["same_bytes"] = new JsonObject { ["artifact"] = original.Facts.Id };

        return all;
    }
}
