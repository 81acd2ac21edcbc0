using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at scripts of Ruby, Perl, Lua and AppleScript. Their languages are not parsed; the text is looked at as it is, and what they give to a shell as a shell script.</summary>
internal sealed partial class OtherScriptStage : IScanStage
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.Ordinal, "ruby", "perl", "applescript", "lua");

    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "rb", "pl", "pm", "cgi", "applescript", "scpt", "lua", "luac");

    public string Name => "other-script";

    public string Version => "2";

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
        var commands = string.Join('\n', Commands().Matches(script.Code).Select(match => match.Groups["command"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)));
        if (commands.Length == 0)
            return ValueTask.CompletedTask;
        var shell = ScriptSource.Plain(commands);
        foreach (var sign in UnixSigns.Shell)
            if (sign.Find(shell) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"(?:\bos\.execute|\bio\.popen|\bsystem|\bexec|\bspawn|\bpopen\w{0,6}|\bdo\s+shell\s+script)\s*\(?\s*(?<q>[""'])(?<command>(?:\\.|(?!\k<q>)[^\\]){4,4000})\k<q>|%x\{(?<command>[^}\n]{4,2000})\}|`(?<command>[^`\n]{4,2000})`", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();
}
