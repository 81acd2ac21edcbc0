using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Pages whose only work is to bring their visitor somewhere else, so that no filter sees where.</summary>
internal static partial class RedirectSigns
{
    /// <summary>More code than this is a library or an application.</summary>
    private const int MaxCode = 256 << 10;

    /// <summary>A page that only leads on has no more code, and shows no more letters: "Loading document..."</summary>
    private const int MaxStep = 2048;
    private const int MaxShown = 100;

    /// <summary>The code that leaves for an address which it decodes; null when there is none.</summary>
    public static string? Leads(string code)
    {
        // Where to go on is often told in the address by which a page was opened.
        if (code.Length > MaxCode || AskedFor().IsMatch(code))
            return null;
        if (DecodesAndLeaves().Match(CodeSigns.Joined(code)) is { Success: true } redirect)
            return redirect.Value;
        // What a loop decodes is found by trying: code that leaves, or the address for code that does.
        var leaves = Leaving().Match(CodeSigns.Joined(code));
        foreach (var text in Hidden(code).Concat(Layers(code)))
            if (Leaving().Match(text) is { Success: true } inside)
                return inside.Value;
            else if (leaves.Success && Address().Match(text) is { Success: true } address)
                return $"{leaves.Value} {address.Value}";
        return null;
    }

    /// <summary>
    /// The code of a drawing that leaves by names which it puts together, for an address that it decodes; or that shows in an element of its own what it fetches from an encoded address.
    /// Null when it does neither.
    /// </summary>
    public static string? LeadsByPieces(string code)
    {
        if (code.Length > MaxCode)
            return null;
        var joined = CodeSigns.Joined(code);
        if (ShowsFetched().Match(joined) is { Success: true } shows)
            return shows.Value;
        return LeavesByIndex().Match(joined) is { Success: true } leaves && Hidden(code).Concat(Layers(code)).FirstOrDefault(text => Address().IsMatch(text)) is { } address ? $"{leaves.Value} {address}" : null;
    }

    /// <summary>The address for which a drawing leaves as soon as it is loaded; null when it waits for somebody.</summary>
    public static string? LeavesOnLoad(WebPage page) =>
        page.Code.Length < MaxStep && !Waits().IsMatch(page.Source.Text) && AtOnce().Match(page.Code) is { Success: true } going ? going.Value : null;

    [GeneratedRegex(@"\bon(?:click|mouse\w+|key\w+|pointer\w+|touch\w+)\b|addEventListener|\bfetch\b", RegexOptions.IgnoreCase)]
    private static partial Regex Waits();

