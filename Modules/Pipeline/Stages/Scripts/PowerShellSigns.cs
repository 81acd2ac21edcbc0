using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What PowerShell gives away, as a script and on a command line.</summary>
internal static partial class PowerShellSigns
{
    private const int MinBackticks = 15;
    private const int MinCharCasts = 12;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.PsEncoded, EncodedSwitch()),
        new(ScriptHeuristics.PsDownloadRun, RunsDownload),
        ScriptSign.All(ScriptHeuristics.PsReflect, Base64(), LoadBytes()),
        new(ScriptHeuristics.PsAmsi, Amsi()),
        new(ScriptHeuristics.PsDefender, Defender()),
        new(ScriptHeuristics.PsFlags, FlagsOf),
        new(ScriptHeuristics.PsObfuscated, Obfuscation),
        new(ScriptHeuristics.PsPersist, script => ScriptSign.First(script, Persistence())),
    ];

    private static string? RunsDownload(ScriptSource script) =>
        ScriptSign.First(script, PipedDownload()) ?? (ScriptSign.First(script, Download()) is not null && !Installer().IsMatch(script.Code) ? ScriptSign.First(script, RunOfVariable()) : null);

    /// <summary>Two of the three switches that together are a hidden start.</summary>
    internal static string? FlagsOf(ScriptSource script)
    {
        foreach (var text in new[] { script.Code, script.Folded })
            foreach (Match start in Start().Matches(text))
            {
                var arguments = text.AsSpan(start.Index, Math.Min(400, text.Length - start.Index));
                if (Count(Hidden(), arguments) + Count(NoProfile(), arguments) + Count(Bypass(), arguments) >= 2)
                    return arguments.ToString();
            }
        return null;
    }

    private static int Count(Regex pattern, ReadOnlySpan<char> text) => pattern.IsMatch(text) ? 1 : 0;

    private static string? Obfuscation(ScriptSource script)
    {
        if (Reordered().Match(script.Code) is { Success: true } reordered)
            return reordered.Value;
        if (Backtick().Count(script.Text) >= MinBackticks)
            return "words split by backticks";
        if (CharCast().Count(script.Code) >= MinCharCasts)
            return ScriptSign.First(script, CharCast());
        return CharJoin().Match(script.Code) is { Success: true } join ? join.Value : null;
    }

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?\s[^\n|]{0,300}?[-/–—]e(?:c|n|nc|nco|ncod|ncode|ncoded|ncodedc|ncodedco|ncodedcom|ncodedcomm|ncodedcomma|ncodedcomman|ncodedcommand)?\s+[""']?[A-Za-z0-9+/=]{20}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSwitch();

    // iex (New-Object Net.WebClient).DownloadString(...), iwr ... | iex, & ([scriptblock]::Create((irm ...)))
    [GeneratedRegex(@"(?:\biex\b|invoke-expression|\.invokescript\s*\(|scriptblock\]::create\s*\()[^\n;|]{0,200}(?:downloadstring|downloaddata|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|\bcurl\b|\bwget\b)|(?:downloadstring|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b)[^\n;]{0,300}\|\s*(?:\biex\b|invoke-expression|&\s*\(\s*['""]?i)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PipedDownload();

    [GeneratedRegex(@"\.downloadfile\s*\(|start-bitstransfer|(?:invoke-webrequest|\biwr\b)[^\n]{0,300}-outfile", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Download();

    [GeneratedRegex(@"start-process\s+(?:-filepath\s+)?[""']?(?:\$env:temp|\$env:appdata|\$env:public|[A-Za-z]:\\(?:Users\\Public|Windows\\Temp|ProgramData))|\b(?:rundll32|regsvr32|mshta)(?:\.exe)?[\s""']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunOfVariable();

    // Installers of products check what they fetched, or are told where to install.
    [GeneratedRegex(@"get-filehash|get-authenticodesignature|\[cmdletbinding|chocolatey", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Installer();

    [GeneratedRegex(@"frombase64string", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?:assembly|appdomain\]::currentdomain)\]?\s*(?:::|\.)\s*[""']?load[""']?\s*\(|virtualalloc|getdelegateforfunctionpointer|createthread", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoadBytes();

    [GeneratedRegex(@"amsiInitFailed|AmsiScanBuffer|amsiContext|System\.Management\.Automation\.AmsiUtils|amsi\.dll", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amsi();

    [GeneratedRegex(@"\b(?:add|set)-mppreference\b[^\n]{0,200}-(?:exclusion(?:path|process|extension)|disable\w+|submitsamplesconsent|mapsreporting)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Defender();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"[-/]w(?:i|in|ind|indo|indow|indows|indowst|indowsty|indowstyl|indowstyle)?\s+(?:h|hi|hid|hidd|hidde|hidden|1)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"[-/]nop(?:r|ro|rof|rofi|rofil|rofile)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoProfile();

    [GeneratedRegex(@"[-/](?:ep|ex(?:ec(?:utionpolicy)?)?)\s+(?:bypass|unrestricted)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bypass();

    // ("{2}{0}{1}" -f 'a','b','c'): places out of their order, letters in pieces.
    [GeneratedRegex(@"['""](?:\{\d\}){3,}['""]\s*-f\s*['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reordered();

    [GeneratedRegex(@"(?<=[A-Za-z])`(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Backtick();

    [GeneratedRegex(@"\[char\]\s*\(?\s*(?:0x)?[0-9A-Fa-f]{2,4}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharCast();

    [GeneratedRegex(@"\(\s*(?:\d{2,3}\s*,\s*){12,}[^|]{0,40000}\|\s*(?:%|foreach(?:-object)?)\s*\{[^}]{0,80}\[char\]|\[char\[\]\]\s*\(\s*(?:\d{2,3}\s*,\s*){12,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharJoin();

    [GeneratedRegex(@"(?:set-itemproperty|new-itemproperty|reg(?:\.exe)?\s+add)[^\n]{0,200}currentversion\\run|schtasks(?:\.exe)?\s+/create|register-scheduledtask|startup\\[\w.-]+\.(?:lnk|vbs|bat|ps1|exe)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Persistence();
}
