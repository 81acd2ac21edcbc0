using System.IO.Compression;
using System.Text;

namespace ScanHost.Formats.Scripts.Folding;

/// <summary>The decoders that scripts call, bounded.</summary>
internal static class Decoding
{
    /// <summary>Most bytes that a compressed constant is unpacked to.</summary>
    private const int MaxInflatedBytes = 8 << 20;

    internal static byte[]? Base64(string? text) => text is { Length: > 0 } ? EncodedText.Base64(text) is { Length: > 0 } bytes ? bytes : null : null;

    internal static byte[]? Hex(string? text) => text is { Length: > 1 } ? EncodedText.Hex(text) is { Length: > 0 } bytes ? bytes : null : null;

    /// <summary>Gzip, zlib or a bare deflate stream; null when it is none of them.</summary>
    internal static byte[]? Inflate(byte[]? data)
    {
        if (data is not { Length: > 2 })
            return null;
        if (data[0] == 0x1F && data[1] == 0x8B)
            return Unpack(new GZipStream(new MemoryStream(data), CompressionMode.Decompress));
        return ((data[0] & 0x0F) == 8 && ((data[0] << 8) | data[1]) % 31 == 0 ? Unpack(new ZLibStream(new MemoryStream(data), CompressionMode.Decompress)) : null)
            ?? Unpack(new DeflateStream(new MemoryStream(data), CompressionMode.Decompress));
    }

    internal static string Rot13(string text) => string.Create(text.Length, text, static (turned, source) =>
    {
        for (var at = 0; at < source.Length; at++)
            turned[at] = source[at] switch
            {
                >= 'a' and <= 'z' and var letter => (char)('a' + ((letter - 'a' + 13) % 26)),
                >= 'A' and <= 'Z' and var letter => (char)('A' + ((letter - 'A' + 13) % 26)),
                var other => other,
            };
    });

    internal static string Reverse(string text)
    {
        var letters = text.ToCharArray();
        Array.Reverse(letters);
        return new(letters);
    }

    /// <summary>JavaScript's unescape: %XX and %uXXXX.</summary>
    internal static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var (skip, length) = at + 1 < text.Length && text[at] == '%' && text[at + 1] is 'u' or 'U' ? (2, 4) : (1, 2);
            if (text[at] == '%' && at + skip + length <= text.Length && int.TryParse(
                text.AsSpan(at + skip, length), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
            {
                plain.Append((char)code);
                at += skip + length;
            }
            else
                plain.Append(text[at++]);
        }
        return plain.ToString();
    }

    private static byte[]? Unpack(Stream stream)
    {
        try
        {
            using (stream)
            {
                var plain = new MemoryStream();
                var block = new byte[16 * 1024];
                for (int count; plain.Length < MaxInflatedBytes && (count = stream.Read(block)) > 0;)
                    plain.Write(block, 0, count);
                return plain.Length > 0 ? plain.ToArray() : null;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException) // the latter for a zlib stream that asks for a dictionary
        {
            return null;
        }
    }
}
