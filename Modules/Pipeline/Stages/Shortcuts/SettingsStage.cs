using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts.Workspaces;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Shortcuts;

/// <summary>Looks at texts that programs of Windows, of Java and of build tools act on: consoles, tasks, projects, remote sessions, themes.</summary>
internal sealed partial class SettingsStage : IScanStage
{
    private const int MaxCommands = 50;

    // These search by vectors; a string's own search that ignores the case goes letter by letter here.
    private static readonly SearchValues<string> ConsoleMark = SearchValues.Create(["<MMC_ConsoleFile"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> ProjectMark = SearchValues.Create(["<Project"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> LaunchMark = SearchValues.Create(["<jnlp"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> PermissionsMark = SearchValues.Create(["<all-permissions"], StringComparison.OrdinalIgnoreCase);

    public string Name => "settings";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && KindOf(facts) is not null;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var source = ScanText.Of(scan);
        var text = source.Text;
        if (source.IsCut && (KindOf(scan.Facts) != "xml" || IsActedOn(scan, text)))
            scan.Miss(GapReason.Limit, $"Only the first {SourceText.MaxBytes} bytes of the text are looked at.");
        switch (KindOf(scan.Facts))
        {
            case "rdp":
                if (AllDrives().IsMatch(text) && (Address().Match(text) is { Success: true } host || (Unchecked().IsMatch(text) && !Gateway().IsMatch(text) && (host = NamedAddress().Match(text)).Success)))
                    Report(scan, SettingsHeuristics.RemoteDesktop, host.Value);
                if ($"{SessionProgram().Match(text).Groups[1].Value.Trim()} {SessionArguments().Match(text).Groups[1].Value.Trim()}" is var command && LinkSigns.IsLauncher(command) && LinkSigns.IsTelling(command))
                {
                    Report(scan, SettingsHeuristics.RemoteCommand, command);
                    CommandSigns.Report(scan, command, cancellationToken);
                }
                break;
            case "theme":
                if (RemoteValue().Match(text) is { Success: true } remote)
                    Report(scan, SettingsHeuristics.RemoteTheme, remote.Value);
                break;
            case "workspace":
                ReportWorkspace(scan, text);
                break;
            default:
                ReportMarkup(scan, text, cancellationToken);
                break;
        }
        return ValueTask.CompletedTask;
    }

    private static string? KindOf(ArtifactFacts facts)
    {
        if (facts.Type.IsA("xml"))
            return "xml";
        if (WorkspaceCommands.KindOf(facts.Type.Id, facts.Name) is Workspace.Yaml or Workspace.Tasks)
            return "workspace";
        if (facts.Type.Id is "rdp" or "theme")
            return facts.Type.Id;
        return facts.Type.Category is FileCategory.Text or FileCategory.Shortcut && FileNames.Extension(facts.Name).ToUpperInvariant() is var extension
            ? extension is "RDP" ? "rdp" : extension is "THEME" or "THEMEPACK" ? "theme" : null
            : null;
    }

    private static void ReportWorkspace(IScanContext scan, string text)
    {
        if (FolderOpen().IsMatch(text) && RunsFetched().Match(text) is { Success: true } task)
            Report(scan, SettingsHeuristics.FolderTask, task.Value);
        if (Privileged().IsMatch(text) && HostProcesses().IsMatch(text) && WritableRoot().Match(text) is { Success: true } mount)
            Report(scan, SettingsHeuristics.WholeMachine, mount.Value);
        if (AllSecrets().Match(text) is { Success: true } secrets && SendsText().IsMatch(text))
            Report(scan, SettingsHeuristics.WorkflowSecrets, secrets.Value);
    }

    // Of markup that is none of these, nothing would be looked at behind the cut either: their marks stand at the start.
    private static bool IsActedOn(IScanContext scan, string text) =>
        scan.Facts.Type.Id is "task-xml" or "plist" || text.AsSpan().ContainsAny(ConsoleMark) || text.AsSpan().ContainsAny(ProjectMark) || text.AsSpan().ContainsAny(LaunchMark)
        || text.Contains("windows/2004/02/mit/task", StringComparison.Ordinal);

    private static void ReportMarkup(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        if (text.AsSpan().ContainsAny(ConsoleMark))
            ReportConsole(scan, text, cancellationToken);
        else if (scan.Facts.Type.Id == "task-xml" || text.Contains("windows/2004/02/mit/task", StringComparison.Ordinal))
            ReportTask(scan, text, cancellationToken);
        else if (scan.Facts.Type.Id == "plist")
            ReportAgent(scan, text);
        else if (text.Contains("TaskFactory", StringComparison.Ordinal) && text.AsSpan().ContainsAny(ProjectMark))
            ReportProject(scan, text);
        else if (text.AsSpan().ContainsAny(LaunchMark) && text.AsSpan().ContainsAny(PermissionsMark) && UnprotectedBase().Match(text) is { Success: true } codebase)
            Report(scan, SettingsHeuristics.JavaAllPermissions, codebase.Value);
    }

    // apds.dll has a page that evaluates what stands in its address: with it a console's string table becomes script.
    private static void ReportConsole(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        if (ConsoleScript().Match(text) is { Success: true } script)
            Report(scan, SettingsHeuristics.ConsoleScript, script.Value);
        foreach (Match task in Some(scan, ConsoleTask().Matches(text)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var command = WebUtility.HtmlDecode($"{task.Groups["command"].Value} {Parameters().Match(text, task.Index).Groups[1].Value}");
            if (!LinkSigns.IsLauncher(command))
                continue;
            Report(scan, SettingsHeuristics.ConsoleCommand, command);
            CommandSigns.Report(scan, command, cancellationToken);
        }
    }

    private static void ReportTask(IScanContext scan, string text, CancellationToken cancellationToken)
    {
        foreach (Match exec in Some(scan, TaskExec().Matches(text)))
        {
            var command = WebUtility.HtmlDecode($"{exec.Groups["command"].Value.Trim()} {exec.Groups["arguments"].Value.Trim()}");
            if (!LinkSigns.IsLauncher(command) || !LinkSigns.IsTelling(command))
                continue;
            Report(scan, SettingsHeuristics.TaskCommand, command);
            CommandSigns.Report(scan, command, cancellationToken);
        }
    }

    private static IEnumerable<Match> Some(IScanContext scan, MatchCollection commands)
    {
        if (commands.Count > MaxCommands)
            scan.Miss(GapReason.Limit, $"Only the first {MaxCommands} commands are judged.");
        return commands.Take(MaxCommands);
    }

    private static void ReportAgent(IScanContext scan, string text)
    {
        if (WorkspaceCommands.Of(Workspace.Plist, text) is [var agent, ..] && FetchedOrEncoded().IsMatch(agent.Text))
            Report(scan, SettingsHeuristics.AgentCommand, agent.Text);
    }

    private static void ReportProject(IScanContext scan, string text)
    {
        if (Allocates().IsMatch(text) && RunsMemory().Match(text) is { Success: true } runs)
            Report(scan, SettingsHeuristics.BuildInjects, runs.Value);
        else if (LoadsProgram().Match(text) is { Success: true } loads && Fetches().IsMatch(text))
            Report(scan, SettingsHeuristics.BuildDownloads, loads.Value);
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));

    [GeneratedRegex(@"""runOn""\s*:\s*""folderOpen""|""(?:initialize|onCreate|postCreate|postStart|postAttach)Command""", RegexOptions.CultureInvariant)]
    private static partial Regex FolderOpen();

    [GeneratedRegex(@"\b(?:curl|wget)\b[^""\n|]{0,300}\|\s*(?:(?:ba|z)?sh|cmd|node|python3?)\b|\biex\b[^""\n]{0,200}(?:irm|iwr|downloadstring)|(?:irm|iwr)\b[^""\n]{0,200}\|\s*iex\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsFetched();

    [GeneratedRegex(@"^[ \t]*privileged[ \t]*:\s{0,100}[""']?true", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Privileged();

    [GeneratedRegex(@"^[ \t]*(?:pid[ \t]*:[ \t]*[""']?host|hostPID[ \t]*:[ \t]*true)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HostProcesses();

    // - /:/host, without "ro"
    [GeneratedRegex(@"^[ \t]*-[ \t]*[""']?/:/[\w/-]+(?::rw)?[""']?[ \t\r]*$|[\[,]\s{0,100}[""']/:/[\w/-]+(?::rw)?[""']", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex WritableRoot();

    [GeneratedRegex(@"\btoJSON\s*\(\s*secrets\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AllSecrets();

    [GeneratedRegex(@"\bcurl\b[^\n]{0,200}(?:-d\b|--data|-F\b|-T\b|--upload-file)|\bwget\b[^\n]{0,200}--post|\bnc\s+[\w.-]+\s+\d|/dev/tcp/|requests\.post|base64\b[^\n|]{0,20}\|\s*base64", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsText();

    [GeneratedRegex(@"\b(?:curl|wget)\b[^\n|]{0,300}\|\s*(?:(?:ba|z)?sh|osascript|python3?)\b|base64\s+(?:-d|-D|--decode)\b[^\n]{0,40}\||/dev/tcp/|\bosascript\s+-e\s[^\n]{0,200}do shell script|\bpython3?\s+-c\s[^\n]{0,400}(?:exec|b64decode|urlopen)|\b(?:ba|z)?sh\s+-c\s[^\n]{0,20}\$\(\s*curl", RegexOptions.CultureInvariant)]
    private static partial Regex FetchedOrEncoded();

    [GeneratedRegex(@"^full address:s:\s*(?:\d{1,3}\.){3}\d{1,3}[^\r\n]*", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Address();

    // A host outside of an own network, which the session takes for whoever it says it is.
    [GeneratedRegex(@"^full address:s:\s*(?![^\r\n]*\.(?:local|lan|internal|intranet|intern|corp|home|localdomain)(?:[:\s]|$))[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?[ \t]*\r?$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex NamedAddress();

    [GeneratedRegex(@"^(?:authentication level|enablecredsspsupport):i:0", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Unchecked();

    [GeneratedRegex(@"^gatewayhostname:s:\s*\w", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Gateway();

    [GeneratedRegex(@"^(?:remoteapplicationprogram|alternate shell):s:([^\r\n]{1,1000})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex SessionProgram();

    [GeneratedRegex(@"^remoteapplicationcmdline:s:([^\r\n]{1,4000})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex SessionArguments();

    [GeneratedRegex(@"^drivestoredirect:s:\s*\*", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex AllDrives();

    [GeneratedRegex(@"^[ \t]*(?:wallpaper|scrnsave\.exe|imagesrootpath|brandimage)\s*=\s*\\\\[^\r\n]+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex RemoteValue();

    [GeneratedRegex(@"<jnlp\b[^<>]{0,2000}?\bcodebase\s*=\s*[""'](?:http://|https://(?:\d{1,3}\.){3}\d)[^""'>]{0,200}", RegexOptions.IgnoreCase)]
    private static partial Regex UnprotectedBase();

    [GeneratedRegex(@"res://apds\.dll/redirect[^<]{0,200}|<String\b[^<>]{0,100}>[^<]{0,200}(?:external\.Document\.ScopeNamespace|javascript:eval)[^<]{0,200}", RegexOptions.IgnoreCase)]
    private static partial Regex ConsoleScript();

    [GeneratedRegex(@"<Task\b[^<>]{0,500}?\bCommand\s*=\s*""(?<command>[^""]{1,500})""", RegexOptions.IgnoreCase)]
    private static partial Regex ConsoleTask();

    [GeneratedRegex(@"<CommandLine\b[^<>]{0,1000}?\bParam(?:eter)?s\s*=\s*""([^""]{1,4000})""", RegexOptions.IgnoreCase)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"<Exec>\s*<Command>(?<command>[^<]{1,500})</Command>\s*(?:<Arguments>(?<arguments>[^<]{1,8000})</Arguments>)?", RegexOptions.IgnoreCase)]
    private static partial Regex TaskExec();

    [GeneratedRegex(@"\bVirtualAlloc(?:Ex)?\b|\bVirtualProtect\b|\bNtAllocateVirtualMemory\b")]
    private static partial Regex Allocates();

    [GeneratedRegex(@"\bCreateThread\b|\bCreateRemoteThread\b|\bQueueUserAPC\b|GetDelegateForFunctionPointer|\bEnumSystemLocales\w*")]
    private static partial Regex RunsMemory();

    [GeneratedRegex(@"Assembly\.Load\s*\(|Process\.Start\s*\(")]
    private static partial Regex LoadsProgram();

    [GeneratedRegex(@"\bWebClient\b|\bHttpClient\b|\bWebRequest\b|DownloadData|DownloadFile")]
    private static partial Regex Fetches();
}
