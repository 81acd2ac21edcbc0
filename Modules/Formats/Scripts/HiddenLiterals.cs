using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts.Folding;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// What the texts of a script say when they are turned around, taken out of base64 or hexadecimal, unpacked, or freed of a word that is
/// strewn over them. Scripts often decode with functions of their own, which are not followed; the literals can be tried all the same.
/// </summary>
internal static partial class HiddenLiterals
{
    private const int MinLetters = 8;
    private const int MinSureLetters = 24;
    private const int MaxLetters = 1 << 20;
    private const int MinJunk = 4;
    private const int MaxPlain = 4096;
    private const int MaxStrewn = 64 << 10;
    private const int MinStep = 2;
    private const int MaxStep = 8;

    private const int MinStrewnLetters = 14;

    private static readonly System.Buffers.SearchValues<char> FirstLetters = System.Buffers.SearchValues.Create("hpcawidHPCAWID");

    /// <summary>Long enough that no honest text has one of them in every n-th letter.</summary>
    private static readonly string[] StrewnWords = ["http://", "https://", "powershell", "createobject", "activexobject", "wscript.", "invoke-expression", "downloadstring"];

    /// <summary>Taking a word out goes over the whole script: so many letters in all, then it ends.</summary>
    private const long MaxReplacing = 200_000_000;

    private static readonly System.Buffers.SearchValues<char> Base64Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Code that a literal hides; null when it hides none. Bytes, because it may be in any encoding.</summary>
    internal static byte[]? Code(string literal)
    {
        if (literal.Length is < MinSureLetters or >= MaxLetters || !IsBase64(literal))
            return null;
        return OfBase64(literal) ?? OfBase64(Decoding.Reverse(literal));
    }

    /// <summary>Code that a literal in base64 hides under a key of several letters; null when it hides none.</summary>
    internal static byte[]? Keyed(string literal, IReadOnlyList<string> keys) =>
        literal.Length is >= MinSureLetters and < MaxStrewn && keys.Count > 0 && IsBase64(literal) && EncodedText.Base64(literal) is { Length: >= MinSureLetters } bytes ? HiddenCodes.Keyed([.. bytes.Select(one => (int)one)], keys) : null;

