using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Notices scripts that Windows Script Encoder encoded; what they decode to is an artifact of its own.</summary>
internal sealed class EncodedScriptStage : IScanStage
{
    private const int MinEncodedBytes = 26;

    public string Name => "script-encoder";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Category is FileCategory.Script or FileCategory.Text;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var content = scan.Beginning.Span;
        var start = content.IndexOf("#@~^"u8);
        // Prose about the encoding has the mark but not the length and its two signs of equality behind it.
        if (start >= 0 && content.Length - start >= MinEncodedBytes && content.Slice(start + 10, 2).SequenceEqual("=="u8))
            scan.Report(ScriptHeuristics.EncodedScript, new Evidence(start, 12, null));
        return ValueTask.CompletedTask;
    }
}
