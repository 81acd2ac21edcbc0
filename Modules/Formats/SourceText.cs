using System.Text;

namespace ScanHost.Formats;

/// <summary>A file's content read as text, up to a limit.</summary>
/// <param name="Text">The decoded text, without a byte order mark.</param>
/// <param name="IsCut">True when the file is longer than what was decoded.</param>
/// <param name="IsByteForByte">True when the character at index i stands at byte <see cref="Start"/> + i of the file.</param>
/// <param name="Start">Bytes before the first character (the byte order mark).</param>
public sealed record SourceText(string Text, bool IsCut, bool IsByteForByte, int Start)
{
    /// <summary>Most bytes that are decoded.</summary>
    public const int MaxBytes = 8 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Decodes by byte order mark, then as UTF-16 when every other byte of the head is NUL, then as UTF-8, and as Latin-1 when that is
    /// not valid. Never throws.
    /// </summary>
    public static SourceText Read(ReadOnlySpan<byte> file, int maxBytes = MaxBytes)
    {
        var head = file.Part(0, maxBytes);
        var isCut = head.Length < file.Length;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return IsAsciiBehindMark(head[2..]) ? Bytes(head, 2, isCut) : new(Encoding.Unicode.GetString(head[2..]), isCut, false, 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new(Encoding.BigEndianUnicode.GetString(head[2..]), isCut, false, 2);
        if (IsWide(head, 1))
            return new(Encoding.Unicode.GetString(head), isCut, false, 0);
        if (IsWide(head, 0))
            return new(Encoding.BigEndianUnicode.GetString(head), isCut, false, 0);
        return Bytes(head, head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0, isCut);
    }

    private static SourceText Bytes(ReadOnlySpan<byte> head, int start, bool isCut)
    {
        var body = head[start..];
        if (!body.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            return new(Encoding.ASCII.GetString(body), isCut, true, start);
        try
        {
            // A cut may go through the middle of a character.
            return new(StrictUtf8.GetString(isCut ? WholeCharacters(body) : body), isCut, false, start);
        }
        catch (DecoderFallbackException)
        {
            return new(Encoding.Latin1.GetString(body), isCut, true, start);
        }
    }

    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> body)
    {
        var end = body.Length;
        for (var back = 1; back <= 4 && back <= body.Length; back++)
            if ((body[^back] & 0xC0) != 0x80)
            {
                end = body[^back] >= 0x80 ? body.Length - back : body.Length;
                break;
            }
        return body[..end];
    }

    // A mark of UTF-16 before plain bytes makes editors show Chinese letters while the command interpreter runs the bytes.
    private static bool IsAsciiBehindMark(ReadOnlySpan<byte> body) =>
        body.Length >= 4 && !body[..Math.Min(body.Length, 512)].ContainsAnyExceptInRange((byte)9, (byte)0x7E);

    private static bool IsWide(ReadOnlySpan<byte> head, int zeroAt)
    {
        var pairs = Math.Min(head.Length, 512) / 2;
        var zeros = 0;
        for (var at = 0; at < pairs; at++)
        {
            if (head[(2 * at) + (1 - zeroAt)] == 0)
                return false;
            zeros += head[(2 * at) + zeroAt] == 0 ? 1 : 0;
        }
        return pairs >= 2 && zeros >= pairs * 7 / 10;
    }
}
