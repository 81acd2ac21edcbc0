using System.Text;

namespace ScanHost.Yara.YaraModules;

/// <summary>The readers keep names of executables one character a byte; conditions compare the bytes.</summary>
internal static class Latin1Text
{
    /// <summary>The bytes again; null stays null.</summary>
    public static byte[]? Bytes(this string? text) => text is null ? null : Encoding.Latin1.GetBytes(text);

    /// <summary>The same letters, ASCII letters of either case.</summary>
    public static bool EqualsIgnoringCase(this string text, ReadOnlySpan<byte> other)
    {
        if (text.Length != other.Length)
            return false;
        for (var i = 0; i < other.Length; i++)
        {
            if (Lower(text[i]) != Lower((char)other[i]))
                return false;
        }

        return true;
    }

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter;
}
