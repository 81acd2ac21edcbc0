using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts.Folding;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// Finds text and files that a script holds as a list of numbers or of hexadecimal digits and decodes in a loop. No loop is followed: the list
/// is tried as it is, XORed by every byte, moved, multiplied, backwards, and XORed by the short texts of the script as keys, and what comes out is kept only when it is
/// code or a file.
/// </summary>
public static partial class HiddenCodes
{
    private const int MinCodes = 24;

    /// <summary>As many as pairs of digits stand in the longest script that is read.</summary>
    private const int MaxCodes = SourceText.MaxBytes / 2;

    private const int MaxShift = 64;

    /// <summary>So many letters must be printable before a key is believed.</summary>
    private const int ProbeLength = 64;

    /// <summary>First two bytes of the files that are worth hiding: PE, zip, 7z, RAR, compound file, ELF, shortcut, cabinet.</summary>
    private static readonly (int First, int Second)[] Magics = [('M', 'Z'), ('P', 'K'), ('7', 'z'), ('R', 'a'), (0xD0, 0xCF), (0x7F, 'E'), (0x4C, 0), ('M', 'S')];

    /// <summary>What the lists of a text hold.</summary>
    /// <param name="text">The script.</param>
    /// <param name="cancellationToken">Checked for every list.</param>
    /// <returns>The decoded bytes, the extension of the file they are (null for code), where the list starts.</returns>
    public static IEnumerable<(byte[] Content, string? Kind, int Offset)> Find(string text, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? keys = null;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiHexDigit(text[at]) || (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.')))
            {
                at++;
                continue;
            }
            var end = at + 1;
            foreach (var (codes, behind) in Lists(text, at))
            {
                end = Math.Max(end, behind);
                if (codes.Count < MinCodes)
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                var decoded = Decode(codes) ?? (Keyed(codes, keys ??= KeysIn(text)) is { } keyed ? (keyed, null) : null);
                if (decoded is not { } found || IsAddressInAddress(text, at, found.Content))
                    continue;
                yield return (found.Content, found.Kind, at);
                break;
            }
            at = end;
        }
    }

    // The same digits can be read as numbers, as hexadecimal digits, and as three digits a letter.
    private static IEnumerable<(List<int> Codes, int End)> Lists(string text, int at)
    {
        yield return Numbers(text, at);
        if (HexDigits(text, at) is { } digits)
            yield return digits;
        if (PackedDigits(text, at) is { } packed)
            yield return packed;
    }

    // Proxies of pictures have the picture's address in hexadecimal as the last part of their own.
    private static bool IsAddressInAddress(string text, int at, byte[] content) =>
        at > 0 && text[at - 1] == '/' && content.AsSpan().StartsWith("http"u8) && !content.AsSpan().ContainsAny((byte)' ', (byte)'(', (byte)'"');

    /// <summary>Code or a file in bytes under a key of one byte; null when there is none.</summary>
    internal static (byte[] Content, string? Kind)? Decode(IReadOnlyList<int> codes)
    {
        if (File(codes) is { } file)
            return file;
        if (Code(codes, code => code) is { } plain)
            return (plain, null);
        for (var key = 1; key < 256; key++)
            if (Code(codes, code => code ^ key) is { } xored)
                return (xored, null);
        for (var shift = -MaxShift; shift <= MaxShift; shift++)
            if (shift != 0 && Code(codes, code => code + shift) is { } moved)
                return (moved, null);
        if (Code([.. codes.Reverse()], code => code) is { } turned)
            return (turned, null);
        return Moved(codes) is { } far ? (far, null) : null;
    }

    // Every letter times the same number, and moved by any: the differences have that number in common. Also backwards.
    private static byte[]? Moved(IReadOnlyList<int> codes)
    {
        if (codes.Count > MaxMoved)
            return null;
        var (least, step) = (codes.Min(), 0);
        foreach (var code in codes)
            step = (int)System.Numerics.BigInteger.GreatestCommonDivisor(step, code - least);
        if (step == 0 || (codes.Max() - least) / step > MaxSpan)
            return null;
        int[] letters = [.. codes.Select(code => (code - least) / step)];
        int[] turned = [.. letters.Reverse()];
        for (var shift = 9; letters.Max() + shift < 127; shift++)
            if ((Code(letters, code => code + shift) ?? Code(turned, code => code + shift)) is { } moved)
                return moved;
        return null;
    }

    private const int MaxMoved = 1 << 16;

    /// <summary>From the tabulator to the last printable letter.</summary>
    private const int MaxSpan = 126 - 9;

    private const int MaxKeys = 64;

    /// <summary>Bytes that are code under a key of several letters which stands in the script, too; null when they are none.</summary>
    internal static byte[]? Keyed(IReadOnlyList<int> codes, IReadOnlyList<string> keys)
    {
        if (codes.Count > MaxMoved || codes.Any(code => code is < 0 or > 255))
            return null;
        foreach (var key in keys)
        {
            var isText = true;
            for (var at = 0; isText && at < Math.Min(ProbeLength, codes.Count); at++)
                isText = (codes[at] ^ key[at % key.Length]) is >= 32 and < 127 or '\t' or '\r' or '\n';
            if (isText && Code([.. codes.Select((code, at) => code ^ key[at % key.Length])], code => code) is { } plain)
                return plain;
        }
        return null;
    }

    /// <summary>The short texts of a script, any of which may be a key.</summary>
    internal static IReadOnlyList<string> KeysIn(string text) =>
        [.. ShortText().Matches(text).Select(match => match.Groups["text"].Value).Distinct(StringComparer.Ordinal).Take(MaxKeys)];

