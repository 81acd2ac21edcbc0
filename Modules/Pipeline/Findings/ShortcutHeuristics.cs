using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What shortcuts and their kin give away.</summary>
internal static class ShortcutHeuristics
{
    public static readonly Heuristic Launcher = new("lnk.lolbin", "A shortcut to a shell or a launcher of Windows",
        Severity.High, Confidence.Medium, Active, "T1218");

    public static readonly Heuristic LauncherCommand = new("lnk.lolbin_command", "A shortcut that has a launcher of Windows run an address or a hidden command",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002", "T1218");

    public static readonly Heuristic Padded = new("lnk.padded", "The arguments are pushed out of sight",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic Appended = new("lnk.appended", "Data behind a shortcut's end",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.009");

    public static readonly Heuristic IconMismatch = new("lnk.icon_mismatch", "A launcher under the icon of a document",
        Severity.High, Confidence.Medium, Social, "T1027.012");

    public static readonly Heuristic Remote = new("lnk.unc", "Target or icon lies on a file server",
        Severity.Medium, Confidence.High, Network, "T1187");

    public static readonly Heuristic EnvironmentTarget = new("lnk.env_target", "The target stands in an environment block alone",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1027");

    public static readonly Heuristic UrlRemoteFile = new("url.remote_file", "An Internet shortcut to a file server",
        Severity.High, Confidence.Medium, Active, "T1187");

    public static readonly Heuristic QueryCommand = new("iqy.cmd", "A web query that fetches a sheet's content from a stranger",
        Severity.High, Confidence.High, Active, "T1559.002");

    public static readonly Heuristic SheetExec = new("slk.exec", "A SYLK sheet that starts programs",
        Severity.High, Confidence.High, Active, "T1559.002");

    public static readonly Heuristic CellCommand = new("csv.dde", "A cell of a text table that starts a program through DDE",
        Severity.VeryHigh, Confidence.High, Active, "T1559.002");

    public static readonly Heuristic InfScriptlet = new("inf.scriptlet", "A setup script that has Windows run a scriptlet from the network",
        Severity.VeryHigh, Confidence.High, Active, "T1218.010");

    public static readonly Heuristic RegistryStart = new("reg.start_command", "Registry settings that run a command at every start",
        Severity.High, Confidence.High, Active, "T1547.001");

    public static readonly Heuristic SettingExec = new("settingcontent.exec", "A Windows setting that starts a shell or a launcher",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002");

    public static readonly Heuristic RemoteLibrary = new("library.remote", "A Windows library that shows a stranger's folder",
        Severity.High, Confidence.Medium, Active, "T1187");

    public static readonly Heuristic LauncherSent = new("lnk.sent", "A shortcut to a shell or a launcher that came in an archive, on a disk image or with a mail",
        Severity.High, Confidence.High, Social, "T1566.001");

    public static readonly Heuristic UrlExploit = new("url.mhtml_exploit", "An Internet shortcut that has Internet Explorer open an address (CVE-2024-38112)",
        Severity.Critical, Confidence.High, Active, "T1203");

    public static readonly Heuristic UrlRemoteProgram = new("url.remote_program", "An Internet shortcut to a program, or that starts a program in a stranger's folder",
        Severity.VeryHigh, Confidence.High, Capability, "T1204.002");

    public static readonly Heuristic UrlHandler = new("url.handler", "An Internet shortcut through a handler that runs scripts",
        Severity.VeryHigh, Confidence.High, Capability, "T1218");

    public static readonly Heuristic WebFolder = new("url.webdav", "Has Windows open a web server without a name as if it were a folder",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic Wildcards = new("lnk.wildcard", "The path of what a shortcut starts is spelt with wildcards",
        Severity.High, Confidence.High, Obfuscation, "T1027.010");

    public static readonly Heuristic WebLibrary = new("library.web", "A Windows library that opens an unprotected web server as a folder",
        Severity.VeryHigh, Confidence.High, Capability, "T1187", "T1105");

    public static IReadOnlyList<Heuristic> All =>
    [
        LauncherSent, UrlExploit, UrlRemoteProgram, UrlHandler, WebFolder,
        Launcher, LauncherCommand, Padded, Appended, IconMismatch, Remote, EnvironmentTarget, UrlRemoteFile, QueryCommand, CellCommand, InfScriptlet, RegistryStart, SheetExec, SettingExec, RemoteLibrary,
    ];
}
