using System.Text.RegularExpressions;
using ScanHost.Formats.Mail;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>
/// Joins what a letter asks for with how it came: neither says anything alone. Honest firms remind of passwords, of payments and of renewals,
/// but from where they say they are.
/// </summary>
internal static partial class MailBait
{
    private const int MaxAddresses = 50;

    /// <summary>What the letter is after and what betrays it; null when the one or the other is missing.</summary>
    public static string? Of(MailSummary mail, Bait bait, IReadOnlyList<HtmlLink> links)
    {
        if ((Aim(bait, links.Count > 0 || mail.TextBody.Contains("http", StringComparison.OrdinalIgnoreCase)) ?? DocumentElsewhere(mail, bait, links)) is not { } aim)
            return null;
        var signs = Signs(mail, bait, links).ToArray();
        return signs.Length > 0 ? $"{aim}: {string.Join(", ", signs)}" : null;
    }

    private static string? Aim(Bait bait, bool hasLink)
    {
        if (hasLink && bait.HasFlag(Bait.Account | Bait.Deadline))
            return "an account about to be lost";
        if (bait.HasFlag(Bait.Payment | Bait.Secrecy) && bait.HasFlag(Bait.Deadline))
            return "a secret payment";
        if (bait.HasFlag(Bait.NewBank) && (bait & (Bait.Secrecy | Bait.Deadline)) != 0)
            return "another bank account";
        if (hasLink && bait.HasFlag(Bait.SignIn | Bait.Deadline))
            return "a sign-in at once";
        if (bait.HasFlag(Bait.GiftCards | Bait.Secrecy))
            return "gift cards by their codes";
        return bait.HasFlag(Bait.Charge | Bait.CallUs) ? "a charge to be cancelled by telephone" : null;
    }

    // Services of signatures and shares lead to themselves or to the reader's own firm.
    private static string? DocumentElsewhere(MailSummary mail, Bait bait, IReadOnlyList<HtmlLink> links)
    {
        if (!bait.HasFlag(Bait.Document) || mail.From is not [var from, ..])
            return null;
        var own = mail.To.Select(to => to.Domain).Append(from.Domain).Where(domain => domain.Length > 0).Select(MailDomains.Organisation).ToHashSet(StringComparer.Ordinal);
        var hosts = links.Select(link => Uri.TryCreate(link.Target, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" ? target.Host : "").Where(host => host.Length > 0).ToArray();
        return hosts.Length > 0 && !hosts.Any(host => own.Contains(MailDomains.Organisation(host))) ? "a document elsewhere" : null;
    }

    private static IEnumerable<string> Signs(MailSummary mail, Bait bait, IReadOnlyList<HtmlLink> links)
    {
        if (mail.From is not [var from, ..] || from.Domain.Length == 0)
            yield break;
        var own = MailDomains.Organisation(from.Domain);
        if (mail.ReplyTo is [{ Domain: { Length: > 0 } reply }, ..] && MailDomains.Organisation(reply) != own)
            yield return "answers go elsewhere";
        if (Failed().IsMatch(mail.AuthenticationResults))
            yield return "the sender's domain disowns it";
        if (SenderNames.Spoofs(from) is not null)
            yield return "the sender's name belongs to somebody else";
        if (Others(mail).FirstOrDefault(other => IsNear(own, other)) is { } near)
            yield return $"{own} looks like {near}";
        if (Authority().IsMatch(from.DisplayName) && mail.To is [{ Domain: { Length: > 0 } to }, ..] && MailDomains.Organisation(to) != own)
            yield return "an office of the reader's firm from outside";
        if (links.FirstOrDefault(link => mail.To.Any(to => to.Domain.Length > 0 && link.Target.Contains(to.Address, StringComparison.OrdinalIgnoreCase)) && !link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) is not null)
            yield return "a link with the reader's address in it";
        if (bait.HasFlag(Bait.GiftCards | Bait.Secrecy))
            yield return "the codes by mail, and no telephone";
        if (bait.HasFlag(Bait.CallUs) && bait.HasFlag(Bait.RemoteHelp))
            yield return "remote help";
    }

    private static IEnumerable<string> Others(MailSummary mail) =>
        mail.To.Select(to => to.Domain).Append(new MailAddress("", mail.ReturnPath.Trim('<', '>', ' ')).Domain)
            .Concat(Addresses().Matches(mail.Subject + "\n" + mail.TextBody + "\n" + mail.HtmlBody).Take(MaxAddresses).Select(match => match.Groups["domain"].Value.ToLowerInvariant()))
            .Where(domain => domain.Length > 0).Select(MailDomains.Organisation).Distinct(StringComparer.Ordinal);

    // One letter apart, or the same once letters that look alike are one: long names only, short ones are alike by chance.
    private static bool IsNear(string one, string other)
    {
        var (left, right) = (one.Split('.')[0], other.Split('.')[0]);
        return left != right && left.Length >= 7 && (IsOneLetterApart(left, right) || Shape(left) == Shape(right));
    }

    private static bool IsOneLetterApart(string left, string right)
    {
        var start = left.AsSpan().CommonPrefixLength(right);
        var a = left.AsSpan(start);
        var b = right.AsSpan(start);
        return (a.Length > 0 && b.Length > 0 && a[1..].SequenceEqual(b[1..])) || (a.Length > 0 && a[1..].SequenceEqual(b)) || (b.Length > 0 && a.SequenceEqual(b[1..]));
    }

    private static string Shape(string name) =>
        name.Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l');

    [GeneratedRegex(@"\b(?:dmarc|spf)\s*=\s*(?:fail|softfail)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Failed();

    [GeneratedRegex(@"\b(?:CEO|CFO|chief executive|managing director|president|gesch(?:ä|ae)ftsf(?:ü|ue)hrer\w*|vorstand|directeur général|director general|gerente|help ?desk|service ?desk|IT[ -]support|mesa de ayuda|soporte (?:t[ée]cnico|inform[áa]tico)|support informatique|assistenza tecnica|suporte t[ée]cnico|administrator|human resources|HR department|personalabteilung|payroll|lohnbuchhaltung|ressources humaines|recursos humanos)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Authority();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@(?<domain>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
