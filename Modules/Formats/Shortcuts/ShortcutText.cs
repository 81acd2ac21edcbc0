using System.Text.RegularExpressions;

namespace ScanHost.Formats.Shortcuts;

/// <summary>Reads the shortcuts that are text: Internet shortcuts, Explorer commands, web queries, SYLK sheets, Windows settings and libraries.</summary>
public static partial class ShortcutText
{
    /// <summary>The values of some keys of a settings file, in their order; keys without regard to case.</summary>
    public static ILookup<string, string> Settings(string text, IReadOnlyList<string> keys)
    {
        var values = new List<(string Key, string Value)>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var sign = line.IndexOf('=');
            for (var key = 0; sign > 0 && key < keys.Count; key++)
                if (line[..sign].Trim().Equals(keys[key], StringComparison.OrdinalIgnoreCase))
                    values.Add((keys[key], line[(sign + 1)..].Trim().ToString()));
        }
        return values.ToLookup(setting => setting.Key, setting => setting.Value);
    }

    /// <summary>The address of a web query ([MS-XLS]-era .iqy: a line WEB, a line 1, the address); null when there is none.</summary>
    public static string? QueryAddress(string text)
    {
        var lines = text.Split('\n', 5);
        return lines.Length > 2 && lines[0].Trim() == "WEB" ? lines[2].Trim() : null;
    }

    /// <summary>Formulas of a SYLK sheet (its E fields).</summary>
    public static IEnumerable<string> Formulas(string text) => Formula().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The command of a Windows setting; null when there is none.</summary>
    public static string? DeepLink(string text) =>
        DeepLinkElement().Match(text) is { Success: true } link ? System.Net.WebUtility.HtmlDecode(link.Groups[1].Value).Trim() : null;

    /// <summary>The places that a Windows library, search connector or saved search shows.</summary>
    public static IEnumerable<string> Locations(string text) =>
        Location().Matches(text).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["place"].Value).Trim());

    [GeneratedRegex(@"^C;[^\r\n]*?E([^;\r\n]+(?:;;[^;\r\n]+)*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    [GeneratedRegex(@"<DeepLink>\s*([^<]{1,8000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeepLinkElement();

    [GeneratedRegex(@"<(?:url|locationUrl)>\s*(?<place>[^<]{1,2000})|<include\b[^>]{0,200}?\bpath\s*=\s*[""'](?<place>[^""']{1,2000})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Location();
}
