using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Indicators;

/// <summary>Judges one link by what stands in it.</summary>
internal static partial class LinkSigns
{
    /// <summary>What the link gives away; null when nothing.</summary>
    public static Heuristic? Of(string url)
    {
        if (HasMailAddress(url))
            return IndicatorHeuristics.PhishingKit;
        if (IsProgramOnRawAddress(url))
            return IndicatorHeuristics.RawIpProgram;
        return TunnelHost().IsMatch(url) ? IndicatorHeuristics.Tunnel : null;
    }

    private static bool IsProgramOnRawAddress(string url)
    {
        var match = Parts().Match(url);
        return match.Success && IPAddress.TryParse(match.Groups["host"].ValueSpan, out var address)
            && !IsPrivate(address) && ProgramName().IsMatch(match.Groups["path"].ValueSpan);
    }

    // Devices at home serve their own scripts; so do test benches.
    private static bool IsPrivate(IPAddress address) =>
        address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [127, ..] or [169, 254, ..];

    /// <summary>A mail address, plain or in base64, behind the hash sign, where it never reaches a server's log.</summary>
    private static bool HasMailAddress(string url)
    {
        var hash = url.IndexOf('#');
        if (hash < 0 || url.Length - hash is < 7 or > 400)
            return false;
        var fragment = url[(hash + 1)..].TrimStart('/', '?');
        if (Mail().IsMatch(Uri.UnescapeDataString(fragment)))
            return true;
        var bytes = new byte[fragment.Length];
        return Convert.TryFromBase64String(fragment.PadRight((fragment.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Mail().IsMatch(Encoding.Latin1.GetString(bytes, 0, length));
    }

    [GeneratedRegex(@"^https?://(?<host>[\d.]{7,15})(?::\d+)?(?<path>/[^?#]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\.(exe|dll|scr|com|pif|cpl|msi|bat|cmd|ps1|psm1|vbs|vbe|jse|wsf|hta|sct|lnk|jar|elf|sh|bin|iso|img|vhd)$", RegexOptions.IgnoreCase)]
    private static partial Regex ProgramName();

    [GeneratedRegex(@"^https?://([\w-]+\.)*(trycloudflare\.com|ngrok\.io|ngrok\.app|ngrok-free\.app|loca\.lt|serveo\.net|portmap\.io|duckdns\.org)([:/]|$)|^https?://(cdn\.discordapp\.com|media\.discordapp\.net)/attachments/|^https?://(\w+\.)?discord(app)?\.com/api/webhooks/|^https?://api\.telegram\.org/bot", RegexOptions.IgnoreCase)]
    private static partial Regex TunnelHost();

    [GeneratedRegex(@"^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{2,63}){1,5}$")]
    private static partial Regex Mail();
}
