using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Identification;

/// <summary>Bytes that stand at fixed places of a file.</summary>
/// <remarks>
/// Written as words: <c>4D</c> a byte; <c>?D</c>, <c>4?</c>, <c>??</c> a byte of which one or both halves are free; <c>'PK'</c> ASCII text
/// (two apostrophes for one); <c>@257</c> the words that follow stand at offset 257; <c>@-512</c> the same, counted from the end.
/// </remarks>
internal sealed class Signature
{
    private readonly List<Part> parts;

    private sealed record Part(int Offset, byte[] Bytes, byte[] Mask);

    /// <summary>How many bytes are fixed: the more, the surer.</summary>
    internal int FixedBytes { get; }

    /// <summary>The byte at offset 0, when the signature fixes it: the key of the index.</summary>
    internal byte? FirstByte =>
        parts.Find(part => part.Offset == 0) is { } head && head.Mask[0] == 0xFF ? head.Bytes[0] : null;

    /// <summary>True when it stands inside of the file, where other formats may have anything: neither at its start nor at its end.</summary>
    internal bool IsInside => FirstByte is null && parts.TrueForAll(part => part.Offset > 0);

    /// <summary>True when all bytes stand where they should.</summary>
    internal bool Matches(ReadOnlySpan<byte> file)
    {
        foreach (var part in parts)
            if (!Matches(part, file))
                return false;
        return true;
    }

    /// <summary>The shortest file that has this signature; free bytes are zero.</summary>
    internal byte[] Example()
    {
        var length = parts.Max(part => Math.Max(part.Offset + part.Bytes.Length, -part.Offset));
        var example = new byte[length];
        foreach (var part in parts)
            part.Bytes.CopyTo(example, part.Offset < 0 ? length + part.Offset : part.Offset);
        return example;
    }

    /// <exception cref="FormatException">The notation is wrong: a mistake in our own table, which the tests find.</exception>
    internal static Signature Parse(string notation)
    {
        var (parts, bytes, mask, offset) = (new List<Part>(), new List<byte>(), new List<byte>(), 0);
        for (var at = 0; at < notation.Length;)
        {
            var word = WordAt(notation, at);
            at += word.Length + 1;
            if (word[0] == '@')
            {
                CloseRun();
                offset = int.Parse(word.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
            else
                Append(word, bytes, mask);
        }
        CloseRun();
        return new(parts);

        void CloseRun()
        {
            if (bytes.Count == 0)
                return;
            parts.Add(new(offset, [.. bytes], [.. mask]));
            bytes.Clear();
            mask.Clear();
        }
    }

    private Signature(List<Part> parts)
    {
        this.parts = parts;
        FixedBytes = parts.Sum(part => part.Mask.Count(fixedBits => fixedBits == 0xFF));
    }

    private static bool Matches(Part part, ReadOnlySpan<byte> file)
    {
        var start = part.Offset < 0 ? file.Length + part.Offset : part.Offset;
        if (start < 0 || start > file.Length - part.Bytes.Length)
            return false;
        for (var i = 0; i < part.Bytes.Length; i++)
            if ((file[start + i] & part.Mask[i]) != part.Bytes[i])
                return false;
        return true;
    }

    private static string WordAt(string notation, int at)
    {
        if (notation[at] != '\'')
            return notation[at..(notation.IndexOf(' ', at) is var blank and >= 0 ? blank : notation.Length)];
        var end = at + 1;
        while (notation[end] != '\'' || (end + 1 < notation.Length && notation[end + 1] == '\''))
            end += notation[end] == '\'' ? 2 : 1;
        return notation[at..(end + 1)];
    }

    private static void Append(string word, List<byte> bytes, List<byte> mask)
    {
        if (word[0] == '\'')
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(word[1..^1].Replace("''", "'", StringComparison.Ordinal)));
            mask.AddRange(Enumerable.Repeat((byte)0xFF, bytes.Count - mask.Count));
            return;
        }
        if (word.Length != 2)
            throw new FormatException($"'{word}' is not a byte");
        bytes.Add(byte.Parse(word.Replace('?', '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        mask.Add((byte)((word[0] == '?' ? 0 : 0xF0) | (word[1] == '?' ? 0 : 0x0F)));
    }
}
