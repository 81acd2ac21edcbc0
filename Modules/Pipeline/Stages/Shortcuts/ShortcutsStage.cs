using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Shortcuts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Shortcuts;

/// <summary>Looks at Windows shortcuts and at the text files that open something else.</summary>
internal sealed partial class ShortcutsStage : IScanStage
{
    private static readonly string[] RemoteKeys = ["URL", "IconFile", "BaseURL", "WorkingDirectory"];

    public string Name => "shortcuts";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "lnk" or "url" or "scf" or "iqy" or "slk" or "settingcontent-ms" or "library-ms" or "search-ms";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Type.Id == "lnk")
            LinkSigns.Report(scan, ShellLink.Read(scan.Content.Span));
        else
            ReportText(scan, SourceText.Read(scan.Content.Span, 1 << 20).Text);
        return ValueTask.CompletedTask;
    }

    private static void ReportText(IScanContext scan, string text)
    {
        switch (scan.Facts.Type.Id)
        {
            case "url" or "scf":
                foreach (var value in RemoteKeys.SelectMany(key => ShortcutText.Values(text, key)))
                    if (RemoteFile().IsMatch(value))
                        Report(scan, ShortcutHeuristics.UrlRemoteFile, value);
                break;
            case "iqy":
                if (ShortcutText.QueryAddress(text) is { } address && RemoteAddress().IsMatch(address) && !KnownQuery().IsMatch(address))
                    Report(scan, ShortcutHeuristics.QueryCommand, address);
                break;
            case "slk":
                if (ShortcutText.Formulas(text).FirstOrDefault(formula => StartingFormula().IsMatch(formula)) is { } starting)
                    Report(scan, ShortcutHeuristics.SheetExec, starting);
                break;
            case "settingcontent-ms":
                if (ShortcutText.DeepLink(text) is { } deepLink && LinkSigns.IsLauncher(deepLink))
                    Report(scan, ShortcutHeuristics.SettingExec, deepLink);
                break;
            default:
                foreach (var place in ShortcutText.Locations(text).Where(place => RemoteFile().IsMatch(place) || RemoteAddress().IsMatch(place)))
                    Report(scan, ShortcutHeuristics.RemoteLibrary, place);
                break;
        }
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));

    [GeneratedRegex(@"^\s*(?:\\\\(?![?.]\\)[\w.-]+|file:/{2,5}(?:[\w-]+\.)+[\w-]+|file:/{2}\d|file:\\\\[\w.-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteFile();

    [GeneratedRegex(@"^\s*https?://", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteAddress();

    // The queries that Office itself brought along.
    [GeneratedRegex(@"^\s*https?://([\w-]+\.)*(?:microsoft|msn|office|sharepoint)\.com[/:]", RegexOptions.IgnoreCase)]
    private static partial Regex KnownQuery();

    [GeneratedRegex(@"\b(?:EXEC|CALL|REGISTER|FORMULA)\s*\(|\b(?:cmd|mshta|powershell|msexcel|regsvr32|rundll32)\s*\|", RegexOptions.IgnoreCase)]
    private static partial Regex StartingFormula();
}
