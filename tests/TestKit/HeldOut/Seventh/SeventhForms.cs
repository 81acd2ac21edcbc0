using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>What several files of the seventh round are packed with.</summary>
internal static class SeventhForms
{
    private static readonly DateTimeOffset Written = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A tar archive of texts, gzip outside: how npm and Python packages travel.</summary>
    public static byte[] Tgz(params (string Name, string Text)[] members)
    {
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, text) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    ModificationTime = Written,
                });
        return InertFiles.Gzip(file.ToArray());
    }

    /// <summary>A zip archive of texts: a wheel.</summary>
    public static byte[] Wheel(params (string Name, string Text)[] members) =>
        InertFiles.Zip([.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Text)))]);

    /// <summary>RFC 1951, without any header.</summary>
    public static byte[] Deflated(string text)
    {
        using var file = new MemoryStream();
        using (var deflate = new DeflateStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return file.ToArray();
    }

    /// <summary>RFC 1950.</summary>
    public static byte[] Zlib(string text)
    {
        using var file = new MemoryStream();
        using (var zlib = new ZLibStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(Encoding.UTF8.GetBytes(text));
        return file.ToArray();
    }

    /// <summary>The text in lines of a width.</summary>
    public static string Wrapped(string text, int width = 76) => string.Join('\n', Pieces(text, width));

    /// <summary>The text in pieces of a length.</summary>
    public static string[] Pieces(string text, int length) => [.. text.Chunk(length).Select(piece => new string(piece))];

    /// <summary>Bytes that mean nothing and are the same each time.</summary>
    public static byte[] Noise(int length, uint seed)
    {
        var noise = new byte[length];
        for (var at = 0; at < length; at++)
        {
            seed = (seed * 1664525) + 1013904223;
            noise[at] = (byte)(seed >> 24);
        }
        return noise;
    }

    /// <summary>A letter of several parts; <paramref name="parts"/> have their header lines without the transfer encoding, which is Base64, save for a letter inside.</summary>
    public static byte[] Letter(string head, params (string Head, byte[] Content)[] parts)
    {
        var boundary = $"=_Part_7f31c0a9_{head.Length}";
        var text = new StringBuilder(head.TrimEnd()).Append("\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n");
        foreach (var (partHead, content) in parts)
        {
            text.Append("--" + boundary + "\n" + partHead.TrimEnd() + "\n");
            text.Append(partHead.StartsWith("Content-Type: message/", StringComparison.Ordinal)
                ? "\n" + Encoding.UTF8.GetString(content) + "\n"
                : "Content-Transfer-Encoding: base64\n\n" + Wrapped(Convert.ToBase64String(content)) + "\n");
        }
        return WrittenForms.Dos(text.Append("--" + boundary + "--\n").ToString());
    }
}
