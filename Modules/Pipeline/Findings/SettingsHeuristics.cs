using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What settings, consoles and project files give away: texts that programs of Windows, of Java and of build tools act on.</summary>
internal static class SettingsHeuristics
{
    public static readonly Heuristic ConsoleScript = new("msc.script", "A management console that runs script through a flaw of Windows (GrimResource)",
        Severity.Critical, Confidence.High, Active, "T1218.014");

    public static readonly Heuristic ConsoleCommand = new("msc.command", "A management console with a task that starts a launcher",
        Severity.VeryHigh, Confidence.High, Active, "T1218.014");

    public static readonly Heuristic TaskCommand = new("task.command", "A scheduled task that runs an address or a hidden command",
        Severity.VeryHigh, Confidence.High, Active, "T1053.005");

    public static readonly Heuristic BuildInjects = new("msbuild.inject", "A project file with code that allocates memory and runs what it copies there",
        Severity.Critical, Confidence.High, Capability, "T1127.001", "T1055");

    public static readonly Heuristic BuildDownloads = new("msbuild.inline_download", "A project file with code that loads a program from the network",
        Severity.VeryHigh, Confidence.High, Capability, "T1127.001");

    public static readonly Heuristic RemoteDesktop = new("rdp.exposes", "A remote session that is given all drives, with a host without a name or whose identity is not checked",
        Severity.High, Confidence.High, Active, "T1021.001");

    public static readonly Heuristic RemoteCommand = new("rdp.command", "A remote session that starts a launcher or gives it an address",
        Severity.VeryHigh, Confidence.High, Active, "T1021.001", "T1218");

    public static readonly Heuristic RemoteTheme = new("theme.remote", "A theme that takes its picture or its screen saver from another machine",
        Severity.High, Confidence.High, Active, "T1187");

    public static readonly Heuristic JavaAllPermissions = new("jnlp.all_permissions", "Has Java start a program with all permissions from an unprotected or nameless host",
        Severity.High, Confidence.Medium, Active, "T1204.002");

    public static readonly Heuristic AgentCommand = new("plist.command", "A launch agent of macOS that runs a fetched or an encoded command",
        Severity.VeryHigh, Confidence.High, Active, "T1543.001");

    public static readonly Heuristic FolderTask = new("tasks.folder_open", "Runs what it downloads as soon as its folder is opened in an editor",
        Severity.High, Confidence.High, Active, "T1204.002");

    public static readonly Heuristic WholeMachine = new("compose.whole_machine", "Starts a container that may write to the whole machine and see its processes",
        Severity.High, Confidence.High, Active, "T1611");

    public static readonly Heuristic WorkflowSecrets = new("workflow.secrets", "A workflow that sends all its secrets away",
        Severity.VeryHigh, Confidence.High, Capability, "T1552.001");

    public static readonly Heuristic LogonDoor = new("reg.logon_door", "Puts a command interpreter in the place of a program that runs before anybody signs in",
        Severity.VeryHigh, Confidence.High, Active, "T1546.008");

    public static readonly Heuristic ProtectionOff = new("reg.protection_off", "Switches off the protection of Windows or of Office's macros",
        Severity.High, Confidence.High, Capability, "T1685");

    public static readonly Heuristic HiddenLetters = new("text.hidden_letters", "Text in letters that no reader sees and that programs read",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic AgentLedAstray = new("agent.led_astray", "Tells an assistant for programming to fetch, plant or send something and to keep it from its user",
        Severity.VeryHigh, Confidence.High, Active, "T1204");

    public static IReadOnlyList<Heuristic> All => [ConsoleScript, ConsoleCommand, TaskCommand, BuildInjects, BuildDownloads, RemoteDesktop, RemoteTheme, JavaAllPermissions];
}
