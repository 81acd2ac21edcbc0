using System.Buffers;

namespace ScanHost.Formats;

/// <summary>Finds and decodes base64 and hexadecimal runs in text.</summary>
internal static class EncodedText
{
    private static readonly SearchValues<char> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// <summary>Runs of base64 letters of at least <paramref name="minLength"/>, without their padding.</summary>
    internal static IEnumerable<(int Start, int Length)> Runs(string text, int minLength)
    {
        // Looking from the end of the shortest run backwards passes over ordinary words in large steps.
        for (var at = 0; at + minLength <= text.Length;)
        {
            var other = text.AsSpan(at, minLength).LastIndexOfAnyExcept(Base64Letters);
            if (other >= 0)
            {
                at += other + 1;
                continue;
            }
            var length = text.AsSpan(at).IndexOfAnyExcept(Base64Letters);
            length = length < 0 ? text.Length - at : length;
            yield return (at, length);
            at += length;
        }
    }

    /// <summary>Decodes base64, with blanks, with or without padding; null when it is not.</summary>
    internal static byte[]? Base64(ReadOnlySpan<char> text)
    {
        var clean = new byte[((text.Length + 3) / 4 * 4) + 4];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter is ' ' or '\r' or '\n' or '\t' or '=')
                continue;
            if (letter > 127)
                return null;
            clean[length++] = letter switch { '-' => (byte)'+', '_' => (byte)'/', _ => (byte)letter };
        }
        if (length % 4 == 1)
            length--; // one letter alone says nothing
        while (length % 4 != 0)
            clean[length++] = (byte)'=';
        var bytes = new byte[length / 4 * 3];
        return Base64Of(clean.AsSpan(0, length), bytes, out var written) ? bytes[..written] : null;
    }

    private static bool Base64Of(ReadOnlySpan<byte> clean, Span<byte> bytes, out int written) =>
        System.Buffers.Text.Base64.DecodeFromUtf8(clean, bytes, out _, out written) == OperationStatus.Done;

    /// <summary>Decodes pairs of hexadecimal digits, blanks, commas and <c>0x</c> between them; null when there is anything else.</summary>
    internal static byte[]? Hex(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 2];
        var (length, high) = (0, -1);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is ' ' or ',' or '\r' or '\n' or '\t' or '-' or ':')
                continue;
            if (letter == '0' && high < 0 && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
            {
                at++;
                continue;
            }
            if (!char.IsAsciiHexDigit(letter))
                return null;
            var digit = Convert.ToInt32(letter.ToString(), 16);
            if (high < 0)
                high = digit;
            else
            {
                bytes[length++] = (byte)((high << 4) | digit);
                high = -1;
            }
        }
        return bytes[..length];
    }
}
