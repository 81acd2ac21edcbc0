using System.Text.RegularExpressions;
using ScanHost.Formats.Html;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>
/// Pages that are after something other than a password: a wallet, a code for a device, a telephone call, a program. Each sign joins what the page says with what
/// its code does: articles say the like and do nothing, and honest applications do the like and say something else.
/// </summary>
internal static partial class PageTraps
{
    private const int MaxCode = 256 << 10;
    private const int MaxText = 64 << 10;
    private const int MaxLiterals = 20;

    public static IEnumerable<(Heuristic Heuristic, string Shown)> Of(WebPage page)
    {
        if (page.Code.Length > MaxCode)
            yield break;
        var text = TextOf(page);
        if (SeedField().Match(page.Source.Text) is { Success: true } field && SeedWords().IsMatch(text) && WalletWords().IsMatch(text)
            && (CodeSigns.SendsElsewhere(page.Code) || page.Outline.Forms.Any(form => Absolute().IsMatch(form.Action))))
            yield return (WebHeuristics.SeedPhrase, field.Value);
        if (DevicePage().Match(page.Source.Text) is { Success: true } device && DeviceWords().IsMatch(page.Code) && FetchesAbroad().IsMatch(page.Code))
            yield return (WebHeuristics.DeviceCode, device.Value);
        if (SignInAddress().Match(page.Outline.VisibleText) is { Success: true } address && BrowserMarks().IsMatch(page.Outline.VisibleText) && FramesStranger(page.Outline))
            yield return (WebHeuristics.DrawnBrowser, address.Value);
        if (UpdateWords().Match(text) is { Success: true } update && UpdateProgram().Match(page.Code) is { Success: true } program && ForeignHost().IsMatch(page.Code))
            yield return (WebHeuristics.FakeUpdate, $"{update.Value}: {program.Groups["file"].Value}");
        if (PromisedCoins().Match(text) is { Success: true } promise && PageCode.Approvals(page.Code) > 0)
            yield return (WebHeuristics.WalletBait, promise.Value);
        foreach (var scare in Scares(page, text))
            yield return scare;
    }

