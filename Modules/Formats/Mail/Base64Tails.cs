using MimeKit;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>Base64 that goes on behind its padding: some programs stop there, others read on, RFC 2045 6.8.</summary>
internal static class Base64Tails
{
    private const int MaxEncoded = 1 << 20;

    internal static bool HasDataBehindPadding(IEnumerable<MimeMail.Leaf> leaves) => leaves.Take(64).Any(leaf => IsContinued(leaf.Entity));

    private static bool IsContinued(MimeEntity entity) =>
        entity is MimePart { ContentTransferEncoding: ContentEncoding.Base64, Content.Stream: { } stream } && Foreign.Try(() => Read(stream), out _) is { } encoded && IsContinued(encoded);

    private static byte[] Read(Stream stream)
    {
        stream.Position = 0;
        var bytes = new byte[(int)Math.Min(stream.Length, MaxEncoded)];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return bytes[..count];
    }

    private static bool IsContinued(ReadOnlySpan<byte> encoded)
    {
        var padding = encoded.IndexOf((byte)'=');
        return padding >= 0 && encoded[padding..].TrimStart("=\r\n\t "u8).IndexOfAnyExcept("=\r\n\t "u8) >= 0 && CountLetters(encoded[padding..]) >= 16;
    }

    private static int CountLetters(ReadOnlySpan<byte> tail)
    {
        var count = 0;
        foreach (var letter in tail)
            count += char.IsAsciiLetterOrDigit((char)letter) ? 1 : 0;
        return count;
    }
}
