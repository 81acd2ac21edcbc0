namespace ScanHost.Yara.Matching;

/// <summary>
/// The texts that a text leaves inside base64: one for each of the three places that it can have in a group of three bytes,
/// without the characters that the bytes around it have a share in.
/// </summary>
internal static class Base64Texts
{
    private static readonly byte[] UsualAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8.ToArray();

    /// <summary>The texts of all three places; fewer for a text so short that a place leaves no character of its own.</summary>
    internal static IEnumerable<byte[]> Of(byte[] text, byte[]? alphabet)
    {
        for (var before = 0; before < 3; before++)
        {
            var first = ((before * 8) + 5) / 6;
            var end = (before + text.Length) * 8 / 6;
            var characters = new byte[end - first];
            for (var index = first; index < end; index++)
                characters[index - first] = (alphabet ?? UsualAlphabet)[SixBits(text, (index * 6) - (before * 8))];
            if (characters.Length > 0)
                yield return characters;
        }
    }

    /// <summary>The text with a zero byte after each byte.</summary>
    internal static byte[] Widen(byte[] text)
    {
        var wide = new byte[text.Length * 2];
        for (var index = 0; index < text.Length; index++)
            wide[index * 2] = text[index];
        return wide;
    }

    private static int SixBits(byte[] text, int bit)
    {
        var value = text[bit / 8] << 8;
        if ((bit / 8) + 1 < text.Length)
            value |= text[(bit / 8) + 1];
        return value >> (10 - (bit % 8)) & 0x3F;
    }
}
