using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Mail;

/// <summary>Files written into text: uuencode and its base64 form (POSIX uuencode), yEnc 1.3, BinHex 4 (RFC 1741), bare base64.</summary>
internal static class EncodedText
{
    private const int MinBareBase64 = 64;

    /// <summary>Hands on every file in the text.</summary>
    internal static void HandOn(ReadOnlyMemory<byte> text, IMemberSink sink, CancellationToken cancellationToken)
    {
        for (var at = 0; at < text.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var span = text.Span;
            var line = Line(span, at);
            if (line.StartsWith("begin "u8) && Header(line) is { } name && IsUuLine(Line(span, NextLine(span, at))))
                at = HandOnUu(text, at, name, isBase64: false, sink, cancellationToken);
            else if (line.StartsWith("begin-base64 "u8) && Header(line) is { } name64)
                at = HandOnUu(text, at, name64, isBase64: true, sink, cancellationToken);
            else if (line.StartsWith("=ybegin "u8))
                at = HandOnYenc(text, at, sink, cancellationToken);
            else
                at = NextLine(span, at);
        }
        if (BinHex.Find(text.Span) is { } binHex)
            BinHex.HandOn(binHex, sink, cancellationToken);
        else
            HandOnBareBase64(text.Span, sink, cancellationToken);
    }

    private static int HandOnUu(ReadOnlyMemory<byte> text, int at, string name, bool isBase64, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember { Name = name, Relation = "attachment", Offset = at, Method = isBase64 ? "base64" : "uuencode" };
        var isWhole = false;
        at = NextLine(text.Span, at);
        using (var target = sink.Open(member))
        {
            for (; at < text.Length; at = NextLine(text.Span, at))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = Line(text.Span, at);
                if (line.SequenceEqual("end"u8) || line.StartsWith("===="u8))
                {
                    isWhole = true;
                    at = NextLine(text.Span, at);
                    break;
                }
                if (isBase64)
                    target.Write(Base64(line));
                else if (!WriteUuLine(line, target))
                    break;
            }
        }
        if (!isWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the encoded text has no end");
        return at;
    }

    private static bool IsUuLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] is < 32 or > 96)
            return false;
        var length = (line[0] - 32) & 63;
        return line.Length - 1 >= (length * 4 / 3) - 3 && line.Length <= 96 && !line.ContainsAnyExceptInRange((byte)32, (byte)96);
    }

    private static bool WriteUuLine(ReadOnlySpan<byte> line, Stream target)
    {
        if (line.IsEmpty)
            return true;
        if (line[0] is < 32 or > 96)
            return false;
        var length = (line[0] - 32) & 63;
        Span<byte> output = stackalloc byte[66];
        var written = 0;
        for (var at = 1; written < length; at += 4)
        {
            // Blanks at the end of a line may have been cut off: they stand for zero.
            int Value(ReadOnlySpan<byte> source, int index) => index < source.Length ? (source[index] - 32) & 63 : 0;
            var bits = Value(line, at) << 18 | Value(line, at + 1) << 12 | Value(line, at + 2) << 6 | Value(line, at + 3);
            (output[written], output[written + 1], output[written + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
            written += 3;
        }
        target.Write(output[..Math.Min(length, written)]);
        return true;
    }

    private static int HandOnYenc(ReadOnlyMemory<byte> text, int at, IMemberSink sink, CancellationToken cancellationToken)
    {
        var header = Encoding.UTF8.GetString(Line(text.Span, at));
        var name = header.IndexOf(" name=", StringComparison.Ordinal) is var start and >= 0 ? header[(start + 6)..].Trim() : "yenc";
        var member = new ContainerMember { Name = name, Relation = "attachment", Offset = at, Method = "yenc" };
        var isWhole = false;
        at = NextLine(text.Span, at);
        using (var target = sink.Open(member))
        {
            for (; at < text.Length; at = NextLine(text.Span, at))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = Line(text.Span, at);
                if (line.StartsWith("=ypart "u8))
                    continue;
                if (line.StartsWith("=yend"u8))
                {
                    isWhole = true;
                    at = NextLine(text.Span, at);
                    break;
                }
                target.Write(YencLine(line));
            }
        }
        if (!isWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the encoded text has no end");
        return at;
    }

    private static byte[] YencLine(ReadOnlySpan<byte> line)
    {
        var output = new List<byte>(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            // A dot that the transport doubled at the start of a line is one, RFC 3977 3.1.1.
            if (at == 0 && line.StartsWith(".."u8))
                continue;
            if (line[at] == '=' && at + 1 < line.Length)
                output.Add((byte)(line[++at] - 64 - 42));
            else
                output.Add((byte)(line[at] - 42));
        }
        return [.. output];
    }

    // A text that is nothing but base64 of a file of a known type.
    private static void HandOnBareBase64(ReadOnlySpan<byte> text, IMemberSink sink, CancellationToken cancellationToken)
    {
        var body = text.Trim(" \t\r\n"u8);
        if (body.Length < MinBareBase64 || body.Length > 256 << 20 || body.IndexOfAnyExcept(Base64Alphabet) >= 0)
            return;
        var content = Base64(body);
        // Programs and archives of some length are the reader's of hidden payloads, which also says how they were hidden.
        if (body.Length >= Encoded.EncodedPayloadReader.MinLetters && PayloadKind.Of(content) is not null)
            return;
        if (content.Length > 0 && FileIdentifier.Identify(content).Type.Category is not (FileCategory.Unknown or FileCategory.Text or FileCategory.Empty))
            MemberCopy.Bytes(content, sink, new() { Name = "decoded", Relation = "decoded", Method = "base64" }, cancellationToken);
    }

    private static readonly System.Buffers.SearchValues<byte> Base64Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t "u8);

    private static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var letters = new byte[text.Length + 3];
        var count = 0;
        foreach (var letter in text)
            if (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'+' or (byte)'/')
                letters[count++] = letter;
        if (count % 4 == 1)
            count--;
        while (count % 4 != 0)
            letters[count++] = (byte)'=';
        var output = new byte[count / 4 * 3];
        return System.Buffers.Text.Base64.DecodeFromUtf8(letters.AsSpan(0, count), output, out _, out var written) == System.Buffers.OperationStatus.Done ? output[..written] : [];
    }

    // begin, the mode as three or four octal digits, the name.
    private static string? Header(ReadOnlySpan<byte> line)
    {
        var words = Encoding.UTF8.GetString(line).Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && words[1].Length is 3 or 4 && words[1].All(digit => digit is >= '0' and <= '7') ? words[2].Trim() : null;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
            return [];
        var rest = text[at..];
        var end = rest.IndexOf((byte)'\n');
        return (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
    }

    private static int NextLine(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOf((byte)'\n');
        return end < 0 ? text.Length : at + end + 1;
    }
}
