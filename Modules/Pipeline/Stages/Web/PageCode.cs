using System.Text.RegularExpressions;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>What script of a site gives away when a stranger put it there: in a page, or in a library of its own.</summary>
internal static partial class PageCode
{
    private const int MaxPlaces = 50;

    /// <summary>How far apart the parts of one such script stand, in letters: libraries of a shop have each of them somewhere.</summary>
    private const int Near = 2500;

    public static IEnumerable<(Heuristic Heuristic, string Shown)> Of(string code)
    {
        if (Skims(code) is { } skims)
            yield return (WebHeuristics.CardSkimmer, skims);
        if (HidesFrame().Match(code) is { Success: true } hides && OwnCardField().IsMatch(code))
            yield return (WebHeuristics.CardOverlay, hides.Value);
        if (First(code, EncodedAddress(), around => RunsText().IsMatch(around) && Fetches().IsMatch(around)) is { } fetches)
            yield return (WebHeuristics.HiddenFetchRun, fetches);
        if (First(code, ChainCall(), around => RunsText().IsMatch(around)) is { } chain)
            yield return (WebHeuristics.ChainCode, chain);
        if (Invisible().Match(code) is { Success: true } invisible && DecodesLetters().IsMatch(code))
            yield return (WebHeuristics.InvisibleCode, FormattableString.Invariant($"{invisible.Length} letters"));
        if (code.Length < MaxDrain && Approvals(code) > 1 && WalletAccess().IsMatch(code) && AsksStranger().Match(code) is { Success: true } asks)
            yield return (WebHeuristics.WalletDrain, asks.Value);
    }

    private const int MaxDrain = 128 << 10;

    /// <summary>How many kinds of leave to take coins the code asks a wallet for.</summary>
    public static int Approvals(string code) =>
        (ApprovesAll().IsMatch(code) ? 1 : 0) + (ApprovesMost().IsMatch(code) ? 1 : 0) + (SignsPermit().IsMatch(code) ? 1 : 0);

    private static string? Skims(string code) => First(code, SendsOut(), around =>
        (SecurityCode().IsMatch(around) || CardDigits().IsMatch(around) || (CardNumber().IsMatch(around) && CardLength().IsMatch(around)))
        && ReadsFields().IsMatch(around) && EncodesData().IsMatch(around) && Checkout().IsMatch(around));

