using System.Numerics;

namespace ScanHost.Formats.Encoded;

/// <summary>Finds Windows programs that are XORed by one byte or stand backwards in other data.</summary>
internal static class HiddenProgram
{
    private const int MaxFound = 8;

    /// <summary>A DOS header is at most so far before its message.</summary>
    private const int MaxHeaderDistance = 512;

    private static ReadOnlySpan<byte> Message => "This program cannot be run in DOS mode"u8;

    /// <summary>The programs, decoded from their start to the file's end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isProgram">True when it is a program itself: its own message is none of the hidden.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    internal static IEnumerable<(byte[] Content, string Way, int Offset)> Find(ReadOnlyMemory<byte> file, bool isProgram, CancellationToken cancellationToken)
    {
        var found = 0;
        for (var at = 0; found < MaxFound && NextXored(file.Span, at, cancellationToken) is { } place; at = place.Message + 1)
            if (place.Key != 0 && Decode(file.Span, place.Message, place.Key) is { } program)
            {
                found++;
                yield return (program.Content, "xor", program.Start);
            }
        if (!isProgram && Backwards(file.Span) is { } backwards)
            yield return (backwards, "reversed", 0);
    }

    /// <summary>The next place of the message under any key: XOR by one byte leaves the difference of neighbours as it is.</summary>
    private static (int Message, byte Key)? NextXored(ReadOnlySpan<byte> file, int from, CancellationToken cancellationToken)
    {
        const int Chunk = 1 << 16;
        Span<byte> pattern = stackalloc byte[12];
        for (var at = 0; at < pattern.Length; at++)
            pattern[at] = (byte)(Message[at] ^ Message[at + 1]);
        var differences = new byte[Math.Min(Chunk + pattern.Length, Math.Max(0, file.Length - from))];
        for (var start = from; start + pattern.Length < file.Length; start += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(differences.Length, file.Length - start - 1);
            XorNeighbours(file.Slice(start, length + 1), differences.AsSpan(0, length));
            if (differences.AsSpan(0, length).IndexOf(pattern) is var place and >= 0)
                return (start + place, (byte)(file[start + place] ^ Message[0]));
        }
        return null;
    }

    private static void XorNeighbours(ReadOnlySpan<byte> bytes, Span<byte> differences)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= differences.Length; at += Vector<byte>.Count)
            (new Vector<byte>(bytes[at..]) ^ new Vector<byte>(bytes[(at + 1)..])).CopyTo(differences[at..]);
        for (; at < differences.Length; at++)
            differences[at] = (byte)(bytes[at] ^ bytes[at + 1]);
    }

    private static (byte[] Content, int Start)? Decode(ReadOnlySpan<byte> file, int message, byte key)
    {
        for (var start = message - 1; start >= Math.Max(0, message - MaxHeaderDistance); start--)
            if ((file[start] ^ key) == 'M' && (file[start + 1] ^ key) == 'Z')
            {
                var content = file[start..].ToArray();
                for (var at = 0; at < content.Length; at++)
                    content[at] ^= key;
                return PayloadKind.IsPe(content) ? (content, start) : null;
            }
        return null;
    }

    private static byte[]? Backwards(ReadOnlySpan<byte> file)
    {
        Span<byte> turned = stackalloc byte[Message.Length];
        Message.CopyTo(turned);
        turned.Reverse();
        var place = file.LastIndexOf(turned);
        if (place < 0)
            return null;
        // Behind the message, read backwards, comes the header's start.
        var end = file[place..].IndexOf("ZM"u8);
        if (end < 0 || end > MaxHeaderDistance)
            return null;
        var content = file[..(place + end + 2)].ToArray();
        Array.Reverse(content);
        return PayloadKind.IsPe(content) ? content : null;
    }
}
