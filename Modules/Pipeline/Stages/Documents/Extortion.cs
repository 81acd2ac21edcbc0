using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>
/// Letters that extort: a threat, a term and a wallet. Reports about such letters have no wallet, receipts of exchanges have no threat, and who hands one on
/// for examination quotes it.
/// </summary>
internal static partial class Extortion
{
    private const int MaxLength = 16 << 10;
    private const int MinThreats = 2;

    /// <summary>The wallet, with the first threat; null for other letters.</summary>
    public static string? Of(string letter)
    {
        var text = Quoted().Replace(letter.Length > MaxLength ? letter[..MaxLength] : letter, "");
        if (Wallet().Match(text) is not { Success: true } wallet || !Coin().IsMatch(text) || !Term().IsMatch(text))
            return null;
        var threats = Threat().Matches(text);
        return threats.Count >= MinThreats ? $"{threats[0].Value}: {wallet.Value}" : null;
    }

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"^[ \t]*>.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    // Addresses of Bitcoin (BIP 173, Base58Check), Ethereum, Tron and Monero by their beginnings and lengths; look-alikes that fail their checksum count.
    [GeneratedRegex(@"\b(?:bc1[a-z0-9]{20,80}|[13][A-Za-z0-9]{25,34}|0x[0-9a-f]{40}|T[A-Za-z0-9]{33}|[48][0-9AB][A-Za-z0-9]{93})\b", Usual)]
    private static partial Regex Wallet();

    [GeneratedRegex(@"bitcoin|\bBTC\b|monero|\bXMR\b|ethereum|\bETH\b|\bUSDT\b|krypto|crypto", Usual)]
    private static partial Regex Coin();

    [GeneratedRegex(@"\b\d+ (?:hours?|days?|Stunden|Tagen?|heures|jours|horas|días|dias|ore|giorni|uur|dagen)\b|\bdeadline\b|will increase|\bFrist\b|\bplazo\b|\bdélai\b|\bscadenza\b", Usual)]
    private static partial Regex Term();

    [GeneratedRegex(
        @"\brecorded (?:a )?(?:video|you)|videos? of you|webcam|microphone|adult (?:content|site|video)|porn|masturb|total access|full (?:access|control)|my (?:malware|trojan|virus)|hacked (?:your|you)|infected (?:your|you)"
        + @"|(?:send|forward|share|publish|leak)\w* [^.!?]{0,40}(?:all of your|your) (?:contacts|friends|family|customers|data|files|colleagues)|\bDDoS\b|attack will|subject to an attack|prove that this is not a hoax|files (?:are|have been|were) encrypted|contact the police|nobody will (?:ever )?know"
        + @"|Zugriff auf (?:Ihr|Dein)|Kamera|aufgenommen|Sexvideo|Schadsoftware|an (?:alle )?(?:Ihre|Deine) Kontakte|veröffentlich|Polizei|accès à (?:vos|votre|tes|ton)|caméra|vidéo de vous|vos contacts|logiciel malveillant|acceso a (?:su|tu)|cámara|grabado|sus contactos|programa malicioso|accesso al tuo|telecamera|registrato|tuoi contatti|acesso ao seu|câmera|gravei|seus contatos", Usual)]
    private static partial Regex Threat();
}
