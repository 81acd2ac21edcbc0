using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Takes the layers off scripts of one language, whatever their content was identified as: here too the name may decide.</summary>
/// <param name="layers">Knows the language.</param>
internal sealed class ScriptLayersStage(ScriptLayers layers) : IScanStage
{
    public string Name => layers.Name;

    public string Version => layers.Version;

    public StagePhase Phase => StagePhase.Unpack;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => ScriptKind.MayBe(facts, layers.Language);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var read = ReadScript.Of(scan, layers.Language, cancellationToken);
        if (!ScriptKind.IsReport(scan.Facts, layers.Language, read.Script.Text))
            layers.Unpack(read.Source, read.Script, scan.Members, cancellationToken);
        return ValueTask.CompletedTask;
    }
}
