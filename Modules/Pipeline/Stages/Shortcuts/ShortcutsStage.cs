using System.Buffers;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Shortcuts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Shortcuts;

/// <summary>Looks at Windows shortcuts and at the text files that open something else.</summary>
internal sealed partial class ShortcutsStage : IScanStage
{
    private static readonly string[] RemoteKeys = ["URL", "IconFile", "BaseURL", "WorkingDirectory"];

    // Large tables of numbers are passed over quickly.
    private static readonly SearchValues<string> CellPrograms = SearchValues.Create(["cmd", "mshta", "powershell", "msexcel", "regsvr32", "rundll32", "wmic"], StringComparison.OrdinalIgnoreCase);

    public string Name => "shortcuts";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "lnk" or "url" or "scf" or "iqy" or "slk" or "settingcontent-ms" or "library-ms" or "search-ms" or "reg" or "inf" || IsTable(facts);

    public bool ReadsName => true;

    // A table of two columns looks like any text: the name decides that Excel opens it.
    private static bool IsTable(ArtifactFacts facts) => facts.Type.Id == "csv" || (facts.Type.Category == FileCategory.Text && FileNames.Extension(facts.Name).Equals("csv", StringComparison.OrdinalIgnoreCase));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Type.Id == "lnk")
            LinkSigns.Report(scan, ShellLink.Read(scan.Content.Span));
        else if ((IsTable(scan.Facts) ? "csv" : scan.Facts.Type.Id) is var kind && kind is "csv" or "slk" or "inf" or "reg")
            ReportLines(scan, kind, cancellationToken);
        else
            ReportText(scan, ScanText.AllOf(scan), cancellationToken);
        return ValueTask.CompletedTask;
    }

    // In tables and settings every line stands for itself, so that the longest is looked at to its end.
    private static void ReportLines(IScanContext scan, string kind, CancellationToken cancellationToken)
    {
        var key = "";
        foreach (var text in ScanText.Pieces(scan))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (kind == "csv")
                ReportCell(scan, text, cancellationToken);
            else if (kind == "slk")
                ReportSheet(scan, text, cancellationToken);
            else if (kind == "reg")
                key = ReportRegistry(scan, key, text, cancellationToken);
            else if (RemoteScriptlet().Match(text) is { Success: true } scriptlet)
            {
                Report(scan, ShortcutHeuristics.InfScriptlet, scriptlet.Value);
                Report(scan, ScriptHeuristics.BatScriptUrl, scriptlet.Value);
            }
        }
    }

    private static void ReportSheet(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        if (ShortcutText.Formulas(text).FirstOrDefault(formula => StartingFormula().IsMatch(formula)) is not { } starting)
            return;
        Report(scan, ShortcutHeuristics.SheetExec, starting);
        CommandSigns.Report(scan, starting.Replace('"', ' ').Replace('|', ' ').Replace(',', ' '), cancellationToken);
    }

    private static void ReportText(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        switch (scan.Facts.Type.Id)
        {
            case "url" or "scf":
                var settings = ShortcutText.Settings(text, RemoteKeys);
                foreach (var value in RemoteKeys.SelectMany(key => settings[key]))
                    if (RemoteFile().IsMatch(value))
                        Report(scan, ShortcutHeuristics.UrlRemoteFile, value);
                ReportUrl(scan, settings);
                break;
            case "iqy":
                if (ShortcutText.QueryAddress(text) is { } address && RemoteAddress().IsMatch(address) && !KnownQuery().IsMatch(address) && !SavedQuery().IsMatch(text))
                    Report(scan, ShortcutHeuristics.QueryCommand, address);
                if (ShortcutText.QueryAddress(text) is { } source && NamelessHosts.IsNameless(source))
                    Report(scan, DocumentHeuristics.NamelessSource, source);
                ReportCell(scan, text, cancellationToken);
                break;
            case "settingcontent-ms":
                if (ShortcutText.DeepLink(text) is { } deepLink && LinkSigns.IsLauncher(deepLink))
                    Report(scan, ShortcutHeuristics.SettingExec, deepLink);
                break;
            default:
                foreach (var place in ShortcutText.Locations(text).Where(place => (RemoteFile().IsMatch(place) && !OwnNetwork().IsMatch(place)) || RemoteAddress().IsMatch(place)))
                {
                    // Next to a folder of the user's own, a share of a named server is one more of his places.
                    if (NamedShare().IsMatch(place) && text.Contains("<url>knownfolder:", StringComparison.OrdinalIgnoreCase))
                        continue;
                    Report(scan, ShortcutHeuristics.RemoteLibrary, place);
                    if (IsNamelessWebFolder(place))
                        Report(scan, ShortcutHeuristics.WebFolder, place);
                    if (OpenWeb().IsMatch(place))
                        Report(scan, ShortcutHeuristics.WebLibrary, place);
                }
                break;
        }
    }

    private static void ReportCell(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        if (!text.AsSpan().ContainsAny(CellPrograms) || CellCommand().Match(text) is not { Success: true } cell)
            return;
        Report(scan, ShortcutHeuristics.CellCommand, cell.Value);
        CommandSigns.Report(scan, cell.Value.Replace('|', ' ').Replace('\'', ' '), cancellationToken);
    }

    private static void ReportUrl(IScanContext scan, ILookup<string, string> settings)
    {
        var remoteFolder = settings["WorkingDirectory"].FirstOrDefault(place => RemoteFile().IsMatch(place));
        foreach (var url in settings["URL"])
        {
            if (RemoteFile().IsMatch(url) && RemoteProgram().IsMatch(url))
                Report(scan, ShortcutHeuristics.UrlRemoteProgram, url);
            // What opens is the program, and its name is shown.
            if ((RemoteFile().IsMatch(url) || IsNamelessWebFolder(url)) && TwoExtensions().IsMatch(url))
                Report(scan, Heuristics.DoubleExtension, url);
            if (url.Contains("!x-usc:", StringComparison.OrdinalIgnoreCase))
                Report(scan, ShortcutHeuristics.UrlExploit, url);
            else if (ScriptHandler().IsMatch(url))
                Report(scan, ShortcutHeuristics.UrlHandler, url);
            // A program of Windows that looks for its parts where it is started (CVE-2025-33053).
            if (remoteFolder is not null && LocalProgram().IsMatch(url))
                Report(scan, ShortcutHeuristics.UrlRemoteProgram, $"{url} in {remoteFolder}");
        }
        if (RemoteKeys.SelectMany(key => settings[key]).FirstOrDefault(IsNamelessWebFolder) is { } folder)
            Report(scan, ShortcutHeuristics.WebFolder, folder);
    }

    [GeneratedRegex(@"[\w)]\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|rtf|csv|html?|mp[34])[\s_]*\.(?:exe|scr|com|pif|js|jse|vbs|vbe|wsf|hta|lnk|bat|cmd|cpl|msi)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex TwoExtensions();

    [GeneratedRegex(@"^\s*\\\\(?=[^\\@]*[a-z])(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\\(?!davwwwroot)", RegexOptions.IgnoreCase)]
    private static partial Regex NamedShare();

    /// <summary>True for a web server that is opened as a folder: by its number, or on a port that no service has.</summary>
    internal static bool IsNamelessWebFolder(string place) => NamelessWebFolder().IsMatch(place);

    // A program that starts with Windows is honest; an interpreter with a script in its arguments is not. The key that the last line belongs to.
    private static string ReportRegistry(IScanContext scan, string key, string text, CancellationToken cancellationToken)
    {
        foreach (var line in text.Split('\n'))
            if (line.StartsWith('['))
                key = line;
            else if (ReportWeakened(scan, key, line))
                continue;
            else if (StartKey().IsMatch(key) && line.IndexOf('=') is > 0 and var sign && line[(sign + 1)..].Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal) is var command && LinkSigns.IsLauncher(command))
            {
                Report(scan, ShortcutHeuristics.RegistryStart, command);
                CommandSigns.Report(scan, command, cancellationToken);
            }
        return key;
    }

    // One line of a registry script that opens a door or switches protection off.
    private static bool ReportWeakened(IScanContext scan, string key, string line)
    {
        if (BeforeLogon().IsMatch(key) && DoorCommand().IsMatch(line))
            Report(scan, SettingsHeuristics.LogonDoor, $"{key.Trim()} {line.Trim()}");
        else if ((DefenderKey().IsMatch(key) && SwitchedOff().IsMatch(line)) || (OfficeSecurity().IsMatch(key) && MacrosOn().IsMatch(line)))
            Report(scan, SettingsHeuristics.ProtectionOff, line.Trim());
        else
            return false;
        return true;
    }

    // Programs of the screen at which people sign in.
    [GeneratedRegex(@"Image File Execution Options\\(?:sethc|utilman|osk|magnify|narrator|displayswitch|atbroker)\.exe\]", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeLogon();

    [GeneratedRegex(@"^\s*""Debugger""\s*=\s*""[^""]{0,200}\b(?:cmd|powershell|pwsh|taskmgr|explorer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DoorCommand();

    [GeneratedRegex(@"\\Windows Defender(?:\\[\w -]{1,60})*\]", RegexOptions.IgnoreCase)]
    private static partial Regex DefenderKey();

    [GeneratedRegex(@"^\s*""(?:DisableAntiSpyware|DisableAntiVirus|DisableRealtimeMonitoring|DisableBehaviorMonitoring|DisableOnAccessProtection|DisableScanOnRealtimeEnable|DisableIOAVProtection)""\s*=\s*dword:0*1\b", RegexOptions.IgnoreCase)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"\\Office\\[\d.]+\\\w+\\Security\]", RegexOptions.IgnoreCase)]
    private static partial Regex OfficeSecurity();

    [GeneratedRegex(@"^\s*""(?:VBAWarnings|AccessVBOM)""\s*=\s*dword:0*1\b", RegexOptions.IgnoreCase)]
    private static partial Regex MacrosOn();

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));

    // Excel asks before it runs it, and people click.
    [GeneratedRegex(@"(?:^|[,;\t""\n]) {0,60}[=+@-][\w\s()+*-]{0,40}?\b(?:cmd|mshta|powershell|msexcel|regsvr32|rundll32|wmic)\s*\|[^\n]{1,300}", RegexOptions.IgnoreCase)]
    private static partial Regex CellCommand();

    [GeneratedRegex(@"scrobj\.dll[^\n]{0,20},\s*N?I?,?\s*(?:https?:|\\\\)[^\n]{0,200}", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteScriptlet();

    [GeneratedRegex(@"\\CurrentVersion\\(?:Run|RunOnce|RunServices|Policies\\Explorer\\Run)\]|\\Winlogon\]|\\shell\\open\\command\]|Image File Execution Options", RegexOptions.IgnoreCase)]
    private static partial Regex StartKey();

    [GeneratedRegex(@"^\s*(?:\\\\(?![?.]\\)[\w.-]+|file:/{2,5}(?:[\w-]+\.)+[\w-]+|file:/{2}\d|file:\\\\[\w.-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteFile();

    // A server by its name alone can only be one of the same network.
    [GeneratedRegex(@"^\s*\\\\[\w-]*[a-z_-][\w-]*\\", RegexOptions.IgnoreCase)]
    private static partial Regex OwnNetwork();

    [GeneratedRegex(@"^\s*https?://", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteAddress();

    [GeneratedRegex(@"\.(?:exe|scr|com|pif|bat|cmd|vbs|vbe|js|jse|wsf|hta|lnk|msi|cpl|jar|ps1|url)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteProgram();

    [GeneratedRegex(@"^\s*(?:file:/{2,3})?[A-Za-z]:[\\/][^\r\n]{1,250}\.exe\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex LocalProgram();

    [GeneratedRegex(@"^\s*(?:mhtml:|javascript:|vbscript:|script:|ms-msdt:|search-ms:|ms-officecmd:)", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptHandler();

    // \\192.0.2.1@80\DavWWWRoot, file://192.0.2.1@8080/..., \\host@8080\...; port 443 with a name is how people open SharePoint.
    [GeneratedRegex(@"^\s*(?:file:)?[\\/]{2,5}(?:(?:\d{1,3}\.){3}\d{1,3}(?:@|[\\/]davwwwroot)|[\w.-]+@(?!ssl\b|443\b)\d+[\\/])", RegexOptions.IgnoreCase)]
    private static partial Regex NamelessWebFolder();

    // Without encryption and not in one's own network.
    [GeneratedRegex(@"^\s*http://(?!(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w-]+(?:\.(?:local|lan|intern|internal|corp|home))?(?::\d+)?(?:/|$)))", RegexOptions.IgnoreCase)]
    private static partial Regex OpenWeb();

    // Excel writes down what to select of a page; who writes a query by hand does not.
    [GeneratedRegex(@"^[ \t]*https://[^\n]+\n[\s\S]{0,2000}^(?:Selection|Formatting)=", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex SavedQuery();

    // The queries that Office itself brought along.
    [GeneratedRegex(@"^\s*https?://([\w-]+\.)*(?:microsoft|msn|office|sharepoint)\.com[/:]", RegexOptions.IgnoreCase)]
    private static partial Regex KnownQuery();

    [GeneratedRegex(@"\b(?:EXEC|CALL|REGISTER|FORMULA)\s*\(|\b(?:cmd|mshta|powershell|msexcel|regsvr32|rundll32)\s*\|", RegexOptions.IgnoreCase)]
    private static partial Regex StartingFormula();
}
