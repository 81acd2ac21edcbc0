using System.Globalization;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Packages;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Packages;

/// <summary>Looks at the parts of packages that say what they are and what runs when they are installed. It knows them by their names.</summary>
internal sealed partial class PackagesStage : IScanStage
{
    private const int MaxManifestBytes = 4 << 20;
    private const int HugeMajorVersion = 99;

    public string Name => "packages";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && Part(facts) != PackagePart.None;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Size > MaxManifestBytes)
            scan.Miss(GapReason.Limit, $"Only the first {MaxManifestBytes} bytes of what a package says of itself are looked at.");
        var text = SourceText.Read(scan.Content.Span, MaxManifestBytes).Text;
        switch (Part(scan.Facts))
        {
            case PackagePart.Npm when PackageManifest.Npm(text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Nuspec when PackageManifest.Nuspec(text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Python when PackageManifest.Headers("pypi", text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Debian when scan.Facts.Depth > 0 && PackageManifest.Headers("deb", text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Gem when PackageManifest.Gem(text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Vsix when PackageManifest.Vsix(text) is { } manifest:
                ReportManifest(scan, manifest);
                break;
            case PackagePart.Browser when BrowserManifest.Read(text) is { } manifest:
                BrowserExtensionSigns.Report(scan, manifest);
                break;
            case PackagePart.Gyp:
                foreach (var command in PackageManifest.GypCommands(text))
                    ReportCommand(scan, "binding.gyp", Interpreter().Replace(command, ""));
                break;
            case PackagePart.PythonPath:
                foreach (var line in PackageManifest.StartLines(text).Where(line => StartsSomething().IsMatch(line)))
                    Report(scan, PackageHeuristics.StartLine, line);
                break;
            case PackagePart.MaintainerScript:
                ReportScript(scan, text);
                break;
            case PackagePart.MsBuild:
                foreach (var command in PackageManifest.MsBuildCommands(text))
                    ReportHook(scan, "Exec", command);
                break;
            case PackagePart.JarManifest when AgentClass().Match(text) is { Success: true } agent:
                Report(scan, PackageHeuristics.JarAgent, agent.Value);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private enum PackagePart
    {
        None,
        Npm,
        Nuspec,
        Python,
        MaintainerScript,
        MsBuild,
        JarManifest,
        Debian,
        Gem,
        Vsix,
        Browser,
        Gyp,
        PythonPath,
    }

    private static PackagePart Part(ArtifactFacts facts) => facts.Name switch
    {
        "package.json" => PackagePart.Npm,
        "METADATA" or "PKG-INFO" => PackagePart.Python,
        "preinst" or "preinstall" or "postinstall" or "postinst" or "prerm" or "postrm" or "init.ps1" or "install.ps1" or "extconf.rb" or "mkrf_conf.rb" when facts.Depth > 0 => PackagePart.MaintainerScript,
        "MANIFEST.MF" => PackagePart.JarManifest,
        "control" => PackagePart.Debian,
        "metadata" => PackagePart.Gem,
        // What a metadata.gz holds has no name of its own.
        "unnamed" when facts.Depth > 0 && facts.Identification.Encoding is not null => PackagePart.Gem,
        "extension.vsixmanifest" => PackagePart.Vsix,
        "manifest.json" => PackagePart.Browser,
        "binding.gyp" => PackagePart.Gyp,
        _ when facts.Name.EndsWith(".pth", StringComparison.OrdinalIgnoreCase) => PackagePart.PythonPath,
        _ when facts.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) => PackagePart.Nuspec,
        _ when facts.Depth > 0 && (facts.Name.EndsWith(".targets", StringComparison.OrdinalIgnoreCase) || facts.Name.EndsWith(".props", StringComparison.OrdinalIgnoreCase)) => PackagePart.MsBuild,
        _ => PackagePart.None,
    };

    private static void ReportManifest(IScanContext scan, PackageManifest manifest)
    {
        scan.Note("ecosystem", manifest.Ecosystem);
        scan.Note("name", MemberName.Shorten(manifest.Name));
        scan.Note("version", MemberName.Shorten(manifest.Version));
        foreach (var (hook, text) in manifest.Hooks)
            ReportHook(scan, hook, text);
        if (PopularPackages.ImitatedBy(manifest.Ecosystem, manifest.Name) is { } popular)
            Report(scan, PackageHeuristics.TypoSquat, $"{manifest.Name} for {popular}");
        if (manifest.Ecosystem == "vscode")
            ReportExtension(scan, manifest);
        foreach (var (name, version) in manifest.Dependencies.Where(dependency => Address().IsMatch(dependency.Version)))
            Report(scan, PackageHeuristics.DependencyUrl, $"{name}: {version}");
        if (int.TryParse(manifest.Version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && IsHuge(major))
            Report(scan, PackageHeuristics.HugeVersion, manifest.Version);
    }

    private static void ReportExtension(IScanContext scan, PackageManifest manifest)
    {
        scan.Note("publisher", MemberName.Shorten(manifest.Publisher));
        if (PopularPackages.BorrowedFrom(manifest.Name, manifest.Publisher) is { } owner)
            Report(scan, PackageHeuristics.BorrowedName, $"{manifest.Publisher}.{manifest.Name} for {owner}'s");
        if (manifest.ActivationEvents.Contains("*"))
            Report(scan, PackageHeuristics.StartsAlways, "activationEvents: *");
    }

    // Made to win over every version of the same name: nines alone, or a number that nobody counts to and that is no year. Browsers and their kin are past 100.
    private static bool IsHuge(int major) => major is HugeMajorVersion or 999 or 9999 or 99999 or (>= 1000 and < 1900);

    private static void ReportHook(IScanContext scan, string hook, string text)
    {
        // A gem's extension is the name of a file, and nearly all that have one build native code by it.
        if (!ReportCommand(scan, hook, text) && hook is not ("prepare" or "Exec" or "extension") && !UsualBuild().IsMatch(text))
            Report(scan, PackageHeuristics.InstallHook, $"{hook}: {text}");
    }

    private static bool ReportCommand(IScanContext scan, string hook, string text)
    {
        if (!Suspicious().IsMatch(text))
            return false;
        Report(scan, PackageHeuristics.HookNetwork, $"{hook}: {text}");
        ReportAct(scan, text);
        return true;
    }

    // Fetching is one thing; handing it to an interpreter, or the environment to a stranger, another.
    private static void ReportAct(IScanContext scan, string text)
    {
        if (Acts().Match(text) is { Success: true } act)
            Report(scan, PackageHeuristics.HookActs, act.Value);
    }

    private static void ReportScript(IScanContext scan, string text)
    {
        // A certificate, a list or a key of a package source is data; nothing of it is run.
        if (DataDownload().Replace(Comment().Replace(text, ""), "") is var code && Suspicious().Match(code) is { Success: true } found)
        {
            Report(scan, PackageHeuristics.HookNetwork, code.Substring(found.Index, Math.Min(200, code.Length - found.Index)));
            ReportAct(scan, code);
        }
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));

    [GeneratedRegex(@"\b(?:curl|wget)\b[^\n]{0,200}https?://|\b(?:curl|wget)\s+-|\bpowershell\b|invoke-webrequest|downloadstring|net::http|open-uri|\bnode\s+-e\b(?=[^\n]*(?:https?\b|\bnet\b|\bdns\b|\btls\b|child_process|\bfetch\b|\beval\b|Function\b|Buffer\.from|exec(?:File)?(?:Sync)?\s*\(|spawn|\\x[0-9a-f]{2}|atob|process\.env\b|import\s*\())|\bpython3?\s+-c\b|base64\s+(?:-d|--decode)|/dev/tcp/|\beval\s*\(|\bnc\s+-|certutil|mshta|\|\s*(?:ba)?sh\b", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();

    [GeneratedRegex(@"(?:curl|wget)\b[^\n]{0,300}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\beval\s*\(?[^\n]{0,100}(?:open|get|read|base64|decode)|\biex\b|\bIEX\s*\(|invoke-expression|-e(?:nc|c|ncodedcommand)?\s+[A-Za-z0-9+/=]{20}|\$\((?:env|printenv|whoami|cat\s)|\b(?:env|printenv)\s*\||base64\s+(?:-d|--decode)[^\n]{0,40}\||/dev/tcp/|(?:\bwin|-w\w*)\s*hidden|createWriteStream[^\n]{0,300}(?:spawn|exec)\w*\(|\b(?:ba|z)?sh\s+-c\s+[""']\$\((?:curl|wget)", RegexOptions.IgnoreCase)]
    private static partial Regex Acts();

    // What builds a native part or a git hook, as thousands of packages do.
    [GeneratedRegex(@"^\s*(?:npx\s+)?(?:node-gyp|node-pre-gyp|prebuild-install|prebuildify|node-gyp-build|husky|patch-package|opencollective|npm run|yarn |ngcc|is-ci|simple-git-hooks|lerna|echo |exit |true$|cmake-js|electron-builder|tsc\b|napi-postinstall|node (?:\./)?(?:scripts?/|install\.js|postinstall\.js|lib/|bin/|dist/|build/))", RegexOptions.IgnoreCase)]
    private static partial Regex UsualBuild();

    [GeneratedRegex(@"^(?:git\+|git://|https?://|github:.*#[0-9a-f]{7})", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:Premain-Class|Agent-Class|Launcher-Agent-Class):[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex AgentClass();

    // Asking Node or Python for a folder of headers is what these expansions are for.
    [GeneratedRegex(@"\bnode\s+-[ep]+\b|\bpython3?\s+-c\b", RegexOptions.IgnoreCase)]
    private static partial Regex Interpreter();

    // Honest lines import a module and call its hook: those of setuptools, of coverage tools and of editable installs.
    [GeneratedRegex(@"b64decode|base64|urlopen|urllib|\brequests\b|subprocess|os\.system|popen|\bsocket\b|zlib|marshal|fromhex|\beval\s*\(|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex StartsSomething();

    [GeneratedRegex(@"\b(?:curl|wget)\b(?=[^\n;&|]{0,300}https://[A-Za-z])[^\n;&|]{0,300}?\s-{1,2}(?:[A-Za-z]{0,6}[oO]|output(?:-document)?)[\s=]+[""']?(?!/tmp|/dev|/var/tmp)[^\s;&|""']{1,200}\.(?:pem|crt|cer|gpg|asc|pub|list|sources|conf|cnf|json|ya?ml|toml|csv|dat|mmdb|dic|txt|sha\d+|md5|png|ico|ttf|woff2?)\b[""']?[^\n;&|]{0,200}", RegexOptions.IgnoreCase)]
    private static partial Regex DataDownload();

    [GeneratedRegex(@"^[ \t]*#[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
