using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>What a page's scripts give away.</summary>
internal static partial class CodeSigns
{
    /// <summary>Longest literal of the once usual snippets that write a script element for visitor counters.</summary>
    private const int MaxCounterLength = 300;

    /// <summary>So many letters of encoded text make a file worth handing over: a zip archive has hardly fewer bytes.</summary>
    private const int MinPayload = 120;

    /// <summary>What the code gives away, with the text that shows it.</summary>
    public static IEnumerable<(Heuristic Heuristic, string Shown)> Of(WebPage page)
    {
        var code = Joined(page.Code);
        if (CarriesData(page, code) && Decoder().IsMatch(code) && FileObject().Match(code) is { Success: true } file && Handover().IsMatch(code))
            yield return (WebHeuristics.Smuggling, file.Value);
        if (Click().Match(code) is { Success: true } click && CreatedLink().IsMatch(code))
            yield return (WebHeuristics.AutoClick, click.Value);
        if (DecodedWrite().Matches(code).FirstOrDefault(write => !IsVisitorCounter(code, write)) is { } write)
            yield return (WebHeuristics.WriteDecoded, Around(code, write));
        if (DecryptsOwn(code) is { } decrypts)
            yield return (WebHeuristics.WriteDecrypted, decrypts);
        if (CarriedWasm().Match(code) is { Success: true } wasm && code.Contains("WebAssembly", StringComparison.Ordinal))
            yield return (WebHeuristics.Wasm, Around(code, wasm));
        if (Clipboard().Match(code) is { Success: true } clipboard && (StartsShell().IsMatch(code) || (IsRunDialog(page.Outline.VisibleText) && HasCommand(code))))
            yield return (WebHeuristics.ClickFix, Around(code, clipboard));
    }

    // A file that is built of the page's own text needs that text: honest pages let the visitor save what he sees or entered.
    private static bool CarriesData(WebPage page, string code)
    {
        var pieces = EncodedPieces().Matches(code).Select(piece => piece.Groups["text"].Value).Where(text => !IsAlphabet(text)).Sum(text => text.Length);
        return pieces >= MinPayload || NumberList().IsMatch(code) || EncodedRun().Matches(page.Outline.VisibleText).Any(run => !IsAlphabet(run.Value)) || page.Outline.Links.Any(link => link.Address.Length > 500)
            || DataAttribute().IsMatch(page.Source.Text) || TextDecoder().IsMatch(code);
    }

