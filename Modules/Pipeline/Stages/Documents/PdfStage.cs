using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Pdf;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Images;
using ScanHost.Pipeline.Stages.Scripts;
using ScanHost.Pipeline.Stages.Web;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges what a PDF document does: actions, scripts, links, embedded files, hidden keywords.</summary>
internal sealed partial class PdfStage : IScanStage
{
    private const int MaxTailBytes = 500;
    private const int MaxBaitLinks = 2;
    private const double MinLinkShare = 0.5;
    private const int MaxEmbeddedBytes = 64 << 20;
    private const int MaxIndicatedLinks = 1000;

    public string Name => "pdf-actions";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBe("pdf");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var pdf = PdfFile.Parse(scan.Content, scan.Facts.PasswordCandidates, cancellationToken);
        var survey = PdfSurvey.Of(pdf, cancellationToken);
        Note(scan, pdf, survey);
        CheckActions(scan, survey, cancellationToken);
        CheckScripts(scan, pdf, survey);
        CheckForms(scan, pdf);
        CheckEmbedded(scan, pdf);
        CheckLinks(scan, survey);
        CheckWords(scan, pdf, survey);
        CheckFile(scan);
        foreach (var picture in PdfPictures.In(pdf, cancellationToken))
            QrSigns.Report(scan, picture, isSent: true);
        if (pdf.IsCut || survey.IsCut)
            scan.Miss(GapReason.Limit, "Not all objects, scripts, links or forms are looked at: there are more than the limits in docs/documents.md, or values nested deeper.");
        return ValueTask.CompletedTask;
    }

    private static void CheckActions(IScanContext scan, PdfSurvey survey, CancellationToken cancellationToken)
    {
        foreach (var launch in survey.Launches)
        {
            Report(scan, survey.IsAutomatic ? DocumentHeuristics.PdfLaunchAuto : DocumentHeuristics.PdfLaunch, launch);
            CommandSigns.Report(scan, launch, cancellationToken);
            if (OleMonikers.IsRemote(launch.Trim()))
                Report(scan, DocumentHeuristics.PdfRemoteLaunch, launch);
        }
        foreach (var word in survey.EscapedKeywords)
            Report(scan, DocumentHeuristics.PdfHexKeyword, word);
        foreach (var target in survey.RemoteActions)
            Report(scan, survey.IsAutomatic && target.Contains(@": \\", StringComparison.Ordinal) ? DocumentHeuristics.PdfLeakAuto : DocumentHeuristics.PdfRemoteAction, target);
    }

    private static void CheckScripts(IScanContext scan, PdfFile pdf, PdfSurvey survey)
    {
        var scripts = PdfContents.Scripts(pdf);
        var hasScript = scripts.Count > 0 || survey.Count("JS") + survey.Count("JavaScript") > 0;
        if (hasScript && survey.IsAutomatic)
            scan.Report(DocumentHeuristics.PdfScriptAuto);
        foreach (var script in scripts)
        {
            var signs = Exploit().Matches(script).Select(match => match.Value[..2]).Distinct(StringComparer.Ordinal).ToList();
            if (Exploit().Match(script) is { Success: true } match)
                Report(scan, DocumentHeuristics.PdfScriptExploit, match.Value);
            // Code in numbers and the call of which it is known that it runs such code.
            if (survey.IsAutomatic && signs.Count > 1)
                Report(scan, DocumentHeuristics.PdfExploitAuto, string.Join(", ", signs));
            if (survey.IsAutomatic && OpensProgram().Match(script) is { Success: true } opens)
                Report(scan, DocumentHeuristics.PdfDownloadAuto, opens.Value);
            if (script.Contains("exportDataObject", StringComparison.Ordinal) && survey.Count("EmbeddedFile") + survey.Count("EF") > 0)
            {
                Report(scan, DocumentHeuristics.PdfEmbeddedAutoScript, "exportDataObject");
                if (PdfContents.EmbeddedFiles(pdf).Select(file => file.Name).FirstOrDefault(name => MacroDocument().IsMatch(name)) is { } macros)
                    Report(scan, DocumentHeuristics.PdfEmbeddedProgram, macros);
            }
        }
    }

    // A form in XML is loaded with the document, its style sheet and what its scripts open, too.
    private static void CheckForms(IScanContext scan, PdfFile pdf)
    {
        foreach (var form in PdfContents.XmlForms(pdf))
            if (ForeignShare().Match(form) is { Success: true } share)
                Report(scan, DocumentHeuristics.PdfLeakAuto, share.Value);
    }

    [GeneratedRegex(@"(?:\bhref\s*=\s*[""']|\b(?:gotoURL|openDoc|importDataObject|launchURL)\s*\(\s*[""'])\s*(?:\\{2,4}|file:/{2,4})[\w.-]{3,100}[\\/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ForeignShare();

    private static void CheckEmbedded(IScanContext scan, PdfFile pdf)
    {
        foreach (var embedded in PdfContents.EmbeddedFiles(pdf))
        {
            var content = FileIdentifier.Identify(pdf.Decode(embedded.Stream, MaxEmbeddedBytes, out _, out _));
            if (PayloadNames.IsProgram(embedded.Name) || PayloadNames.IsProgram(content) || PayloadNames.IsShortcut(embedded.Name, content))
                Report(scan, DocumentHeuristics.PdfEmbeddedProgram, embedded.Name);
        }
    }

    private static void CheckLinks(IScanContext scan, PdfSurvey survey)
    {
        foreach (var link in survey.Links.Take(MaxIndicatedLinks))
            scan.Indicate("url", link);
        foreach (var link in survey.Links)
        {
            if (Uri.TryCreate(OpenRedirects.Target(link) ?? link, UriKind.Absolute, out var target) && DangerousPath().IsMatch(target.AbsolutePath))
            {
                Report(scan, DocumentHeuristics.PdfDangerousLink, link);
                if (NamelessHost().IsMatch(target.Host) && ProgramPath().IsMatch(target.AbsolutePath))
                    Report(scan, DocumentHeuristics.PdfProgramLink, link);
                if (survey.OpensAddress == link && ProgramPath().IsMatch(target.AbsolutePath))
                    Report(scan, DocumentHeuristics.PdfDownloadAuto, link);
            }
        }

        if (survey is { Pages: 1, HasLargePicture: true, HasFont: false, Links: [var everywhere] } && survey.LargestPage > 0 && survey.LargestLink > MinLinkShare * survey.LargestPage)
            Report(scan, DocumentHeuristics.PdfPictureLink, everywhere);
        if (survey is { Pages: 1, HasLargePicture: true, Links: [var only] } && Uri.TryCreate(only, UriKind.Absolute, out var host) && PdfLures.IsAnybodysHost(host))
            Report(scan, DocumentHeuristics.PdfLure, only);
    }

    // Baits are short: a page or two that say why to follow the one link or to call the one number. The shell that Adobe's forms show to other
    // readers says that it cannot be displayed, too, and leads to Adobe.
    private static void CheckWords(IScanContext scan, PdfFile pdf, PdfSurvey survey)
    {
        if (survey is not { Pages: 1 or 2, Links.Count: <= MaxBaitLinks } || survey.Count("XFA") > 0)
            return;
        var words = PdfWords.Of(pdf);
        var bait = BaitWords.Of(words);
        if (bait.HasFlag(Bait.Charge | Bait.CallUs))
            Report(scan, DocumentHeuristics.PdfBait, "a charge to be cancelled by telephone");
        if (BaitWords.HasScanLure(bait))
            scan.Report(ImageHeuristics.ScanLure);
        if (survey.Links.FirstOrDefault(LeadsAnywhere) is { } link && bait.HasFlag(Bait.Document)
            && ((bait & (Bait.SignIn | Bait.Account)) != 0 || IsTellingLink(OpenRedirects.Target(link) ?? link) || OpenRedirects.Target(link) is not null))
            Report(scan, DocumentHeuristics.PdfBait, link);
        // The password of what is to be fetched stands in the paper that sends for it, so that no filter opens it on the way.
        else if (survey.Links is [var only] && LeadsAnywhere(only) && Fetches().IsMatch(only) && TellsPassword().IsMatch(words) && !TellsUser().IsMatch(words))
            Report(scan, DocumentHeuristics.PdfBait, only);
    }

    [GeneratedRegex(@"descarga|download|herunterlad|t[eé]l[eé]charg|scarica|baixar|pobierz|\.(?:zip|rar|7z)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fetches();

    [GeneratedRegex(@"(?:password|passwort|kennwort|mot de passe|contraseña|contrasena|\bclave\b|senha|hasło|heslo|пароль|access code)[^:\n]{0,40}:\s*\w{3,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TellsPassword();

    // Letters with the first password of a new customer name the user, too.
    [GeneratedRegex(@"(?:user ?name|user id|benutzer\w*|kundennummer|usuario|utilisateur|identifiant|utente|meeting|passcode|login)[^:\n]{0,20}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TellsUser();

    private static bool LeadsAnywhere(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && !target.Host.EndsWith(".adobe.com", StringComparison.OrdinalIgnoreCase);

    private static bool IsTellingLink(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var target) && (DangerousPath().IsMatch(target.AbsolutePath) || PdfLures.IsAnybodysHost(target));

    private static void CheckFile(IScanContext scan)
    {
        var file = scan.Content.Span;
        var tail = PdfTail.Start(file);
        if (file.Length - tail > MaxTailBytes)
            scan.Report(DocumentHeuristics.PdfTailData, new Evidence(tail, file.Length - tail, null));
        if (file.IndexOf("ActiveMime"u8) >= 0 || (file.IndexOf("QWN0aXZlTWlt"u8) >= 0 && file.IndexOf("MIME-Version"u8) >= 0))
            scan.Report(DocumentHeuristics.PdfActiveMime);
    }

    private static void Note(IScanContext scan, PdfFile pdf, PdfSurvey survey)
    {
        scan.Note("objects", pdf.Objects.Count);
        scan.Note("pages", survey.Pages);
        var keywords = new JsonObject();
        foreach (var (word, count) in survey.Keywords)
            keywords[word] = count;
        scan.Note("keywords", keywords);
        if (pdf.IsEncrypted)
            scan.Note("encrypted", pdf.IsLocked ? "locked" : pdf.Password is { Length: > 0 } ? "known password" : "empty password");
        foreach (var (name, value) in survey.Information)
            scan.Note(name, MemberName.Shorten(value));
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(
        @"(?:%u[0-9a-fA-F]{4}){8}|(?:\\u[0-9a-fA-F]{4}){40}|\butil\.printf\s*\(\s*[""']%\d{4,}|\bCollab\.getIcon\s*\(|\bCollab\.collectEmailInfo\s*\(|\bmedia\.newPlayer\s*\(\s*null|\bspell\.customDictionaryOpen\s*\(|\bnopsled\b|\bheap_?spray",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Exploit();

    [GeneratedRegex(@"\b(?:launchURL|getURL|submitForm)\s*\(\s*(?:\{\s*cURL\s*:\s*)?[""']https?://[^""'\s]{3,300}\.(?:exe|js|hta|msi|scr|bat|cmd|vbs|vbe|wsf|lnk|ps1|jar)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OpensProgram();

    [GeneratedRegex(@"\.(?:doc|xls|ppt)m$|\.(?:dot|pot)m$|\.xl(?:am|sb)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MacroDocument();

    [GeneratedRegex(@"\.(?:exe|js|hta|msi|scr|bat|cmd|vbs|vbe|wsf|lnk|ps1|jar)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ProgramPath();

    // Not one of an own network, RFC 1918.
    [GeneratedRegex(@"^(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamelessHost();

    [GeneratedRegex(@"\.(?:exe|zip|iso|js|hta|msi|scr|bat|cmd|vbs|vbe|wsf|lnk|ps1|img|vhd|one|rar|7z|jar)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DangerousPath();
}
