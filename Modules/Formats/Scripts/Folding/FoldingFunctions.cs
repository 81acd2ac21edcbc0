using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Folding;

/// <summary>The pure functions of the languages that obfuscators use, by lower-case name. A null answer means: not constant.</summary>
internal static class FoldingFunctions
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Names whose answer is a decoded layer worth looking at by itself.</summary>
    private static readonly HashSet<string> Decoders = new(StringComparer.Ordinal)
    {
        "atob", "unescape", "decodeuricomponent", "string.fromcharcode", "fromcharcode", "base64_decode", "gzinflate", "gzuncompress", "gzdecode",
        "hex2bin", "str_rot13", "base64.b64decode", "b64decode", "zlib.decompress", "gzip.decompress", "decompress", "unhexlify", "binascii.unhexlify",
        "bytes.fromhex", "fromhex", "codecs.decode", "frombase64string", "strreverse", "strrev", "rawurldecode", "urldecode", "getstring", "convert_uudecode",
        "a85decode", "b32decode", "buffer.from", "reverse", "join", "map", "eval",
    };

    /// <summary>True when the function decodes.</summary>
    internal static bool IsDecoder(string name) => Decoders.Contains(name);

    /// <summary>Calls a function.</summary>
    internal static object? Call(string name, IReadOnlyList<object> args)
    {
        var first = args.Count > 0 ? args[0] : null;
        return name switch
        {
            "string.fromcharcode" or "fromcharcode" => args.All(one => Folded.Letter(one) is not null) && args.Count > 0 ? string.Concat(args.Select(Folded.Letter)) : null,
            "chr" or "chrw" or "chrb" or "chr$" => Folded.Letter(first),
            "asc" or "ascw" or "ord" => Folded.Text(first) is { Length: > 0 } text ? (double)text[0] : null,
            "unescape" or "decodeuricomponent" or "decodeuri" or "urldecode" or "rawurldecode" => Folded.Text(first) is { } text ? Decoding.Unescape(text) : null,
            "atob" => Decoding.Base64(Folded.Text(first)) is { } bytes ? Encoding.Latin1.GetString(bytes) : null,
            "base64_decode" or "base64.b64decode" or "b64decode" or "frombase64string" => Decoding.Base64(Folded.Text(first)),
            "buffer.from" => args.Count > 1 && Folded.Text(args[1]) is "base64" ? Decoding.Base64(Folded.Text(first)) : args.Count > 1 && Folded.Text(args[1]) is "hex" ? Decoding.Hex(Folded.Text(first)) : null,
            "hex2bin" or "unhexlify" or "binascii.unhexlify" or "bytes.fromhex" or "fromhex" => Decoding.Hex(Folded.Text(first)),
            "gzinflate" or "gzuncompress" or "gzdecode" or "zlib.decompress" or "gzip.decompress" or "decompress" => Decoding.Inflate(Folded.Bytes(first)),
            "str_rot13" => Folded.Text(first) is { } text ? Decoding.Rot13(text) : null,
            "codecs.decode" => args.Count > 1 ? Codec(first, Folded.Text(args[1])) : null,
            "strreverse" or "strrev" => Folded.Text(first) is { } text ? Decoding.Reverse(text) : null,
            "parseint" or "int" or "cint" or "clng" or "cbyte" => args.Count > 1 && Folded.Whole(args[1]) == 16 ? Hex(Folded.Text(first)) : Folded.Number(first),
            "cstr" or "str" or "string" when args.Count == 1 => Folded.Text(first),
            "bytes" or "bytearray" => Folded.Bytes(first),
            "array" or "list" => args.ToList(),
            "lcase" or "strtolower" => Folded.Text(first)?.ToLowerInvariant(),
            "ucase" or "strtoupper" => Folded.Text(first)?.ToUpperInvariant(),
            "trim" or "ltrim" or "rtrim" => Folded.Text(first)?.Trim(),
            "len" or "strlen" => Folded.Text(first) is { } text ? (double)text.Length : null,
            "left" => Folded.Text(first) is { } text && Arg(args, 1) is >= 0 and var length ? text[..Math.Min(length, text.Length)] : null,
            "right" => Folded.Text(first) is { } text && Arg(args, 1) is >= 0 and var length ? text[^Math.Min(length, text.Length)..] : null,
            "mid" => Folded.Text(first) is { } text && Arg(args, 1) is >= 1 and var start ? Part(text, start - 1, Arg(args, 2)) : null,
            "substr" => Folded.Text(first) is { } text && Arg(args, 1) is >= 0 and var start ? Part(text, start, Arg(args, 2)) : null,
            "replace" when args.Count >= 3 => Replace(Folded.Text(first), args[1], Folded.Text(args[2])),
            "str_replace" when args.Count >= 3 => Replace(Folded.Text(args[2]), first!, Folded.Text(args[1])),
            "join" when args.Count >= 1 => Folded.Join(first, args.Count > 1 ? Folded.Text(args[1]) ?? "" : " "),
            "implode" when args.Count == 2 => Folded.Join(args[1], Folded.Text(first) ?? ""),
            "split" or "explode" when args.Count == 2 => name == "split" ? Split(Folded.Text(first), Folded.Text(args[1])) : Split(Folded.Text(args[1]), Folded.Text(first)),
            _ => null,
        };
    }

    /// <summary>Calls a method on a value.</summary>
    internal static object? Method(object target, string name, IReadOnlyList<object> args)
    {
        var first = args.Count > 0 ? args[0] : null;
        if (target is List<object> list)
            return name switch
            {
                "join" => Folded.Join(list, first is null ? "," : Folded.Text(first) ?? ""),
                "reverse" => Enumerable.Reverse(list).ToList(),
                "concat" when first is List<object> more => list.Concat(more).ToList(),
                _ => null,
            };
        if (target is byte[] bytes)
            return name switch
            {
                "decode" or "tostring" or "toString" => Folded.Text(first) is { } code && code.Contains("16", StringComparison.Ordinal) ? Encoding.Unicode.GetString(bytes) : Utf8OrLatin(bytes),
                _ => null,
            };
        return Folded.Text(target) is { } text ? OfText(text, name, args, first) : null;
    }

    private static object? OfText(string text, string name, IReadOnlyList<object> args, object? first) => name switch
    {
        "replace" or "replaceall" when args.Count >= 2 => Replace(text, first!, Folded.Text(args[1])),
        "split" => first is null or "" ? text.Select(object (letter) => letter.ToString()).ToList() : Split(text, Folded.Text(first)),
        "join" => Folded.Join(first, text), // Python: separator.join(list)
        "charat" => Arg(args, 0) is >= 0 and var at && at < text.Length ? text[at].ToString() : null,
        "charcodeat" => Arg(args, 0) is >= 0 and var at && at < text.Length ? (double)text[at] : null,
        "substr" => Arg(args, 0) is { } start ? Part(text, start < 0 ? Math.Max(0, text.Length + start) : start, Arg(args, 1)) : null,
        "substring" when args.Count == 2 && Arg(args, 0) is >= 0 and var from && Arg(args, 1) is { } to => to >= from ? Part(text, from, to - from) : null,
        "substring" or "slice" when args.Count == 1 => Arg(args, 0) is >= 0 and var from ? Part(text, from, null) : null,
        "slice" when Arg(args, 0) is >= 0 and var from && Arg(args, 1) is >= 0 and var to => to >= from ? Part(text, from, to - from) : "",
        "tolowercase" or "tolower" or "lower" => text.ToLowerInvariant(),
        "touppercase" or "toupper" or "upper" => text.ToUpperInvariant(),
        "trim" or "strip" or "tostring" or "encode" or "valueof" => name is "trim" or "strip" ? text.Trim() : text,
        "decode" => text,
        "tochararray" => text.Select(object (letter) => letter.ToString()).ToList(),
        "concat" => args.All(one => Folded.Text(one) is not null) ? text + string.Concat(args.Select(Folded.Text)) : null,
        "repeat" => Arg(args, 0) is >= 0 and var times && (long)times * text.Length < Folded.MaxLength ? string.Concat(Enumerable.Repeat(text, times)) : null,
        "insert" when Arg(args, 0) is >= 0 and var at && at <= text.Length && args.Count > 1 && Folded.Text(args[1]) is { } more => text.Insert(at, more),
        "remove" when Arg(args, 0) is >= 0 and var at && at <= text.Length => Part(text, 0, at) + (Arg(args, 1) is { } length ? Part(text, at + length, null) : ""),
        _ => null,
    };

    /// <summary>Replaces a text or, carefully, a pattern of JavaScript.</summary>
    internal static string? Replace(string? text, object what, string? with)
    {
        if (text is null || with is null)
            return null;
        if (what is PatternValue pattern)
            return ReplacePattern(text, pattern, with);
        if (Folded.Text(what) is not { Length: > 0 } old)
            return null;
        return (long)with.Length * (text.Length / old.Length) > Folded.MaxLength ? null : text.Replace(old, with, StringComparison.Ordinal);
    }

    internal static List<object>? Split(string? text, string? separator)
    {
        if (text is null || separator is not { Length: > 0 })
            return null;
        return text.Length / separator.Length > 200_000 ? null : [.. text.Split(separator)];
    }

    /// <summary>The text of bytes as most programs read them.</summary>
    internal static string Utf8OrLatin(byte[] bytes) => SourceText.Read(bytes).Text;

    private static string? ReplacePattern(string text, PatternValue pattern, string with)
    {
        var end = pattern.Source.LastIndexOf('/');
        if (end < 1 || with.Length > 64 || text.Length > 1 << 20)
            return null;
        var options = RegexOptions.NonBacktracking | (pattern.Source[end..].Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : 0);
        try
        {
            var regex = new Regex(pattern.Source[1..end], options, PatternTime);
            return regex.Replace(text, with.Replace("$", "$$", StringComparison.Ordinal), pattern.Source[end..].Contains('g', StringComparison.Ordinal) ? -1 : 1);
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException or NotSupportedException)
        {
            return null; // not the same dialect, or too slow: then it stays unfolded
        }
    }

    private static object? Codec(object? value, string? codec) => codec switch
    {
        "rot13" or "rot_13" => Folded.Text(value) is { } text ? Decoding.Rot13(text) : null,
        "hex" => Decoding.Hex(Folded.Text(value)),
        "base64" => Decoding.Base64(Folded.Text(value)),
        _ => null,
    };

    private static double? Hex(string? digits) =>
        digits is { Length: < 15 } && long.TryParse(digits.StartsWith("0x", StringComparison.Ordinal) ? digits[2..] : digits, System.Globalization.NumberStyles.HexNumber, null, out var number)
            ? (double)number : null;

    private static int? Arg(IReadOnlyList<object> args, int at) => at < args.Count ? Folded.Whole(args[at]) : null;

    private static string Part(string text, int start, int? length)
    {
        if (start >= text.Length || length <= 0)
            return "";
        return text.Substring(start, Math.Min(length ?? text.Length, text.Length - start));
    }
}
