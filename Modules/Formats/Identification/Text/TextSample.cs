using System.Buffers;
using System.Text;

namespace ScanHost.Formats.Identification.Text;

/// <summary>The decoded head of a file that reads as text.</summary>
/// <param name="Encoding">Registered name of the encoding.</param>
/// <param name="Content">The text: line ends as \n, with one in front so that every line starts behind one. At most 32 Ki characters.</param>
internal sealed record TextSample(string Encoding, string Content)
{
    /// <summary>So much of a file is read: what stands behind it may be anything.</summary>
    internal const int MaxBytes = 64 * 1024;
    private const int MaxCharacters = 32 * 1024;

    /// <summary>Null when the head is not text in any encoding that we know.</summary>
    internal static TextSample? Read(ReadOnlySpan<byte> file)
    {
        var head = file.Part(0, MaxBytes);
        var isCut = head.Length < file.Length;
        return Marked(head) ?? Wide(head) ?? Narrow(head, isCut);
    }

    private static TextSample? Marked(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return Decode("utf-32le", new UTF32Encoding(false, false), head[4..]);
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return Decode("utf-32be", new UTF32Encoding(true, false), head[4..]);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Decode("utf-16le", System.Text.Encoding.Unicode, head[2..]);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Decode("utf-16be", System.Text.Encoding.BigEndianUnicode, head[2..]);
        return head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Decode("utf-8", System.Text.Encoding.UTF8, head[3..]) : null;
    }

    // UTF-16 without a mark: every other byte of Western text is NUL, and the others are plain.
    private static TextSample? Wide(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || !head[..Math.Min(head.Length, 512)].Contains((byte)0))
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
            (even, odd) = (even + (head[i] == 0 ? 1 : 0), odd + (head[i + 1] == 0 ? 1 : 0));
        var pairs = head.Length / 2;
        if (odd >= pairs * 7 / 10 && even == 0)
            return Decode("utf-16le", System.Text.Encoding.Unicode, head);
        return even >= pairs * 7 / 10 && odd == 0 ? Decode("utf-16be", System.Text.Encoding.BigEndianUnicode, head) : null;
    }

    private static TextSample? Narrow(ReadOnlySpan<byte> head, bool isCut)
    {
        var (controls, high, c1) = (0, 0, 0);
        foreach (var value in head)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 8 or 27 or 7 or 26 or 11) or 0x7F)
                controls++;
            high += value >= 0x80 ? 1 : 0;
            c1 += value is >= 0x80 and < 0xA0 ? 1 : 0;
        }
        if (controls > 0)
            return null;
        if (high == 0)
            return Decode("us-ascii", System.Text.Encoding.ASCII, head);
        if (IsUtf8(head, isCut))
            return Decode("utf-8", System.Text.Encoding.UTF8, head);
        // Data that has been compressed or encrypted is half high bytes but, in more than a few bytes, never without controls.
        if (head.Length < 24 && high * 3 > head.Length)
            return null;
        return Decode(c1 == 0 ? "iso-8859-1" : "windows-1252", System.Text.Encoding.Latin1, head);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head, bool isCut)
    {
        for (var cut = 0; cut <= (isCut ? 3 : 0) && cut < head.Length; cut++)
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut]))
                return true;
        return false;
    }

    private static TextSample? Decode(string name, Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        // One byte, one character: what is cut off below need not be decoded.
        if (encoding.IsSingleByte && bytes.Length > MaxCharacters)
            bytes = bytes[..MaxCharacters];
        var letters = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length) + 1);
        try
        {
            letters[0] = '\n';
            var text = letters.AsSpan(1, Math.Min(encoding.GetChars(bytes, letters.AsSpan(1)), MaxCharacters));
            return text.ContainsAny("\0\u0001\u0002\u0003\u0004") ? null : new(name, new(letters.AsSpan(0, 1 + WithLineFeeds(text))));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    // Every end of a line becomes a line feed, in place. The new length.
    private static int WithLineFeeds(Span<char> text)
    {
        var to = text.IndexOf('\r');
        if (to < 0)
            return text.Length;
        for (var from = to; from < text.Length; from++)
        {
            if (text[from] == '\r' && from + 1 < text.Length && text[from + 1] == '\n')
                continue;
            text[to++] = text[from] == '\r' ? '\n' : text[from];
        }
        return to;
    }
}