    /// <summary>
    /// Texts that stand in pieces in lines of their own: behind the same mark of a comment, or bare lines one below the other, as a here-document has them. Each is the pieces of
    /// one mark, one behind the other.
    /// </summary>
    internal static IEnumerable<string> OfLines(string script)
    {
        var pieces = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Match line in PieceLine().Matches(script))
        {
            var mark = line.Groups["mark"].Value;
            if (!pieces.TryGetValue(mark, out var text))
            {
                if (pieces.Count == MaxMarks)
                    continue;
                pieces.Add(mark, text = new StringBuilder());
            }
            text.Append(line.Groups["piece"].Value);
            counts[mark] = counts.GetValueOrDefault(mark) + 1;
        }
        return pieces.Where(one => counts[one.Key] >= MinPieces && one.Value.Length < MaxLetters).Select(one => one.Value.ToString());
    }

    private const int MaxMarks = 20;
    private const int MinPieces = 3;

    // Of prose a line of one word is rare, and three of the same mark are no code when they are decoded.
    [GeneratedRegex(@"^[ \t]{0,20}(?<mark>(?:(?://|\#|'|::|--|;|rem[ \t])[^\sA-Za-z0-9]{0,3})?)[ \t]{0,4}(?<piece>[A-Za-z0-9+/]{8,200}={0,2})[ \t\r]*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PieceLine();

    /// <summary>
    /// The script with its encoded literals in plain letters; null when none of them says more that way. Short ones count only together: a
    /// name in base64 says nothing, a command beside it does.
    /// </summary>
    internal static string? Plain(string script, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var readables = new Dictionary<string, string>(StringComparer.Ordinal);
        var tells = false;
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text.Length is >= MinLetters and < MaxStrewn && !readables.ContainsKey(text) && Readable(text) is { } readable)
            {
                readables.Add(text, readable);
                tells |= TellingWords.AreIn(readable) && !TellingWords.AreIn(text);
            }
        }
        return tells ? WithQuoted(script, readables, cancellationToken) : null;
    }

    /// <summary>The script with other words between its quotes, wherever a whole quoted text is one of the known.</summary>
    private static string WithQuoted(string script, Dictionary<string, string> known, CancellationToken cancellationToken)
    {
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var plain = new StringBuilder(script.Length);
        for (var at = 0; at < script.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var quote = script.AsSpan(at).IndexOfAny('"', '\'');
            if (quote < 0)
                return plain.Append(script, at, script.Length - at).ToString();
            quote++;
            plain.Append(script, at, quote);
            at += quote;
            var length = script.AsSpan(at, Math.Min(MaxStrewn, script.Length - at)).IndexOf(script[at - 1]);
            if (length < MinLetters || !lookup.TryGetValue(script.AsSpan(at, length), out var readable))
                continue;
            plain.Append(readable);
            at += length;
            plain.Append(script[at++]);
        }
        return plain.ToString();
    }

    /// <summary>
    /// The script with its quoted texts turned around, or with their letters moved by thirteen places, when it names a means to do so and they say more that way. Texts
    /// are taken as they are written: in many languages a text with a sign of a variable in it is no constant.
    /// </summary>
    internal static IEnumerable<(string Text, string Way)> Turned(string script, CancellationToken cancellationToken)
    {
        if (script.Length < MaxLetters && TurnsAround().IsMatch(script) && With(script, Decoding.Reverse, cancellationToken) is { } turned)
            yield return (turned, "code in texts that stand backwards");
        if (script.Length < MaxLetters && MovesLetters().IsMatch(script) && With(script, Decoding.Rot13, cancellationToken) is { } moved)
            yield return (moved, "code in texts whose letters are moved by thirteen places");
    }

    private static string? With(string script, Func<string, string> turn, CancellationToken cancellationToken)
    {
        var tells = false;
        var plain = Written().Replace(script, written =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = written.Groups["text"].Value;
            var turned = turn(text);
            tells |= (TellingWords.AreIn(turned) && !TellingWords.AreIn(text)) || (SecretNames().IsMatch(turned) && !SecretNames().IsMatch(text));
            return text.Length < MinTurned ? written.Value : written.Groups["q"].Value + turned + written.Groups["q"].Value;
        });
        return tells ? plain : null;
    }

    private const int MinTurned = 5;

    [GeneratedRegex(@"(?<q>['""])(?<text>(?:\\.|(?!\k<q>)[^\\\n])*)\k<q>", RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Written();

    [GeneratedRegex(@"righttoleft|\[\s*-\s*1\s*\.\.|\breverse\s*\(|strreverse|\bstrrev\b|\[\s*::\s*-1\s*\]|\|\s*rev\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TurnsAround();

    [GeneratedRegex(@"rot_?13|\+\s*13\b|-\s*13\b|n-za-m", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MovesLetters();

    // Where programs keep what thieves look for.
    [GeneratedRegex(@"\bLogin Data\b|\bkey4\.db\b|\blogins\.json\b|\bwallet\.dat\b|\bid_rsa\b|\bLocal State\b|\bleveldb\b", RegexOptions.CultureInvariant)]
    private static partial Regex SecretNames();

    /// <summary>The script without the word that its replace calls take out of its texts; null when there is none.</summary>
    /// <param name="script">Its code.</param>
    /// <param name="isCut">True when there were more such calls than are tried.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static string? WithoutJunk(string script, out bool isCut, CancellationToken cancellationToken)
    {
        isCut = false;
        List<System.Buffers.SearchValues<string>>? missing = null;
        var work = 0L;
        foreach (var junk in Removal().Matches(script).Select(call => call.Groups["junk"].Value).Where(junk => junk.Length > 0).Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Count(script, junk) < MinJunk)
                continue;
            isCut = (work += script.Length) > MaxReplacing;
            if (isCut)
                return null;
            missing ??= [.. TellingWords.MissingIn(script)];
            var plain = script.Replace(junk, "", StringComparison.Ordinal);
            if (missing.Exists(word => plain.AsSpan().ContainsAny(word)) && TellingWords.AreIn(plain))
                return plain;
        }
        return null;
    }

    private static string? Readable(string text)
    {
        if (EachNth(text) is { } strewn)
            return strewn;
        if (text.Length >= MaxPlain)
            return null;
        if (TellingWords.AreIn(Decoding.Reverse(text)) && !TellingWords.AreIn(text))
            return Decoding.Reverse(text);
        var bytes = IsBase64(text) && text.TrimEnd('=').Length % 4 != 1 ? EncodedText.Base64(text) : null;
        return bytes is { Length: > 4 } && IsPrintable(bytes) ? Encoding.ASCII.GetString(bytes) : null;
    }

    /// <summary>
    /// Every second to eighth letter of a text when those say something that the text does not: loaders strew other letters between theirs and take every n-th. Null
    /// when it is no such text. Found by the first letters of the words, so that its time grows with the text's length only.
    /// </summary>
    internal static string? EachNth(string text)
    {
        for (var at = 0; at + MinStrewnLetters < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(FirstLetters);
            if (next < 0)
                return null;
            at += next;
            for (var step = MinStep; step <= MaxStep; step++)
                foreach (var word in StrewnWords)
                    if (IsWord(text, word, at, step) && !text.Contains(word, StringComparison.OrdinalIgnoreCase))
                        return Taken(text, at % step, step);
        }
        return null;
    }

    private static string Taken(string text, int first, int step)
    {
        var letters = new StringBuilder();
        for (var at = first; at < text.Length; at += step)
            letters.Append(text[at]);
        return letters.ToString();
    }

    private static bool IsWord(string text, string word, int at, int step)
    {
        if (at + (word.Length - 1) * step >= text.Length)
            return false;
        for (var letter = 0; letter < word.Length; letter++)
            if (char.ToLowerInvariant(text[at + letter * step]) != word[letter])
                return false;
        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)32, (byte)126);

    private static bool IsBase64(string text) => !text.AsSpan().ContainsAnyExcept(Base64Letters);

    private static byte[]? OfBase64(string text)
    {
        if (EncodedText.Base64(text) is not { Length: >= 16 } bytes)
            return null;
        if (bytes[1] == 0 && bytes[3] == 0 && Encoding.Unicode.GetString(bytes) is var wide)
            return TellingWords.AreIn(wide) ? Encoding.UTF8.GetBytes(wide) : null;
        if (Decoding.Inflate(bytes) is { } inflated && inflated.Length < MaxLetters)
            return PayloadKind.Of(inflated) is not null || TellingWords.AreIn(SourceText.Read(inflated).Text) ? inflated : null;
        return HiddenCodes.Decode([.. bytes.Select(one => (int)one)]) is { Kind: null } code ? code.Content : null;
    }

    private static int Count(string text, string word)
    {
        var count = 0;
        for (var at = 0; count < 100 && (at = text.IndexOf(word, at, StringComparison.Ordinal)) >= 0; at += word.Length)
            count++;
        return count;
    }

    // .replace(/xyz/g,''), .split('xyz').join(''), Replace(s, "xyz", ""), -replace 'xyz'
    [GeneratedRegex(@"\.replace(?:all)?\s*\(\s*(?:/(?<junk>[^/\\\[\]().*+?|^$\n]{2,20})/\w*|(?<q>['""])(?<junk>[^'""\n]{2,20})\k<q>)\s*,\s*(?<e>['""])\k<e>\s*\)|\.split\s*\(\s*(?<q>['""])(?<junk>[^'""\n]{2,20})\k<q>\s*\)\s*\.\s*join\s*\(\s*(?<e>['""])\k<e>|\breplace\s*\(\s*\w+\s*,\s*""(?<junk>[^""\n]{2,20})""\s*,\s*(?:""""|vbnullstring)|-c?replace\s*\(?\s*(?<q>['""])(?<junk>[^'""\\.*+?|\n]{2,20})\k<q>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Removal();
}
