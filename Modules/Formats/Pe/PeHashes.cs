using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Pe;

/// <summary>Digests by which images are compared.</summary>
public static class PeHashes
{
    /// <summary>
    /// The import hash as Mandiant defined it (2014): MD5 over <c>library.function</c> in lower case, commas between, in order. Of a library
    /// without imports it is the digest of nothing.
    /// </summary>
    /// <param name="pe">The image.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    public static string ImportHash(PeFile pe)
    {
        var text = new StringBuilder();
        foreach (var library in pe.Imports)
        {
            var name = Stem(library.Name);
            foreach (var function in library.Functions)
            {
                if (text.Length > 0)
                    text.Append(',');
                AppendLower(text, name).Append('.');
                AppendLower(text, function.Name ?? "");
            }
        }

        // An identifier that others have agreed on, not a protection.
#pragma warning disable CA5351 // the field knows these hashes as MD5; they name files and protect nothing
        return Convert.ToHexStringLower(MD5.HashData(Encoding.Latin1.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }

    /// <summary>The checksum that the header should have: the sum of all 32-bit words but itself, folded to 16 bits, plus the length.</summary>
    public static uint CheckSum(PeFile pe)
    {
        var file = pe.Content.Span;
        var own = pe.Header.OptionalHeaderOffset + 64;
        var sum = 0UL;
        for (var at = 0; at < file.Length; at += 4)
        {
            if (at == own)
                continue;
            sum += at + 4 <= file.Length ? file.U32(at) ?? 0 : Tail(file[at..]);
            sum = (uint)sum + (sum >> 32);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum += sum >> 16;
        return (uint)((sum & 0xFFFF) + (ulong)file.Length);
    }

    private static uint Tail(ReadOnlySpan<byte> bytes)
    {
        var value = 0u;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    // Only these three extensions are taken off, at the last dot.
    private static string Stem(string library)
    {
        var dot = library.LastIndexOf('.');
        return dot >= 0 && IsKnown(library.AsSpan(dot)) ? library[..dot] : library;
    }

    private static bool IsKnown(ReadOnlySpan<char> extension) =>
        extension.StartsWith(".dll", StringComparison.OrdinalIgnoreCase)
        || extension.StartsWith(".ocx", StringComparison.OrdinalIgnoreCase)
        || extension.StartsWith(".sys", StringComparison.OrdinalIgnoreCase);

    // ASCII only: names are bytes, and other letters are not one byte in any agreed encoding.
    private static StringBuilder AppendLower(StringBuilder text, string name)
    {
        foreach (var letter in name)
            text.Append(char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter);
        return text;
    }
}
