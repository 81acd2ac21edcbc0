using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>What a text tries to bring its reader to. Each alone stands in honest letters, too.</summary>
[Flags]
internal enum Bait
{
    None = 0,

    /// <summary>An account or a password runs out, is locked or wants to be confirmed.</summary>
    Account = 1,

    /// <summary>It must happen at once, or something is lost.</summary>
    Deadline = 1 << 1,

    /// <summary>Sign in with the account of work or mail.</summary>
    SignIn = 1 << 2,

    /// <summary>Pay a sum of money.</summary>
    Payment = 1 << 3,

    /// <summary>Tell nobody, and do not ask by telephone.</summary>
    Secrecy = 1 << 4,

    /// <summary>Pay to another bank account than before.</summary>
    NewBank = 1 << 5,

    /// <summary>A sum was charged that the reader never agreed to.</summary>
    Charge = 1 << 6,

    /// <summary>A telephone number to have it cancelled.</summary>
    CallUs = 1 << 7,

    /// <summary>A document that cannot be shown here and is to be opened or fetched.</summary>
    Document = 1 << 8,

    /// <summary>A code to be scanned with the telephone.</summary>
    Scan = 1 << 9,

    /// <summary>A program that lets a stranger work on the reader's machine.</summary>
    RemoteHelp = 1 << 10,

    /// <summary>Buy gift cards and send their codes.</summary>
    GiftCards = 1 << 11,
}

/// <summary>Recognises the phrases of baiting letters in English, German, French, Spanish, Italian, Portuguese and Dutch, and the commonest in Polish, Czech,
/// Turkish, Russian, Japanese and Chinese.</summary>
internal static partial class BaitWords
{
    /// <summary>More text than this is judged by its beginning: such letters are short.</summary>
    private const int MaxLength = 16 << 10;

    private static readonly (Bait Bait, Func<Regex>[] All)[] Groups =
    [
        (Bait.Account, [AccountWords]), (Bait.Deadline, [DeadlineWords]), (Bait.SignIn, [SignInWords]), (Bait.Payment, [PaymentWords, Amount]),
        (Bait.Secrecy, [SecrecyWords]), (Bait.NewBank, [NewBankWords]), (Bait.Charge, [ChargeWords, Amount, NotAgreed]), (Bait.CallUs, [CallWords]),
        (Bait.Document, [DocumentWords]), (Bait.Scan, [ScanWords, PhoneWords]), (Bait.RemoteHelp, [RemoteHelpWords]),
        (Bait.GiftCards, [GiftCardWords, CardCodeWords]),
    ];

    /// <summary>All that a text does.</summary>
    public static Bait Of(string text)
    {
        var start = Blanks().Replace(Unseen().Replace(text.Length > MaxLength ? text[..MaxLength] : text, ""), " ");
        return Groups.Where(group => group.All.All(words => words().IsMatch(start))).Aggregate(Bait.None, (found, group) => found | group.Bait);
    }

