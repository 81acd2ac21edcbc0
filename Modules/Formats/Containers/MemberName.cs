using System.Text;

namespace ScanHost.Formats.Containers;

/// <summary>Decodes the names that containers store without saying in which encoding.</summary>
internal static class MemberName
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 when the bytes are valid UTF-8, otherwise Latin-1, in which every byte is a character. NUL ends it.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end >= 0)
            bytes = bytes[..end];
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
