using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Harmless stand-ins for what attackers hide: they have the right headers and nothing that could run.</summary>
public static class InertFiles
{
    /// <summary>A program of zeros: a DOS header with its message, a PE header, and no section.</summary>
    public static byte[] Pe(int length = 1024)
    {
        var file = new byte[Math.Max(length, 512)];
        "MZ"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x3C), 0x80);
        "This program cannot be run in DOS mode.\r\r\n$"u8.CopyTo(file.AsSpan(0x4E));
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x84), 0x14C);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x94), 0xE0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x96), 0x102);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x98), 0x10B);
        return file;
    }

    /// <summary>A zip archive.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in members)
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        return file.ToArray();
    }

    /// <summary>Gzip of some bytes.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return file.ToArray();
    }

    /// <summary>A PNG picture without pixels.</summary>
    public static byte[] Png(int width = 3, int height = 2, string? text = null, byte[]? tail = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. text is null ? [] : Chunk("tEXt", Encoding.Latin1.GetBytes(text)), .. Chunk("IEND", []), .. tail ?? []];
    }

    /// <summary>What follows powershell's -EncodedCommand.</summary>
    public static string EncodedCommand(string command) => Convert.ToBase64String(Encoding.Unicode.GetBytes(command));

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }
}
