using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScanHost.Cli;

/// <summary>Makes untrusted text safe to print on a terminal or into a log line.</summary>
internal static class TerminalText
{
    /// <summary>
    /// Writes every character that moves the cursor, breaks the line, changes the direction of writing or does not show as its
    /// escape (<c>\u202e</c>, <c>\u001b</c>), and leaves the rest.
    /// </summary>
    public static string Show(string text)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (status == OperationStatus.Done && IsHarmless(rune))
                shown.Append(text, at, length);
            else
                AppendEscape(shown, text.AsSpan(at, length));
            at += length;
        }

        return shown.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
         UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void AppendEscape(StringBuilder shown, ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
            shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
    }
}
