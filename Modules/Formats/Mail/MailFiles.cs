using System.Globalization;

namespace ScanHost.Formats.Mail;

/// <summary>The message inside the files of mail programs.</summary>
internal static class MailFiles
{
    /// <summary>The message alone: an <c>.emlx</c> file has its length in a line of its own in front and a property list behind it; a
    /// stored message may begin with the separator line of an mbox.</summary>
    internal static ReadOnlyMemory<byte> Message(ReadOnlyMemory<byte> file)
    {
        var line = file.Span.Part(0, 256).IndexOf((byte)'\n');
        if (line <= 0)
            return file;
        var first = file.Span[..line].Trim(" \r\t"u8);
        if (first.Length <= 12 && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0)
            return file.Part(line + 1, length);
        return first.StartsWith("From "u8) || first.StartsWith(">From "u8) ? file[(line + 1)..] : file;
    }

    /// <summary>The messages of an mbox file, RFC 4155: each begins with a line <c>From </c> with a time of day, at the start or behind an
    /// empty line. A sentence that begins so has no time.</summary>
    internal static IEnumerable<(int Start, int End)> Split(ReadOnlyMemory<byte> mbox)
    {
        var start = mbox.Span.StartsWith("From "u8) ? 0 : Next(mbox.Span, 0);
        while (start >= 0 && start < mbox.Length)
        {
            var next = Next(mbox.Span, start + 1);
            var end = next < 0 ? mbox.Length : next;
            var body = start + mbox.Span[start..end].IndexOf((byte)'\n') + 1;
            if (body > start)
                yield return (body, end);
            start = next;
        }
    }

    private static int Next(ReadOnlySpan<byte> mbox, int from)
    {
        for (var at = from; at < mbox.Length;)
        {
            var found = mbox[at..].IndexOf("\nFrom "u8);
            if (found < 0)
                return -1;
            at += found;
            if (IsBehindEmptyLine(mbox, at) && HasTime(mbox[(at + 1)..]))
                return at + 1;
            at++;
        }
        return -1;
    }

    private static bool IsBehindEmptyLine(ReadOnlySpan<byte> mbox, int at) =>
        at > 0 && mbox[at - 1] == '\n' || at > 1 && mbox[at - 1] == '\r' && mbox[at - 2] == '\n';

    private static bool HasTime(ReadOnlySpan<byte> rest)
    {
        var end = rest.Part(0, 256).IndexOf((byte)'\n');
        var line = end < 0 ? rest.Part(0, 256) : rest[..end];
        for (var at = 2; at + 2 < line.Length; at++)
            if (line[at] == ':' && char.IsAsciiDigit((char)line[at - 1]) && char.IsAsciiDigit((char)line[at + 1]))
                return true;
        return false;
    }
}
