using System.Globalization;
using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Compares the domains that a mail shows with those that it uses.</summary>
internal static partial class MailDomains
{
    private static readonly IdnMapping Idn = new();

    /// <summary>The organisational domain: the registered name, by the usual shape of country domains (<c>co.uk</c>), without a list.</summary>
    public static string Organisation(string host)
    {
        var labels = host.Trim('.', ' ').ToLowerInvariant().Split('.');
        if (labels.Length <= 2)
            return string.Join('.', labels);
        var isCountrySecond = labels[^1].Length == 2 && labels[^2] is "co" or "com" or "org" or "net" or "gov" or "gob" or "edu" or "ac" or "or" or "ne" or "go";
        return string.Join('.', labels[^(isCountrySecond ? 3 : 2)..]);
    }

    /// <summary>The host that a link's text shows as an address; null when it shows words.</summary>
    public static string? ShownHost(string text) =>
        Shown().Match(text.Trim()) is { Success: true } match ? match.Groups["host"].Value.ToLowerInvariant() : null;

    /// <summary>True when a label mixes Latin with letters of other scripts, or looks Latin without being so.</summary>
    public static bool IsDeceptive(string host)
    {
        if (host.Length is 0 or > 253)
            return false;
        var labels = Readable(host).Split('.');
        return labels[..^1].Any(label => IsMixed(label) || IsLookalike(label, labels[^1]));
    }

    private static string Readable(string host)
    {
        if (!host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return host;
        try
        {
            return Idn.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    private static bool IsMixed(string label) =>
        label.Any(char.IsAsciiLetter) && label.Any(character => character is >= '\u0370' and <= '\u052F');

    // A Cyrillic label of letters that all have Latin doubles, below a domain that is not Cyrillic.
    private static bool IsLookalike(string label, string top) =>
        label.Length > 2 && top.All(char.IsAsciiLetter) && label.All(character => "асеорхуіјѕһԁԛԝ".Contains(character, StringComparison.Ordinal) || character == '-');

    [GeneratedRegex(
        @"^(?:https?://)?(?:[^\s/@]{1,64}@)?(?<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}(?:com|net|org|info|biz|gov|edu|mil|io|app|dev|online|shop|[a-z]{2}))(?::\d+)?(?:[/?#]\S*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shown();
}
