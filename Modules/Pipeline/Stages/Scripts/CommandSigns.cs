using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Judges a command line that a document, an installer or a setting runs: what it does is evidence of another kind than that the file runs
/// something at all.
/// </summary>
internal static class CommandSigns
{
    private const int MaxLayers = 16;

    /// <summary>Reports on the artifact what its command gives away, with the PowerShell in it.</summary>
    public static void Report(IScanContext scan, string command, CancellationToken cancellationToken)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var batch = ScriptSource.Read(ScriptLanguage.Batch, command, cancellationToken);
        Report(scan, batch, BatchSigns.All.Concat(ScriptStage.SignsOfCommands), reported);
        var layers = CommandLines.Inline(batch.Folded).Concat(CommandLines.Encoded(batch.Folded)).Take(MaxLayers + 1).ToList();
        if (layers.Count > MaxLayers)
            scan.Miss(GapReason.Limit, $"Only the first {MaxLayers} scripts in a command are judged.");
        foreach (var inner in layers.Take(MaxLayers))
            Report(scan, ScriptSource.Read(ScriptLanguage.PowerShell, inner, cancellationToken), PowerShellSigns.All, reported);
    }

    private static void Report(IScanContext scan, ScriptSource script, IEnumerable<ScriptSign> signs, HashSet<string> reported)
    {
        foreach (var sign in signs)
            if (sign.Find(script) is { } shown && reported.Add(sign.Heuristic.Id))
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
    }
}
