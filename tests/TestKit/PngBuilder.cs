using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Builds a PNG picture of given rows.</summary>
public static class PngBuilder
{
    /// <summary>A picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="colour">0 grey, 2 colours, 3 palette, 4 grey with opacity, 6 colours with opacity.</param>
    /// <param name="rows">Each with the number of its filter in front.</param>
    /// <param name="palette">The colours of a picture of kind 3.</param>
    public static byte[] Build(int width, int height, byte depth, byte colour, byte[] rows, byte[]? palette = null)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. palette is null ? [] : Chunk("PLTE", palette), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }
}
