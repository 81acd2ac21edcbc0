using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Mail;
using ScanHost.Formats.Ole;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges a mail by its headers and bodies, and learns from the bodies which passwords it tells.</summary>
internal sealed partial class MailStage : IScanStage
{
    private const int MaxListed = 50;
    private const int MinBrokenLetters = 50;

    /// <summary>Honest letters break a name or two, so that no program makes a link of it.</summary>
    private const int MaxSplitWords = 6;

    public string Name => "mail";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.IsA("eml") || facts.Type.IsA("msg") || facts.Type.Id == "emlx";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var mail = scan.Facts.Type.IsA("msg") ? MsgMail.Summarise(scan.Content) : MimeMail.Summarise(scan.Content, cancellationToken);
        Judge(scan, mail);
        foreach (var anomaly in mail.Anomalies)
            Report(scan, DocumentHeuristics.MimeAnomaly, anomaly);
        if (mail.ReminderFile is { } sound)
            CheckReminder(scan, sound);
        return ValueTask.CompletedTask;
    }

    /// <summary>Judges what mails and invitations have in common: who sends, where the links lead, what the words are after.</summary>
    internal static void Judge(IScanContext scan, MailSummary mail)
    {
        Note(scan, mail);
        CheckSender(scan, mail);
        CheckLinks(scan, mail);
        CheckBodies(scan, mail);
    }

    private static void CheckReminder(IScanContext scan, string sound)
    {
        scan.Note("reminder_file", MemberName.Shorten(sound));
        if (OleMonikers.IsRemote(sound))
            Report(scan, DocumentHeuristics.ReminderLeak, sound);
    }

    private static void CheckSender(IScanContext scan, MailSummary mail)
    {
        foreach (var sender in mail.From.Take(8))
        {
            if (SenderNames.Spoofs(sender) is { } spoof)
                Report(scan, DocumentHeuristics.DisplaySpoof, spoof);
            if (MailDomains.IsDeceptive(sender.Domain))
                Report(scan, DocumentHeuristics.MixedScriptDomain, sender.Domain);
        }

        if (mail is { From: [var from, ..], ReplyTo: [var reply, ..] } && from.Domain.Length > 0 && reply.Domain.Length > 0
            && MailDomains.Organisation(from.Domain) != MailDomains.Organisation(reply.Domain))
            Report(scan, DocumentHeuristics.ReplyToMismatch, $"{from.Address}, {reply.Address}");
        if (DmarcFails().IsMatch(mail.AuthenticationResults))
            Report(scan, DocumentHeuristics.AuthenticationFailed, mail.AuthenticationResults);
    }

    private static void CheckLinks(IScanContext scan, MailSummary mail)
    {
        foreach (var link in HtmlLinks.Find(mail.HtmlBody))
        {
            if (!Uri.TryCreate(link.Target, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
                continue;
            scan.Indicate("url", link.Target);
            if (MailDomains.IsDeceptive(target.Host))
                Report(scan, DocumentHeuristics.MixedScriptDomain, target.Host);
            if (MailDomains.ShownHost(link.Text) is { } shown && MailDomains.Organisation(shown) != MailDomains.Organisation(target.Host))
            {
                Report(scan, DocumentHeuristics.LinkTextMismatch, $"{link.Text} leads to {target.Host}");
                if (NamelessHosts.IsNameless(link.Target))
                    Report(scan, DocumentHeuristics.NamelessLink, $"{link.Text} leads to {target.Host}");
            }
        }
    }

    private static void CheckBodies(IScanContext scan, MailSummary mail)
    {
        var text = mail.HtmlBody.Length > 0 ? mail.TextBody + "\n" + HtmlLinks.PlainText(mail.HtmlBody) : mail.TextBody;
        if (BrokenWords().Count(text) > MinBrokenLetters)
            scan.Report(DocumentHeuristics.HiddenText);
        if (SplitWords().Count(text) > MaxSplitWords)
            scan.Report(DocumentHeuristics.SplitWords);
        var bait = BaitWords.Of($"{mail.Subject}\n{text}");
        if (MailBait.Of(mail, bait, LinksOf(mail)) is { } aim)
            Report(scan, DocumentHeuristics.BaitingLetter, aim);
        if (Extortion.Of(text) is { } demand)
            Report(scan, DocumentHeuristics.ExtortingLetter, demand);
        if (BaitWords.HasScanLure(bait))
            scan.Report(ImageHeuristics.ScanLure);
        if (mail.Attachments.Count == 0)
            return;
        var (told, others) = PasswordWords.Find($"{mail.Subject}\n{text}");
        scan.Learn(facts => facts with { PasswordCandidates = [.. facts.PasswordCandidates, .. told, .. others], IsPasswordTold = facts.IsPasswordTold || told.Count > 0 });
    }

    // Mail programs make links of the addresses in plain text.
    private static IReadOnlyList<HtmlLink> LinksOf(MailSummary mail) => mail.HtmlBody.Length > 0 ? HtmlLinks.Find(mail.HtmlBody)
        : [.. PlainLinks().Matches(mail.TextBody).Take(MaxListed).Select(match => new HtmlLink(match.Value.TrimEnd('.', ',', ')', '>'), ""))];

    [GeneratedRegex(@"https?://[^\s""<>]{4,1000}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainLinks();

    private static void Note(IScanContext scan, MailSummary mail)
    {
        NoteText(scan, "subject", mail.Subject);
        NoteText(scan, "date", mail.Date);
        NoteText(scan, "message_id", mail.MessageId);
        NoteText(scan, "return_path", mail.ReturnPath);
        NoteText(scan, "authentication_results", mail.AuthenticationResults);
        NoteList(scan, "from", mail.From.Select(Shown));
        NoteList(scan, "reply_to", mail.ReplyTo.Select(Shown));
        NoteList(scan, "to", mail.To.Select(Shown));
        NoteList(scan, "received", mail.Received);
        NoteList(scan, "attachments", mail.Attachments);
        foreach (var sender in mail.From.Concat(mail.ReplyTo).Where(sender => sender.Domain.Length > 0).Take(MaxListed))
            scan.Indicate("email", sender.Address);
    }

    private static string Shown(MailAddress address) => address.DisplayName.Length == 0 ? address.Address : $"{address.DisplayName} <{address.Address}>";

    private static void NoteText(IScanContext scan, string key, string text)
    {
        if (text.Length > 0)
            scan.Note(key, MemberName.Shorten(text));
    }

    private static void NoteList(IScanContext scan, string key, IEnumerable<string> values)
    {
        var list = new JsonArray([.. values.Take(MaxListed).Select(value => JsonValue.Create(MemberName.Shorten(value)))]);
        if (list.Count > 0)
            scan.Note(key, list);
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"\bdmarc\s*=\s*fail\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DmarcFails();

    // In the middle of a word no writing of Latin letters has what only says where a line may break.
    [GeneratedRegex(@"[a-z][\u200B\u2060\uFEFF\u180E][a-z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SplitWords();

    // Zero-width characters between two letters: those that pad a preview text stand between blanks.
    [GeneratedRegex(@"[\p{L}\p{N}][\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E]+[\p{L}\p{N}]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BrokenWords();
}
