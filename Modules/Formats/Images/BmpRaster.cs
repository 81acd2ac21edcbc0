using System.Buffers.Binary;

namespace ScanHost.Formats.Images;

/// <summary>Decodes uncompressed bitmaps of Windows: files, and icons with their mask ([MS-WMF] 2.2.2.9, "Icons" of the Windows SDK).</summary>
public static class BmpRaster
{
    private const int HeaderLength = 40;

    /// <summary>A bitmap file; null when it is none, is compressed, too large or cut short.</summary>
    public static Raster? DecodeFile(ReadOnlySpan<byte> file) =>
        file.HasAt(0, "BM"u8) && file.U32(10) is { } pixels && pixels < file.Length ? Decode(file[14..], (int)pixels - 14, isIcon: false) : null;

    /// <summary>An icon of a program's resources: a PNG picture, or a bitmap with twice its height and a mask.</summary>
    public static Raster? DecodeIcon(ReadOnlySpan<byte> icon) => PngRaster.Decode(icon) ?? Decode(icon, -1, isIcon: true);

    private static Raster? Decode(ReadOnlySpan<byte> dib, int pixels, bool isIcon)
    {
        if (dib.Length < HeaderLength || BinaryPrimitives.ReadInt32LittleEndian(dib) is < HeaderLength or > 124 || BinaryPrimitives.ReadInt32LittleEndian(dib[16..]) is not (0 or 3))
            return null;
        var header = BinaryPrimitives.ReadInt32LittleEndian(dib);
        var (width, tall) = ((long)BinaryPrimitives.ReadInt32LittleEndian(dib[4..]), (long)BinaryPrimitives.ReadInt32LittleEndian(dib[8..]));
        var height = isIcon ? tall / 2 : Math.Abs(tall);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(dib[14..]);
        if (bits is not (1 or 4 or 8 or 24 or 32) || Raster.Step(width, height) is not (> 0 and var step))
            return null;
        var used = BinaryPrimitives.ReadUInt32LittleEndian(dib[32..]);
        var colours = bits > 8 ? 0 : used is 0 or > 256 ? 1 << bits : (int)used;
        var start = pixels >= 0 ? pixels : header + (colours * 4);
        var stride = (int)((width * bits) + 31) / 32 * 4;
        var maskStride = (int)(width + 31) / 32 * 4;
        if (start < header || start + ((long)stride * height) > dib.Length || header + (colours * 4) > dib.Length)
            return null;
        var mask = start + (stride * (int)height);
        var hasMask = isIcon && bits < 32 && mask + ((long)maskStride * height) <= dib.Length;
        var picture = new Raster((int)width / step, (int)height / step, new byte[width / step * (height / step) * 4]);
        var palette = dib.Slice(header, colours * 4);
        for (var y = 0; y < picture.Height; y++)
        {
            // Rows stand from the bottom up unless the height is negative.
            var line = tall > 0 ? (int)height - 1 - (y * step) : y * step;
            var row = dib.Slice(start + (line * stride), stride);
            for (var at = 0; at < picture.Width; at++)
            {
                var x = at * step;
                var to = picture.Rgba.AsSpan(((y * picture.Width) + at) * 4, 4);
                Write(to, row, x, bits, palette);
                if (bits < 32)
                    to[3] = hasMask && (dib[mask + (line * maskStride) + (x / 8)] & (0x80 >> (x % 8))) != 0 ? (byte)0 : (byte)255;
                else if (!isIcon)
                    to[3] = 255;
            }
        }
        return picture;
    }

    private static void Write(Span<byte> to, ReadOnlySpan<byte> row, int x, int bits, ReadOnlySpan<byte> palette)
    {
        var from = bits >= 24 ? row[(x * bits / 8)..] : default;
        if (bits < 24)
        {
            var index = (row[x * bits / 8] >> (8 - bits - (x * bits % 8))) & ((1 << bits) - 1);
            if ((index * 4) + 3 > palette.Length)
                return;
            from = palette[(index * 4)..];
        }
        (to[0], to[1], to[2]) = (from[2], from[1], from[0]);
        if (bits == 32)
            to[3] = from[3];
    }
}
