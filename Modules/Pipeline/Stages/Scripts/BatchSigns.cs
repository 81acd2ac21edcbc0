using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What batch files and command lines give away.</summary>
internal static partial class BatchSigns
{
    private const int MinCuts = 10;
    private const int MinCarets = 8;
    private const int MaxLine = 4000;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.BatSubstring, script => Cut().Count(script.Text) > MinCuts ? Cut().Match(script.Text).Value : null),
        new(ScriptHeuristics.BatDownload, Downloads),
        new(ScriptHeuristics.BatRunsDownload, RunsAnswer()),
        new(ScriptHeuristics.BatStays, script => ScriptSign.First(script, Registers()) is { } registers && Downloads(script) is not null | SavesArchive().IsMatch(script.Folded) ? registers : null),
        new(ScriptHeuristics.BatDecode, Decodes()),
        new(ScriptHeuristics.BatStartsDecoded, StartsDecoded),
        new(ScriptHeuristics.BatOddDownload, OddDownload()),
        new(ScriptHeuristics.BatStartsDropped, StartsDropped()),
        new(ScriptHeuristics.LocksFiles, script => LockingSigns.Locks(script) ?? LockingSigns.LocksInLoop(script)),
        new(ScriptHeuristics.RansomNote, LockingSigns.Note),
        new(ScriptHeuristics.BatRunVariable, RunsVariable),
        new(ScriptHeuristics.BatCarets, script => Caret().Count(script.Text) + SplitWord().Count(script.Text) >= MinCarets ? Caret().Match(script.Text) is { Success: true } caret ? caret.Value : "quotes" : null),
        new(ScriptHeuristics.BatEncoded, script => EncodedCommands.Telling(script, EncodedSwitch())),
        new(ScriptHeuristics.BatRenamedTool, RenamesTool),
        new(ScriptHeuristics.HiddenStart, StartsUnseen()),
        new(ScriptHeuristics.BatScriptUrl, ScriptFromNetwork()),
        new(ScriptHeuristics.BatInstallUrl, InstallFromNetwork()),
        new(ScriptHeuristics.BatDropScript, DropsScript),
        new(ScriptHeuristics.BatSabotage, Sabotage()),
        new(ScriptHeuristics.BatCover, script => Covers().Matches(script.Folded).Select(match => match.Value.Split(' ')[0].ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() >= 2 ? ScriptSign.First(script, Covers()) : PreparesImage().IsMatch(script.Code) ? null : ScriptSign.First(script, ClearsAllLogs())),
        ScriptSign.All(ScriptHeuristics.HiddenAccount, MakesAccount(), HidesAccount()),
        new(ScriptHeuristics.BatWmi, WmiProcess()),
        new(ScriptHeuristics.BatOddScript, OddScript()),
        new(ScriptHeuristics.ShMiner, Mines()),
    ];

    // A line that downloads, and one after it that starts the file.
    private static string? Downloads(ScriptSource script)
    {
        var downloads = Download().Matches(script.Folded).Where(download => !IsToolOfBuild(script.Folded, download, FileOf(download)));
        foreach (var (name, download) in FollowedNames.In(downloads, download => LastPart(FileOf(download))))
        {
            if (name.Length > 2 && script.Folded.IndexOf(name, download.Index + download.Length, StringComparison.OrdinalIgnoreCase) >= 0)
                return download.Value;
        }
        return null;
    }

    // certutil -decode a.txt a.exe, and a.exe comes again.
    private static string? StartsDecoded(ScriptSource script)
    {
        foreach (var (name, decoded) in FollowedNames.In(DecodedProgram().Matches(script.Folded), match => LastPart(FileOf(match))))
            if (name.Length > 4 && script.Folded.IndexOf(name, decoded.Index + decoded.Length, StringComparison.OrdinalIgnoreCase) >= 0)
                return decoded.Value;
        return null;
    }

    // copy C:\Windows\System32\certutil.exe x.com: rules for programs of Windows go by their names.
    private static string? RenamesTool(ScriptSource script)
    {
        foreach (Match copy in CopiesTool().Matches(script.Folded))
            if (LastPart(copy.Groups["to"].Value.Trim('"', ' ', '\r')) is { Length: > 0 } to && to.Contains('.', StringComparison.Ordinal) && !to.Equals(copy.Groups["tool"].Value, StringComparison.OrdinalIgnoreCase) && !to.Contains('*', StringComparison.Ordinal)
                && !to.StartsWith(copy.Groups["tool"].Value.Split('.', '*', '?')[0], StringComparison.OrdinalIgnoreCase))
                return copy.Value;
        return null;
    }

    [GeneratedRegex(@"\bcopy\s+(?:/\w+\s+)*""?[^""\n]{0,60}\\(?:System32|SysWOW64|SysNative)\\(?:WindowsPowerShell\\v1\.0\\)?(?<tool>(?:certutil|mshta|[wc]script|powershell|cmd|rundll32|regsvr32|bitsadmin|curl|msbuild|wmic|schtasks|[a-z]{2,12}[*?][a-z*?]{0,12})\.exe)""?\s+(?<to>""[^""\n]{1,300}""|[^\s&|>]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopiesTool();

    // A launcher that is given an address, in a window that nobody sees.
    [GeneratedRegex(@"\bstart\s+(?:""""\s+)?(?:/b\s+)?/min\s+(?:""""\s+)?""?(?:cmd(?:\.exe)?""?\s+/c\s+""?)?(?:mshta|wscript|cscript|regsvr32|rundll32|msiexec|bitsadmin|certutil|powershell|pwsh)(?:\.exe)?""?\s[^\n&|]{0,300}https?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsUnseen();

    // Before an image of a machine is taken its logs are cleared, too: what follows then is Windows' own tool for it.
    [GeneratedRegex(@"\bsysprep(?:\.exe)?""?\s[^\n]{0,80}/generalize\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PreparesImage();

    [GeneratedRegex(@"(?:\bcertutil(?:\.exe)?|\.(?:exe|com|scr))[""']?\s+(?:-f\s+)?[-/]decode(?:hex)?\s+(?:-f\s+)?(?:""[^""\n]{1,300}""|[^\s""&|]{1,300})\s+(?<file>""[^""\n]{1,300}\.(?:exe|dll|scr|com|msi|bat|cmd|vbs|js|ps1|hta)""|[^\s""&|]{1,300}\.(?:exe|dll|scr|com|msi|bat|cmd|vbs|js|ps1|hta)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DecodedProgram();

    // Programs of Windows that fetch files by the way; nobody who means well fetches with them.
    [GeneratedRegex(@"\bdesktopimgdownldr(?:\.exe)?\b[^\n]{0,100}/lockscreenurl:\s*""?https?:|\bmpcmdrun(?:\.exe)?\b[^\n]{0,100}-downloadfile\b[^\n]{0,100}https?:|\bcertreq(?:\.exe)?\b[^\n]{0,60}-post\b[^\n]{0,100}https?:|\bcertoc(?:\.exe)?\b[^\n]{0,40}-getcacaps\s+https?:|\bieexec(?:\.exe)?[""']?\s+https?:|\bconfigsecuritypolicy(?:\.exe)?[""']?\s+[^\n]{0,60}https?:|\bimewdbld(?:\.exe)?[""']?\s+https?:|\bhh(?:\.exe)?[""']?\s+https?:|\bpresentationhost(?:\.exe)?\b[^\n]{0,40}https?:|\bfinger(?:\.exe)?[""']?\s[^\n|]{0,60}@[^\n|]{1,60}\|\s*(?:cmd|more)\b|\bcmdl32(?:\.exe)?\b[^\n]{0,60}/vpn\b[^\n]{0,40}/lan\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OddDownload();

    // A library out of a folder into which everybody may write, registered or started without a word.
    [GeneratedRegex(@"\b(?:regsvr32(?:\.exe)?""?\s(?=[^\n&|]{0,60}/s\b)|rundll32(?:\.exe)?""?\s)[^\n&|]{0,60}?""?(?:C:\\ProgramData\\|C:\\Users\\(?:Public|user\\AppData)\\|C:\\Windows\\(?:Temp|Tasks)\\)[^\s"",]{1,200}""?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsDropped();

    private static string FileOf(Match download) => download.Groups["file"].Value.Trim('"', '\'', ' ');

    private static string LastPart(string file) => file[(file.LastIndexOfAny(['\\', '/']) + 1)..];

    // A build file that fetches what it lacks: "if not exist tools\nuget.exe curl -o tools\nuget.exe https://...", into a folder of its own or from the tool's maker.
    private static bool IsToolOfBuild(string text, Match download, string file)
    {
        var line = FollowedNames.LineAround(text, download);
        // What is compared with a checksum before it is used, in a folder of the build.
        if (OwnFolder().IsMatch(file) && ChecksFile().Matches(text).Any(check => check.Index > download.Index && check.Value.Contains(file, StringComparison.OrdinalIgnoreCase)))
            return true;
        return PublishersInstallers.AreAllIn(line) || (OwnFolder().IsMatch(file) && MissingFile().Match(line) is { Success: true } missing && missing.Groups["file"].Value.Trim('"').Equals(file, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^(?:%~dp0)?\w[\w.-]*(?:[\\/][\w.-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnFolder();

    [GeneratedRegex(@"\bcertutil(?:\.exe)?\s+-hashfile\s[^\n]{1,300}|\bget-filehash\s[^\n]{1,300}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ChecksFile();

    [GeneratedRegex(@"^\s*if\s+not\s+exist\s+(?<file>""[^""\n]+""|\S+)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MissingFile();

    // for /f %%i in ('curl url') do %%i, and curl url | cmd
    [GeneratedRegex(@"\bfor\s+/f\b[^\n]{0,60}%%?(?<v>\w)\s+in\s*\(\s*[`']\s*(?:curl|powershell|certutil|bitsadmin|nslookup)[^\n]{1,300}\)\s*do\s+(?:call\s+|cmd\s+/c\s+|start\s+)?%%?\k<v>\s*(?:$|[&\r\n])|\bcurl(?:\.exe)?\s[^\n|]{0,200}https?://[^\n|]{1,200}\|\s*cmd(?:\.exe)?\b", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex RunsAnswer();

    [GeneratedRegex(@"\breg(?:\.exe)?\s+add\s[^\n]{0,60}currentversion\\run[^\n]{0,300}|\bschtasks(?:\.exe)?\s+/create\s[^\n]{0,300}|\\start menu\\programs\\startup\\[^\n]{0,100}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Registers();

    [GeneratedRegex(@"\bcurl(?:\.exe)?\s[^\n]{0,300}%(?:local)?appdata%[^\n]{0,200}https?://(?:\d{1,3}\.){3}\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SavesArchive();

    // A script that echo writes, and a program that runs scripts with its name.
    private static string? DropsScript(ScriptSource script)
    {
        var echoes = Echo().Matches(script.Folded).Select(echo => echo.Index).ToArray();
        var written = Drop().Matches(script.Folded).Where(drop => LineOfEcho(script.Folded, echoes, drop) is not null);
        var dropped = FollowedNames.In(written, drop => LastPart(drop.Groups["file"].Value)).Where(drop => drop.Name.Length > 4).ToList();
        if (dropped.Count == 0)
            return null;
        var runs = RunsScript().Matches(script.Folded);
        return dropped.Where(drop => runs.Any(run => run.Index >= drop.Kept.Index && run.Value.Contains(drop.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(drop => LineOfEcho(script.Folded, echoes, drop.Kept)).FirstOrDefault();
    }

    // echo text>file and >file echo text: the part of the line with both. Looked up, since a line may hold thousands of both.
    private static string? LineOfEcho(string text, int[] echoes, Match drop)
    {
        var end = drop.Index + drop.Length;
        var next = ~Array.BinarySearch(echoes, drop.Index);
        if (next > 0 && drop.Index - echoes[next - 1] <= MaxLine && !text.AsSpan(echoes[next - 1], drop.Index - echoes[next - 1]).Contains('\n'))
            return text[echoes[next - 1]..end].Trim();
        return next >= 0 && next < echoes.Length && echoes[next] - end <= 20 && text.AsSpan(end, echoes[next] - end).IsWhiteSpace() ? text[drop.Index..(echoes[next] + 4)].Trim() : null;
    }

    [GeneratedRegex(@"echo", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Echo();

    // A call of a variable alone is a habit of build scripts (%CC%, %JAVA%); one that was set from pieces is not.
    private static string? RunsVariable(ScriptSource script) =>
        Cut().IsMatch(script.Text) || Caret().Count(script.Text) > 0 ? VariableLine().Match(script.Text) is { Success: true } line ? line.Value.Trim() : null : null;

    [GeneratedRegex(@"[%!][^%!:\s]{1,64}:~-?\d+(?:,-?\d+)?[%!]", RegexOptions.CultureInvariant)]
    private static partial Regex Cut();

    // wscript //e:jscript thumbs.db
    [GeneratedRegex(@"\b[wc]script(?:\.exe)?""?\s+(?=[^\n]{0,200}//?e:\w)(?>(?:/\S{1,200}\s{1,40}){0,20})""?(?![^\s""]{1,260}\.(?:js|jse|vbs|vbe|wsf|wsh|sct|wsc)\b)[^\s""/][^\s""]{0,260}\.\w{1,5}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OddScript();

    // One log is cleared by people who look for something; all of them, or a log and the journal of the disk, by people who hide.
    [GeneratedRegex(@"\bwevtutil(?:\.exe)?\s+(?:cl|clear-log)\b|\bfsutil(?:\.exe)?\s+usn\s+deletejournal\b|\bcipher(?:\.exe)?\s+/w:|\bdel\s[^\n&]{0,80}\\(?:prefetch|winevt\\logs)\\", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Covers();

    [GeneratedRegex(@"\bfor\s+/f\b[^\n]{0,60}\bwevtutil(?:\.exe)?\s+el\b[^\n]{0,60}\bwevtutil(?:\.exe)?\s+(?:cl|clear-log)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClearsAllLogs();

    [GeneratedRegex(@"\bnet1?(?:\.exe)?\s+user\s[^\n]{1,100}\s/add\b|\bnew-localuser\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex MakesAccount();

    [GeneratedRegex(@"winlogon\\+specialaccounts\\+userlist", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex HidesAccount();

    [GeneratedRegex(@"stratum\+(?:tcp|ssl)://|--(?:cpu-max-threads-hint|donate-level|rig-id)[= ]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mines();

    [GeneratedRegex(@"\bmsiexec(?:\.exe)?[""']?\s[^\n&|]{0,80}https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InstallFromNetwork();

    [GeneratedRegex(@">\s{0,20}""?(?<file>[^""\s<>|&]{1,200}\.(?:vbs|vbe|js|jse|wsf|hta|ps1))""?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\b(?:wscript|cscript|mshta|powershell|start)(?:\.exe)?\b[^\n]{1,300}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsScript();

    [GeneratedRegex(@"\bvssadmin(?:\.exe)?\s+delete\s+shadows(?![^\n&|]{0,40}/oldest\b)|\bwbadmin(?:\.exe)?\s+delete\b|\bbcdedit(?:\.exe)?\s[^\n]{0,60}recoveryenabled\s+no|\bwmic(?:\.exe)?\s+shadowcopy\s+delete|\bnetsh\s+(?:advfirewall\s+set\s+\w+\s+state|firewall\s+set\s+opmode)\s+(?:off|disable)|(?:\bsc(?:\.exe)?\s+(?:stop|delete|config)|\bnet1?\s+stop)\s+[""']?(?:windefend|wscsvc|security center|sense|mpssvc)|disableantispyware[^\n]{0,60}\b1\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sabotage();

    [GeneratedRegex(@"\bwmic(?:\.exe)?\s+(?>(?:/\S{1,200}\s{1,40}){0,8})process\s+call\s+create\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WmiProcess();

    [GeneratedRegex(@"(?:\bx?copy\s+(?:/\w+\s+)*""?\\\\[^\s""&|]{1,100}(?:@(?:ssl|\d+)|\\davwwwroot)[^\s""&|]*""?\s+(?<file>""[^""\n]+""|[^\s&|]+)|certutil(?:\.exe)?\s[^\n]{0,80}-(?:urlcache|verifyctl)\b[^\n]{0,80}?https?://\S+\s+(?<file>""[^""\n]+""|[^\s&|]+)|bitsadmin(?:\.exe)?\s[^\n]{0,120}?https?://\S+\s+(?<file>""[^""\n]+""|[^\s&|]+)|curl(?:\.exe)?\s[^\n&|]{0,300}(?:-\w{0,20}o|--output)\s+(?<file>""[^""\n]+""|[^\s&|]+\.(?:exe|dll|bat|cmd|vbs|js|ps1|hta|msi|scr))|(?>downloadfile|-outfile|\b(?:iwr|irm|wget|curl)\b[^\n&|]{0,200}?-o(?:ut)?)(?=[^\n]{0,700}\.(?:exe|dll|bat|cmd|vbs|js|ps1|hta|msi|scr))(?:[^\n]{0,500}?(?<![\w%:\\.~$-]))?(?<file>[\w%:\\.~$-]{1,200}\.(?:exe|dll|bat|cmd|vbs|js|ps1|hta|msi|scr)))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Download();

    [GeneratedRegex(@"(?:certutil(?:\.exe)?|\.(?:exe|com|scr))[""']?\s+(?:-f\s+)?[-/]decode(?:hex)?\b|findstr[^\n]{0,60}%~?(?:f|dpnx)?0[^\n]{0,60}>\s{0,20}[^\s<>|&]{1,200}\.(?:exe|dll|vbs|js|ps1|hta|b64|tmp)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decodes();

    [GeneratedRegex(@"(?:^|\n)[ \t]*(?:call\s+|start\s+(?:""""\s+)?)?(?:%[A-Za-z_]\w{0,40}%|![A-Za-z_]\w{0,40}!){2,}[^\n=]{0,100}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VariableLine();

    // p^ow^er: inside words only; before & | < > a caret is needed.
    [GeneratedRegex(@"(?<=[A-Za-z])\^(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Caret();

    [GeneratedRegex(@"(?<=[A-Za-z])""""(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex SplitWord();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?\s[^\n|]{0,300}?[-/–—]e(?:c|n|nc|nco|ncod|ncode|ncoded|ncodedc|ncodedco|ncodedcom|ncodedcomm|ncodedcomma|ncodedcomman|ncodedcommand)?\s+[""']?[A-Za-z0-9+/=]{20}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSwitch();

    [GeneratedRegex(@"\bmshta(?:\.exe)?[""']?\s+[""']?(?:https?:|vbscript:|javascript:|\\\\)|\bregsvr32(?:\.exe)?[""']?\s[^\n]{0,80}/i:\s*[""']?https?:|\brundll32(?:\.exe)?[""']?\s+[""']?(?:javascript:|\\\\)|\bwmic(?:\.exe)?\s[^\n]{0,80}/format:\s*[""']?https?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex ScriptFromNetwork();
}
