using System.Collections.Frozen;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at scripts of Ruby, Perl and AppleScript. Their languages are not parsed; the text is looked at as it is.</summary>
internal sealed class OtherScriptStage : IScanStage
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.Ordinal, "ruby", "perl", "applescript");

    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "rb", "pl", "pm", "cgi", "applescript", "scpt", "command");

    public string Name => "other-script";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0
        && (Types.Contains(facts.Type.Id) || (facts.Type.Category is FileCategory.Text or FileCategory.Script && Extensions.Contains(FileNames.Extension(facts.Name))));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var script = ScriptSource.Plain(ScanText.AllOf(scan));
        foreach (var sign in UnixSigns.Other)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sign.Find(script) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        }
        return ValueTask.CompletedTask;
    }
}
