using ScanHost.Formats;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>
/// Finds a program under a key of several bytes that repeats. Headers of programs have runs of zeros (the reserved words of the DOS header, the padding
/// behind the table of sections), and there the key stands as it is.
/// </summary>
internal static class KeyedProgram
{
    private const int MaxLook = 1 << 16;
    private const int MaxKey = 64;
    private const int MinRun = 48;
    private const int MaxPlace = 4096;
    private const int HeaderBytes = 0x1004;

    /// <summary>Where the program starts and how long its key is; null when there is none.</summary>
    public static (int Offset, int KeyLength)? In(ReadOnlySpan<byte> content)
    {
        var look = content[..Math.Min(content.Length, MaxLook)];
        for (var length = 2; length <= MaxKey; length++)
            if (KeyOf(look, length) is { } key && ProgramUnder(look, key) is { } offset)
                return (offset, length);
        return null;
    }

    // The longest stretch that repeats itself after so many bytes; the key is turned so that its first byte belongs to the content's first.
    private static byte[]? KeyOf(ReadOnlySpan<byte> content, int length)
    {
        var (best, end, run) = (0, 0, 0);
        for (var at = length; at < content.Length; at++)
        {
            run = content[at] == content[at - length] ? run + 1 : 0;
            if (run > best)
                (best, end) = (run, at);
        }
        if (best < Math.Max(MinRun, length))
            return null;
        var key = new byte[length];
        for (var at = end - length + 1; at <= end; at++)
            key[at % length] = content[at];
        return key.AsSpan().ContainsAnyExcept(key[0]) ? key : null;
    }

    private static int? ProgramUnder(ReadOnlySpan<byte> content, byte[] key)
    {
        Span<byte> plain = stackalloc byte[HeaderBytes];
        for (var start = 0; start < Math.Min(MaxPlace, content.Length - 0x40); start++)
        {
            if ((content[start] ^ key[start % key.Length]) != 'M' || (content[start + 1] ^ key[(start + 1) % key.Length]) != 'Z')
                continue;
            var length = Math.Min(HeaderBytes, content.Length - start);
            for (var i = 0; i < length; i++)
                plain[i] = (byte)(content[start + i] ^ key[(start + i) % key.Length]);
            if (PayloadKind.IsPe(plain[..length]))
                return start;
        }

        return null;
    }
}
