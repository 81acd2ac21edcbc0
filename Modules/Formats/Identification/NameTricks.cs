namespace ScanHost.Formats.Identification;

/// <summary>What is odd about a submitted or stored file name. Facts only: the pipeline weighs them.</summary>
/// <param name="DoubleExtension">The two last extensions when a harmless one hides one that is launched: <c>pdf.exe</c>; else null.</param>
/// <param name="HasBidiOverride">True when a character changes the direction in which the name is shown.</param>
/// <param name="PaddingLength">Longest run of blanks or filler characters, in characters, when at least 10; else 0.</param>
/// <param name="IsTraversal">True when the name leaves the folder: <c>../</c>, absolute, drive, UNC.</param>
/// <param name="IsExtensionOnly">True for a name such as <c>.exe</c>.</param>
/// <param name="HasControlCharacters">True when control characters are in it.</param>
public sealed record NameTricks(
    string? DoubleExtension, bool HasBidiOverride, int PaddingLength, bool IsTraversal, bool IsExtensionOnly, bool HasControlCharacters)
{
    private const int MinPadding = 10;

    private static readonly HashSet<string> Bait =
    [
        "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "rtf", "txt", "csv", "jpg", "jpeg", "png", "gif", "bmp", "mp3", "mp4", "avi",
        "zip", "rar", "7z", "htm", "html", "xml", "eml", "odt",
    ];

    private static readonly HashSet<string> Launched =
    [
        "exe", "scr", "com", "pif", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "dll", "inf", "msi", "cpl", "ps1", "jar", "reg", "chm",
    ];

    /// <summary>Extensions that Windows starts on a double click.</summary>
    public static IReadOnlyCollection<string> LaunchedExtensions => Launched;

    /// <summary>Analyses a name as given, path parts and all.</summary>
    public static NameTricks Of(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return new(
            DoubledExtension(file), name.Any(IsBidiOverride), Padding(file), LeavesFolder(name),
            file.Length > 1 && file[0] == '.' && Launched.Contains(file[1..].ToLowerInvariant()), name.Any(char.IsControl));
    }

    /// <summary>True when unpacking under that name could write outside of the folder: <c>../</c>, <c>/x</c>, <c>C:\x</c>, <c>\\host</c>, NTFS streams.</summary>
    public static bool LeavesFolder(string name)
    {
        if (name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
            return true;
        // Windows drops dots and blanks at the end of a part: ".. ." climbs as well.
        return name.Split('/', '\\').Any(part => part.StartsWith("..", StringComparison.Ordinal) && part.Trim('.', ' ').Length == 0);
    }

    // U+202A to U+202E embed and override, U+2066 to U+2069 isolate, U+200E, U+200F and U+061C only mark.
    private static bool IsBidiOverride(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string? DoubledExtension(string file)
    {
        var parts = file.Split('.');
        if (parts.Length < 3)
            return null;
        var (inner, last) = (parts[^2].Trim().ToLowerInvariant(), parts[^1].Trim().ToLowerInvariant());
        return Bait.Contains(inner) && Launched.Contains(last) ? $"{inner}.{last}" : null;
    }

    private static int Padding(string file)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in file)
        {
            run = char.IsWhiteSpace(letter) || letter is '_' or '\u2800' or '\u3164' or '\u00AD' or '\u200B' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest >= MinPadding ? longest : 0;
    }
}
