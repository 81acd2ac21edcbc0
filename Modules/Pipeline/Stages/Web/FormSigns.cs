using System.Text.RegularExpressions;
using ScanHost.Formats.Html;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Documents;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Whether a page asks for an account, and on whose behalf.</summary>
internal static partial class FormSigns
{
    /// <summary>Names that phishing pages borrow, and a piece of the hosts that may bear them.</summary>
    private static readonly (string Brand, string Hosts)[] Brands =
    [
        ("microsoft", "microsoft|live.com|office|azure|msn.com"), ("office 365", "microsoft|office"), ("sign in to your account", "microsoft|office|live.com"), ("outlook", "microsoft|live.com|outlook|office"),
        ("onedrive", "microsoft|live.com|onedrive"), ("sharepoint", "microsoft|sharepoint"), ("docusign", "docusign"), ("adobe", "adobe"),
        ("dropbox", "dropbox"), ("wetransfer", "wetransfer"), ("dhl", "dhl."), ("fedex", "fedex."), ("ups ", "ups.com"), ("paypal", "paypal"),
        ("netflix", "netflix"), ("amazon", "amazon"), ("apple id", "apple.com"), ("icloud", "apple.com|icloud"), ("google", "google"), ("gmail", "google"),
        ("excel online", "microsoft|office|live.com"), ("word online", "microsoft|office|live.com"), ("onenote", "microsoft|office|live.com"),
        ("facebook", "facebook"), ("instagram", "instagram"), ("linkedin", "linkedin"), ("webmail", "webmail"), ("zimbra", "zimbra"), ("roundcube", "roundcube"),
        ("楽天", "rakuten"), ("ヤマト運輸", "kuronekoyamato"), ("佐川急便", "sagawa-exp"), ("sparkasse", "sparkasse"), ("santander", "santander"), ("bbva", "bbva"), ("coinbase", "coinbase"), ("binance", "binance"),
    ];

    /// <summary>What the forms give away.</summary>
    public static IEnumerable<(Heuristic Heuristic, string Shown)> Of(WebPage page)
    {
        var asking = page.Outline.Forms.FirstOrDefault(form => form.HasPassword) ?? (CodeSigns.WritesPasswordField(page.Code) ? new HtmlForm() : null);
        if (asking is null)
            yield break;
        var target = Target(page, asking);
        if (target is null)
            yield break;
        yield return (WebHeuristics.CredentialForm, target);
        if ((Relay().IsMatch(asking.Action) ? asking.Action : CodeSigns.Relay(page.Code)) is { } relay)
            yield return (WebHeuristics.CredentialTheft, relay);
        if (page.Outline.Links.Select(link => SignInPictures().Match(link.Address)).FirstOrDefault(picture => picture.Success && !target.Contains("microsoft", StringComparison.OrdinalIgnoreCase)) is { } borrowed)
            yield return (WebHeuristics.CredentialAssets, borrowed.Value);
        if (Brand(page.Outline, target) is { } brand)
        {
            yield return (WebHeuristics.BrandTitle, $"{brand}: {page.Outline.Title}");
            yield return (WebHeuristics.CredentialBrand, target);
        }
    }

    /// <summary>Where a password that the page asks for goes, when that is not the page's own host; null otherwise.</summary>
    public static string? AsksForAccount(WebPage page) => page.Outline.Forms.FirstOrDefault(form => form.HasPassword) is { } asking ? Target(page, asking) : null;

    /// <summary>The foreign place to which the password goes; null when it stays with the page.</summary>
    private static string? Target(WebPage page, HtmlForm asking)
    {
        if (HostOf(asking.Action) is { } host && !IsOwnHost(page, host) && !PrivateHost().IsMatch(host))
            return asking.Action;
        return CodeSigns.SendsElsewhere(page.Code) || CodeSigns.Relay(page.Code) is not null ? "a script sends it" : null;
    }

    // A saved page names its own host in its other addresses.
    private static bool IsOwnHost(WebPage page, string host) =>
        page.Outline.Links.Any(link => (link.Tag is "link" or "base" || link.Tag == "a") && HostOf(link.Address) is { } other && SameSite(other, host));

    private static bool SameSite(string one, string other) => Site(one) == Site(other);

    private static string Site(string host) => string.Join('.', host.Split('.')[^Math.Min(2, host.Split('.').Length)..]);

    private static string? HostOf(string address)
    {
        var match = Host().Match(address);
        return match.Success ? match.Groups[1].Value.ToLowerInvariant() : null;
    }

    private static string? Brand(HtmlOutline page, string target)
    {
        var title = page.Title.ToLowerInvariant();
        foreach (var (brand, hosts) in Brands)
            if (title.Contains(brand, StringComparison.Ordinal) && !hosts.Split('|').Any(piece => IsOf(target, piece)))
                return brand.Trim();
        return null;
    }

    // The registered name counts: amazon-co-jp.host.example is not Amazon's. Mail programs that firms run themselves stand below the firm's name.
    private static bool IsOf(string target, string piece)
    {
        if (HostOf(target) is not { } host)
            return false;
        if (piece is "webmail" or "zimbra" or "roundcube")
            return host.Split('.').Contains(piece, StringComparer.Ordinal);
        var organisation = MailDomains.Organisation(host);
        return organisation.StartsWith(piece, StringComparison.Ordinal) && !organisation[piece.Length..].Split('.')[0].Contains('-', StringComparison.Ordinal);
    }

    // Where sign-in pages of Microsoft, Google and PayPal have their pictures, and a service that has everybody's.
    [GeneratedRegex(@"^https?://(?:aadcdn\.(?:msauth|msftauth)\.net|logincdn\.(?:msauth|msftauth)\.net|secure\.aadcdn\.microsoftonline-p\.com|ssl\.gstatic\.com/accounts|www\.paypalobjects\.com|logo\.clearbit\.com)/", RegexOptions.IgnoreCase)]
    private static partial Regex SignInPictures();

    // Places where anybody collects what forms send.
    [GeneratedRegex(@"^(?:https?:)?//(?:(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}[/:]|[^/]*\b(?:formspree\.io|formsubmit\.co|getform\.io|formcarry\.com|submit-form\.com|web3forms\.com|workers\.dev|ngrok(?:-free)?\.(?:io|app)|trycloudflare\.com|webhook\.site|requestbin|pipedream\.net|000webhostapp\.com))", RegexOptions.IgnoreCase)]
    private static partial Regex Relay();

    // Routers, printers and the like serve their own pages at home.
    [GeneratedRegex(@"^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|localhost$)", RegexOptions.IgnoreCase)]
    private static partial Regex PrivateHost();

    [GeneratedRegex(@"^(?:https?:)?//([^/?#:]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
