using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Pages of large services that lead on to whatever address they are given: filters let the service's name pass.</summary>
internal static partial class OpenRedirects
{
    private const int MaxSteps = 4;

    /// <summary>Where such an address leads in the end; null for all others.</summary>
    public static string? Target(string address)
    {
        string? target = null;
        for (var step = 0; step < MaxSteps && Redirect().Match(target ?? address) is { Success: true } match; step++)
            target = Uri.UnescapeDataString(match.Groups["target"].Value);
        return target;
    }

    [GeneratedRegex(
        @"^https?://(?:www\.)?(?:google\.[a-z.]{2,6}/url\?|(?:adservice|googleads|ad)\.(?:google|doubleclick|g\.doubleclick)\.[a-z.]{2,6}/[^?]{1,60}\?|bing\.com/ck/a\?|bing\.com/(?:ck|fd)/[^?]{1,40}\?|l\.(?:facebook|instagram)\.com/l?\.?(?:php)?/?\?|youtube\.com/(?:redirect|attribution_link)\?|linkedin\.com/(?:safety/go|redir/redirect)\?|vk\.com/away\.php\?|t\.umblr\.com/redirect\?|slack-redir\.net/link\?|steamcommunity\.com/linkfilter/\?|r\.search\.yahoo\.com/[^?]{0,100}\?|duckduckgo\.com/l/\?|baidu\.com/link\?|googleweblight\.com/[^?]{0,10}\?)(?:[^#]{0,300}&)?(?:q|u|url|adurl|to|target|uddg|event_url|z|RU|lite_url)=(?<target>https?(?::|%3A)(?:/|%2F|%252F){2}[^&#\s]{4,2000})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Redirect();
}