    /// <summary>True for a text that has its reader scan a code in order to save an account: guides to a second factor or an app have no deadline.</summary>
    public static bool HasScanLure(Bait bait) => bait.HasFlag(Bait.Scan | Bait.Deadline) && (bait & (Bait.Account | Bait.SignIn)) != 0;

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"[\u200B-\u200D\u2060\uFEFF\u00AD\u180E]", RegexOptions.NonBacktracking)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"(?:password|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|mailbox|postfach|postvak|boîte|buzón|casella|\b[2M]FA\b|multi-?factor|two-?factor|\baccount|\bkonto|zugang|\bcompte|\bcuenta|\bconta\b)[^.!?]{0,70}(?:expir|läuft[^.!?]{0,30} ab|abgelaufen|abläuft|locked|will lock|suspend|gesperrt|deactivat|deaktivier|disabled|blocked|bloquea|bloqué|bloccat|caduca|scad[euo]|sospes|verlo[op]pt|geblokkeerd|quota|almost full|voll\b)"
        + @"|(?:lock|suspend|deactivate|close|sperren|bloquear)\s+(?:your|ihr\w*|votre|su|il tuo|uw)\s+(?:account|mailbox|access|konto|zugang|compte|cuenta)|access to [^.!?]{1,40}(?:suspended|revoked|blocked)"
        + @"|(?:verify|validate|confirm|re-?authenticate|bestätigen|verifizieren|vérifi\w+|verifi\w+|conferm\w+|bevestig)[^.!?]{0,30}(?:account|password|mailbox|identity|konto|zugang|kennwort|compte|cuenta|identidad|identità|conta\b)"
        + @"|(?:アカウント|パスワード|メールボックス|お支払い方法)[^。!?]{0,40}(?:停止|制限|期限|ロック|異常|失効)|(?:账户|账号|密码|邮箱)[^。!?]{0,30}(?:冻结|停用|过期|异常)"
        + @"|(?:\bkonto|hasło|skrzynk\w+)[^.!?]{0,60}(?:zablokowan|zawieszon|wygas)|(?:hesab\w+|şifre\w*)[^.!?]{0,60}(?:kısıtlan|askıya|dondurul|süresi dol)|(?:účet|heslo|schránk\w+)[^.!?]{0,60}(?:zablokov|vyprš|pozastaven)"
        + @"|(?:учетн\w+ запис\w+|аккаунт|пароль|почтов\w+ ящик)[^.!?]{0,60}(?:заблокир|истека|приостановл)|caixa de correio[^.!?]{0,60}(?:excedeu|cheia|limite)", Usual)]
    private static partial Regex AccountWords();

    [GeneratedRegex(
        @"\b(?:today|immediately|within (?:the next )?\d+ ?(?:hours?|hrs?|days?)|in (?:the next )?\d+ hours|urgent(?:ly)?|as soon as possible|heute|sofort|umgehend|dringend|innerhalb von \d+|binnen \d+|aujourd.?hui|immédiatement|sous \d+ ?(?:h|jours)|hoy|inmediatamente|en \d+ horas|dentro de \d+|oggi|entro (?:le )?\d+|subito|hoje|imediatamente|vandaag|onmiddellijk)\b"
        + @"|before it is deleted|will be (?:locked|suspended|deleted|deactivated|closed|returned)|failure to (?:do so|comply|act)|who do not comply|action required"
        + @"|\b(?:urgente|w ciągu \d+|natychmiast|pilne|\d+ saat içinde|acilen|do \d+ hodin|okamžitě|ihned|в течение \d+|немедленно|срочно)\b|\d+ ?時間以内|本日中|至急|\d+ ?小时内|立即", Usual)]
    private static partial Regex DeadlineWords();

    [GeneratedRegex(
        @"(?:log ?in|sign ?in|authenticate)\b[^.!?]{0,30}(?:with|using)\b[^.!?]{0,30}(?:account|e-?mail|password|credentials|microsoft|office)|e-?mail (?:address )?and password|and sign in\b|firmenkonto|melden Sie sich|mit Ihren Zugangsdaten|connectez-vous|identifiez-vous|inicie sesión|accedi con|acceda con|faça login|meld u aan"
        + @"|\bsign\b[^.!?]{0,40}with your [^.!?]{0,20}account|(?:to|and) (?:log|sign) ?in (?:and|to) (?:view|read|open|see)|\bcon su (?:correo|usuario|contraseña|cuenta)|con la (?:sua|tua) (?:password|e-?mail)|com (?:o )?seu e-?mail|mit Ihre[mr] (?:E-?Mail|Passwort|Kennwort)|avec votre (?:mot de passe|adresse)|サインイン|ログイン|giriş yap|zaloguj|přihlas|войдите в", Usual)]
    private static partial Regex SignInWords();

    [GeneratedRegex(
        @"\b(?:wire|bank) transfer|\btransfer\b|\bremit|\bpayment|überweis|ueberweis|anzahlung|\bzahlung|virement|\bversement|\bpaiement|transferencia|\bpago\b|bonifico|pagamento|transferência|overboeking|betaling|gift ?cards?", Usual)]
    private static partial Regex PaymentWords();

    [GeneratedRegex(@"(?:\b(?:EUR|USD|GBP|CHF|CAD|AUD)|[€$£¥]) ?\d[\d.,' ]{2,}|\d[\d.,']{2,} ?(?:EUR\b|USD\b|GBP\b|CHF\b|Euro\b|dollars\b|[€$£]|円|zł|Kč|TL\b|руб)", Usual)]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"\b(?:strictly confidential|confidential|discre(?:te|et)|discretion|vertraulich|diskret|confidentiel|discrétion|confidencial|discreción|riservat|vertrouwelijk)"
        + @"|(?:can ?not|can.?t|unable to|nicht|ne peux pas|no puedo|non posso|kan niet)[^.!?]{0,20}(?:talk|take calls|be reached|telefonieren|telephone|répondre au téléphone|hablar|telefonare|bellen)|(?:not|nicht) (?:reachable|erreichbar)|in (?:a|einer) (?:meeting|conference|besprechung|sitzung)|en réunion|en una reunión|in riunione|only (?:by|via) e-?mail|nur per e-?mail|with no ?one|mit niemandem|don.?t tell anyone|ne (?:pas )?m.?appel|(?:don.?t|do not) call me|no me llam|non (?:mi )?chiamar|nicht anrufen|nicht anzurufen|keep (?:it|this) (?:a )?(?:surprise|secret|between us)|in a \w+ meeting", Usual)]
    private static partial Regex SecrecyWords();

    [GeneratedRegex(
        @"(?:updat\w*|chang\w*|modif\w*|\bnew\b|geändert\w*|\bneue\w?|nouve\w+|nuev\w+|nuov\w+|\bnov[oa]s?|cambi\w+|nieuwe)[^.!?]{0,30}(?:bank(?:ing)? (?:details|information|account)|account details|bankverbindung|kontodaten|bankdaten|coordonnées bancaires|datos bancarios|cuenta bancaria|coordinate bancarie|conto (?:bancario|corrente)|dados bancários|bankgegevens|\bIBAN\b|\bRIB\b)|changé de banque|changed (?:my |our )?banks?\b|Bank gewechselt|cambiado de banco|cambiato banca|mudei de banco|(?:not|no longer) use the old account", Usual)]
    private static partial Regex NewBankWords();

    [GeneratedRegex(
        @"renewed|renewal|\bdebit|charged|subscription|you sent|purchase|\border\b|abgebucht|verlängert|abonnement|renovad|cargo\b|cobr[oa]|suscripción|prélev|renouvel|addebit|rinnov|afgeschreven", Usual)]
    private static partial Regex ChargeWords();

    [GeneratedRegex(
        @"(?:did ?n.?t|did not|not) (?:authori[sz]e|make this|place this|recogni[sz]e)|not authori[sz]ed|(?:was|were) ?(?:n.?t|not) you\b|waren (?:Sie das nicht|nicht Sie)|no (?:fue|ha sido) usted|n.?(?:est|était) pas vous|non (?:è stato|sei stato) (?:lei|tu)|nicht (?:autorisiert|veranlasst|selbst)|no (?:autoriz|reconoc)|pas (?:autoris|à l.origine)|non (?:autorizz|riconosc)|niet (?:geautoriseerd|herkent)", Usual)]
    private static partial Regex NotAgreed();

    [GeneratedRegex(
        @"\b(?:call|dial|phone|contact|anrufen|rufen|appelez|contactez|llame|chiami|chiamare|ligue|bel)\b[^.!?]{0,120}\+?\(?\d[\d ()\-.–]{8,}\d", Usual)]
    private static partial Regex CallWords();

    [GeneratedRegex(
        @"(?:secured?|shared|protected|encrypted) (?:document|file|message|pdf)|new (?:voice ?mail|voice ?message|fax)\b|content is (?:encrypted|protected)|(?:sichere|freigegebene|geschützte|verschlüsselte)\w{0,2} (?:datei|nachricht|dokument)|dokument (?:ansehen|öffnen|herunterladen)|(?:document|fichier) (?:sécurisé|partagé)|(?:documento|archivo) (?:seguro|compartido)|documento (?:protetto|condiviso)|(?:reader|acrobat|viewer)[^.!?]{0,20}(?:out of date|outdated|veraltet)|(?:document|file|message|dokument|datei|documento|archivo|document)[^.!?]{0,30}(?:can ?not be (?:displayed|shown|opened)|is (?:protected|encrypted)|kann nicht angezeigt|ist (?:geschützt|verschlüsselt|verschluesselt)|no se puede (?:mostrar|visualizar)|está protegid|ne peut pas être affich|est protégé|è protett|non può essere visualizzat)|(?:update|actualice|aktualisieren)[^.!?]{0,20}adobe|(?:view|review|open) (?:the |your |completed )?(?:secure )?document\b|document has been completed|secure link|ver (?:el )?(?:expediente|documento)|dokument anzeigen|um die (?:Unterlagen|Datei|Rechnung) herunterzuladen", Usual)]
    private static partial Regex DocumentWords();

    [GeneratedRegex(@"(?:\bscan|scann|escane|scansion|digitaliz|\b(?:leia|lea)\b)[^.!?]{0,40}(?:\bQR\b|\bcode\b|código|codice)|(?:point|hold|aim|richten|halten)[^.!?]{0,40}(?:camera|kamera)[^.!?]{0,20}(?:\bQR\b|\bcode\b)", Usual)]
    private static partial Regex ScanWords();

    [GeneratedRegex(@"phone\b|smartphone|\bhandy\b|\bmobil|móvil|celular|téléphone|cellulare|telefon|camera\b|kamera", Usual)]
    private static partial Regex PhoneWords();

    [GeneratedRegex(@"gift ?cards?|(?:apple|google ?play|steam|amazon|itunes|vanilla) cards?|geschenk ?karten?|guthaben ?karten?|cartes?[ -]cadeaux?|tarjetas? (?:de )?regalo|cart[ae] regalo|cart(?:ão|ões) (?:de )?presente|cadeau ?kaart", Usual)]
    private static partial Regex GiftCardWords();

    [GeneratedRegex(
        @"\bscratch|freirubbel|rubbeln|\bgratte[zr]|\brasp[ae]|(?:send|e-?mail|text|forward|snap|take|schicken?|senden?|envoye[zr]|env[ií][ae]\w*|invi[ai]\w*|mande)\b[^.!?]{0,60}(?:codes?|pictures?|photos?|pins?|fotos?|bilder|códigos?|codici)\b", Usual)]
    private static partial Regex CardCodeWords();

    [GeneratedRegex(@"any ?desk|team ?viewer|ultra ?viewer|screen ?connect|go ?to ?assist|logmein|support ?remote", Usual)]
    private static partial Regex RemoteHelpWords();
}
