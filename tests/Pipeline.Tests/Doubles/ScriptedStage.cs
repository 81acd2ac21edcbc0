using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>A stage that does what the test says.</summary>
internal sealed class ScriptedStage(string name, Func<IScanContext, CancellationToken, ValueTask> script) : IScanStage
{
    public ScriptedStage(string name, Action<IScanContext, CancellationToken> script)
        : this(name, (scan, cancellationToken) =>
        {
            script(scan, cancellationToken);
            return ValueTask.CompletedTask;
        })
    {
    }

    public string Name => name;

    public string Version { get; init; } = "1";

    public string Fingerprint { get; init; } = "";

    public StagePhase Phase { get; init; } = StagePhase.Analyse;

    public Func<ArtifactFacts, bool> Accepting { get; init; } = _ => true;

    public bool Accepts(ArtifactFacts facts) => Accepting(facts);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken) => script(scan, cancellationToken);
}
