using System.Text.RegularExpressions;
using ScanHost.Formats.Identification.Text;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>
/// Recognises scripts that carry binary data behind their text: self-extracting ones, bundled programs, and jobs of Windows' script host whose parts are encoded
/// (the encoding has control characters of its own).
/// </summary>
internal static partial class ScriptProbe
{
    private const int HeadBytes = 512;

    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (file.HasAt(0, "<"u8) && file.IndexOf("#@~^"u8) is >= 0 and var encoded && JobStart().IsMatch(System.Text.Encoding.Latin1.GetString(file[..Math.Min(encoded, HeadBytes * 8)])))
            return FileTypes.Find("wsf");
        if (!file.HasAt(0, "#!"u8) || file.Length <= HeadBytes || TextSample.Read(file[..HeadBytes]) is not { } head)
            return null;
        return Interpreter.Of(head.Content) is { } id ? FileTypes.Find(id) : null;
    }

    [GeneratedRegex(@"^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:package|job)\b[\s\S]*<script\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JobStart();
}
