using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Folding;

/// <summary>Casts, static methods and the format operator of PowerShell.</summary>
internal static partial class PowerShellFolding
{
    /// <summary><c>[char]65</c>, <c>[char[]](65,66)</c>, <c>[string]...</c>.</summary>
    internal static object? Cast(string type, object value) => type switch
    {
        "char" or "system.char" => Folded.Letter(value) ?? (value is string { Length: 1 } ? value : null),
        "char[]" or "system.char[]" => value is List<object> list ? Letters(list) : value is byte[] bytes ? Letters([.. bytes.Select(object (one) => (double)one)])
            : value is string text ? text.Select(object (letter) => letter.ToString()).ToList() : null,
        "byte[]" or "system.byte[]" => value is List<object> ? Folded.Bytes(value) : null,
        "string" or "system.string" => value is List<object> ? Folded.Join(value, " ") : Folded.Text(value),
        "int" or "int32" or "system.int32" or "byte" => value is string { Length: 1 } letter && !char.IsAsciiDigit(letter[0]) ? (double)letter[0] : Folded.Number(value),
        "array" or "string[]" or "object[]" => value,
        "scriptblock" => value,
        _ => null,
    };

    /// <summary><c>[Convert]::FromBase64String(...)</c>, <c>[Text.Encoding]::Unicode.GetString(...)</c>.</summary>
    /// <param name="path">Type and names, lower case, joined by dots.</param>
    /// <param name="args">The arguments.</param>
    internal static object? Static(string path, IReadOnlyList<object> args)
    {
        var first = args.Count > 0 ? args[0] : null;
        if (path.EndsWith("convert.frombase64string", StringComparison.Ordinal))
            return Decoding.Base64(Folded.Text(first));
        if (path.EndsWith(".getstring", StringComparison.Ordinal) && Folded.Bytes(first) is { } bytes)
            return path.Contains("bigendian", StringComparison.Ordinal) ? Encoding.BigEndianUnicode.GetString(bytes)
                : path.Contains("unicode", StringComparison.Ordinal) ? Encoding.Unicode.GetString(bytes)
                : path.Contains("utf8", StringComparison.Ordinal) ? FoldingFunctions.Utf8OrLatin(bytes) : Encoding.Latin1.GetString(bytes);
        if (path.EndsWith("string.join", StringComparison.Ordinal) && args.Count == 2)
            return Folded.Join(args[1], Folded.Text(first) ?? "");
        if (path.EndsWith("convert.tochar", StringComparison.Ordinal))
            return Folded.Letter(first);
        if (path.EndsWith("convert.toint32", StringComparison.Ordinal) && args.Count == 2 && Folded.Whole(args[1]) == 16)
            return FoldingFunctions.Call("parseint", args);
        if (path.EndsWith("regex.replace", StringComparison.Ordinal) && args.Count == 3)
            return FoldingFunctions.Replace(Folded.Text(first), args[1], Folded.Text(args[2]));
        return path.EndsWith("convert.fromhexstring", StringComparison.Ordinal) ? Decoding.Hex(Folded.Text(first)) : null;
    }

    /// <summary><c>"{1}{0}" -f 'a','b'</c>.</summary>
    internal static string? Format(string? format, object? args)
    {
        if (format is null)
            return null;
        var items = args as List<object> ?? [args!];
        if ((long)format.Length + items.Sum(item => (Folded.Text(item)?.Length ?? 0) * (long)format.Length / 3) > Folded.MaxLength * 4L)
            return null;
        var isKnown = true;
        var text = Places().Replace(format, place =>
        {
            var at = int.Parse(place.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            isKnown &= at < items.Count && Folded.Text(items[at]) is not null;
            return isKnown ? Folded.Text(items[at])! : "";
        });
        return isKnown ? text : null;
    }

    private static List<object>? Letters(List<object> codes)
    {
        var letters = codes.Select(code => Folded.Letter(code) ?? (code as string)).ToList();
        return letters.Contains(null) ? null : letters.Cast<object>().ToList();
    }

    [GeneratedRegex(@"\{(\d{1,4})\}")]
    private static partial Regex Places();
}
