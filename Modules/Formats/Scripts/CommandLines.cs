using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts;

/// <summary>Command lines that stand in other files, and the PowerShell in their arguments.</summary>
public static partial class CommandLines
{
    private const int MinEncodedLetters = 16;

    /// <summary>True for a text that the command interpreter would run: a shell or a launcher with arguments.</summary>
    public static bool Is(string text) => text.Length is >= 12 and < 1 << 20 && Start().IsMatch(text);

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

    [GeneratedRegex(@"^\s*[""']?(?:%comspec%|(?:[A-Za-z]:\\|%\w+%\\)[^""\n]{0,200}\\)?(?:cmd|powershell|pwsh|mshta|wscript|cscript|rundll32|regsvr32|certutil|bitsadmin|msiexec|schtasks|forfiles|conhost|wmic|curl|sh|bash)(?:\.exe)?[""']?\s+\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"[-/–—](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc|encodedco|encodedcom|encodedcomm|encodedcomma|encodedcomman|encodedcommand)\s+[""']?([A-Za-z0-9+/=]{16,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedCommand();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?(?:\s+[-/](?:nop|noprofile|noni|noninteractive|nol|nologo|sta|(?:w|win|windowstyle)\s+\w+|(?:ep|ex|exec|executionpolicy)\s+\w+))*\s+(?:[-/](?:c|command)\s+)?([""'&{(\[$A-Za-z][^\n]{12,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InlineCommand();
}
