using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScanHost.Wording;

/// <summary>
/// Makes untrusted text honest and harmless on a page, on a terminal and in a log line: what cannot be seen, moves the cursor, breaks the line
/// or changes how its neighbours are seen is written out.
/// </summary>
internal static class VisibleText
{
    /// <summary>Characters that show as nothing or as a blank although their Unicode category does not say so.</summary>
    private static readonly SearchValues<char> Blanks = SearchValues.Create(
        "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0");

    /// <summary>
    /// Replaces control, bidirectional, invisible and blank characters other than the plain space by <c>\u{202e}</c>; the
    /// rest stays. The answer is plain text, not HTML.
    /// </summary>
    public static string Show(string text)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (status == OperationStatus.Done && IsVisible(rune))
                shown.Append(text, at, length);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{(status == OperationStatus.Done ? rune.Value : text[at]):x4}}}");
            at += length;
        }

        return shown.ToString();
    }

    /// <summary>The text with its middle left out, so that beginning and extension stay.</summary>
    /// <param name="text">Text that <see cref="Show"/> has made visible.</param>
    /// <param name="max">Longest answer, in UTF-16 code units; at least 3.</param>
    public static string Shorten(string text, int max)
    {
        if (text.Length <= max)
            return text;

        var head = max / 2;
        var tail = text.Length - (max - 1 - head);
        if (char.IsHighSurrogate(text[head - 1]))
            head--;
        if (char.IsLowSurrogate(text[tail]))
            tail++;
        return string.Concat(text.AsSpan(0, head), "…", text.AsSpan(tail));
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        _ => !IsBlank(rune) && !IsVariationSelector(rune),
    };

    private static bool IsBlank(Rune rune) => rune.IsBmp && Blanks.Contains((char)rune.Value);

    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef);
}