    // Frightening words alone stand in every article about such pages.
    private static IEnumerable<(Heuristic Heuristic, string Shown)> Scares(WebPage page, string text)
    {
        if (Infection().Match(text) is not { Success: true } infection || !Alarm().IsMatch(text))
            yield break;
        if (!Number().IsMatch(text) && !Renewal().IsMatch(text) && !page.Outline.Links.Any(link => link.Address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)))
            yield break;
        var means = Means().Select(means => means().Match(page.Source.Text)).Where(match => match.Success).Select(match => match.Value).ToArray();
        if (means.Length > 0)
            yield return (WebHeuristics.Scare, $"{infection.Value}, {means[0]}");
        if (means.Length > 2)
            yield return (WebHeuristics.HoldsVisitor, string.Join(", ", means.Take(4)));
    }

    private static Func<Regex>[] Means() => [FullScreen, Locks, Unload, Keys, History, Alerts, Speaks, Menu];

    // What the page shows, with what its code writes out of percent signs.
    private static string TextOf(WebPage page)
    {
        var written = Escaped().Matches(page.Code).Take(MaxLiterals).Select(match => Tags().Replace(Uri.UnescapeDataString(match.Groups["text"].Value), " "));
        var text = $"{page.Outline.Title}\n{page.Outline.VisibleText}\n{string.Join('\n', written)}";
        return text.Length > MaxText ? text[..MaxText] : text;
    }

    private static bool FramesStranger(HtmlOutline page) =>
        page.Links.Any(link => link.Tag is "iframe" or "embed" or "object" && Absolute().IsMatch(link.Address) && !SignInAddress().IsMatch(link.Address)) || page.Forms.Any(form => form.HasPassword);

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?:unescape|decodeURI(?:Component)?)\s*\(\s*(?<q>['""])(?<text>[^'""\n]{60,20000})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"<[^<>]{0,300}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"^(?:https?:)?//", Usual)]
    private static partial Regex Absolute();

    [GeneratedRegex(@"<(?:textarea|input)\b[^>]{0,300}?\b(?:placeholder|name|id|aria-label)\s*=\s*[""']?[^""'>]{0,60}?(?:phrase|seed|mnemonic|private ?key|frase|助记词|シード)", Usual)]
    private static partial Regex SeedField();

    [GeneratedRegex(@"(?:recovery|seed|secret|backup|mnemonic)[ -]{1,3}(?:recovery )?phrase|\bmnemonic\b|\b12\b[^.!?]{0,20}\b24[ -]?words?|private key|wiederherstellungsphrase|phrase (?:de récupération|secrète)|frase (?:semilla|de recuperación|secreta|de recuperação)|frase di recupero|助记词|シードフレーズ|сид-?фраз", Usual)]
    private static partial Regex SeedWords();

    [GeneratedRegex(@"\bwallet|metamask|\bledger\b|trezor|\bphantom\b|\bcrypto|portefeuille|billetera|cartera|portafoglio|钱包|ウォレット|кошел", Usual)]
    private static partial Regex WalletWords();

    // Where people enter the code that a device shows, RFC 8628.
    [GeneratedRegex(@"(?:microsoft\.com|aka\.ms)/devicelogin|login\.microsoftonline\.com/[\w.-]{1,40}/oauth2/deviceauth|google\.com/device\b|github\.com/login/device\b", Usual)]
    private static partial Regex DevicePage();

    [GeneratedRegex(@"\b(?:fetch|axios|get|post|ajax)\s*\(\s*['""`]https?://", Usual)]
    private static partial Regex FetchesAbroad();

    [GeneratedRegex(@"\b(?:user_?code|device_?code)\b", Usual)]
    private static partial Regex DeviceWords();

    [GeneratedRegex(@"https://(?:login\.microsoftonline\.com|login\.live\.com|accounts\.google\.com|appleid\.apple\.com|(?:www\.)?facebook\.com/(?:login|dialog)|steamcommunity\.com/openid|github\.com/login|[\w-]{1,40}\.okta\.com)\S{0,200}", Usual)]
    private static partial Regex SignInAddress();

    // The name behind a window's title, or the lock before its address.
    [GeneratedRegex(@"[-–—|]\s*(?:Google Chrome|Mozilla Firefox|Microsoft.?Edge|Safari|Brave|Opera)\b|\uD83D[\uDD10\uDD12]\s*https://", Usual)]
    private static partial Regex BrowserMarks();

    [GeneratedRegex(@"(?:updat|upgrad|aktualisier|mettre à jour|mise à jour|actuali[sz]|aggiorna|atualiz|更新|アップデート|обнов)\w{0,20}[^.!?]{0,40}(?:chrome|firefox|\bedge\b|safari|browser|navigateur|navegador|ブラウザ|浏览器|браузер)|(?:older|outdated|old|veraltete\w?) version[^.!?]{0,20}(?:chrome|firefox|edge|safari|browsers?)", Usual)]
    private static partial Regex UpdateWords();

    [GeneratedRegex(@"['""`/](?<file>[^'""`/\s<>]{0,40}(?:chrom|firefox|edge|browser|update)[^'""`/\s<>]{0,30}\.(?:exe|msix?|dmg|pkg|zip|iso|apk|hta|vbs|scr|jar))['""`?]", Usual)]
    private static partial Regex UpdateProgram();

    [GeneratedRegex(@"https?://(?![\w.-]{0,80}(?:google|gstatic|googleapis|mozilla|microsoft|apple|opera|brave)\.(?:com|net|org)\b)[\w-]{1,63}\.", Usual)]
    private static partial Regex ForeignHost();

    [GeneratedRegex(@"\bair ?drop|\beligible\b|\bclaim\b|\bgive ?away|free mint|\bpresale\b|\brewards?\b", Usual)]
    private static partial Regex PromisedCoins();

    [GeneratedRegex(@"\b(?:virus(?:es|en)?|viren|trojan\w*|trojaner|spyware|malware|rootkit|keylogger|infected|infiziert|infect[ée]|infectad[oa]|infett[oa]|hacked|gehackt|pirat[ée])\b|ウイルス|トロイ|マルウェア|病毒|木马|вирус|троян", Usual)]
    private static partial Regex Infection();

    [GeneratedRegex(
        @"\b(?:access|computer|PC|mac|device|system|gerät|rechner|ordinateur|equipo|ordenador|dispositivo|computadora)\b[^.!?]{0,60}(?:blocked|locked|infected|compromised|gesperrt|infiziert|blockiert|bloqu|infect|bloccat)|(?:do not|don.?t|nicht|ne pas|no)\b[^.!?]{0,30}(?:restart|shut ?down|turn off|close|schließen|ausschalten|neu starten|éteindre|fermer|apague|cierre|reinicie)"
        + @"|PC[^。!?]{0,40}ブロック|電源を切らないで|感染|(?:virus(?:es)?|viren|threats?) (?:were |have been )?(?:found|gefunden|detected)|компьютер[^.!?]{0,40}заблокирован", Usual)]
    private static partial Regex Alarm();

    [GeneratedRegex(@"\b(?:call|dial|phone|contact|rufen|anrufen|appelez|llame|chiami|ligue|hotline)\b[^!?]{0,120}?\+?\(?\d[\d ()\-.–]{6,}\d|\(?\d{2,4}\)?[ -]\d{3,4}-\d{3,4}[^。\n]{0,20}電話", Usual)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:subscription|protection|licen[cs]e|abo\b|abonnement|schutz|suscripción|licencia)[^.!?]{0,60}(?:expired|abgelaufen|expiré|caducad|vencid|scadut)", Usual)]
    private static partial Regex Renewal();

    [GeneratedRegex(@"\b(?:webkit|moz|ms)?RequestFull[sS]creen\b", Usual)]
    private static partial Regex FullScreen();

    [GeneratedRegex(@"\brequestPointerLock\b|\bkeyboard\b[^;\n]{0,30}\.lock\b|cursor\s*:\s*none", Usual)]
    private static partial Regex Locks();

    [GeneratedRegex(@"\bonbeforeunload\b|['""]beforeunload['""]", Usual)]
    private static partial Regex Unload();

    [GeneratedRegex(@"\bonkey\w{2,5}\s*=[^}]{0,200}return\s*(?:false|!1)|keyCode\s*===?\s*(?:27|122|123)\b", Usual)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\bfor\s*\([^)]{0,60}\)\s*\{?\s*(?:window\.)?history\.pushState|history\.pushState[\s\S]{0,120}?(?:onpopstate|['""]popstate['""])", Usual)]
    private static partial Regex History();

    [GeneratedRegex(@"setInterval\s*\(\s*(?:function\s*\(\s*\)|\(\s*\)\s*=>)\s*\{?\s*(?:window\.)?alert\b|while\s*\(\s*(?:true|1|!0)\s*\)\s*\{?\s*alert|title\.length\s*<\s*\d{3,}", Usual)]
    private static partial Regex Alerts();

    [GeneratedRegex(@"\bSpeechSynthesisUtterance\b|\bnew\s+Audio\b[\s\S]{0,200}?\.loop\s*=\s*(?:true|!0)|<audio\b[^>]{0,200}\bautoplay", Usual)]
    private static partial Regex Speaks();

    [GeneratedRegex(@"\boncontextmenu\s*=\s*[""']?\s*return\s+false|['""]contextmenu['""][^}]{0,80}preventDefault", Usual)]
    private static partial Regex Menu();
}
