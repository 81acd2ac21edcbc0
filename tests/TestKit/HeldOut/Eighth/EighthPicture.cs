using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Draws a small PNG picture with right checksums.</summary>
internal static class EighthPicture
{
    /// <summary>A picture of soft colours.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="text">A comment.</param>
    public static byte[] Build(int width, int height, string? text = null)
    {
        var rows = new byte[height * ((width * 3) + 1)];
        for (var at = 0; at < rows.Length; at++)
            rows[at] = at % ((width * 3) + 1) == 0 ? (byte)0 : (byte)(at * 5 / width);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. text is null ? [] : Chunk("tEXt", Encoding.Latin1.GetBytes("Comment\0" + text)), .. Chunk("IDAT", EighthForms.Zlib(rows)), .. Chunk("IEND", [])];
    }

    /// <summary>A JPEG picture of the same kind.</summary>
    public static byte[] Jpeg(int width, int height)
    {
        using var folder = new TemporaryFolder();
        byte[] map = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6\n{width} {height}\n255\n")), .. Enumerable.Range(0, width * height * 3).Select(at => (byte)(at * 5 / width))];
        return ForeignTool.Run(folder.Path, map, "cjpeg", "-quality", "80");
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [.. length, .. body, .. sum];
    }
}