    private static string? First(string code, Regex place, Func<string, bool> isSo)
    {
        foreach (Match match in place.Matches(code).Take(MaxPlaces))
        {
            var start = Math.Max(0, match.Index - Near);
            if (isSo(code.Substring(start, Math.Min(match.Length + (2 * Near), code.Length - start))))
                return match.Value;
        }
        return null;
    }

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?:\bnew\s+Image\b|createElement\s*\(\s*['""]img['""]\s*\)|\bsendBeacon\s*\(|\$\s*\.\s*(?:post|ajax|get)\s*\(|\bfetch\s*\(|\.open\s*\(\s*['""](?:POST|GET)['""]|\bnew\s+WebSocket\b)[^\n]{0,120}?(?:['""`](?:https?:|wss?:)?//[\w.-]{4,80}|\batob\s*\()", Usual)]
    private static partial Regex SendsOut();

    [GeneratedRegex(@"cvv|cvc|cc_cid|security_?code|card_?code", Usual)]
    private static partial Regex SecurityCode();

    // The digits of a card, looked for in whatever was entered.
    [GeneratedRegex(@"\.(?:match|exec|test|search)\s*\(\s*(?:/[^/\n]{0,20}\\d\{1[2-5],1[69]\}|\w)|/[^/\n]{0,20}\\d\{1[2-5],1[69]\}[^/\n]{0,20}/\w*\s*\.\s*(?:exec|test)", RegexOptions.CultureInvariant)]
    private static partial Regex CardDigits();

    [GeneratedRegex(@"cc_?num|card_?num|cardn\b|cc-number|creditcard", Usual)]
    private static partial Regex CardNumber();

    [GeneratedRegex(@"\.length\s*>=?\s*1[3-6]\b|\\d\{1[3-6](?:,1[3-9])?\}|\bluhn", Usual)]
    private static partial Regex CardLength();

    [GeneratedRegex(@"\.value\b|\.val\s*\(\s*\)|\.serialize\s*\(|\bnew\s+FormData\b", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsFields();

    // The key of a payment service's interface is encoded, too: Authorization: Basic.
    [GeneratedRegex(@"(?<!Basic ['""`]\s{0,3}\+\s{0,3})\bbtoa\s*\(|charCodeAt\s*\([^()]{0,20}\)\s*\^", RegexOptions.CultureInvariant)]
    private static partial Regex EncodesData();

    [GeneratedRegex(@"checkout|onepage|onestep|place[-_]?order|payment[-_]?method", Usual)]
    private static partial Regex Checkout();

    [GeneratedRegex(@"(?:privateStripeFrame|stripe|braintree|adyen|hosted-?fields?|klarna|square)[^;\n]{0,80}(?:\.hide\s*\(|\.remove\s*\(\s*\)|\.display\s*=\s*['""]none|\.visibility\s*=\s*['""]hidden)", Usual)]
    private static partial Regex HidesFrame();

    [GeneratedRegex(@"<input\b[^>\n]{0,200}(?:card|cvc|cvv|\bcc|1234 1234)", Usual)]
    private static partial Regex OwnCardField();

    [GeneratedRegex(@"['""`](?:https?:|wss?:)?//['""`]\s*\+\s*(?:window\s*\.\s*)?atob\s*\(|(?:\bfetch|\bWebSocket|\bimport)\s*\(\s*(?:window\s*\.\s*)?atob\s*\(|\b(?<name>\w{1,20})\s*=\s*(?:window\s*\.\s*)?atob\s*\([\s\S]{0,300}?['""`](?:https?|wss?)://['""`]\s*\+\s*\k<name>\b", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedAddress();

    [GeneratedRegex(@"\beval['""]?\s*\]?\s*\(|\bnew\s+Function\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex RunsText();

    [GeneratedRegex(@"\bXMLHttpRequest\b|\bfetch\s*\(|\bWebSocket\b|\bEventSource\b|\bimport\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Fetches();

    [GeneratedRegex(@"['""](?:eth_call|eth_getStorageAt|eth_getTransactionByHash|getTransaction|getSignaturesForAddress)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex ChainCall();

    // Fillers of Hangul, zero-width letters, selectors of variants: as many in a row as no writing has.
    [GeneratedRegex(@"(?:[\u115F\u1160\u180E\u200B-\u200D\u2060-\u2064\u3164\uFE00-\uFE0F\uFEFF\uFFA0]|\uDB40[\uDC00-\uDDEF]){64,}", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\bfromCharCode\b|\bfromCodePoint\b|\bcodePointAt\b|\bcharCodeAt\b|\bparseInt\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex DecodesLetters();

    [GeneratedRegex(@"\bsetApprovalForAll\b", RegexOptions.CultureInvariant)]
    private static partial Regex ApprovesAll();

    [GeneratedRegex(@"\b(?:increaseAllowance|approve)\b[^;\n]{0,120}(?:MaxUint256|MAX_UINT|0x[fF]{32}|2\s*\*\*\s*256)", RegexOptions.CultureInvariant)]
    private static partial Regex ApprovesMost();

    [GeneratedRegex(@"eth_signTypedData(?:_v\d)?[^;\n]{0,300}Permit|\bPermit(?:Batch|Single|2)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SignsPermit();

    [GeneratedRegex(@"\beth_requestAccounts\b|\bwindow\s*\.\s*ethereum\b|\bWeb3Provider\b|\bBrowserProvider\b", RegexOptions.CultureInvariant)]
    private static partial Regex WalletAccess();

    [GeneratedRegex(@"\b(?:fetch|get|post|axios)\s*\(\s*(?:['""]https?://[^'""\n]{4,200}['""]\s*\+|`https?://[^`\n]{4,200}\$\{)", RegexOptions.CultureInvariant)]
    private static partial Regex AsksStranger();
}