    // The table of base64 itself stands in many libraries.
    private static bool IsAlphabet(string text) => text.Contains("ABCDEFGHIJKLMNOP", StringComparison.Ordinal) || text.Contains("abcdefghijklmnop", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<q>['""`])(?<text>[A-Za-z0-9+/=_%\-]{16,})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedPieces();

    [GeneratedRegex(@"(?:(?:0x[0-9a-f]{1,2}|\d{1,3})\s*,\s*){24}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberList();

    [GeneratedRegex(@"(?<![\w/])[A-Za-z0-9+/]{80,}", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedRun();

    [GeneratedRegex(@"\bdata-[\w-]{1,40}\s*=\s*['""][A-Za-z0-9+/=]{80}|\bvalue\s*=\s*['""][A-Za-z0-9+/=]{80}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataAttribute();

    // Emoji, words or letters of any alphabet stand for bytes: a table and a loop over the page's own text.
    [GeneratedRegex(@"\.(?:indexOf|charCodeAt|codePointAt)\s*\([^;\n]{0,80}(?:\^|-|>>|<<|%)\s*\w", RegexOptions.CultureInvariant)]
    private static partial Regex TextDecoder();

    /// <summary>True when the code sends what it is given to another host.</summary>
    public static bool SendsElsewhere(string code) => Sender().IsMatch(code);

    /// <summary>True when the code decodes something and makes a file of it, under whatever names it hands it over.</summary>
    public static bool BuildsFile(string code) => Decoder().IsMatch(code) && FileObject().IsMatch(code);

    /// <summary>True when the code clicks something itself.</summary>
    public static bool Clicks(string code) => Click().IsMatch(code);

    /// <summary>True when the code writes a field for a password into the page.</summary>
    public static bool WritesPasswordField(string code) => PasswordField().IsMatch(Joined(code));

    [GeneratedRegex(@"<input\b[^>\n]{0,200}\btype\s*=\s*\\?['""]?password", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordField();

    /// <summary>The bot, form relay or nameless host to which the code sends something; null when there is none.</summary>
    public static string? Relay(string code) => RelayAddress().Match(code) is { Success: true } relay ? relay.Value : null;

    /// <summary>True when the code of an HTML application starts programs.</summary>
    public static Match StartsPrograms(string code) => ProgramStart().Match(code);

    /// <summary>True when the code of an HTML application does more than call the programs of an office: it fetches, decodes, hides, or starts what attackers start.</summary>
    public static bool FetchesOrHides(string code) => FetchOrHide().IsMatch(Joined(code));

    [GeneratedRegex(@"https?:|ftp:|XMLHTTP|ADODB|fromCharCode|\bChr[BW]?\s*\(|\batob\b|\bunescape\b|\beval\b|\bExecute(?:Global)?\b|StrReverse|\bReplace\s*\(|GetObject\s*\(\s*['""]script|powershell|pwsh|mshta|regsvr32|rundll32|certutil|bitsadmin|[wc]script\.exe|\bcurl\b|%te?mp%|%appdata%|%public%|%programdata%|ExpandEnvironmentStrings|GetSpecialFolder|\.Run\b[^\n]{0,300},\s*0\b|\bvbHide\b|(?:resizeTo|moveTo)\s*\(?\s*-?\s*(?:0|\d{4})\b|Win32_Process\b|\\x[0-9a-f]{2}|String\.fromCodePoint", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FetchOrHide();

    /// <summary>True when the code writes a page out of encoded or encrypted text.</summary>
    public static bool WritesDecoded(string code) => Joined(code) is var joined && (DecodedWrite().Matches(joined).Any(write => !IsVisitorCounter(joined, write)) || DecryptsOwn(joined) is not null);

    // Pages that ask for their password have no key in them.
    private static string? DecryptsOwn(string code) =>
        Decrypts().Match(code) is { Success: true } decrypts && OwnKey().IsMatch(code) && WritesPage().IsMatch(code) && !AsksForKey().IsMatch(code) ? Around(code, decrypts) : null;

    [GeneratedRegex(@"\bCryptoJS\s*\.\s*\w+\s*\.\s*decrypt\s*\(|\bsubtle\s*\.\s*decrypt\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Decrypts();

    [GeneratedRegex(@"\bCryptoJS\s*\.\s*enc\s*\.\s*\w+\s*\.\s*parse\s*\(\s*['""`][^'""`\n]{8,}|\.decrypt\s*\([^,;\n]{1,200},\s*['""`][^'""`\n]{4,}|\bimportKey\s*\([^;\n]{0,80}(?:\batob\s*\(\s*['""`]|\bencode\s*\(\s*['""`]|\bfrom\s*\(\s*\[)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnKey();

    [GeneratedRegex(@"\bdocument\s*\.\s*write(?:ln)?\s*\(|\.(?:innerHTML|outerHTML|srcdoc)\s*=|\bcreateContextualFragment\b|\beval\s*\(|\bnew\s+Function\b", RegexOptions.CultureInvariant)]
    private static partial Regex WritesPage();

    [GeneratedRegex(@"\bprompt\s*\(|['""]password['""]|\bpassphrase\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsksForKey();

    /// <summary>The code as the engine reads it: "createObject" + "URL" is one word, and document["write"] is document.write.</summary>
    public static string Joined(string code) => Members().Replace(Seam().Replace(code, ""), ".$1");

    [GeneratedRegex(@"\[\s*[""'](write(?:ln)?|innerHTML|outerHTML|srcdoc|writeText|clipboard|location|href|replace|assign)[""']\s*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Members();

    [GeneratedRegex(@"([""'])\s*\+\s*\1")]
    private static partial Regex Seam();

    private static bool IsRunDialog(string text) => RunDialog().IsMatch(text) && Paste().IsMatch(text);

    /// <summary>True when a text of the code is a command line, plain or in base64, or is decoded so that nobody can say.</summary>
    private static bool HasCommand(string code)
    {
        foreach (Match literal in Literal().Matches(code))
        {
            var text = literal.Groups["text"].Value.Replace("\\\\", "\\", StringComparison.Ordinal);
            if (CommandLines.Within(text) is not null || (Plain(text) is { } plain && CommandLines.Within(plain) is not null))
                return true;
        }
        return Decoder().IsMatch(code);
    }

    private static string? Plain(string base64)
    {
        var bytes = new byte[base64.Length];
        return base64.Length >= 16 && Convert.TryFromBase64String(base64, bytes, out var length) ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    [GeneratedRegex(@"(?<q>['""`])(?<text>(?:\\.|(?!\k<q>)[^\\\n]){8,4000})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();

    private static bool IsVisitorCounter(string code, Match write) =>
        code.AsSpan(write.Index, Math.Min(MaxCounterLength, code.Length - write.Index)) is var start
        && start.Contains("%3Cscript", StringComparison.OrdinalIgnoreCase) && start.Contains("%3C/script%3E", StringComparison.OrdinalIgnoreCase);

    private static string Around(string code, Match match) => code.Substring(match.Index, Math.Min(120, code.Length - match.Index));

    [GeneratedRegex(@"\batob\b|\bUint8Array\b|\bdata:[\w/.+-]{0,60};base64,|\bcharCodeAt\b|\bfromCharCode\b|\bBuffer\.from\b", RegexOptions.CultureInvariant)]
    private static partial Regex Decoder();

    [GeneratedRegex(@"\bnew\s+(?:window\s*[.\[]\s*['""]?)?(?:Blob|File)\b['""\]]*\s*\(|=\s*\w{1,20}\s*(?:\.\s*|\[\s*['""])Blob\b|\.blob\s*\(\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex FileObject();

    [GeneratedRegex(@"msSaveOrOpenBlob|msSaveBlob|createObjectURL|\.download\s*=|['""]download['""]|saveAs\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Handover();

    [GeneratedRegex(@"\.click\s*\(\s*\)|\[\s*['""]click['""]\s*\]\s*\(\s*\)|dispatchEvent\s*\(\s*new\s+MouseEvent", RegexOptions.CultureInvariant)]
    private static partial Regex Click();

    [GeneratedRegex(@"createElement(?:NS)?\s*\((?:[^)]{0,60},)?\s*['""]a['""]\s*\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CreatedLink();

    [GeneratedRegex(@"document\s*\.\s*write(?:ln)?\s*\(\s*(?:window\s*\.\s*)?(?:unescape|atob|decodeURIComponent|decodeURI|escape|CryptoJS\s*\.\s*\w+\s*\.\s*decrypt)\s*\(|(?:innerHTML|outerHTML|srcdoc|location(?:\.href)?)\s*=\s*(?:\w{1,20}\s*\+\s*)?(?:window\s*\.\s*)?atob\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex DecodedWrite();

    [GeneratedRegex(@"['""`](?:data:application/wasm;base64,)?AGFzbQ[A-Za-z0-9+/]{40}", RegexOptions.CultureInvariant)]
    private static partial Regex CarriedWasm();

    [GeneratedRegex(@"clipboard\s*\.\s*write(?:Text)?\s*\(|execCommand\s*\(\s*['""]copy['""]|clipboardData\s*\.\s*setData\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Clipboard();

    [GeneratedRegex(@"(?:win(?:dows)?(?:\s*(?:key|button|logo))?|⊞)[\s""'<>/b⊞]{0,12}(?:\+|and|&)\s*(?:<\w+>\s*)?[""']?[RX]\b|powershell \(admin\)|windows terminal|(?:open|launch)\s+(?:the\s+)?terminal|type\s+[""']?terminal|\bspotlight\b|address bar|ctrl\s*\+\s*L\b|command\s*\+\s*space", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunDialog();

    [GeneratedRegex(@"(?:ctrl|strg|control)\s*(?:\+|and|&|und|et|y)\s*V\b|(?:⌘|cmd|command)\s*\+\s*V\b|\bpaste\b|\bfügen Sie\b|\beinfügen\b|\bcollez\b|\bpegue\b|\bincolla\b|\bcole\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Paste();

    [GeneratedRegex(@"['""`]\s*(?:cmd(?:\.exe)?\s+/\w\s+(?:start\s+)?(?:/\w+\s+)?)?(?:powershell|pwsh)(?:\.exe)?\s+-|['""`]\s*mshta(?:\.exe)?\s+['""]?https?:|(?:iex|iwr|irm)[\s(]+[^'""`\n]{0,40}https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsShell();

    [GeneratedRegex(@"api\.telegram\.org/bot|\bEmail\s*\.\s*send\s*\(\s*\{|\bemailjs\s*\.\s*send\w*\s*\(|(?:fetch|\.open|\.post|\.ajax|sendBeacon|axios)\s*\(\s*(?:\{[^}]{0,200}url\s*:\s*)?(?:['""]POST['""]\s*,\s*)?['""`]https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sender();

    [GeneratedRegex(@"\bEmail\s*\.\s*send\s*\(\s*\{\s*SecureToken|smtpjs\.com/v3/smtp\.js|api\.telegram\.org/bot|discord(?:app)?\.com/api/webhooks|https?://(?:(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}[/:'""`]|[^/'""`\s]{0,100}\b(?:formspree\.io|formsubmit\.co|getform\.io|formcarry\.com|submit-form\.com|web3forms\.com|workers\.dev|ngrok(?:-free)?\.(?:io|app)|trycloudflare\.com|webhook\.site|requestbin|pipedream\.net|000webhostapp\.com))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelayAddress();

    [GeneratedRegex(@"WScript\.Shell|Shell\.Application|\.ShellExecute\b|powershell|mshta|winmgmts|cmd(?:\.exe)?[""'\s,]*/c|GetObject\s*\(\s*['""]script", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProgramStart();
}
