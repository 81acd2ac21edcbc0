using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What packages of programming languages and systems give away.</summary>
internal static class PackageHeuristics
{
    public static readonly Heuristic InstallHook = new("pkg.install_hook", "Runs something when it is installed",
        Severity.Medium, Confidence.Medium, Active, "T1195.002");

    public static readonly Heuristic HookNetwork = new("pkg.install_hook_net", "Its installation reaches for the network or runs hidden text",
        Severity.VeryHigh, Confidence.Medium, Active, "T1195.002");

    public static readonly Heuristic HookActs = new("pkg.install_hook_acts", "Its installation runs what it fetches, runs unseen, or gives the environment away",
        Severity.VeryHigh, Confidence.High, Capability, "T1195.002");

    public static readonly Heuristic TypoSquat = new("pkg.typosquat", "A name one letter away from a popular package",
        Severity.Medium, Confidence.Medium, Social, "T1195.002");

    public static readonly Heuristic DependencyUrl = new("pkg.dep_url", "Depends on an address instead of a published version",
        Severity.Low, Confidence.Medium, Network, "T1195.001");

    public static readonly Heuristic HugeVersion = new("pkg.version_999", "A version so high that it wins over any other (dependency confusion)",
        Severity.Medium, Confidence.Medium, Social, "T1195.002");

    public static readonly Heuristic NativeUndeclared = new("pkg.native_undeclared", "A package brings native code that it neither builds nor says it has",
        Severity.Low, Confidence.Medium, Structure, "T1195.002");

    public static readonly Heuristic NoRepositorySignature = new("pkg.no_repo_sig", "A NuGet package without the signature that the gallery puts on every one",
        Severity.Info, Confidence.High, Structure);

    public static readonly Heuristic StartLine = new("pkg.start_line", "Python would fetch, decode or start something at every start, because a .pth file says so",
        Severity.High, Confidence.Medium, Active, "T1546.018");

    public static readonly Heuristic BorrowedName = new("pkg.borrowed_name", "A popular extension's name under another publisher",
        Severity.Medium, Confidence.Low, Social, "T1195.002");

    public static readonly Heuristic StartsAlways = new("ext.starts_always", "An editor's extension that starts with the editor, whatever is opened",
        Severity.Low, Confidence.Low, Capability, "T1176.002");

    public static readonly Heuristic WideReach = new("ext.wide_reach", "A browser extension that reaches every page and at least three of the powerful parts of the browser",
        Severity.Low, Confidence.Medium, Capability, "T1176.001");

    public static readonly Heuristic RemoteScripts = new("ext.remote_scripts", "A browser extension whose policy lets it run scripts of another host",
        Severity.Medium, Confidence.Medium, Network, "T1176.001");

    public static readonly Heuristic ForeignUpdate = new("ext.foreign_update", "A browser extension that takes its updates from outside of the stores",
        Severity.Medium, Confidence.Medium, Network, "T1176.001");

    public static readonly Heuristic OpenUpdate = new("ext.open_update", "A browser extension that takes its updates without encryption or from a host without a name",
        Severity.High, Confidence.Medium, Structure, "T1176.001");

    public static readonly Heuristic ReplacesSettings = new("ext.replaces_settings", "A browser extension that puts its own start page or search in place of the user's",
        Severity.Low, Confidence.Medium, Active, "T1176.001");

    public static readonly Heuristic JarAgent = new("jar.manifest_agent", "A Java archive that attaches itself to other programs",
        Severity.Medium, Confidence.Medium, Capability);

    public static readonly Heuristic JarExec = new("jar.exec", "A Java class that starts programs and talks to the network",
        Severity.Low, Confidence.Medium, Capability, "T1059");

    public static readonly Heuristic JarLoader = new("jar.loader", "A Java class that decrypts code and loads it",
        Severity.High, Confidence.Medium, Obfuscation, "T1620");

    public static readonly Heuristic JarFetchRun = new("jar.fetch_run", "A Java class that saves a program from an address of its own, or from a host without a name, and starts programs",
        Severity.VeryHigh, Confidence.Medium, Active, "T1105");

    public static readonly Heuristic JarHiddenNames = new("jar.hidden_names", "A Java class that looks up classes by names which it keeps backwards or in base64",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic JarHiddenStart = new("jar.hidden_start", "What a Java class hides starts programs, and it loads code or talks to the network",
        Severity.High, Confidence.Medium, Capability, "T1059", "T1620");

    public static readonly Heuristic JarSpy = new("jar.spy", "A Java class that takes other programs' secrets, or watches and stays on the machine for somebody else",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1555", "T1219");

    public static readonly Heuristic ApkBot = new("apk.bot", "An app that intercepts, locks or loads code, and takes its orders from a server's script",
        Severity.High, Confidence.High, Capability, "T1636.004", "T1407");

    public static readonly Heuristic ApkPermissions = new("apk.perm", "An app that wants text messages, overlays and accessibility together",
        Severity.High, Confidence.Medium, Capability, "T1453");

    public static readonly Heuristic ApkDebugCertificate = new("apk.debug_cert", "Signed with the key that every development kit makes, which no store takes",
        Severity.Low, Confidence.Medium, Structure, "T1553.002");

    public static readonly Heuristic ApkDropper = new("apk.dropper", "An app with another app inside",
        Severity.Medium, Confidence.Medium, Obfuscation);

    public static IReadOnlyList<Heuristic> All =>
        [InstallHook, HookNetwork, HookActs, TypoSquat, DependencyUrl, HugeVersion, NativeUndeclared, NoRepositorySignature, StartLine, BorrowedName, StartsAlways, WideReach, RemoteScripts, ForeignUpdate, OpenUpdate, ReplacesSettings,
         JarAgent, JarExec, JarLoader, ApkPermissions, ApkDropper];
}
