using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Looks at script of pages in files of its own: libraries into which a stranger put something.</summary>
internal sealed class PageScriptStage : IScanStage
{
    public string Name => "page-script";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => ScriptKind.MayBe(facts, ScriptLanguage.JavaScript);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var (_, script) = ReadScript.Of(scan, ScriptLanguage.JavaScript, cancellationToken);
        foreach (var (heuristic, shown) in PageCode.Of(script.Code))
            scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));
        return ValueTask.CompletedTask;
    }
}
