using System.Text.RegularExpressions;
using ScanHost.Formats.Mail;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Looks for senders whose name claims to be somebody else.</summary>
internal static partial class SenderNames
{
    /// <summary>Brands that phishing likes, and what stands in the domains that they send from. Only names that no person has.</summary>
    private static readonly (string Brand, string[] Domains)[] Brands =
    [
        ("paypal", ["paypal"]), ("microsoft", ["microsoft", "office", "live", "outlook", "azure"]), ("office 365", ["microsoft", "office"]),
        ("docusign", ["docusign"]), ("dhl", ["dhl"]), ("fedex", ["fedex"]), ("netflix", ["netflix"]), ("facebook", ["facebook", "meta"]),
        ("linkedin", ["linkedin"]), ("dropbox", ["dropbox"]), ("whatsapp", ["whatsapp", "meta", "facebook"]), ("coinbase", ["coinbase"]),
        ("binance", ["binance"]), ("metamask", ["metamask", "consensys"]), ("icloud", ["apple", "icloud"]), ("amazon", ["amazon", "aws"]),
        ("american express", ["americanexpress", "aexp"]), ("wells fargo", ["wellsfargo"]), ("onedrive", ["microsoft", "onedrive"]), ("sharepoint", ["microsoft", "sharepoint"]),
        ("wetransfer", ["wetransfer"]), ("adobe sign", ["adobe"]), ("hsbc", ["hsbc"]),
    ];

    /// <summary>What the sender's name claims; null when nothing that its address denies.</summary>
    public static string? Spoofs(MailAddress sender)
    {
        if (sender.Domain.Length == 0 || sender.DisplayName.Length == 0)
            return null;
        if (Address().Match(sender.DisplayName) is { Success: true } shown
            && MailDomains.Organisation(shown.Groups["domain"].Value) != MailDomains.Organisation(sender.Domain))
            return $"{shown.Value}: {sender.Address}";
        foreach (var (brand, domains) in Brands)
        {
            if (Claims(sender.DisplayName, brand) && !domains.Any(domain => sender.Domain.Contains(domain, StringComparison.Ordinal)))
                return $"{sender.DisplayName}: {sender.Address}";
        }

        return null;
    }

    // At the start of the name, or all of it: "Jane Doe via LinkedIn" is how honest senders write.
    private static bool Claims(string name, string brand)
    {
        var shown = name.Trim().Trim('"');
        return shown.StartsWith(brand, StringComparison.OrdinalIgnoreCase) && (shown.Length == brand.Length || !char.IsLetter(shown[brand.Length]));
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@(?<domain>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