    [GeneratedRegex(@"(?<q>['""`])(?<text>(?:(?!\k<q>)[ -~]){3,32})\k<q>", RegexOptions.CultureInvariant)]
    private static partial Regex ShortText();

    private static (byte[] Content, string? Kind)? File(IReadOnlyList<int> codes)
    {
        foreach (var (first, second) in Magics)
        {
            // The second byte tells in advance whether it is worth the work.
            if (codes.Count > 1 && (codes[1] ^ codes[0] ^ first) == second && Bytes(codes, code => code ^ (codes[0] ^ first)) is { } xored && xored[1] == second && PayloadKind.Of(xored) is { } kind)
                return (xored, kind);
            if (codes.Count > 1 && (byte)(codes[1] + first - codes[0]) == second && Bytes(codes, code => code + first - codes[0]) is { } moved && moved[1] == second && PayloadKind.Of(moved) is { } other)
                return (moved, other);
        }
        // A packed stream under a key of one byte: its third byte is known, too.
        if (codes.Count > 2 && (codes[0] ^ codes[1]) == (0x1F ^ 0x8B) && (codes[0] ^ codes[2]) == (0x1F ^ 8) && Bytes(codes, code => code ^ (codes[0] ^ 0x1F)) is { } packed && Decoding.Inflate(packed) is { } plain)
            return PayloadKind.Of(plain) is { } inner ? (plain, inner) : TellingWords.AreIn(SourceText.Read(plain).Text) ? (plain, null) : null;
        return null;

        static byte[]? Bytes(IReadOnlyList<int> codes, Func<int, int> turn)
        {
            if (codes.Count < 32)
                return null;
            var bytes = new byte[codes.Count];
            for (var at = 0; at < bytes.Length; at++)
            {
                if (codes[at] is < 0 or > 255)
                    return null;
                bytes[at] = (byte)turn(codes[at]);
            }
            return bytes;
        }
    }

    private static byte[]? Code(IReadOnlyList<int> codes, Func<int, int> turn)
    {
        for (var at = 0; at < Math.Min(ProbeLength, codes.Count); at++)
            if (turn(codes[at]) is not (>= 32 and < 127 or '\t' or '\r' or '\n'))
                return null;
        var text = new StringBuilder(codes.Count);
        // Tables of a compression have words in them, too; code is text to its end.
        if (codes.Count(code => turn(code) is not (>= 32 and < 127 or '\t' or '\r' or '\n' or >= 0xA0)) * 50 > codes.Count)
            return null;
        foreach (var code in codes)
            text.Append(turn(code) is >= 0 and <= 0xFFFF and var letter ? (char)letter : '?');
        return TellingWords.AreIn(text.ToString()) ? Encoding.UTF8.GetBytes(text.ToString()) : null;
    }

    // 31, 0x1f, &H1F, with the same sign between all of them; blanks and line ends do not count.
    private static (List<int> Codes, int End) Numbers(string text, int start)
    {
        var codes = new List<int>();
        var (at, separator) = (start, '\0');
        while (codes.Count < MaxCodes && Number(text, ref at) is { } code)
        {
            codes.Add(code);
            var next = SkipBlanks(text, at);
            if (next >= text.Length)
                break;
            // A blank alone separates too.
            var sign = char.IsAsciiLetterOrDigit(text[next]) ? ' ' : text[next];
            if (sign is '"' or '\'' or ')' or ']' or '}' || (sign == ' ' && next == at) || (codes.Count > 1 && sign != separator))
                break;
            separator = sign;
            at = sign == ' ' ? next : SkipBlanks(text, next + 1);
        }
        return (codes, at);
    }

    private static int? Number(string text, ref int at)
    {
        var isHex = at + 2 < text.Length && ((text[at] == '0' && text[at + 1] is 'x' or 'X') || (text[at] == '&' && text[at + 1] is 'H' or 'h'));
        var start = isHex ? at + 2 : at;
        var end = start;
        while (end < text.Length && end - start < 6 && (isHex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
            end++;
        if (end == start || !int.TryParse(text.AsSpan(start, end - start), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return null;
        at = end;
        return code;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    // 078093: three digits a letter and nothing between them.
    private static (List<int> Codes, int End)? PackedDigits(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 2 * MaxCodes && char.IsAsciiDigit(text[end]))
            end++;
        var length = end - start;
        if (length < 3 * MinCodes || length % 3 != 0)
            return null;
        var codes = new List<int>(length / 3);
        for (var at = start; at < end; at += 3)
            if (int.Parse(text.AsSpan(at, 3), NumberStyles.None, CultureInfo.InvariantCulture) is var code and <= byte.MaxValue + MaxShift)
                codes.Add(code);
            else
                return null;
        return (codes, end);
    }

    // 4D5A or 4D-5A or 4D 5A.
    private static (List<int> Codes, int End)? HexDigits(string text, int start)
    {
        var codes = new List<int>();
        var at = start;
        var separator = start + 2 < text.Length && text[start + 2] is '-' or ' ' or ':' or ',' or '%' ? text[start + 2] : '\0';
        while (codes.Count < MaxCodes && at + 1 < text.Length && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1]))
        {
            codes.Add(Convert.ToInt32(text.Substring(at, 2), 16));
            at += 2;
            if (separator == '\0')
                continue;
            if (at >= text.Length || text[at] != separator)
                break;
            at++;
        }
        return (codes, at);
    }
}
