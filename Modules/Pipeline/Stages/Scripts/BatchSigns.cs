using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What batch files and command lines give away.</summary>
internal static partial class BatchSigns
{
    private const int MinCuts = 10;
    private const int MinCarets = 8;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.BatSubstring, script => Cut().Count(script.Text) > MinCuts ? Cut().Match(script.Text).Value : null),
        new(ScriptHeuristics.BatDownload, Downloads),
        new(ScriptHeuristics.BatDecode, Decodes()),
        new(ScriptHeuristics.BatRunVariable, RunsVariable),
        new(ScriptHeuristics.BatCarets, script => Caret().Count(script.Text) + SplitWord().Count(script.Text) >= MinCarets ? Caret().Match(script.Text) is { Success: true } caret ? caret.Value : "quotes" : null),
        new(ScriptHeuristics.BatEncoded, EncodedSwitch()),
        new(ScriptHeuristics.BatScriptUrl, ScriptFromNetwork()),
    ];

    // A line that downloads, and one after it that starts the file.
    private static string? Downloads(ScriptSource script)
    {
        foreach (Match download in Download().Matches(script.Folded))
        {
            var file = download.Groups["file"].Value.Trim('"', '\'', ' ');
            var name = file[(file.LastIndexOfAny(['\\', '/']) + 1)..];
            if (name.Length > 2 && script.Folded.IndexOf(name, download.Index + download.Length, StringComparison.OrdinalIgnoreCase) >= 0)
                return download.Value;
        }
        return null;
    }

    // A call of a variable alone is a habit of build scripts (%CC%, %JAVA%); one that was set from pieces is not.
    private static string? RunsVariable(ScriptSource script) =>
        Cut().IsMatch(script.Text) || Caret().Count(script.Text) > 0 ? VariableLine().Match(script.Text) is { Success: true } line ? line.Value.Trim() : null : null;

    [GeneratedRegex(@"[%!][^%!:\s]{1,64}:~-?\d+(?:,-?\d+)?[%!]", RegexOptions.CultureInvariant)]
    private static partial Regex Cut();

    [GeneratedRegex(@"(?:certutil(?:\.exe)?\s[^\n]{0,80}-(?:urlcache|verifyctl)\b[^\n]{0,80}?https?://\S+\s+(?<file>""[^""\n]+""|[^\s&|]+)|bitsadmin(?:\.exe)?\s[^\n]{0,120}?https?://\S+\s+(?<file>""[^""\n]+""|[^\s&|]+)|curl(?:\.exe)?\s[^\n&|]{0,300}(?:-o|--output)\s+(?<file>""[^""\n]+""|[^\s&|]+\.(?:exe|dll|bat|cmd|vbs|js|ps1|hta|msi|scr))|(?:downloadfile|-outfile)[^\n]{0,300}?(?<file>[\w%:\\.~$-]+\.(?:exe|dll|bat|cmd|vbs|js|ps1|hta|msi|scr)))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Download();

    [GeneratedRegex(@"certutil(?:\.exe)?[""']?\s+(?:-f\s+)?[-/]decode(?:hex)?\b|findstr[^\n]{0,60}%~?(?:f|dpnx)?0[^\n]{0,60}>\s*\S+\.(?:exe|dll|vbs|js|ps1|hta|b64|tmp)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decodes();

    [GeneratedRegex(@"(?:^|\n)[ \t]*(?:call\s+|start\s+(?:""""\s+)?)?(?:%[A-Za-z_]\w{0,40}%|![A-Za-z_]\w{0,40}!){2,}[^\n=]{0,100}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VariableLine();

    // p^ow^er: inside words only; before & | < > a caret is needed.
    [GeneratedRegex(@"(?<=[A-Za-z])\^(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Caret();

    [GeneratedRegex(@"(?<=[A-Za-z])""""(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex SplitWord();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?\s[^\n|]{0,300}?[-/–—]e(?:c|n|nc|ncodedcommand)?\s+[""']?[A-Za-z0-9+/=]{20}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSwitch();

    [GeneratedRegex(@"\bmshta(?:\.exe)?[""']?\s+[""']?(?:https?:|vbscript:|javascript:|\\\\)|\bregsvr32(?:\.exe)?[""']?\s[^\n]{0,80}/i:\s*[""']?https?:|\brundll32(?:\.exe)?[""']?\s+[""']?(?:javascript:|\\\\)|\bmsiexec(?:\.exe)?[""']?\s[^\n&|]{0,80}https?://|\bwmic(?:\.exe)?\s[^\n]{0,80}/format:\s*[""']?https?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptFromNetwork();
}
