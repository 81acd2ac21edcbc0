using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Where a script that runs what it downloads has it from. That it downloads is one thing, and installers do it, too; they have it from a host with a
/// name. Networks of one's own, where administrators keep their tools, do not count.
/// </summary>
internal static partial class NamelessHosts
{
    private static readonly FrozenSet<string> RunsDownloads = new[]
    {
        ScriptHeuristics.PsDownloadRun, ScriptHeuristics.PsDownloadFile, ScriptHeuristics.BatDownload, ScriptHeuristics.BatScriptUrl, ScriptHeuristics.BatInstallUrl, ScriptHeuristics.BatRunsDownload,
        ScriptHeuristics.ShDownloadRun, ScriptHeuristics.PyRunDownload, ScriptHeuristics.VbsDrop, ScriptHeuristics.VbsRunDownload, ScriptHeuristics.JsDrop, ScriptHeuristics.JsStartsSaved,
    }.Select(heuristic => heuristic.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when that finding means that something from the network is run.</summary>
    public static bool Concerns(Heuristic heuristic) => RunsDownloads.Contains(heuristic.Id);

    /// <summary>The address without a name; null when there is none.</summary>
    public static string? In(ScriptSource script) => ScriptSign.First(script, Address());

    /// <summary>True for an address on the Internet whose host is a number, written with points or as one, or hidden behind a user's name.</summary>
    public static bool IsNameless(string address) => Address().IsMatch(address) || NumberAsHost().IsMatch(address);

    [GeneratedRegex(@"^\s*(?:\w+:)?(?:https?://|\\\\)(?:[^/@\s]{1,100}@)?(?:\d{8,10}|0x[0-9a-f]{8})(?:[:/\\]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberAsHost();

    [GeneratedRegex(@"\b(?:tftp|ftpget)\s[^\n;|]{0,80}\s(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}\b|(?:https?://|\\\\)(?!10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}(?:[:/@\\][^\s'""`)]{0,120}|(?=['""\s)]|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
