using System.Buffers;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Indicators;

/// <summary>Writes out addresses that somebody made unclickable: <c>hxxps://evil[.]invalid</c>.</summary>
internal static partial class Defanging
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["hxxp", "h**p", "[.]", "(.)", "{.}", "[dot]", "(dot)", "[:]", "[at]", "(at)", "[@]", "[://]"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The text written out; null when nothing in it is defanged.</summary>
    internal static string? Undo(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks))
            return null;
        text = Schemes().Replace(text, match => match.Value.Contains('s', StringComparison.OrdinalIgnoreCase) ? "https://" : "http://");
        text = Dots().Replace(text, ".");
        return Ats().Replace(text, "@");
    }

    [GeneratedRegex(@"\b(h[xX*]{2}ps?|https?)(\[:\]//|\[://\]|:\[//\]|://)", RegexOptions.IgnoreCase)]
    private static partial Regex Schemes();

    [GeneratedRegex(@"\s?(\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\))\s?", RegexOptions.IgnoreCase)]
    private static partial Regex Dots();

    [GeneratedRegex(@"\s?(\[at\]|\(at\)|\[@\])\s?", RegexOptions.IgnoreCase)]
    private static partial Regex Ats();
}
