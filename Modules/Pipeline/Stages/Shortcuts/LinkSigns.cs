using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Shortcuts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Shortcuts;

/// <summary>What a Windows shortcut gives away.</summary>
internal static partial class LinkSigns
{
    private const int MaxHonestArguments = 260;
    private const int MaxHonestBytes = 50_000;

    private static readonly FrozenSet<string> Launchers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "powershell.exe", "pwsh.exe", "cmd.exe", "mshta.exe", "rundll32.exe", "wscript.exe", "cscript.exe", "msiexec.exe", "regsvr32.exe", "forfiles.exe",
        "conhost.exe", "curl.exe", "ssh.exe", "powershell", "cmd", "mshta", "rundll32", "wscript", "cscript", "msiexec", "regsvr32", "certutil.exe", "bitsadmin.exe",
        "pcalua.exe", "wmic.exe", "msbuild.exe", "odbcconf.exe", "cmstp.exe", "installutil.exe", "hh.exe", "scriptrunner.exe", "ftp.exe", "explorer.exe", "node.exe", "python.exe", "pythonw.exe");

    /// <summary>Programs whose icon says "document".</summary>
    private static readonly FrozenSet<string> Viewers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "winword.exe", "excel.exe", "powerpnt.exe", "wordicon.exe", "xlicons.exe", "pptico.exe", "acrord32.exe", "acrobat.exe", "msedge.exe", "chrome.exe",
        "firefox.exe", "notepad.exe", "wordpad.exe", "outlook.exe", "mspaint.exe");

    private static readonly FrozenSet<string> Documents = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "rtf", "jpg", "png", "html", "zip");

    /// <summary>Reports on a shortcut.</summary>
    public static void Report(IScanContext scan, ShellLink link)
    {
        Note(scan, link);
        var target = link.Target ?? "";
        // Carets stand for nothing to the command interpreter, and a target in the environment block goes before the one that is shown.
        var arguments = (link.Arguments ?? "").Replace("^", "", StringComparison.Ordinal);
        if (link.EnvironmentTarget is { } environment && Launchers.Contains(FileName(environment)))
            target = environment;
        var isLauncher = Launchers.Contains(FileName(target));
        if (isLauncher && OwnShare().IsMatch($"{FileName(target)} {arguments}"))
            scan.Note("share", MemberName.Shorten(arguments.Trim()));
        else if (isLauncher && Telling().Match(arguments) is { Success: true } telling)
            Report(scan, ShortcutHeuristics.LauncherCommand, arguments[telling.Index..]);
        else if (isLauncher && OddLibrary().IsMatch($"{FileName(target)} {arguments}"))
            Report(scan, ShortcutHeuristics.LauncherCommand, arguments);
        else if (isLauncher && !IsHonest(target, arguments) && !(scan.Facts.Depth == 0 && OwnScript().IsMatch($"{FileName(target)} {arguments}")))
            Report(scan, ShortcutHeuristics.Launcher, $"{target} {arguments}");
        // Nobody sends a shortcut into his own system: what it starts would not be there.
        if (isLauncher && !IsHonest(target, arguments) && scan.Facts.Depth > 0 && scan.Facts.Relation is "member" or "attachment" or "embedded")
            Report(scan, ShortcutHeuristics.LauncherSent, scan.Facts.Path);
        if (Blanks().IsMatch(arguments) || (isLauncher && arguments.Length > MaxHonestArguments))
            Report(scan, ShortcutHeuristics.Padded, $"{arguments.Length} characters");
        if (scan.Facts.Size > MaxHonestBytes || (link.End < scan.Facts.Size && scan.Content.Span[link.End..].ContainsAnyExcept((byte)0)))
            scan.Report(ShortcutHeuristics.Appended, new Evidence(link.End, Math.Max(0, scan.Facts.Size - link.End), null));
        if (isLauncher && WildcardPath().Match(arguments) is { Success: true } wildcard)
            Report(scan, ShortcutHeuristics.Wildcards, wildcard.Value);
        if (isLauncher && IsDocumentIcon(link.IconLocation))
            Report(scan, ShortcutHeuristics.IconMismatch, link.IconLocation!);
        if (new[] { target, link.IconLocation, link.EnvironmentTarget, arguments }.FirstOrDefault(IsRemote) is { } remote)
            Report(scan, ShortcutHeuristics.Remote, remote);
        if (new[] { target, arguments, link.WorkingDirectory ?? "" }.SelectMany(text => text.Split(' ', '"')).FirstOrDefault(ShortcutsStage.IsNamelessWebFolder) is { } folder)
            Report(scan, ShortcutHeuristics.WebFolder, folder);
        if (link is { EnvironmentTarget: { } hidden, LocalPath: null, NetName: null, IdListPath: null, RelativePath: null })
            Report(scan, ShortcutHeuristics.EnvironmentTarget, hidden);
    }

    /// <summary>True for a command line that starts with a launcher.</summary>
    public static bool IsLauncher(string command)
    {
        var trimmed = command.TrimStart('"', ' ');
        var end = trimmed.IndexOfAny([' ', '"']);
        return Launchers.Contains(FileName(end < 0 ? trimmed : trimmed[..end]));
    }

    /// <summary>True for arguments that name an address, hide a window or decode something.</summary>
    public static bool IsTelling(string command) => Telling().IsMatch(command);

    // File managers and interpreters that people have shortcuts to; with an address or a hidden command they are judged like the others.
    private static bool IsHonest(string target, string arguments) => OwnPrompt().IsMatch(arguments) || OwnShare().IsMatch($"{FileName(target)} {arguments}") || Removal().IsMatch($"{FileName(target)} {arguments}") || OpenPrompt().IsMatch($"{FileName(target)} {arguments}") || FileName(target).ToUpperInvariant() is "EXPLORER.EXE" or "NODE.EXE" or "PYTHON.EXE" or "PYTHONW.EXE" or "HH.EXE" or "FTP.EXE";

    private static bool IsDocumentIcon(string? icon) =>
        icon is not null && (Viewers.Contains(FileName(icon)) || Documents.Contains(FileNames.Extension(icon.Split(',')[0])));

    private static bool IsRemote(string? path) => path is not null && RemotePath().IsMatch(path);

    private static void Note(IScanContext scan, ShellLink link)
    {
        Note(scan, "target", link.Target);
        Note(scan, "arguments", link.Arguments?.Trim());
        Note(scan, "working_directory", link.WorkingDirectory);
        Note(scan, "icon", link.IconLocation);
        Note(scan, "description", link.Description);
        Note(scan, "environment_target", link.EnvironmentTarget);
        Note(scan, "machine_id", link.MachineId);
        Note(scan, "mac_address", link.MacAddress);
        Note(scan, "volume_serial", link.DriveSerialNumber?.ToString("X8", null));
        if (link.ShowCommand == 7)
            scan.Note("minimised", true);
    }

    private static void Note(IScanContext scan, string key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            scan.Note(key, MemberName.Shorten(text));
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));

    private static string FileName(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..].Trim();

    [GeneratedRegex(@"https?:|\\\\[\w.-]+[@\\]|[-/]e(?:nc|c|ncodedcommand)?\s+[A-Za-z0-9+/=]{16}|&&|\|\s*\w|\biex\b|\birm\b|\biwr\b|frombase64|javascript:|vbscript:|%\w+:~|/v:on\b|-w(?:indowstyle)?\s+h|findstr|/c\s+start\s+/(?:min|b)", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();

    // A library under another extension: rundll32 documents.log,Start
    [GeneratedRegex(@"^(?:rundll32|regsvr32)(?:\.exe)?\s+(?:[/-]\w+\s+)*""?(?![^"",]*\.(?:dll|cpl|ocx|drv|ax)\b)[^"",]{1,200}\.\w{1,5}""?(?:,|\s|$)|^odbcconf(?:\.exe)?\s[^\n]{0,60}\bregsvr\s", RegexOptions.IgnoreCase)]
    private static partial Regex OddLibrary();

    // A prompt that stays open after a script of an installed program: development kits put such shortcuts into the start menu.
    [GeneratedRegex(@"^\s*/k\s+""*(?:[A-Za-z]:\\Program Files[^""&|<>^]{1,200}|%\w+%\\[^""&|<>^]{1,200})\.(?:bat|cmd)[""\s]*(?:[\w=.-]{1,20}\s*)*$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnPrompt();

    // What installers put into the start menu: the removal of their product, and a prompt with a module of theirs loaded that stays open.
    [GeneratedRegex(@"^msiexec(?:\.exe)?\s+/(?:x|i|fa|f)\s*\{[0-9A-F-]{36}\}\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Removal();

    [GeneratedRegex(@"^(?:powershell|pwsh)(?:\.exe)?\s[^\n]*-noe(?:xit)?\b[^\n]*(?:Program Files|%ProgramFiles)[^\n]*$", RegexOptions.IgnoreCase)]
    private static partial Regex OpenPrompt();

    // What stands on a share of one's own network, on a host without a domain, and nothing else on the line: a drive letter for it, a script of its, a printer.
    [GeneratedRegex(@"^cmd(?:\.exe)?\s+/[ck]\s+""*\\\\(?!\d+\.)[\w-]{1,40}\\[\w $\\.-]{1,150}\.(?:cmd|bat)""*\s*$|^rundll32(?:\.exe)?\s+""?printui\.dll""?,\s*PrintUIEntry\s(?:/\w+\s+){1,6}""?\\\\(?!\d+\.)[\w-]{1,40}\\[\w $-]{1,80}""?\s*$|^cmd(?:\.exe)?\s+/[ck]\s+""?net(?:\.exe)?\s+use\s+[A-Z*]:\s+""?\\\\(?!\d+\.)[\w-]{1,40}\\[\w $-]{1,80}""?(?:\s+/persistent:\w+|\s+/savecred)*""?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnShare();

    // A script of one's own in a folder of the machine, by its full path; not where every program may write, and under the rules that are set.
    [GeneratedRegex(@"^(?:powershell|pwsh)(?:\.exe)?\s(?![^\n]*(?:bypass|unrestricted|hidden|\\temp\\|\\users\\|\\programdata\\|\\windows\\|%))[^\n]*\s-f(?:ile)?\s+""?[A-Za-z]:\\[^""\n]{1,200}\.ps1""?[^\n;|&]{0,200}$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnScript();

    // \*i*\*2\msh*e: two parts of one path that leave letters out.
    [GeneratedRegex(@"\\[\w.]{0,12}\*[\w.*]{0,12}\\[^\s""]{0,40}\*|\b(?:p\*\w*l|po\w*\*\w*l|m\w{0,3}\*\w{0,3}e|c\*d)\.?(?:\*|exe)?\s+[^\s*]", RegexOptions.IgnoreCase)]
    private static partial Regex WildcardPath();

    [GeneratedRegex(@"[\s\u00A0]{31,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\s*""?\\\\(?![?.]\\)[\w.-]+[\\@]|^\s*""?https?:", RegexOptions.IgnoreCase)]
    private static partial Regex RemotePath();
}
