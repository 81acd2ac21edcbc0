using ScanHost.Formats.Identification;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges the source of a macro module that came by itself: exported from an editor, mailed as text, or taken out by another tool. Modules of a document are judged with it.</summary>
internal sealed class VbaSourceStage : IScanStage
{
    public string Name => "vba-source";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && facts.Relation is not "macro" and not "decoded"
        && facts.Type.Category is FileCategory.Text or FileCategory.Script
        && (facts.Type.Id == "vba" || FileNames.Extension(facts.Name).ToUpperInvariant() is "BAS" or "CLS" or "FRM" or "VBA");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        VbaFindings.Report(scan, VbaBehaviour.Of([ScanText.AllOf(scan)]));
        return ValueTask.CompletedTask;
    }
}
