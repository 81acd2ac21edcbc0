using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What VBScript gives away.</summary>
internal static partial class BasicSigns
{
    private const int MinCodes = 10;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.VbsExecuteChr, script => LetterCode().Count(script.Code) >= MinCodes || Reversed().IsMatch(script.Code) ? Execute().Match(script.Code) is { Success: true } run ? run.Value : null : null),
        ScriptSign.All(ScriptHeuristics.VbsDrop, HttpObject(), SaveCall()),
        new(ScriptHeuristics.VbsRunDownload, script => ScriptSign.First(script, HttpObject()) is null ? null : ScriptSign.First(script, ExecuteOfAnswer()) ?? RunsAnswer(script.Code)),
        ScriptSign.All(ScriptHeuristics.VbsPersist, RunKey()),
        ScriptSign.All(ScriptHeuristics.VbsDropEncoded, EncodedData(), SaveCall(), StartCall()),
        new(ScriptHeuristics.CopiesItself, CopiesItself()),
        new(ScriptHeuristics.Evasion, Evasion.In),
        new(ScriptHeuristics.VbsWmi, WmiStart),
        new(ScriptHeuristics.HiddenStart, script => WmiStart(script) is null ? null : ScriptSign.First(script, ShowsNoWindow())),
        ScriptSign.All(ScriptHeuristics.VbsShell, ShellObject(), Launcher()),
    ];

    [GeneratedRegex(@"\.copyfile\s*\(?\s*wscript\.scriptfullname|\.getfile\s*\(\s*wscript\.scriptfullname\s*\)\s*\.copy\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex CopiesItself();

    [GeneratedRegex(@"\bchr[wb]?\$?\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LetterCode();

    [GeneratedRegex(@"\bstrreverse\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reversed();

    [GeneratedRegex(@"\b(?:execute(?:global)?|eval)\b\s*\(?\s*[\w(""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Execute();

    [GeneratedRegex(@"(?:MSXML2\.|Microsoft\.)(?:Server)?XMLHTTP|WinHttp\.WinHttpRequest", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpObject();

    [GeneratedRegex(@"\b(?:execute(?:global)?|eval)\b\s*\(?\s*\w+\.responsetext", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExecuteOfAnswer();

    [GeneratedRegex(@"regwrite\b[^\n]{0,40}currentversion\\run|schtasks(?:\.exe)?\s[^\n]{0,40}/create|specialfolders\s*\(\s*""startup""\s*\)[^\n]{0,200}(?:copyfile|createshortcut|\.(?:vbs|lnk|js|exe)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunKey();

    [GeneratedRegex(@"bin\.(?:base64|hex)|nodetypedvalue", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex EncodedData();

    private const int MaxRounds = 4;
    private const int MaxNames = 100;

    // answer = Split(Post("ready", ""), "|"): Execute answer(1) - where Post = h.responsetext. Followed through assignments, not through conditions.
    private static string? RunsAnswer(string code)
    {
        if (!AnswerText().IsMatch(code) || !RunOfName().IsMatch(code))
            return null;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var assignments = Assigned().Matches(code);
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = names.Count;
            foreach (Match given in assignments)
                if (names.Count < MaxNames && (AnswerText().IsMatch(given.Groups["value"].Value) || CommonPatterns.Word().Matches(given.Groups["value"].Value).Any(word => names.Contains(word.Value))))
                    names.Add(given.Groups["name"].Value);
            if (names.Count == before)
                break;
        }
        return RunOfName().Matches(code).FirstOrDefault(run => CommonPatterns.Word().Matches(run.Groups["value"].Value).Any(word => names.Contains(word.Value)))?.Value;
    }

    [GeneratedRegex(@"\.responsetext\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnswerText();

    [GeneratedRegex(@"(?:^|[\n:])[ \t]*(?:set[ \t]+)?(?<name>[A-Za-z]\w{0,40})[ \t]*=[ \t]*(?<value>[^\n]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"\b(?:execute|executeglobal|eval)\b[ \t(]+(?<value>[A-Za-z]\w{0,40}(?:[ \t]*\([^)\n]{0,40}\))?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunOfName();

    [GeneratedRegex(@"\.\s*(?:run|exec|shellexecute|create)\s*\(?\s*[\w""(]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartCall();

    [GeneratedRegex(@"SaveToFile", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaveCall();

    [GeneratedRegex(@"win32_process(?:startup)?[""')\s]{0,6}\)?\s*\.?\s*(?:create)?|:win32_process\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiProcess();

    [GeneratedRegex(@"\.ShowWindow\s*=\s*(?:0|SW_HIDE|HIDDEN_WINDOW|vbHide)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShowsNoWindow();

    private static string? WmiStart(ScriptSource script) =>
        ScriptSign.First(script, WmiProcess()) is not null ? ScriptSign.First(script, WmiCreate()) : null;

    [GeneratedRegex(@"\.\s*create\s*\(?\s*[\w""(]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiCreate();

    [GeneratedRegex(@"wscript\.shell|shell\.application|new:\{?(?:72C24DD5-D70A-438B-8A42-98424B88AFB8|13709620-C279-11CE-A49E-444553540000|F935DC22-1CF0-11D0-ADB9-00C04FD58A0B|C08AFD90-F2A1-11D1-8455-00A0C91F3880|9BA05972-F6A8-11CF-A442-00A0C90A8F39)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShellObject();

    [GeneratedRegex(@"""[^""\n]{0,100}(?:powershell|mshta|bitsadmin|certutil|regsvr32|cmd(?:\.exe)?\s*/c\s+(?:start\s+)?(?:curl|powershell|mshta|certutil|bitsadmin|copy\s+\\\\[^""\s]{1,100}(?:@|davwwwroot)))[^""\n]{0,400}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Launcher();
}
