using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Indicators;

/// <summary>Finds names and addresses in text. What formats mention by themselves (<see cref="NoiseNames"/>) is left out.</summary>
public static partial class IndicatorFinder
{
    private const int MaxWordLength = 320;
    private const int MinWordLength = 4;
    private const string Lowers = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const string Letters = Lowers + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";

    /// <summary>Top levels under which a name counts without an address around it: those that are no usual words of programs.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TopLevels = FrozenSet.Create(
        StringComparer.Ordinal,
        "com", "net", "org", "info", "biz", "ru", "su", "cn", "tk", "top", "xyz", "pw", "cc", "onion", "club", "online", "site", "shop", "icu",
        "de", "uk", "fr", "br", "nl", "pl", "ua", "ir", "eu", "us", "tr", "jp", "kr", "vn", "invalid").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> HostLetters = SearchValues.Create(Letters + ".");
    private static readonly SearchValues<char> PlainHostLetters = SearchValues.Create(Lowers + ".");
    private static readonly SearchValues<char> MailLetters = SearchValues.Create(Letters + ".%+@");
    private static readonly SearchValues<char> HexLetters = SearchValues.Create("0123456789abcdefABCDEF:");

    private static readonly SearchValues<char> LabelLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Adds what stands in a text.</summary>
    /// <param name="text">Any text; also the printable letters of a binary with something else between its runs.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="offset">Added to the places of what is found.</param>
    public static void Find(string text, IndicatorList found, long offset = 0)
    {
        FindPlain(text, found, offset);
        if (Defanging.Undo(text) is { } plain)
            FindHosts(plain, found, offset);
    }

    private static void FindPlain(string text, IndicatorList found, long offset)
    {
        FindHosts(text, found, offset);
        foreach (var match in Wallet().EnumerateMatches(text))
            if (Wallets.IsBase58Check(text.AsSpan(match.Index, match.Length)))
                Add("btc", match, text, found, offset);
        foreach (var match in SegwitWallet().EnumerateMatches(text))
            if (Wallets.IsBech32(text.AsSpan(match.Index, match.Length)))
                Add("btc", match, text, found, offset);
        foreach (var match in MoneroWallet().EnumerateMatches(text))
            Add("xmr", match, text, found, offset);
        foreach (var match in UnixPath().EnumerateMatches(text))
            Add("path", match, text, found, offset);
        if (text.Contains('\\', StringComparison.Ordinal))
            FindWindowsNames(text, found, offset);
    }

    private static void FindWindowsNames(string text, IndicatorList found, long offset)
    {
        foreach (var match in RegistryKey().EnumerateMatches(text))
            Add("regkey", match, text, found, offset);
        foreach (var match in WindowsPath().EnumerateMatches(text))
            Add("path", match, text, found, offset);
        foreach (var match in Mutex().EnumerateMatches(text))
            Add("mutex", match, text, found, offset);
    }

    private static void FindHosts(string text, IndicatorList found, long offset)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            foreach (var match in Url().EnumerateMatches(text))
                AddUrl(text.AsSpan(match.Index, match.Length), match.Index + offset, found);
        FindWords(text, '@', MailLetters, found, offset, AddEmail);
        FindWords(text, '.', HostLetters, found, offset, AddBareHost);
        FindWords(text, ':', HexLetters, found, offset, AddBareIpv6);
    }

    /// <summary>
    /// Looks at the words that have a certain sign in them: the sign is found fast, and what stands around it is looked at once. An
    /// expression that may start anywhere took a hundred times as long on binary data.
    /// </summary>
    private static void FindWords(
        string text, char sign, SearchValues<char> letters, IndicatorList found, long offset, Action<string, int, int, long, IndicatorList> take)
    {
        for (var at = text.IndexOf(sign); at >= 0;)
        {
            var back = text.AsSpan(Math.Max(0, at - MaxWordLength), Math.Min(at, MaxWordLength)).LastIndexOfAnyExcept(letters);
            var start = Math.Max(0, at - MaxWordLength) + back + 1;
            var rest = text.AsSpan(at, Math.Min(MaxWordLength, text.Length - at)).IndexOfAnyExcept(letters);
            var end = rest < 0 ? Math.Min(text.Length, at + MaxWordLength) : at + rest;
            if (end - start >= MinWordLength)
                take(text, start, end, offset, found);
            at = end >= text.Length ? -1 : text.IndexOf(sign, Math.Max(end, at + 1));
        }
    }

    private static void AddBareHost(string text, int start, int end, long offset, IndicatorList found)
    {
        while (start < end && text[start] is '.' or '-' or '_')
            start++;
        while (end > start && text[end - 1] is '.' or '-' or '_')
            end--;
        if (end - start < MinWordLength)
            return;
        var word = text.AsSpan(start, end - start);
        if (char.IsAsciiDigit(word[^1]))
        {
            if (char.IsAsciiDigit(word[0]) && IsAddress(word, isBare: true))
                found.Add("ipv4", word.ToString(), start + offset);
        }
        else if (TopLevels.Contains(word[(word.LastIndexOf('.') + 1)..]) && !word.ContainsAnyExcept(PlainHostLetters) && StandsAlone(text, start, end)
            && IsHost(word) && !NoiseNames.Contains(word))
            found.Add("domain", word.ToString(), start + offset);
    }

    // Not a part of a path, of a program's text, or of a parameter.
    private static bool StandsAlone(string text, int start, int end)
    {
        if (start > 0 && text[start - 1] is '@' or '/' or '\\' or '=' or '%' or '&' or '$' or '.' or '-' or '_')
            return false;
        if (end < text.Length && text[end] is '(' or '=' or ':' or '-' or '_')
            return false;
        var next = text.AsSpan(end, Math.Min(8, text.Length - end)).TrimStart(' ');
        return next.IsEmpty || next[0] != '=';
    }

    private static void AddBareIpv6(string text, int start, int end, long offset, IndicatorList found)
    {
        var word = text.AsSpan(start, end - start);
        var isCut = (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_'))
            || (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_'));
        if (!isCut && word.Length is >= 6 and <= 39 && word.Count(':') is >= 2 and <= 7 && word.ContainsAnyInRange('0', '9'))
            AddIpv6(word, start + offset, found);
    }

    private static void AddUrl(ReadOnlySpan<char> url, long offset, IndicatorList found)
    {
        url = url.TrimEnd(".,;:!?'\"*");
        // Text in brackets ends before the bracket, unless it opened in the address itself.
        foreach (var (open, close) in new[] { ('(', ')'), ('[', ']'), ('{', '}') })
            while (url.Length > 0 && url[^1] == close && url.Count(open) < url.Count(close))
                url = url[..^1];
        var scheme = url[..url.IndexOf(':')];
        var rest = url[(scheme.Length + 3)..];
        var end = rest.IndexOfAny("/?#\\");
        var authority = end < 0 ? rest : rest[..end];
        var host = HostOf(authority);
        if (!IsHost(host) || NoiseNames.Contains(host))
            return;
        var tail = end < 0 ? "" : rest[end..];
        found.Add("url", $"{Lower(scheme)}://{Lower(authority)}{tail}", offset);
        if (host[0] == '[')
            AddIpv6(host[1..^1], offset, found);
        else
            found.Add(IPAddress.TryParse(host, out _) ? "ipv4" : "domain", Lower(host), offset);
    }

    private static void AddEmail(string text, int start, int end, long offset, IndicatorList found)
    {
        var address = text.AsSpan(start, end - start).Trim(".-%+");
        var at = address.LastIndexOf('@');
        if (at is < 1 or > 64 || address[..at].Contains('@'))
            return;
        var domain = address[(at + 1)..];
        if (!domain.ContainsAny('_', '%', '+') && IsHost(domain) && domain.Contains('.') && !NoiseNames.Contains(domain) && IsTopLevel(domain) && !IsFileName(domain))
            found.Add("email", $"{address[..at]}@{Lower(domain)}", start + offset);
    }

    private static void AddIpv6(ReadOnlySpan<char> address, long offset, IndicatorList found)
    {
        if (IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            && !parsed.Equals(IPAddress.IPv6Loopback) && !parsed.Equals(IPAddress.IPv6Any))
            found.Add("ipv6", parsed.ToString(), offset);
    }

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> authority)
    {
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith("[") && authority.IndexOf(']') is > 1 and var end)
            return authority[..(end + 1)];
        var colon = authority.IndexOf(':');
        return colon < 0 ? authority : authority[..colon];
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host.Length is < 3 or > 253 || host[0] is '.' or '-')
            return false;
        if (host[0] == '[')
            return IPAddress.TryParse(host[1..^1], out _);
        if (host.IndexOf('.') < 0)
            return false;
        if (char.IsAsciiDigit(host[^1]))
            return IsAddress(host, isBare: false);
        return !host.Contains("..", StringComparison.Ordinal) && IsTopLevel(host);
    }

    private static bool IsTopLevel(ReadOnlySpan<char> host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.Length >= 2 && char.IsAsciiLetter(last[0]) && !last.ContainsAnyExcept(LabelLetters);
    }

    // icon@2x.png is a file, not a mailbox.
    private static bool IsFileName(ReadOnlySpan<char> domain) =>
        domain[(domain.LastIndexOf('.') + 1)..] is "png" or "jpg" or "gif" or "svg" or "js" or "css" or "html" or "webp" or "json" or "ts" or "py" or "so";

    /// <summary>Four numbers up to 255 that are an address of some other host. A bare one must not look like a version number.</summary>
    private static bool IsAddress(ReadOnlySpan<char> text, bool isBare)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetwork || text.Count('.') != 3)
            return false;
        var bytes = address.GetAddressBytes();
        if (bytes[0] is 0 or 127 or >= 224)
            return false;
        return !isBare || bytes[1] >= 10 || bytes[2] >= 10 || (bytes[3] >= 10 && bytes[0] >= 10);
    }

    private static void Add(string type, ValueMatch match, string text, IndicatorList found, long offset) =>
        found.Add(type, text.Substring(match.Index, match.Length).TrimEnd(' ', '.', ',', ';', '\\'), match.Index + offset);

    private static string Lower(ReadOnlySpan<char> text)
    {
        Span<char> lower = stackalloc char[Math.Min(text.Length, IndicatorList.MaxValueLength)];
        return lower[..text[..lower.Length].ToLowerInvariant(lower)].ToString();
    }

    [GeneratedRegex(@"(?<![A-Za-z])(?:https?|ftps?|wss?|tcp|stratum\+tcp|sftp|ldaps?)://[^\s""'<>`\x00-\x1F\x7F\\^|]{3,2048}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Wallet();

    [GeneratedRegex(@"(?<![A-Za-z0-9])bc1[ac-hj-np-z02-9]{11,71}(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SegwitWallet();

    [GeneratedRegex(@"(?<![A-Za-z0-9])4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex MoneroWallet();

    [GeneratedRegex(@"(?<!\w)(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HKLM|HKCU|HKCR)(?::?\\{1,2}[\w .{}()$-]{1,128}){1,16}|(?<![\w\\])(?:Software|SYSTEM)\\{1,2}(?:Microsoft|CurrentControlSet|Classes|Policies)(?:\\{1,2}[\w .{}()$-]{1,128}){1,16}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RegistryKey();

    [GeneratedRegex(@"(?<![A-Za-z])[A-Za-z]:(?:\\{1,2}[\w .~@$%&()+#!{}-]{1,128}){1,32}|%[A-Za-z()0-9]{3,24}%(?:\\{1,2}[\w .~@$%&()+#!{}-]{1,128}){1,32}|(?<![\w\\:/])\\\\[\w.-]{2,64}(?:@\w{1,8})?(?:\\[\w .~@$%&()+#!{}-]{1,128}){1,32}", RegexOptions.CultureInvariant)]
    private static partial Regex WindowsPath();

    [GeneratedRegex(@"(?<![\w/.])/(?:tmp|dev/shm|var/tmp|etc/cron[\w.]*|etc/ld\.so\.preload|etc/shadow|etc/passwd|root|home)(?:/[\w.@+-]{1,128}){0,32}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex UnixPath();

    [GeneratedRegex(@"(?<![\w\\])(?:Global|Local)\\{1,2}[\w .{}-]{3,128}", RegexOptions.CultureInvariant)]
    private static partial Regex Mutex();
}
