using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at sources of AutoIt and AutoHotkey. Their languages are not parsed; the text is looked at without its comment lines.</summary>
internal sealed partial class AutomationStage : IScanStage
{
    public string Name => "automation";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    private static IReadOnlyList<ScriptSign> Signs { get; } =
    [
        ScriptSign.All(AutomationHeuristics.Inject, Allocates(), RunsMemory()),
        new(AutomationHeuristics.DownloadRun, DownloadsAndRuns),
        ScriptSign.All(AutomationHeuristics.RunsAnswer, HttpObject(), RunsAnswer()),
        ScriptSign.All(AutomationHeuristics.Clipper, CommonPatterns.WalletAddressPattern(), WritesClipboard()),
        new(AutomationHeuristics.Persist, Persists()),
        new(AutomationHeuristics.Decodes, Decodes()),
        new(ScriptHeuristics.Evasion, Evasion.In),
    ];

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0
        && (facts.Type.Id is "autoit" or "autohotkey" || (facts.Type.Category is FileCategory.Text or FileCategory.Script && FileNames.Extension(facts.Name).ToUpperInvariant() is "AU3" or "A3X" or "AHK" or "AH2"));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var script = ScriptSource.Plain(Comment().Replace(ScanText.AllOf(scan), ""));
        foreach (var sign in Signs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sign.Find(script) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        }
        return ValueTask.CompletedTask;
    }

    // The file that was saved is named again where something is started.
    private static string? DownloadsAndRuns(ScriptSource script)
    {
        var downloads = FollowedNames.In(Download().Matches(script.Code), NameOf).Where(download => download.Name.Length > 1).ToList();
        if (downloads.Count == 0)
            return null;
        var starts = Starts().Matches(script.Code);
        return downloads.FirstOrDefault(download => starts.Any(start => start.Index >= download.Kept.Index + download.Kept.Length && start.Value.Contains(download.Name, StringComparison.OrdinalIgnoreCase))).Kept?.Value;
    }

    private static string NameOf(Match download) =>
        download.Groups["file"].Value is var file && FileName().Match(file) is { Success: true } match ? match.Value : file.Trim(' ', '"', ')', '%');

    [GeneratedRegex(@"^[ \t]*;[^\n]*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bVirtualAlloc(?:Ex)?\b|\bNtAllocateVirtualMemory\b|\bVirtualProtect\b", RegexOptions.CultureInvariant)]
    private static partial Regex Allocates();

    [GeneratedRegex(@"\bCallWindowProc\w?\b|\bCreate(?:Remote)?Thread\b|\bQueueUserAPC\b|\bEnumWindows\b|\bEnumSystemLocales\w*|\bDllCallAddress\s*\(|\bNtCreateThreadEx\b|\bSetThreadContext\b", RegexOptions.CultureInvariant)]
    private static partial Regex RunsMemory();

    [GeneratedRegex(@"\bInetGet\s{0,20}\([^\n,]{1,600},\s{0,20}(?<file>[^,\n]{3,200})|\bURLDownloadToFile\s*,?\s*\(?[^\n,]{1,400},\s*(?<file>[^\n,]{3,200})|^[ \t]*Download[ \t(]+[^\n,]{1,400},\s*(?<file>[^\n,)]{3,200})", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Download();

    [GeneratedRegex(@"[\w.-]+\.(?:exe|dll|scr|com|bat|cmd|vbs|js|ps1|ahk|au3|a3x|msi|hta|lnk)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    [GeneratedRegex(@"\b(?:Run(?:Wait|As)?|ShellExecute(?:Wait)?)\b[ \t,(][^\n]{1,400}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Starts();

    [GeneratedRegex(@"WinHttp\.WinHttpRequest|XMLHTTP|\bInetRead\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpObject();

    [GeneratedRegex(@"\b(?:Run(?:Wait)?|ShellExecute)\b[^\n]{0,60}(?:ComSpec|cmd(?:\.exe)?\s*/c|powershell)[^\n]{0,120}(?:\.ResponseText\b|InetRead\s*\()|\bExecute\s*\(\s*(?:BinaryToString\s*\(\s*)?(?:InetRead\s*\(|\$\w+\.ResponseText)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsAnswer();

    [GeneratedRegex(@"\b(?:A_)?Clipboard\s*:?=\s*[""\w$]|\bClipPut\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WritesClipboard();

    [GeneratedRegex(@"\bRegWrite\b[^\n]{0,120}CurrentVersion\\Run\b[^\n]{0,200}(?:@AutoItExe|@ScriptFullPath|A_ScriptFullPath|A_AhkPath|@(?:App|Temp|LocalApp)\w*Dir|A_(?:Temp|AppData))|\b(?:FileCopy|FileCreateShortcut)\b[^\n]{0,120}(?:@AutoItExe|@ScriptFullPath|A_ScriptFullPath|A_AhkPath)[^\n]{0,120}(?:@Startup(?:Common)?Dir|A_Startup(?:Common)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Persists();

    [GeneratedRegex(@"\bChrW?\s*\(\s*(?:BitXOR\s*\(|(?:Asc|Ord|Dec)\s*\([^\n)]{1,80}\)\s*(?:[\^+-]|,\s*\d)|""?0x""?\s*[.&]\s*SubStr)|\bStringMid\s*\([^\n]{1,60}\)[^\n]{0,40}\bBitXOR\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decodes();
}
