using System.Buffers.Binary;
using System.IO.Compression;

namespace ScanHost.Formats.Images;

/// <summary>Decodes PNG pictures that are not interlaced (ISO/IEC 15948). Checksums are not looked at: viewers differ about them.</summary>
public static class PngRaster
{
    /// <summary>The picture; null when it is none, is interlaced, too large or cut short.</summary>
    public static Raster? Decode(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !file.HasAt(12, "IHDR"u8) || file.Length < 33)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
        var (depth, colour, interlace) = (file[24], file[25], file[28]);
        var channels = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || interlace != 0 || depth is not (1 or 2 or 4 or 8 or 16) || (depth < 8 && channels > 1) || (depth == 16 && colour == 3) || !Raster.Fits(width, height))
            return null;
        var stride = (int)(((width * depth * channels) + 7) / 8);
        if (Inflate(file, (stride + 1) * (int)height) is not { } rows || !Unfilter(rows, stride, Math.Max(1, depth * channels / 8)))
            return null;
        var pixels = new Pixels((int)width, (int)height, depth, colour, channels, Palette(file, "PLTE"u8), Palette(file, "tRNS"u8));
        return new(pixels.Width, pixels.Height, pixels.ToRgba(rows, stride));
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> file, int length)
    {
        using var packed = new MemoryStream();
        for (var at = 8L; at + 12 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (file.Slice((int)at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(file.Part(at + 8, size));
            at += 12L + size;
        }
        packed.Position = 0;
        var rows = new byte[length];
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            return zlib.ReadAtLeast(rows, length, throwOnEndOfStream: false) == length ? rows : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }

    // ISO/IEC 15948 clause 9: each row begins with the number of its filter.
    private static bool Unfilter(byte[] rows, int stride, int pixel)
    {
        for (int start = 0; start < rows.Length; start += stride + 1)
        {
            if (rows[start] > 4)
                return false;
            for (var at = 1; at <= stride; at++)
            {
                var left = at > pixel ? rows[start + at - pixel] : 0;
                var above = start > 0 ? rows[start + at - stride - 1] : 0;
                var corner = start > 0 && at > pixel ? rows[start + at - pixel - stride - 1] : 0;
                rows[start + at] += (byte)(rows[start] switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => 0 });
            }
        }
        return true;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static byte[] Palette(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type)
    {
        for (var at = 8L; at + 12 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (file.Slice((int)at + 4, 4).SequenceEqual(type))
                return file.Part(at + 8, size).ToArray();
            at += 12L + size;
        }
        return [];
    }

    private sealed record Pixels(int Width, int Height, int Depth, int Colour, int Channels, byte[] Colours, byte[] Opacities)
    {
        public byte[] ToRgba(byte[] rows, int stride)
        {
            var rgba = new byte[Width * Height * 4];
            for (var y = 0; y < Height; y++)
                for (var x = 0; x < Width; x++)
                    Write(rgba.AsSpan(((y * Width) + x) * 4), rows.AsSpan((y * (stride + 1)) + 1, stride), x);
            return rgba;
        }

        private void Write(Span<byte> to, ReadOnlySpan<byte> row, int x)
        {
            to[3] = 255;
            var first = Sample(row, x * Channels);
            if (Colour == 3)
            {
                for (var channel = 0; channel < 3; channel++)
                    to[channel] = (first * 3) + channel < Colours.Length ? Colours[(first * 3) + channel] : (byte)0;
                if (first < Opacities.Length)
                    to[3] = Opacities[first];
                return;
            }
            var isGrey = Channels < 3;
            for (var channel = 0; channel < 3; channel++)
                to[channel] = Scaled(isGrey ? first : Sample(row, (x * Channels) + channel));
            if (Channels is 2 or 4)
                to[3] = Scaled(Sample(row, (x * Channels) + Channels - 1));
        }

        private int Sample(ReadOnlySpan<byte> row, int index) => Depth switch
        {
            16 => row[index * 2],
            8 => row[index],
            _ => (row[index * Depth / 8] >> (8 - Depth - (index * Depth % 8))) & ((1 << Depth) - 1),
        };

        private byte Scaled(int sample) => Depth >= 8 ? (byte)sample : (byte)(sample * 255 / ((1 << Depth) - 1));
    }
}
