using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Finds the wrapping in which a web archive carries macros.</summary>
internal sealed class ActiveMimeStage : IScanStage
{
    public string Name => "activemime-wrapping";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id == "activemime";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        scan.Report(DocumentHeuristics.ActiveMime, new Evidence(0, 10, null));
        return ValueTask.CompletedTask;
    }
}
