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

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        ScriptSign.All(ScriptHeuristics.JsShell, ShellObject(), ShellRun()),
        ScriptSign.All(ScriptHeuristics.JsRunsDownload, Starting(), ShellDownload()),
        ScriptSign.All(ScriptHeuristics.JsWmi, WmiProcess(), WmiCreate()),
        ScriptSign.All(ScriptHeuristics.JsDrop, HttpObject(), StreamObject(), SaveCall()),
        new(ScriptHeuristics.JsEvalDecoded, EvalOfDecoded()),
        new(ScriptHeuristics.JsObfuscator, script => ObfuscatedNames().Count(script.Code) > MinObfuscatedNames && Rotation().IsMatch(script.Code) ? ScriptSign.First(script, ObfuscatedNames()) : null),
        new(ScriptHeuristics.JsPacked, Packer()),
        new(ScriptHeuristics.JsHexEscapes, script => HexEscape().Count(script.Code) >= MinHexEscapes ? ScriptSign.First(script, HexEscape()) : null),
        new(ScriptHeuristics.JsTrojanLibrary, script => Banner().Match(script.Text) is { Success: true } banner && ScriptSign.First(script, ShellObject()) is not null ? banner.Value : null),
        new(ScriptHeuristics.JsCommentFill, script => script.Text.Length > MinFilledLength && IsFilled(script) ? "nearly all of it is comment" : null),
        ScriptSign.All(ScriptHeuristics.JsEnvExfil, Environment(), Sending(), Starting()),
    ];

    // Only a script that does something is hiding something: a licence or a manual in a comment does not count.
    private static bool IsFilled(ScriptSource script) =>
        script.Code.Count(letter => !char.IsWhiteSpace(letter)) * 10 < script.Text.Count(letter => !char.IsWhiteSpace(letter)) && WindowsCall().IsMatch(script.Folded);

    [GeneratedRegex(@"WScript\.Shell|Shell\.Application|Wscript\s*\.\s*CreateObject\s*\(\s*['""]\s*W|new\s+ActiveXObject\s*\(\s*['""]W", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellObject();

    [GeneratedRegex(@"[.\[]\s*(?:\w{1,20}\()?['""]?(?:Run|Exec|ShellExecute)['""]?\)?\s*\]?\s*\(|['""]ShellExecute['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellRun();

    [GeneratedRegex(@"(?:exec|execSync|spawn|spawnSync|execFile)\s*\(\s*['""`][^'""`\n]{0,200}(?:(?:curl|wget)\s[^\n'""`]{0,200}\|\s*(?:ba)?sh\b|powershell[^\n'""`]{0,300}(?:\biex\b|\birm\b|\biwr\b|downloadstring|-e(?:nc|c)?\s)|mshta\s+http|certutil[^\n'""`]{0,100}urlcache)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellDownload();

    [GeneratedRegex(@"win32_process\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiProcess();

    [GeneratedRegex(@"\.\s*create\s*\(\s*[\w'""(]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiCreate();

    [GeneratedRegex(@"(?:MSXML2\.|Microsoft\.)(?:Server)?XMLHTTP|WinHttp\.WinHttpRequest", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpObject();

    [GeneratedRegex(@"ADODB\.Stream|Scripting\.FileSystemObject", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StreamObject();

    [GeneratedRegex(@"SaveToFile|CreateTextFile|\.Write\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaveCall();

    [GeneratedRegex(@"\b(?:eval|execScript|new\s+Function|(?<![\w.])Function|setTimeout)\s*\(\s*(?:window\s*\.\s*|global(?:This)?\s*\.\s*|self\s*\.\s*)?(?:atob|unescape|decodeURIComponent|String\s*\.\s*fromCharCode|Buffer\s*\.\s*from)\s*\(|\beval\s*\(\s*(?:\[[\d,\s]{40,}|(?:'[^'\n]{0,4000}'|""[^""\n]{0,4000}"")\s*\.\s*(?:split|replace)\s*\()|(?:atob|unescape|fromCharCode)\b[^;\n]{0,400};\s*\n?\s*(?:window\.)?eval\s*\(\s*\w+\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex EvalOfDecoded();

    [GeneratedRegex(@"\b_0x[0-9a-f]{4,8}\b", RegexOptions.CultureInvariant)]
    private static partial Regex ObfuscatedNames();

    [GeneratedRegex(@"\['?""?push['""]*\]\s*\(\s*_0x|\.push\s*\(\s*_0x|\bparseInt\s*\(\s*_0x", RegexOptions.CultureInvariant)]
    private static partial Regex Rotation();

    [GeneratedRegex(@"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[dr]\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Packer();

    [GeneratedRegex(@"\\x[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex HexEscape();

    [GeneratedRegex(@"jQuery (?:JavaScript Library )?v\d|Bootstrap v\d|@license (?:React|Angular|AngularJS)|AngularJS v\d|Modernizr v?\d|lodash[ \w.]{0,20}\d\.\d|Underscore\.js \d|moment\.js", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Banner();

    [GeneratedRegex(@"ActiveXObject|WScript\b|GetObject\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex WindowsCall();

    [GeneratedRegex(@"JSON\.stringify\s*\(\s*(?:\{[^}]{0,200})?(?:\.\.\.)?process\.env|Object\.(?:entries|keys|values)\s*\(\s*process\.env\s*\)|(?:data|body|payload|env)\s*[:=]\s*process\.env\s*[,;})\n]|os\.(?:hostname|userInfo|networkInterfaces)\s*\(\s*\)[^;]{0,400}process\.env", RegexOptions.CultureInvariant)]
    private static partial Regex Environment();

    [GeneratedRegex(@"https?\.request\s*\(|https?\.get\s*\(|\bfetch\s*\(\s*['""`]https?:|axios\.post|dns\.(?:resolve|lookup)\s*\(|require\s*\(\s*['""](?:node:)?(?:https?|dns|net|request|axios|node-fetch)['""]\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Sending();

    [GeneratedRegex(@"child_process|\bexecSync\s*\(|\bspawn\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Starting();
}
