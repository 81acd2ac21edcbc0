namespace ScanHost.Formats.Scripts.Folding;

/// <summary>
/// Values of constant expressions: <see cref="string"/>, <see cref="double"/>, bytes (<c>byte[]</c>), lists (<c>List&lt;object&gt;</c>) and
/// patterns of JavaScript (<see cref="PatternValue"/>). This class turns one into another as the languages do.
/// </summary>
internal static class Folded
{
    /// <summary>Longest text that is made.</summary>
    internal const int MaxLength = 4 << 20;

    internal static string? Text(object? value) => value switch
    {
        string text => text,
        double number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        byte[] bytes => System.Text.Encoding.Latin1.GetString(bytes),
        _ => null,
    };

    internal static double? Number(object? value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    internal static int? Whole(object? value) => Number(value) is { } number and > -1e9 and < 1e9 ? (int)number : null;

    internal static byte[]? Bytes(object? value) => value switch
    {
        byte[] bytes => bytes,
        string text => System.Text.Encoding.Latin1.GetBytes(text),
        List<object> list when list.All(one => Number(one) is >= 0 and < 256) => [.. list.Select(one => (byte)Number(one)!.Value)],
        _ => null,
    };

    internal static string? Letter(object? value) => Whole(value) is >= 0 and < 0x10000 and var code ? ((char)code).ToString() : null;

    internal static string? Join(object? list, string separator)
    {
        if (list is not List<object> items)
            return Text(list);
        var length = 0L;
        foreach (var item in items)
        {
            if (Text(item) is not { } text)
                return null;
            length += text.Length + separator.Length;
        }
        return length > MaxLength ? null : string.Join(separator, items.Select(Text));
    }
}

/// <summary>A pattern of JavaScript: <c>/a/g</c>.</summary>
/// <param name="Source">With its slashes and flags.</param>
internal sealed record PatternValue(string Source);
