using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>
/// What scripts give away. Base rates: 6,000 harmless JavaScript files of packages had no shell object, no decoder in an eval, no string
/// array of an obfuscator, and 2.1 % had very long lines, which therefore weigh nothing.
/// </summary>
internal static class ScriptHeuristics
{
    public static readonly Heuristic JsShell = new("js.wsh", "JScript starts programs",
        Severity.High, Confidence.High, Active, "T1059.007");

    public static readonly Heuristic JsDrop = new("js.drop", "JScript downloads a file and saves it",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic JsEvalDecoded = new("js.eval_decode", "Runs text that it decodes",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic JsObfuscator = new("js.obfuscator_io", "Names and strings as a common obfuscator leaves them",
        Severity.Medium, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic JsPacked = new("js.packed", "Packed by p,a,c,k,e,r",
        Severity.Low, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic JsHexEscapes = new("js.hex_esc", "A hundred and more letters written as \\x escapes",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1027");

    public static readonly Heuristic JsTrojanLibrary = new("js.lib_trojan", "Bears a library's banner and drives the Windows shell",
        Severity.VeryHigh, Confidence.Medium, Obfuscation, "T1036");

    public static readonly Heuristic JsCommentFill = new("js.comment_fill", "Nine tenths of the script are comments or lines that do nothing",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1027.001");

    public static readonly Heuristic JsEnvExfil = new("js.env_exfil", "Sends the machine's environment away and starts programs",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1195.002");

    public static readonly Heuristic EncodedScript = new("script.encoded", "Encoded by Windows Script Encoder",
        Severity.High, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic PsEncoded = new("ps.enc", "PowerShell command in base64",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.010");

    public static readonly Heuristic PsDownloadRun = new("ps.iex_download", "PowerShell runs what it downloads",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic PsReflect = new("ps.b64_reflect", "PowerShell loads a program out of base64 into memory",
        Severity.VeryHigh, Confidence.High, Active, "T1620");

    public static readonly Heuristic PsAmsi = new("ps.amsi", "PowerShell switches off the scan interface",
        Severity.VeryHigh, Confidence.High, Active, "T1685");

    public static readonly Heuristic PsDefender = new("ps.defender", "Changes what Windows Defender looks at",
        Severity.VeryHigh, Confidence.High, Active, "T1685");

    public static readonly Heuristic PsFlags = new("ps.flags", "PowerShell started unseen and without its rules",
        Severity.Medium, Confidence.High, Active, "T1059.001");

    public static readonly Heuristic PsObfuscated = new("ps.obf", "PowerShell puts its words together letter by letter",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.010");

    public static readonly Heuristic PsPersist = new("ps.persist", "Registers itself to run at every start",
        Severity.Medium, Confidence.Medium, Capability, "T1547.001");

    public static readonly Heuristic VbsExecuteChr = new("vbs.execute_chr", "VBScript runs text put together of letter codes",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic VbsDrop = new("vbs.xmlhttp_stream", "VBScript downloads a file and saves it",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic VbsWmi = new("vbs.wmi", "VBScript starts programs through WMI",
        Severity.High, Confidence.High, Active, "T1047");

    public static readonly Heuristic VbsShell = new("vbs.wsh", "VBScript starts a shell or a launcher",
        Severity.High, Confidence.High, Active, "T1059.005");

    public static readonly Heuristic BatSubstring = new("bat.substr", "Batch file cuts its commands out of variables",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.010");

    public static readonly Heuristic BatDownload = new("bat.download", "Batch file downloads a program and runs it",
        Severity.VeryHigh, Confidence.High, Capability, "T1105", "T1197");

    public static readonly Heuristic BatDecode = new("bat.decode", "Batch file decodes a program out of text",
        Severity.High, Confidence.High, Obfuscation, "T1140");

    public static readonly Heuristic BatRunVariable = new("bat.exec_var", "Batch file runs what a variable holds",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1059.003");

    public static readonly Heuristic BatMark = new("bat.bom", "A mark of UTF-16 before plain letters hides the commands from editors",
        Severity.Medium, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic BatCarets = new("bat.caret", "Carets or quotes split the words of the commands",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1027.010");

    public static readonly Heuristic BatEncoded = new("bat.ps_enc", "Starts PowerShell with a command in base64",
        Severity.High, Confidence.High, Obfuscation, "T1059.001", "T1027.010");

    public static readonly Heuristic BatScriptUrl = new("bat.script_url", "Has a Windows launcher run a script from the network",
        Severity.VeryHigh, Confidence.High, Capability, "T1218");

    public static readonly Heuristic ShCurlPipe = new("sh.curl_pipe", "Pipes a download into a shell",
        Severity.Medium, Confidence.Medium, Active, "T1059.004");

    public static readonly Heuristic ShReverseShell = new("sh.revshell", "Hands a shell to another host",
        Severity.Critical, Confidence.High, Active, "T1059.004");

    public static readonly Heuristic ShPersist = new("sh.cron_preload", "Puts itself into the scheduler or into every program's start",
        Severity.High, Confidence.Medium, Capability, "T1053.003");

    public static readonly Heuristic PyExecDecoded = new("py.exec_decode", "Python runs text that it decodes",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic PySetupNetwork = new("py.setup_net", "A setup script that talks to the network or starts programs",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1195.002");

    public static readonly Heuristic PyReverseShell = new("py.revshell", "Python hands a shell to another host",
        Severity.Critical, Confidence.High, Active, "T1059.006");

    public static readonly Heuristic PhpWebShell = new("php.webshell", "PHP runs what a visitor sends",
        Severity.VeryHigh, Confidence.High, Active, "T1505.003");

    public static readonly Heuristic PhpObfuscated = new("php.obf", "PHP unpacks itself out of base64",
        Severity.High, Confidence.Medium, Obfuscation, "T1027");

    public static readonly Heuristic PsDownloadFile = new("ps.download_file", "PowerShell saves a program from the network and starts it",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic PsHidden = new("ps.hidden", "PowerShell in a hidden window runs what comes from the network or out of base64",
        Severity.High, Confidence.Medium, Obfuscation, "T1564.003");

    public static readonly Heuristic PsStays = new("ps.persist_payload", "Registers what it saved from the network to run at every start",
        Severity.High, Confidence.High, Active, "T1547.001");

    public static readonly Heuristic PsInject = new("ps.inject", "PowerShell copies code into memory and runs it",
        Severity.Critical, Confidence.High, Capability, "T1055");

    public static readonly Heuristic PsReverseShell = new("ps.revshell", "PowerShell hands itself to another host",
        Severity.Critical, Confidence.High, Active, "T1059.001");

    public static readonly Heuristic PickleCall = new("pickle.call", "Loading the pickle calls a function that starts programs or evaluates code",
        Severity.VeryHigh, Confidence.High, Active, "T1059.006");

    public static readonly Heuristic PickleCommand = new("pickle.command", "The function that loading the pickle calls is given a command",
        Severity.High, Confidence.High, Capability, "T1204.002");

    public static readonly Heuristic JsRunsDownload = new("js.exec_download", "Has a shell run what it downloads",
        Severity.High, Confidence.High, Active, "T1059", "T1105");

    public static readonly Heuristic JsWmi = new("js.wmi", "JScript starts programs through WMI",
        Severity.High, Confidence.High, Active, "T1047");

    public static readonly Heuristic VbsRunDownload = new("vbs.run_download", "VBScript runs text that it downloads",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic VbsPersist = new("vbs.persist", "Registers itself to run at every start",
        Severity.Medium, Confidence.Medium, Capability, "T1547.001");

    public static readonly Heuristic VbsDropEncoded = new("vbs.drop_encoded", "Writes a program out of encoded text and starts it",
        Severity.VeryHigh, Confidence.High, Capability, "T1140");

    public static readonly Heuristic BatInstallUrl = new("bat.msi_url", "Has Windows Installer install a package from the network",
        Severity.High, Confidence.High, Capability, "T1218.007");

    public static readonly Heuristic BatDropScript = new("bat.drop_script", "Batch file writes a script and runs it",
        Severity.High, Confidence.High, Obfuscation, "T1059.005");

    public static readonly Heuristic BatSabotage = new("bat.sabotage", "Switches off backups, recovery or protection",
        Severity.High, Confidence.High, Capability, "T1490", "T1685");

    public static readonly Heuristic BatWmi = new("bat.wmi", "Starts a program through WMI",
        Severity.High, Confidence.Medium, Active, "T1047");

    public static readonly Heuristic ShDecodePipe = new("sh.decode_pipe", "Pipes decoded text into a shell",
        Severity.High, Confidence.High, Obfuscation, "T1140");

    public static readonly Heuristic ShDownloadRun = new("sh.download_run", "Fetches a program from a host without a name and starts it",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic ShMiner = new("sh.miner", "Speaks the protocol of coin mining pools",
        Severity.VeryHigh, Confidence.High, Capability, "T1496");

    public static readonly Heuristic ShCover = new("sh.cover", "Removes rivals, protection or its traces",
        Severity.High, Confidence.High, Active, "T1070", "T1685");

    public static readonly Heuristic ShCron = new("sh.cron", "Writes itself into the scheduler",
        Severity.Low, Confidence.High, Capability, "T1053.003");

    public static readonly Heuristic PyRunDownload = new("py.run_download", "Python runs text that it downloads",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic PyInject = new("py.inject", "Python copies code into memory and runs it",
        Severity.Critical, Confidence.High, Capability, "T1055");

    public static readonly Heuristic PyStealer = new("py.stealer", "Python reads stored passwords of browsers and sends them away",
        Severity.Critical, Confidence.High, Capability, "T1555.003");

    public static readonly Heuristic PyEnvExfil = new("py.env_exfil", "Sends the machine's environment away",
        Severity.High, Confidence.High, Capability, "T1195.002");

    public static readonly Heuristic PyInstallHook = new("py.install_hook", "A setup script with an install step of its own that reaches for the network or a shell",
        Severity.VeryHigh, Confidence.Medium, Active, "T1195.002");

    public static readonly Heuristic PhpRunsRequest = new("php.webshell_eval", "PHP evaluates or executes a visitor's parameter as it is",
        Severity.Critical, Confidence.High, Active, "T1505.003");

    public static readonly Heuristic ServerWebShell = new("server.webshell", "A server page that executes a visitor's parameter",
        Severity.VeryHigh, Confidence.High, Active, "T1505.003");

    public static readonly Heuristic ServerEval = new("server.webshell_eval", "A server page that evaluates a visitor's parameter as it is",
        Severity.Critical, Confidence.High, Active, "T1505.003");

    public static readonly Heuristic JsRunsAnswer = new("js.run_download", "JScript of Windows evaluates what a server answers",
        Severity.Critical, Confidence.High, Capability, "T1059.007", "T1105");

    public static readonly Heuristic NamelessHost = new("script.nameless_host", "What it runs comes from a host without a name",
        Severity.High, Confidence.Medium, Active, "T1105");

    public static readonly Heuristic JsReverseShell = new("js.revshell", "Ties a shell to a connection to another host",
        Severity.Critical, Confidence.High, Active, "T1059.007");

    public static readonly Heuristic JsStartsSaved = new("js.start_saved", "Saves an answer among temporary files and starts it, or runs it as commands",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1105");

    public static readonly Heuristic JsTokenTheft = new("js.token_theft", "Searches the machine for secrets and sends them away",
        Severity.VeryHigh, Confidence.High, Capability, "T1552.001", "T1195.002");

    public static readonly Heuristic JsBrowserTheft = new("js.browser_theft", "A browser extension that sends cookies or what is typed to another host",
        Severity.VeryHigh, Confidence.High, Capability, "T1539", "T1176");

    public static readonly Heuristic PaddedCode = new("script.padded", "Code behind so many blanks that no editor shows it",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic PsRunsDecoded = new("ps.exec_decode", "PowerShell runs text that it decodes or unpacks",
        Severity.High, Confidence.High, Obfuscation, "T1027.010");

    public static readonly Heuristic PsAmsiPatch = new("ps.amsi_patch", "PowerShell overwrites the code of the scan interface in memory",
        Severity.Critical, Confidence.High, Capability, "T1685");

    public static readonly Heuristic PsStealer = new("ps.stealer", "PowerShell takes stored passwords or wallets of several programs and sends them away",
        Severity.Critical, Confidence.High, Capability, "T1555.003");

    public static readonly Heuristic BatRunsDownload = new("bat.run_download", "Batch file runs the text that it downloads",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic BatStays = new("bat.persist_payload", "Registers what it saved from the network to run at every start",
        Severity.High, Confidence.High, Active, "T1547.001");

    public static readonly Heuristic ShPipeNameless = new("sh.curl_pipe_ip", "Pipes a download from a host without a name into a shell",
        Severity.High, Confidence.High, Active, "T1059.004", "T1105");

    public static readonly Heuristic ShBotLoader = new("sh.bot_loader", "Tries one program for every kind of processor, as loaders of bot nets do",
        Severity.High, Confidence.High, Active, "T1105");

    public static readonly Heuristic ShContainerEscape = new("sh.container_escape", "Starts a container that writes into the machine below it",
        Severity.VeryHigh, Confidence.High, Capability, "T1611");

    public static readonly Heuristic MacStealer = new("mac.password_theft", "Asks for the password of a Mac in a window of its own and sends what it opens away",
        Severity.Critical, Confidence.High, Capability, "T1056.002");

    public static readonly Heuristic PyPersist = new("py.persist", "Python registers itself to run at every start of Windows",
        Severity.High, Confidence.Medium, Active, "T1547.001");

    public static readonly Heuristic PyClipper = new("py.clipper", "Python watches the clipboard for addresses of wallets and puts others in their place",
        Severity.VeryHigh, Confidence.High, Capability, "T1115");

    public static readonly Heuristic RubyRunsDownload = new("rb.run_download", "Ruby or Perl runs text that it downloads",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic OtherReverseShell = new("rb.revshell", "Ruby or Perl hands a shell to another host",
        Severity.Critical, Confidence.High, Active, "T1059");

    public static readonly Heuristic SecretFiles = new("script.secret_files", "Reads keys and passwords that several programs keep in files, and sends something away",
        Severity.VeryHigh, Confidence.High, Capability, "T1552.001");

    public static readonly Heuristic ScriptSent = new("script.sent", "A script for Windows' script host that acts came in an archive, on a disk image or with a mail",
        Severity.High, Confidence.High, Social, "T1566.001");

    public static readonly Heuristic Scriptlet = new("script.scriptlet", "A scriptlet that starts programs when Windows registers it",
        Severity.VeryHigh, Confidence.High, Capability, "T1218.010");

    public static readonly Heuristic JsHostExfil = new("js.host_exfil", "Sends the whole environment with the names of machine or user to another host",
        Severity.Critical, Confidence.High, Capability, "T1195.002", "T1082");

    public static readonly Heuristic JsRemoteCode = new("js.remote_code", "A browser extension that runs in every page what a server answers",
        Severity.VeryHigh, Confidence.High, Active, "T1176");

    public static readonly Heuristic PsKeyLogger = new("ps.keylogger", "PowerShell writes down every key and sends it away",
        Severity.Critical, Confidence.High, Capability, "T1056.001");

    public static readonly Heuristic ShBackdoor = new("sh.backdoor_account", "Makes a second account of the administrator, or opens the machine to a key of its own",
        Severity.VeryHigh, Confidence.High, Active, "T1136.001", "T1098.004");

    public static readonly Heuristic PyExecDecrypted = new("py.exec_decrypt", "Python runs text that it decrypts with a key beside it",
        Severity.Critical, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic Evasion = new("script.evasion", "Ends or waits when it finds an analyst's machine or a program of protection",
        Severity.High, Confidence.Medium, Obfuscation, "T1497.001");

    public static readonly Heuristic CopiesItself = new("vbs.copies_self", "A script for Windows' script host copies itself to other drives or to where it starts with Windows",
        Severity.High, Confidence.High, Active, "T1547.001", "T1091");

    public static readonly Heuristic PsLoadDownload = new("ps.load_download", "PowerShell loads a program from the network into memory",
        Severity.VeryHigh, Confidence.High, Capability, "T1620", "T1105");

    public static readonly Heuristic PsCover = new("ps.cover", "PowerShell removes its traces",
        Severity.High, Confidence.High, Active, "T1070.001", "T1070.003");

    public static readonly Heuristic ShPipeOsaScript = new("sh.pipe_osascript", "Pipes a download into the script interpreter of macOS",
        Severity.VeryHigh, Confidence.High, Capability, "T1059.002", "T1105");

    public static readonly Heuristic ShSpreads = new("sh.spreads", "Has every machine that it knows the key of run a command",
        Severity.VeryHigh, Confidence.High, Active, "T1021.004");

    public static readonly Heuristic ShSudoTheft = new("sh.sudo_theft", "Takes the place of sudo and keeps the password that is typed",
        Severity.VeryHigh, Confidence.High, Capability, "T1056");

    public static readonly Heuristic ShRunDownload = new("sh.run_download", "A shell evaluates what a server answers",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic ShObfuscated = new("sh.obf", "Shell commands in pieces, in escapes or encoded twice",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.010");

    public static readonly Heuristic ShHiddenProgram = new("sh.hidden_program", "Saves a program from the network under a hidden name and starts it",
        Severity.High, Confidence.High, Obfuscation, "T1564.001");

    public static readonly Heuristic PyStartsSaved = new("py.start_saved", "Python saves a file from the network and starts it",
        Severity.VeryHigh, Confidence.Medium, Active, "T1105");

    public static readonly Heuristic PyRemoteShell = new("py.remote_shell", "Python runs as commands what another host sends, and sends the answers back",
        Severity.VeryHigh, Confidence.High, Active, "T1059.006");

    public static readonly Heuristic PyKeyLogger = new("py.keylogger", "Python writes down every key and sends something away",
        Severity.VeryHigh, Confidence.High, Capability, "T1056.001");

    public static readonly Heuristic JsHiddenModule = new("js.hidden_module", "Hides by escapes or pieces that it starts programs",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic JsWalletSwap = new("js.wallet_swap", "Puts another receiver into payments of a wallet in the browser",
        Severity.VeryHigh, Confidence.High, Capability, "T1565.002");

    public static readonly Heuristic PhpHiddenName = new("php.hidden_name", "PHP puts together the names of functions that evaluate or decode",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic PhpHiddenEval = new("php.hidden_eval", "PHP calls an evaluating function by a name that it put together",
        Severity.VeryHigh, Confidence.High, Active, "T1505.003");

    public static readonly Heuristic BatOddScript = new("bat.odd_script", "Has the script host run a file whose extension is none of a script",
        Severity.High, Confidence.High, Obfuscation, "T1036.008");

    public static readonly Heuristic PsEnvExfil = new("ps.env_exfil", "PowerShell sends all variables of the environment away",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1552.001");

    public static readonly Heuristic PsClipper = new("ps.clipper", "PowerShell watches the clipboard for addresses of wallets and puts others in their place",
        Severity.VeryHigh, Confidence.High, Capability, "T1115");

    public static readonly Heuristic HiddenAccount = new("script.hidden_account", "Makes an account and keeps it off the screen where people sign in",
        Severity.VeryHigh, Confidence.High, Active, "T1136.001", "T1564.002");

    public static readonly Heuristic PsNativeByReflection = new("ps.native_reflection", "PowerShell reaches for functions of Windows through the hidden parts of .NET",
        Severity.High, Confidence.High, Capability, "T1620", "T1106");

    public static readonly Heuristic BatCover = new("bat.cover", "Clears all event logs, or a log and the journal of the disk",
        Severity.High, Confidence.High, Active, "T1070.001");

    public static readonly Heuristic JsHiddenConstructor = new("js.hidden_constructor", "Puts the name of what makes functions together and calls what it makes at once",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic JsRunsItself = new("js.runs_itself", "A script for Windows' script host that reads its own file and runs text",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.009");

    public static readonly Heuristic JsRemoteModule = new("js.remote_module", "Makes a module out of what a server answers",
        Severity.VeryHigh, Confidence.High, Active, "T1059.007", "T1105");

    public static readonly Heuristic JsWorm = new("js.worm", "Publishes packages with the token of whoever installs this one",
        Severity.VeryHigh, Confidence.High, Active, "T1195.002");

    public static readonly Heuristic ShPasswordTap = new("sh.password_tap", "Has every sign-in hand its password to a program",
        Severity.VeryHigh, Confidence.High, Capability, "T1556.003");

    public static readonly Heuristic ShLocksMachines = new("sh.locks_machines", "Stops all virtual machines of a host and takes their snapshots or disks",
        Severity.VeryHigh, Confidence.High, Capability, "T1486", "T1489");

    public static readonly Heuristic MacGuardOff = new("mac.guard_off", "Switches off what macOS checks programs and their rights by",
        Severity.VeryHigh, Confidence.High, Active, "T1553.001", "T1548.006");

    public static readonly Heuristic FalseProcess = new("script.false_process", "Gives its process the name of a thread of the kernel or of a service",
        Severity.High, Confidence.High, Obfuscation, "T1036.004");

    public static readonly Heuristic ChatBot = new("irc.bot", "Takes commands from a chat network and runs them",
        Severity.VeryHigh, Confidence.High, Capability, "T1071");

    public static readonly Heuristic ServerLoadsCode = new("server.loads_code", "A server page that loads code out of what a visitor sends",
        Severity.Critical, Confidence.High, Active, "T1505.003", "T1620");

    public static readonly Heuristic ServerKeys = new("server.keys", "A server page that hands out the keys that the server signs with",
        Severity.Critical, Confidence.High, Capability, "T1552.004");

    public static readonly Heuristic ServerConfigRuns = new("server.config_runs", "Settings of a web server that make settings or pictures run as pages",
        Severity.VeryHigh, Confidence.High, Capability, "T1505.004");

    public static readonly Heuristic ServerCommandPage = new("server.command_page", "A server page that gives a shell nothing but what its visitor typed, and shows the answer",
        Severity.Critical, Confidence.High, Active, "T1505.003", "T1059");

    public static readonly Heuristic PyHiddenExec = new("py.hidden_exec", "Python reaches what runs text by a detour or by a name that it puts together",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic PyHiddenPayload = new("py.hidden_payload", "Python runs, by a detour, what it reads out of a file beside it or out of a list of numbers",
        Severity.VeryHigh, Confidence.High, Active, "T1059.006", "T1140");

    public static readonly Heuristic PyInstallsUnseen = new("py.installs_unseen", "Python installs packages without a window",
        Severity.High, Confidence.Medium, Active, "T1564.003");

    public static readonly Heuristic TakesDatabases = new("script.takes_databases", "Has a database keep its file where the scheduler or the door for keys reads it",
        Severity.VeryHigh, Confidence.High, Capability, "T1210", "T1053.003");

    public static readonly Heuristic TakesContainers = new("script.takes_containers", "Has another machine start a container that holds its whole disk",
        Severity.VeryHigh, Confidence.High, Active, "T1610", "T1611");

    public static readonly Heuristic LocksFiles = new("script.locks_files", "Goes through people's documents, writes each anew under another ending and deletes it",
        Severity.VeryHigh, Confidence.High, Capability, "T1486");

    public static readonly Heuristic RansomNote = new("script.ransom_note", "Says that files are encrypted and asks for coins or for a hidden address",
        Severity.High, Confidence.High, Social, "T1486");

    public static readonly Heuristic BatStartsDecoded = new("bat.decode_start", "Batch file decodes a program out of text and starts it",
        Severity.VeryHigh, Confidence.Medium, Capability, "T1140");

    public static readonly Heuristic BatOddDownload = new("bat.odd_download", "Has a program of Windows that is there for something else fetch a file",
        Severity.VeryHigh, Confidence.High, Capability, "T1105", "T1218");

    public static readonly Heuristic BatStartsDropped = new("bat.start_dropped", "Starts or registers a library out of a folder into which everybody may write",
        Severity.High, Confidence.Medium, Active, "T1218.010", "T1218.011");

    public static readonly Heuristic JsHiddenWallet = new("js.hidden_wallet", "Puts the name of the visitor's wallet together and has it send a payment",
        Severity.VeryHigh, Confidence.High, Capability, "T1657", "T1027");

    public static readonly Heuristic JsStripsPolicy = new("js.strips_policy", "Takes out of a page's answer the rules of what it may load",
        Severity.High, Confidence.Medium, Active, "T1185");

    public static readonly Heuristic JsSendsKeys = new("js.sends_keys", "Sends every key that is pressed in a page",
        Severity.High, Confidence.High, Capability, "T1056.001");

    public static readonly Heuristic EventSubscription = new("ps.wmi_subscription", "Has Windows run a command at an event, by a subscription that no list of start-ups shows",
        Severity.High, Confidence.High, Active, "T1546.003");

    public static readonly Heuristic PsRemoteShell = new("ps.remote_shell", "PowerShell runs what a server answers, and sends the output back",
        Severity.VeryHigh, Confidence.High, Active, "T1059.001", "T1071.001");

    public static readonly Heuristic BatRenamedTool = new("bat.renamed_tool", "Copies an interpreter or a launcher of Windows under another name",
        Severity.High, Confidence.High, Obfuscation, "T1036.003");

    public static readonly Heuristic HiddenStart = new("script.hidden_start", "Starts a launcher with an address, or a command by WMI, where nobody sees a window",
        Severity.High, Confidence.Medium, Obfuscation, "T1564.003");

    public static IReadOnlyList<Heuristic> All =>
    [
        NamelessHost, JsRunsAnswer, JsReverseShell, JsStartsSaved, JsTokenTheft, JsBrowserTheft, PaddedCode, PsRunsDecoded, PsAmsiPatch, PsStealer, BatRunsDownload, BatStays,
        ShPipeNameless, ShBotLoader, ShContainerEscape, MacStealer, PyPersist, PyClipper, RubyRunsDownload, OtherReverseShell,
        JsShell, JsDrop, JsEvalDecoded, JsObfuscator, JsPacked, JsHexEscapes, JsTrojanLibrary, JsCommentFill, JsEnvExfil, EncodedScript,
        PsEncoded, PsDownloadRun, PsReflect, PsAmsi, PsDefender, PsFlags, PsObfuscated, PsPersist, VbsExecuteChr, VbsDrop, VbsWmi, VbsShell,
        BatSubstring, BatDownload, BatDecode, BatRunVariable, BatMark, BatCarets, BatEncoded, BatScriptUrl, ShCurlPipe, ShReverseShell, ShPersist,
        PyExecDecoded, PySetupNetwork, PyReverseShell, PhpWebShell, PhpObfuscated,
        PsDownloadFile, PsHidden, PsStays, PsInject, PsReverseShell, JsWmi, JsRunsDownload, VbsRunDownload, VbsPersist, VbsDropEncoded, BatInstallUrl, BatDropScript, BatSabotage, BatWmi,
        ShDecodePipe, ShDownloadRun, ShMiner, ShCover, ShCron, PyRunDownload, PyInject, PyStealer, PyEnvExfil, PyInstallHook, PhpRunsRequest, ServerEval, ServerWebShell, PickleCall, PickleCommand,
    ];
}
