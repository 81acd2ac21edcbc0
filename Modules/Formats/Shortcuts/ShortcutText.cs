using System.Text.RegularExpressions;

namespace ScanHost.Formats.Shortcuts;

/// <summary>Reads the shortcuts that are text: Internet shortcuts, Explorer commands, web queries, SYLK sheets, Windows settings and libraries.</summary>
public static partial class ShortcutText
{
    private const int MaxValues = 256;

    /// <summary>The values of a key of a settings file, in their order.</summary>
    public static IEnumerable<string> Values(string text, string key) =>
        Setting().Matches(text).Where(match => match.Groups[1].Value.Equals(key, StringComparison.OrdinalIgnoreCase)).Take(MaxValues).Select(match => match.Groups[2].Value.Trim());

    /// <summary>The address of a web query ([MS-XLS]-era .iqy: a line WEB, a line 1, the address); null when there is none.</summary>
    public static string? QueryAddress(string text)
    {
        var lines = text.Split('\n', 5);
        return lines.Length > 2 && lines[0].Trim() == "WEB" ? lines[2].Trim() : null;
    }

    /// <summary>Formulas of a SYLK sheet (its E fields).</summary>
    public static IEnumerable<string> Formulas(string text) => Formula().Matches(text).Take(MaxValues).Select(match => match.Groups[1].Value);

    /// <summary>The command of a Windows setting; null when there is none.</summary>
    public static string? DeepLink(string text) =>
        DeepLinkElement().Match(text) is { Success: true } link ? System.Net.WebUtility.HtmlDecode(link.Groups[1].Value).Trim() : null;

    /// <summary>The places that a Windows library, search connector or saved search shows.</summary>
    public static IEnumerable<string> Locations(string text) =>
        Location().Matches(text).Take(MaxValues).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["place"].Value).Trim());

    [GeneratedRegex(@"^[ \t]*([A-Za-z][\w .]{0,40}?)[ \t]*=([^\r\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^C;[^\r\n]*?E([^;\r\n]+(?:;;[^;\r\n]+)*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"<DeepLink>\s*([^<]{1,8000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeepLinkElement();

    [GeneratedRegex(@"<(?:url|locationUrl)>\s*(?<place>[^<]{1,2000})|<include\b[^>]{0,200}?\bpath\s*=\s*[""'](?<place>[^""']{1,2000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Location();
}