    [GeneratedRegex(@"\[\s*[""']location[""']\s*\]\s*(?:=(?!=)|\[\s*[""'](?:replace|assign|href)[""']\s*\]|\.(?:replace|assign)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex LeavesByIndex();

    [GeneratedRegex(@"\bfetch\s*\(\s*(?:\w+\.)?atob\s*\([\s\S]{0,300}?\b(?:srcdoc|innerHTML|document\.write|outerHTML)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ShowsFetched();

    /// <summary>What else such a page gives away.</summary>
    public static IEnumerable<(Heuristic Heuristic, string Shown)> Of(WebPage page)
    {
        if (ShowsNothing(page) && Leads(page).FirstOrDefault(address => MailInAddress().IsMatch(address)) is { } forwards)
            yield return (WebHeuristics.ForwardsVictim, forwards);
        if (page.Outline.Refresh is { } refresh && OpenRedirects.Target(refresh) is { } target)
            yield return (WebHeuristics.OpenRedirect, target);
        else if (AtOnce().Match(page.Code) is { Success: true } going && page.Code.Length < MaxCode && OpenRedirects.Target(going.Groups["address"].Value) is { } other)
            yield return (WebHeuristics.OpenRedirect, other);
        if (page.Code.Length > MaxCode)
            yield break;
        var source = LoadsDecoded().Match(page.Code) is { Success: true } loads ? loads.Value : null;
        if (source is not null)
            yield return (WebHeuristics.HiddenSource, source);
        var leads = Leads(page.Code);
        if ((leads ?? source) is null && !CodeSigns.WritesDecoded(page.Code))
            yield break;
        if (MailAddress(page.Code) is { } victim)
            yield return (WebHeuristics.VictimAddress, victim);
        if (RobotCheck().Match(page.Code) is { Success: true } check)
            yield return (WebHeuristics.HidesFromRobots, check.Value);
    }

    // Pages that ask their visitor something, or tell him something, are no mere steps on the way.
    private static bool ShowsNothing(WebPage page) =>
        page.Outline.Forms.Count == 0 && page.Code.Length < MaxStep && page.Outline.VisibleText.Count(char.IsLetterOrDigit) < MaxShown;

    private static IEnumerable<string> Leads(WebPage page)
    {
        if (page.Outline.Refresh is { } refresh)
            yield return refresh;
        if (AtOnce().Match(page.Code) is { Success: true } going)
            yield return going.Groups["address"].Value;
        if (page.Outline.Links.Where(link => link.Tag == "iframe").ToList() is [var frame])
            yield return frame.Address;
    }

    private static IEnumerable<string> Hidden(string code) =>
        HiddenCodes.Find(code, CancellationToken.None).Where(found => found.Kind is null).Select(found => Encoding.UTF8.GetString(found.Content));

    // What atob is given, where the result is run or gone to.
    private static IEnumerable<string> Layers(string code) => Decoder().IsMatch(code)
        ? EncodedLiterals().Matches(code).Select(literal => Plain(literal.Groups["text"].Value)).OfType<string>()
        : [];

    private static string? Plain(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>A literal that is a mail address, plain or in base64.</summary>
    private static string? MailAddress(string code)
    {
        foreach (Match literal in Literals().Matches(code))
        {
            var text = literal.Groups["text"].Value;
            if (IsMail(text))
                return text;
            if (Plain(text) is { } plain && IsMail(plain))
                return plain;
        }
        return Hidden(code).Concat(Layers(code)).Select(text => MailInAddress().Match(text)).FirstOrDefault(match => match.Success)?.Groups["mail"].Value;
    }

    private static bool IsMail(string text) => Mail().IsMatch(text);

    [GeneratedRegex(@"\batob\b", RegexOptions.CultureInvariant)]
    private static partial Regex Decoder();

    [GeneratedRegex(@"(?<q>['""`])(?<text>[A-Za-z0-9+/]{24,20000}={0,2})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedLiterals();

    [GeneratedRegex(@"https?://[^\s""'<>]{4,300}[?#&=/](?<mail>[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{2,63}){1,5})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MailInAddress();

    [GeneratedRegex(@"URLSearchParams|location\.search|\bparams\b", RegexOptions.IgnoreCase)]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:assign|replace)\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Leaving();

    [GeneratedRegex(@"^\s*https?://[^\s""'<>]{4,500}\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"location(?:\.href)?\s*(?:=|\.(?:assign|replace)\s*\()\s*[^;\n]{0,120}(?:\batob\s*\(|fromCharCode|\bunescape\s*\(|decodeURIComponent\s*\()|(?:\batob|fromCharCode)\b[^\n]{0,600}location(?:\.href)?\s*(?:=|\.(?:assign|replace)\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex DecodesAndLeaves();

    [GeneratedRegex(@"\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:assign|replace)\s*\()\s*[""'`](?<address>https?://[^""'`\s]{10,2000})", RegexOptions.IgnoreCase)]
    private static partial Regex AtOnce();

    // element.src = ... atob(...), also where names come from a table of words; not the data: address of a picture.
    [GeneratedRegex(@"(?:\.src|\[\s*(?:[""']src[""']|_0x\w{1,12}\[\w{1,6}\]|_0x\w{1,12}\(\w{1,12}\))\s*\])\s*=\s*(?:(?!data:)[^;\n]){0,60}\batob\s*\(\s*(?:[""'](?:aHR0c|Ly9)|_0x\w{1,12}\s*[\[(])|[""']script[""']\s*,\s*(?:window\s*\.\s*)?atob\s*\(\s*[""'](?:aHR0c|Ly9)|createElement\s*\(\s*[""']script[""']\s*\)[^\n]{0,300}\.src\s*=\s*[^;\n]{0,200}\bfromCharCode\b|\bimport\s*\(\s*atob\s*\(\s*[""']", RegexOptions.CultureInvariant)]
    private static partial Regex LoadsDecoded();

    [GeneratedRegex(@"navigator\.webdriver|\b(?:bot|crawl|headless|phantom|selenium|puppeteer)\w*\|[^/\n]{0,200}/i?[\w]*\s*\.test\s*\(\s*(?:window\.)?navigator\.userAgent", RegexOptions.IgnoreCase)]
    private static partial Regex RobotCheck();

    [GeneratedRegex(@"(?<q>['""`])(?<text>[\w.+@=/-]{6,200})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex(@"^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
