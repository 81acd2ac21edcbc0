using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What JavaScript gives away.</summary>
internal static partial class JavaScriptSigns
{
    private const int MinObfuscatedNames = 50;
    private const int MinHexEscapes = 100;
    private const int MinFilledLength = 20_000;
    private const int MinPadding = 150;
    private const int Nearby = 1200;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.JsShell, script => ScriptSign.First(script, ShellObject()) is not null && !OnlyTools(script) ? ScriptSign.First(script, ShellRun()) : null),
        ScriptSign.All(ScriptHeuristics.JsRunsDownload, Starting(), ShellDownload()),
        ScriptSign.All(ScriptHeuristics.JsWmi, Management(), WmiProcess(), WmiCreate()),
        ScriptSign.All(ScriptHeuristics.JsDrop, HttpObject(), StreamObject(), SaveCall()),
        new(ScriptHeuristics.JsEvalDecoded, script => ScriptSign.First(script, EvalOfDecoded()) ?? CallsConstructor(script.Code) ?? CallsConstructor(script.Folded) ?? RunsOwnDecoder(script.Code)),
        new(ScriptHeuristics.JsObfuscator, script => ObfuscatedNames().Count(script.Code) > MinObfuscatedNames && Rotation().IsMatch(script.Code) ? ScriptSign.First(script, ObfuscatedNames()) : null),
        new(ScriptHeuristics.JsPacked, Packer()),
        new(ScriptHeuristics.JsHexEscapes, script => HexEscape().Count(script.Code) >= MinHexEscapes ? ScriptSign.First(script, HexEscape()) : null),
        new(ScriptHeuristics.JsTrojanLibrary, script => Banner().Match(script.Text) is { Success: true } banner && (ScriptSign.First(script, ShellObject()) is not null || ScriptSign.First(script, Management()) is not null && ScriptSign.First(script, WmiProcess()) is not null) ? banner.Value : null),
        new(ScriptHeuristics.JsCommentFill, script => script.Text.Length > MinFilledLength && IsFilled(script) ? "nearly all of it is comment" : null),
        new(ScriptHeuristics.JsRunsAnswer, script => (ScriptSign.First(script, HttpObject()) is not null && !Browser().IsMatch(script.Code)) || HidesHost(script) ? ScriptSign.First(script, EvalOfAnswer()) : null),
        ScriptSign.All(ScriptHeuristics.VbsDropEncoded, BasicSigns.EncodedData(), SavesStream(), ShellRun()),
        ScriptSign.All(ScriptHeuristics.JsReverseShell, ConnectsSocket(), StartsShell(), TiesShell()),
        ScriptSign.All(ScriptHeuristics.JsReverseShell, ConnectsSocket(), StartsUsersShell(), TiesShell()),
        new(ScriptHeuristics.PsHidden, script => StartsSaved(script) is null ? null : ScriptSign.First(script, HiddenStart())),
        ScriptSign.All(ScriptHeuristics.JsWorm, SecretSearch(), PublishesByCall()),
        new(ScriptHeuristics.JsHiddenWallet, script => !script.Code.Contains("ethereum", StringComparison.Ordinal) && script.Texts.Contains("ethereum") ? ScriptSign.First(script, SendsPayment()) : null),
        new(ScriptHeuristics.JsStartsSaved, StartsSaved),
        new(ScriptHeuristics.JsStripsPolicy, StripsPolicy()),
        new(ScriptHeuristics.JsSendsKeys, SendsKeys()),
        new(ScriptHeuristics.CopiesItself, BasicSigns.CopiesItself()),
        new(ScriptHeuristics.Evasion, Evasion.In),
        new(ScriptHeuristics.JsHiddenModule, HiddenModule),
        new(ScriptHeuristics.JsHiddenConstructor, script => !script.Code.Contains("constructor", StringComparison.Ordinal) && script.Texts.Contains("constructor") ? ScriptSign.First(script, CalledTwice()) : null),
        new(ScriptHeuristics.JsRunsItself, script => ScriptSign.First(script, RunsCode()) is not null || CallsConstructor(script.Code) is not null ? ScriptSign.First(script, ReadsItself()) : null),
        ScriptSign.All(ScriptHeuristics.JsRemoteModule, FetchesForModule(), RunsWithRequire()),
        ScriptSign.All(ScriptHeuristics.JsTokenTheft, WritesWorkflow(), AllSecrets()),
        ScriptSign.All(ScriptHeuristics.JsWorm, ReadsToken(), Publishes()),
        ScriptSign.All(ScriptHeuristics.JsWalletSwap, WalletCall(), PutsReceiver()),
        ScriptSign.All(ScriptHeuristics.JsTokenTheft, SecretSearch(), Sending()),
        ScriptSign.All(ScriptHeuristics.JsBrowserTheft, BrowserSecrets(), SendsOut()),
        ScriptSign.All(ScriptHeuristics.JsBrowserTheft, ReadsForms(), SendsBeacon()),
        new(ScriptHeuristics.PaddedCode, PaddedCode),
        new(ScriptHeuristics.JsEnvExfil, script => Starting().IsMatch(script.Code) ? SentEnvironment(script)?.Value : null),
        new(ScriptHeuristics.JsHostExfil, script => SentEnvironment(script) is { } sent && HostFacts().IsMatch(Near(script.Code, sent.Index)) ? sent.Value : null),
        new(ScriptHeuristics.SecretFiles, SecretFiles.In),
        ScriptSign.All(ScriptHeuristics.JsRemoteCode, ScriptsPages(), Fetches(), RunsText()),
    ];

    // A script for the host whose calls all start tools that only ask or connect, each named first in a text of its own: ping, ipconfig, net use.
    private static bool OnlyTools(ScriptSource script)
    {
        var runs = ShellRun().Matches(script.Code);
        return runs.Count > 0 && runs.Count == PlainTool().Count(script.Code) && !PlainTool().Match(script.Code).Value.Contains('[', StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\.(?:Run|Exec)\s*\(\s*(?<q>['""])(?:ping|ipconfig|nslookup|tracert|hostname|gpupdate|w32tm|net\s+(?:use|time|view)|explorer(?:\.exe)?\s+[A-Za-z]:)\b(?![^'""\n]{0,300}(?:[&|<>^%]|https?:|\.(?:exe|js|vbs|ps1|bat|cmd|hta)\b))[^'""\n]{0,300}\k<q>(?!\s*\+\s*['""]\s*[&|])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex PlainTool();

    // x[5210](text)(): what the constructor of functions makes of a text is called at once.
    [GeneratedRegex(@"[\w\])]\s*\(\s*\w[\w.\[\]]{0,60}\s*\)\s*\(\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex CalledTwice();

    [GeneratedRegex(@"\bnew\s+Function\s*\(|\beval\s*\(|\bexecScript\s*\(|\bFunction\s*\(|\[\s*['""](?:eval|Function|execScript)['""]\s*\]\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex RunsCode();

    [GeneratedRegex(@"(?:OpenTextFile|LoadFromFile|GetFile)\s*\(\s*WScript\s*\.\s*ScriptFullName|\bgetResource\s*\(\s*['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadsItself();

    [GeneratedRegex(@"\baxios\b|\bfetch\s*\(|require\s*\(\s*['""](?:node:)?(?:https?|request|got|node-fetch)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex FetchesForModule();

    // new Function('require', answer.data.x)(require)
    [GeneratedRegex(@"\bnew\s*\(?\s*Function(?:\s*\.\s*constructor)?\s*\)?\s*\(\s*['""]require['""]\s*,\s*\w{1,40}\s*(?:\.|\[)[^)\n]{1,80}\)", RegexOptions.CultureInvariant)]
    private static partial Regex RunsWithRequire();

    [GeneratedRegex(@"\.github/workflows", RegexOptions.CultureInvariant)]
    private static partial Regex WritesWorkflow();

    [GeneratedRegex(@"toJSON\s*\(\s*secrets\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex AllSecrets();

    // The token of whoever installs the package, read out of the settings in the home folder.
    [GeneratedRegex(@"homedir\s*\(\s*\)[^\n;]{0,40}\.npmrc[\s\S]{0,200}?_authToken", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsToken();

    [GeneratedRegex(@"['""`]npm\s+publish\b", RegexOptions.CultureInvariant)]
    private static partial Regex Publishes();

    // The text is there when everything is worked out, and not as it is written.
    private static string? HiddenModule(ScriptSource script) =>
        !script.Code.Contains("child_process", StringComparison.Ordinal) && script.Texts.Any(text => text is "child_process" or "node:child_process" || EncodedModule().IsMatch(text)) ? "child_process"
        : HidesHost(script) ? "ActiveXObject"
        : !script.Code.Contains("_compile", StringComparison.Ordinal) && script.Texts.Contains("_compile") ? "_compile" : null;

    // child_process, by itself in hexadecimal or in base64.
    [GeneratedRegex(@"^(?:6368696c645f70726f63657373|Y2hpbGRfcHJvY2Vzcw==?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedModule();

    // this["Active" + "XObject"]: old pages name it plainly.
    private static bool HidesHost(ScriptSource script) => Hides(script, "ActiveXObject") || Hides(script, "GetObject");

    private static bool Hides(ScriptSource script, string name) =>
        !script.Code.Contains(name, StringComparison.OrdinalIgnoreCase) && script.Texts.Any(text => text.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\bSaveToFile\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SavesStream();

    [GeneratedRegex(@"\bspawn['""]?\s*\]?\s*\([^;\n]{0,160}?(?:\benv\s*\.\s*(?:ComSpec|SHELL)\b|['""](?:/bin/(?:ba|z)?sh|cmd\.exe|powershell\.exe)['""])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsUsersShell();

    [GeneratedRegex(@"\b(?:exec|execSync|spawn|execFile)\s*\(\s*['""`]?powershell(?:\.exe)?\b[^;\n]{0,120}-w\w{0,10}['"",\s]+hidden\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenStart();

    [GeneratedRegex(@"\b(?:exec|execSync|spawn|spawnSync|execFile)\s*\(\s*['""`]npm(?:\s+|['""`]\s*,\s*\[\s*['""`])publish\b", RegexOptions.CultureInvariant)]
    private static partial Regex PublishesByCall();

    [GeneratedRegex(@"eth_sendTransaction", RegexOptions.CultureInvariant)]
    private static partial Regex SendsPayment();

    [GeneratedRegex(@"\bethereum\b|eth_sendTransaction|\bsolana\b|\btronWeb\b", RegexOptions.CultureInvariant)]
    private static partial Regex WalletCall();

    [GeneratedRegex(@"\.params\s*\[\s*0\s*\]\s*\.\s*to\s*=(?!=)|\.replace(?:All)?\s*\(\s*/[^/\n]{0,80}(?:bc1|0x\[a-fA-F0-9\]\{40\}|\[13\]\[a-km-zA-HJ-NP-Z)", RegexOptions.CultureInvariant)]
    private static partial Regex PutsReceiver();

    // All of it, close to what sends it: bundles have both somewhere.
    private static Match? SentEnvironment(ScriptSource script) =>
        SendingCall().Matches(script.Code).Select(call => call.Index).ToArray() is { Length: > 0 } calls
            ? Environment().Matches(script.Code).FirstOrDefault(match => Array.BinarySearch(calls, match.Index - Nearby) is var at && (at < 0 ? ~at : at) is var next && next < calls.Length && calls[next] < match.Index + Nearby)
            : null;

    private static string Near(string code, int at)
    {
        var start = Math.Max(0, at - Nearby);
        return code.Substring(start, Math.Min(2 * Nearby, code.Length - start));
    }

    // Only a script that does something is hiding something: a licence or a manual in a comment does not count.
    private static bool IsFilled(ScriptSource script) =>
        script.Code.Count(letter => !char.IsWhiteSpace(letter)) * 10 < script.Text.Count(letter => !char.IsWhiteSpace(letter)) && WindowsCall().IsMatch(script.Folded);

    /// <summary>Code on a line of its own right edge: a hundred and fifty blanks, then code again.</summary>
    internal static string? PaddedCode(ScriptSource script)
    {
        var code = script.Code.AsSpan();
        for (var at = 1; at < code.Length;)
        {
            var start = code[at..].IndexOfAny(' ', '\t');
            if (start < 0)
                return null;
            start += at;
            var length = code[start..].IndexOfAnyExcept(' ', '\t');
            if (length >= MinPadding && (code[start - 1] is not ('\n' or '\r') || code[start + length] == ';') && AfterPadding().IsMatch(code.Slice(start + length, Math.Min(100, code.Length - start - length))))
                return code.Slice(start + length, Math.Min(100, code.Length - start - length)).ToString();
            at = length < 0 ? code.Length : start + length;
        }
        return null;
    }

    // createWriteStream(p) ... exec(p), or the answer itself as a command.
    private static string? StartsSaved(ScriptSource script)
    {
        // What hides the module that starts programs hides the one that fetches as well.
        if (!Sending().IsMatch(script.Code) && !(FetchesUnnamed().IsMatch(script.Code) && HiddenModule(script) is not null))
            return null;
        if (ScriptSign.First(script, RunsAnswer()) is { } runs)
            return runs;
        if (RunsGathered(script) is { } gathered)
            return gathered;
        if (!Temporary().IsMatch(script.Code))
            return null;
        var saved = FollowedNames.First(SavesAnswer().Matches(script.Code), "file", StringComparer.Ordinal);
        foreach (Match start in StartsOf().Matches(script.Code))
            foreach (Match word in CommonPatterns.Word().Matches(start.Groups["rest"].Value))
                if (saved.TryGetValue(word.Value, out var saves) && start.Index >= saves.Index)
                    return saves.Value;
        return null;
    }

    // on('data', part => all += part) ... exec(all)
    private static string? RunsGathered(ScriptSource script)
    {
        var gathered = FollowedNames.First(GathersAnswer().Matches(script.Code), "all", StringComparer.Ordinal);
        foreach (Match start in StartsOf().Matches(script.Code))
            foreach (Match word in CommonPatterns.Word().Matches(start.Groups["rest"].Value))
                if (gathered.TryGetValue(word.Value, out var gathers) && start.Index >= gathers.Index)
                    return start.Value + start.Groups["rest"].Value;
        return null;
    }

    [GeneratedRegex(@"\.on\s*\(\s*['""]data['""]\s*,\s*(?:function\s*\w{0,20}\s*\(\s*(?<part>\w{1,40})\s*\)|\(?\s*(?<part>\w{1,40})\s*\)?\s*=>)\s*\{?\s*(?<all>\w{1,40})\s*(?:\+=\s*\k<part>\b|\.push\s*\(\s*\k<part>\b)", RegexOptions.CultureInvariant)]
    private static partial Regex GathersAnswer();

    // A page's own rules of what it may load and who may frame it, taken out of what the browser is told.
    [GeneratedRegex(@"\bonHeadersReceived\b[\s\S]{0,1500}?\bcontent-security-policy\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StripsPolicy();

    // The key itself is what is sent; who only looks whether it is a certain one sends something else.
    [GeneratedRegex(@"\baddEventListener\s*\(\s*['""]key(?:down|up|press)['""]\s*,\s*(?:async\s+)?(?:function\s*\w{0,20}\s*\(\s*(?<e>\w{1,20})\s*\)|\(?\s*(?<e>\w{1,20})\s*\)?\s*=>)[^;]{0,300}?(?:\bsendMessage|\bfetch|\bsendBeacon|\bpostMessage|\.send)\s*\([^;]{0,200}?\b\k<e>\s*\.\s*(?:key|keyCode|which|code)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SendsKeys();

    [GeneratedRegex(@"\b(?:exec|execSync|spawn|execFile)\s{0,20}\((?=(?<rest>[^;\n]{0,160}))", RegexOptions.CultureInvariant)]
    private static partial Regex StartsOf();

    [GeneratedRegex(@"^;?\s*(?:import\s+\w|exec\w*\s*\(|eval\s*\(|__import__|var\s|let\s|const\s|require\s*\(|global\b|\(function|!function|module\.)", RegexOptions.CultureInvariant)]
    private static partial Regex AfterPadding();

    [GeneratedRegex(@"\b(?:document|window|navigator|XMLHttpRequest|module|exports)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Browser();

    [GeneratedRegex(@"\bFunction\s*\(\s*(?:['""]?\w{1,30}['""]?\s*,\s*){1,4}\w{1,40}\s*(?:\.|\[\s*['""])\s*responseText|\b(?:eval|execScript|Function)['""]?\]?\s*\(\s*['""(]*\w+\s*(?:\.|\[\s*['""])\s*responseText|\beval\s*\(\s*new\s+ActiveXObject\s*\(\s*['""](?:MSXML2|Microsoft\.XMLHTTP|WinHttp)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EvalOfAnswer();

    [GeneratedRegex(@"\.connect\s*\(\s*(?:\d|\{|['""\w])|\bconnect\s*\(\s*\+?\w[\w.\[\]]{0,40}\s*,\s*\w|\bnet\.(?:create)?connect(?:ion)?\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConnectsSocket();

    [GeneratedRegex(@"\bspawn\s*\(\s*(?:['""](?:/bin/)?(?:ba|z)?sh['""]|['""]cmd(?:\.exe)?['""]|['""]powershell(?:\.exe)?['""]|\w*shell\w*\b)|\bexec\s*\(\s*['""](?:/bin/)?(?:ba)?sh['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsShell();

    [GeneratedRegex(@"\.pipe\s*\(\s*\w+\.stdin\b", RegexOptions.CultureInvariant)]
    private static partial Regex TiesShell();

    [GeneratedRegex(@"createWriteStream\s*\(\s*(?<file>\w{1,40})\b|writeFile(?:Sync)?\s*\(\s*(?<file>\w{1,40})\s*,", RegexOptions.CultureInvariant)]
    private static partial Regex SavesAnswer();

    [GeneratedRegex(@"\.get\s*\(\s*\w[^;\n]{0,160}\bfunction\s*\(|\.get\s*\(\s*\w[^;\n]{0,160}=>", RegexOptions.CultureInvariant)]
    private static partial Regex FetchesUnnamed();

    [GeneratedRegex(@"\b\w{1,20}\.tmpdir\s*\(|['""`]/tmp/|process\.env\.(?:TEMP|TMP|APPDATA|LOCALAPPDATA)\b|['""`](?:[A-Z]:)?\\+(?:Windows\\+Temp|Users\\+Public)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Temporary();

    [GeneratedRegex(@"\.on\s*\(\s*['""]end['""]\s*,[^{};]{0,60}\{?\s*(?:(?:\w+|require\s*\([^()\n]{1,40}\))\s*\.?\s*)?(?:\[\s*['""]\w+['""]\s*\]|eval|exec|execSync|Function)\s*\(\s*(?:\w+\s*\)|Buffer\s*\.\s*from\s*\(\s*\w+\s*,)", RegexOptions.CultureInvariant)]
    private static partial Regex RunsAnswer();

    [GeneratedRegex(@"\btrufflehog\b[^\n]{0,40}(?:filesystem|--json|\bgit\b)|find\s+(?:/|~|\$HOME)[^\n'""]{0,100}(?:id_rsa|\.env\b|wallet|keystore)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretSearch();

    // What every form of every page sends, or what a user script takes along from the page's session.
    [GeneratedRegex(@"\bonBeforeRequest\b[\s\S]{0,300}\brequestBody\s*\.\s*(?:formData|raw)\b|\bGM[_.]xmlhttpRequest\s*\([\s\S]{0,300}?(?:document\.cookie|localStorage\.getItem)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReadsForms();

    [GeneratedRegex(@"\bnew\s+Image\s*\(\s*\)\s*\.\s*src\s*=\s*[""'`]https?://|\bGM[_.]xmlhttpRequest\s*\([\s\S]{0,300}?\bhttps?://|\b(?:fetch|sendBeacon)\s*\(\s*[""'`]https?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SendsBeacon();

    [GeneratedRegex(@"\b(?:chrome|browser)\.cookies\.getAll\s*\(|addEventListener\s*\(\s*['""](?:submit|keydown|keypress|keyup)['""][\s\S]{0,200}?(?:\.elements|\.key\b|\.value\b)", RegexOptions.CultureInvariant)]
    private static partial Regex BrowserSecrets();

    [GeneratedRegex(@"(?:fetch|sendBeacon)\s*\(\s*['""`]https?://[^'""`]+['""`]\s*,\s*(?:\{[^}]{0,200}method\s*:\s*['""]POST['""][^}]{0,200}body\s*:|[\w(])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsOut();

    [GeneratedRegex(@"WScript\.Shell|Shell\.Application|new:\{?(?:72C24DD5-D70A-438B-8A42-98424B88AFB8|13709620-C279-11CE-A49E-444553540000|F935DC22-1CF0-11D0-ADB9-00C04FD58A0B|C08AFD90-F2A1-11D1-8455-00A0C91F3880|9BA05972-F6A8-11CF-A442-00A0C90A8F39)|Wscript\s*\.\s*CreateObject\s*\(\s*['""]\s*W|new\s+ActiveXObject\s*\(\s*['""]W", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellObject();

    [GeneratedRegex(@"[.\[]\s*(?:\w{1,20}\()?['""]?(?:Run|(?-i:E)xec|ShellExecute)['""]?\)?\s*\]?\s*\(|\.exec\s*\(\s*['""(]|['""]ShellExecute['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellRun();

    [GeneratedRegex(@"(?:exec|execSync|spawn|spawnSync|execFile)\s*\(\s*['""`][^'""`\n]{0,200}(?:(?:curl|wget)\s[^\n'""`]{0,200}\|\s*(?:ba)?sh\b|powershell[^\n'""`]{0,300}(?:\biex\b|\birm\b|\biwr\b|downloadstring|-e(?:nc|c)?\s)|mshta\s+http|certutil[^\n'""`]{0,100}urlcache|curl\s[^'""`\n]{0,300}\s-o\s+(?<p>[\w.%\\/-]{3,80})\s*(?:&&?|;)\s*(?:start\s+)?(?:chmod\s|\k<p>\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex ShellDownload();

    [GeneratedRegex(@"winmgmts|SWbemLocator|Win32_ProcessStartup", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Management();

    [GeneratedRegex(@"win32_process\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiProcess();

    [GeneratedRegex(@"\.\s*create\s*\(\s*[\w'""(\[]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiCreate();

    [GeneratedRegex(@"(?:MSXML2\.|Microsoft\.)(?:Server)?XMLHTTP|WinHttp\.WinHttpRequest", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpObject();

    [GeneratedRegex(@"ADODB\.Stream|Scripting\.FileSystemObject", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StreamObject();

    [GeneratedRegex(@"SaveToFile|CreateTextFile|\.Write\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaveCall();

    [GeneratedRegex(@"\b(?:eval|execScript|new\s+Function|(?<![\w.])Function|setTimeout)\s*\(\s*(?:window\s*\.\s*|global(?:This)?\s*\.\s*|self\s*\.\s*)?(?:atob|unescape|decodeURIComponent|String\s*\.\s*fromCharCode|Buffer\s*\.\s*from)\s*\(|\bconstructor['"")\]]{0,3}\s*\(\s*\w+\s*\([^;\n]{0,200}\)\s*\)\s*\(\s*\)|\beval\s*\(\s*(?:\[[\d,\s]{40,}|(?:'[^'\n]{0,4000}'|""[^""\n]{0,4000}"")\s*\.\s*(?:split|replace)\s*\()|\b_compile['""]?\s*\]?\s*\(\s*(?:Buffer\s*\.\s*from|atob)\s*\(|(?:atob|unescape|fromCharCode)\b[^;\n]{0,400};\s*\n?\s*(?:window\.)?eval\s*\(\s*\w+\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex EvalOfDecoded();

    // const read = k => Buffer.from(table, 'base64').map((b, i) => b ^ k.charCodeAt(i % k.length)); ... m._compile(read('...'), name)
    private static string? RunsOwnDecoder(string code)
    {
        var decoders = FollowedNames.First(OwnDecoder().Matches(code), "f", StringComparer.Ordinal);
        return decoders.Count > 0 && RunsCall().Matches(code).FirstOrDefault(run => decoders.ContainsKey(run.Groups["f"].Value)) is { } found ? found.Value : null;
    }

    [GeneratedRegex(@"(?:\b(?:const|let|var)\s{1,20}(?<f>[\w$]{1,40})\s{0,20}=\s{0,20}(?:function\b|\(?[\w$, ]{0,60}\)?\s{0,20}=>)|\bfunction\s{1,20}(?<f>[\w$]{1,40})\s{0,20}\()(?=[^\n]{0,300}(?:Buffer\s*\.\s*from|atob|fromCharCode)\b[^\n]{0,300}(?:\w\s*\^\s*[\w(]|-\s*\d))", RegexOptions.CultureInvariant)]
    private static partial Regex OwnDecoder();

    [GeneratedRegex(@"(?:\b(?:eval|execScript|Function|runInThisContext|runInNewContext)|\._compile)\s{0,20}\(\s{0,20}(?<f>[\w$]{1,40})\s{0,20}\(", RegexOptions.CultureInvariant)]
    private static partial Regex RunsCall();

    // var f = (function(){}).constructor; ... f(text)()
    private static string? CallsConstructor(string code)
    {
        var made = FollowedNames.First(EmptyConstructor().Matches(code), "f", StringComparer.Ordinal);
        return made.Count > 0 && CallsMade().Matches(code).FirstOrDefault(call => made.TryGetValue(call.Groups["f"].Value, out var from) && call.Index > from.Index) is { } run ? $"{made[run.Groups["f"].Value].Value} ... {run.Value}" : null;
    }

    [GeneratedRegex(@"\b(?<f>\w{1,40})\s{0,20}=\s{0,20}\(?\s{0,20}function\s{0,20}\(\s{0,20}\)\s{0,20}\{\s{0,20}\}\s{0,20}\)?\s{0,20}\.\s{0,20}constructor\s{0,20};|\b(?<f>\w{1,40})\s{0,20}=\s{0,20}(?:\[\s{0,20}\]|''|"""")\s{0,20}\.\s{0,20}(?:constructor|\w{1,12})\s{0,20}\.\s{0,20}constructor\s{0,20}[;,\n]", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyConstructor();

    [GeneratedRegex(@"\b(?<f>\w{1,40})\s{0,20}\(\s{0,20}\w{1,40}\s{0,20}\)\s{0,20}\(\s{0,20}\)", RegexOptions.CultureInvariant)]
    private static partial Regex CallsMade();

    [GeneratedRegex(@"\b_0x[0-9a-f]{4,8}\b", RegexOptions.CultureInvariant)]
    private static partial Regex ObfuscatedNames();

    [GeneratedRegex(@"\['?""?push['""]*\]\s*\(\s*_0x|\.push\s*\(\s*_0x|\bparseInt\s*\(\s*_0x", RegexOptions.CultureInvariant)]
    private static partial Regex Rotation();

    [GeneratedRegex(@"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[dr]\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Packer();

    [GeneratedRegex(@"\\x[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex HexEscape();

    [GeneratedRegex(@"jQuery (?:JavaScript Library )?v\d|Bootstrap v\d|@license (?:React|Angular|AngularJS)|AngularJS v\d|Modernizr v?\d|lodash[ \w.]{0,20}\d\.\d|Underscore\.js \d|moment\.js|/\*!(?=[^/]{0,300}\bv?\d{1,3}\.\d{1,3}\.\d)[^/]{0,400}\b(?:MIT|Apache|BSD|GPL)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Banner();

    [GeneratedRegex(@"ActiveXObject|WScript\b|GetObject\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex WindowsCall();

    [GeneratedRegex(@"JSON\.stringify\s*\(\s*(?:\{[^}]{0,200})?(?:\.\.\.)?process\.env(?![\w.\[])|Object\.(?:entries|keys|values)\s*\(\s*process\.env\s*\)|(?:data|body|payload)\s*[:=]\s*process\.env\s*[,;})\n]|JSON\.stringify\s*\(\s*\{[^;]{0,400}:\s*process\.env\s*[,}]|os\.(?:hostname|userInfo|networkInterfaces)\s*\(\s*\)[^;]{0,400}:\s*process\.env\s*[,}]", RegexOptions.CultureInvariant)]
    private static partial Regex Environment();

    [GeneratedRegex(@"https?\.request\s*\(|https?\.get\s*\(|\bfetch\s*\(\s*['""`]https?:|axios\.post|dns\.(?:resolve|lookup)\s*\(|require\s*\(\s*['""](?:node:)?(?:https?|dns|net|request|axios|node-fetch)['""]\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Sending();

    [GeneratedRegex(@"https?\.(?:request|get)\s*\(|\bfetch\s*\(|axios(?:\.post)?\s*\(|dns\.(?:resolve|lookup)\w*\s*\(|\.request\s*\(\s*\{", RegexOptions.CultureInvariant)]
    private static partial Regex SendingCall();

    [GeneratedRegex(@"\.hostname\s*\(\s*\)|\.userInfo\s*\(\s*\)|\.networkInterfaces\s*\(\s*\)|dns\.getServers", RegexOptions.CultureInvariant)]
    private static partial Regex HostFacts();

    [GeneratedRegex(@"\b(?:chrome|browser)\.(?:scripting\.executeScript|tabs\.executeScript|userScripts)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ScriptsPages();

    [GeneratedRegex(@"\bfetch\s*\(\s*['""`]https?://|XMLHttpRequest|new\s+WebSocket\s*\(\s*['""`]wss?://", RegexOptions.CultureInvariant)]
    private static partial Regex Fetches();

    [GeneratedRegex(@"createElement\s*\(\s*['""]script['""]\s*\)[\s\S]{0,200}\.(?:textContent|innerHTML|text|appendChild)\b|new\s+Function\s*\(|\beval\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex RunsText();

    [GeneratedRegex(@"child_process|\bexecSync\s*\(|\bspawn\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Starting();
}
