using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at Python pickles, in which models of machine learning are kept: loading one calls the functions that it names.</summary>
internal sealed class PickleStage : IScanStage
{
    private static readonly string[] Dangerous =
    [
        "os.", "posix.", "nt.", "subprocess.", "pty.", "socket.", "runpy.", "shutil.rmtree", "builtins.eval", "builtins.exec", "builtins.compile", "builtins.__import__",
        "__builtin__.eval", "__builtin__.exec", "__builtin__.compile", "__builtin__.__import__", "webbrowser.", "importlib.import_module", "code.interact", "commands.", "sys.modules",
    ];

    public string Name => "pickle";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id == "python-pickle" || FileNames.Extension(facts.Name).ToUpperInvariant() is "PKL" or "PICKLE" or "PT" or "PTH" or "JOBLIB";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var (names, texts) = PickleCalls.Read(scan.Content.Span);
        if (names.FirstOrDefault(name => Dangerous.Any(danger => name.StartsWith(danger, StringComparison.Ordinal))) is not { } called)
            return ValueTask.CompletedTask;
        scan.Report(ScriptHeuristics.PickleCall, new Evidence(null, null, MemberName.Shorten(called)));
        if (texts.FirstOrDefault(text => text.Length > 6 && (text.Contains(' ', StringComparison.Ordinal) || text.Contains('(', StringComparison.Ordinal))) is { } command)
            scan.Report(ScriptHeuristics.PickleCommand, new Evidence(null, null, MemberName.Shorten(command)));
        return ValueTask.CompletedTask;
    }
}
