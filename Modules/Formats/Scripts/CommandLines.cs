using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts;

/// <summary>Command lines that stand in other files, and the PowerShell in their arguments.</summary>
public static partial class CommandLines
{
    private const int MinEncodedLetters = 16;

    /// <summary>True for a text that the command interpreter would run: a shell or a launcher with arguments.</summary>
    public static bool Is(string text) => text.Length is >= 12 and < 1 << 20 && Start().IsMatch(text);

    /// <summary>
    /// The command line in a text of a script: the whole text, the part from a launcher on, or the arguments of a PowerShell that the
    /// script names elsewhere. Null when there is none.
    /// </summary>
    public static string? Within(string text)
    {
        if (text.Length is < 12 or >= 1 << 20)
            return null;
        if (Start().IsMatch(text))
            return text;
        if (Switches().IsMatch(text))
            return "powershell " + text.Trim();
        return Inner().Match(text) is { Success: true } inner ? text[inner.Index..] : null;
    }

    /// <summary>Of the script that such a command is: <c>sh</c> for Unix, otherwise <c>bat</c>.</summary>
    public static string ExtensionOf(string command) => Unix().IsMatch(command) ? "sh" : "bat";

    /// <summary>True for a command that only Windows runs: it names an interpreter of Windows, or a variable as its command interpreter writes it.</summary>
    internal static bool IsOfWindows(string command) => Windows().IsMatch(command);

    [GeneratedRegex(@"\b(?:powershell(?:\.exe)?\s+[-/]|cmd(?:\.exe)?\s*/c|mshta|certutil|bitsadmin|rundll32|regsvr32|schtasks)\b|%\w{3,}%|\|\s*cmd(?:\.exe)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Windows();

    /// <summary>Scripts behind <c>-EncodedCommand</c>, decoded.</summary>
    public static IEnumerable<string> Encoded(string text)
    {
        foreach (Match match in EncodedCommand().Matches(text))
            if (match.Groups[1].Length >= MinEncodedLetters && EncodedText.Base64(match.Groups[1].ValueSpan) is { Length: >= 8 } bytes && bytes.Length % 2 == 0)
                yield return Encoding.Unicode.GetString(bytes);
    }

    /// <summary>Scripts behind <c>-Command</c>, as written; also what stands bare behind powershell's switches.</summary>
    public static IEnumerable<string> Inline(string text)
    {
        foreach (Match match in InlineCommand().Matches(text))
            yield return match.Groups[1].Value.Trim('"', '\'', ' ');
    }

    [GeneratedRegex(@"^\s*[""']?(?:%comspec%|(?:[A-Za-z]:\\|%\w+%\\)[^""\n]{0,200}\\)?(?:cmd|powershell|pwsh|mshta|wscript|cscript|rundll32|regsvr32|certutil|bitsadmin|msiexec|schtasks|forfiles|conhost|wmic|curl|wget|sh|bash|net|netsh|reg|sc|bcdedit|vssadmin|wbadmin|ssh|pcalua|msbuild|installutil|odbcconf|cmstp|hh|python3?|perl)(?:\.exe)?[""']?\s+\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"[-/–—](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc|encodedco|encodedcom|encodedcomm|encodedcomma|encodedcomman|encodedcommand)\s+[""']?([A-Za-z0-9+/=]{16,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedCommand();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?(?:\s+[-/](?:nop|noprofile|noni|noninteractive|nol|nologo|sta|(?:w|win|windowstyle)\s+\w+|(?:ep|ex|exec|executionpolicy)\s+\w+))*\s+(?:[-/](?:c|command)\s+)?([""'&{(\[$A-Za-z][^\n]{12,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InlineCommand();

    // ShellExecute("powershell", "-nop -w hidden ..."): the arguments stand alone.
    [GeneratedRegex(@"^\s*[-/](?:nop|noprofile|noni|w|win|windowstyle|ep|ex|exec|executionpolicy|sta|e|ec|enc|encodedcommand|c|command)\s+\S[\s\S]*(?:[-/](?:c|command|e|enc|encodedcommand|f|file|w|windowstyle)\s|\biex\b|invoke-|\birm\b|\biwr\b|downloadstring)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Switches();

    [GeneratedRegex(@"\b(?:(?:powershell|pwsh)(?:\.exe)?\s+[-/(""'&$i\[]|mshta(?:\.exe)?\s+[""']?(?:https?:|vbscript:|javascript:|\\\\)|certutil(?:\.exe)?\s+-|bitsadmin(?:\.exe)?\s+/|regsvr32(?:\.exe)?\s+[/\\]|rundll32(?:\.exe)?\s+\S|(?:wscript|cscript)(?:\.exe)?\s+\S|curl(?:\.exe)?\s+(?:-|https?:)|wget\s+(?:-|https?:)|cmd(?:\.exe)?\s+/[ck]\s|(?:ba)?sh\s+-[ci]\s|echo\s(?>[^|\n]{8,4000})\|\s{0,20}base64\s+(?:-d|-D|--decode)\s*\|)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Inner();

    [GeneratedRegex(@"\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|/bin/|/tmp/|/dev/|^\s*(?:ba)?sh\s|\$\(|base64\s+(?:-d|-D|--decode)", RegexOptions.CultureInvariant)]
    private static partial Regex Unix();
}
