using System.Buffers.Binary;
using System.IO.Compression;

namespace ScanHost.Formats.Images;

/// <summary>Decodes PNG pictures (ISO/IEC 15948), row by row. Checksums are not looked at, and what is missing at the end stays blank: viewers show such pictures, too.</summary>
public static class PngRaster
{
    private static readonly Pass[] AtOnce = [new(0, 0, 1, 1)];

    /// <summary>Adam7, clause 8.2.</summary>
    private static readonly Pass[] Interlaced = [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>The picture, smaller than it is when it is very large (<see cref="Raster.Step"/>); null when it is none, too large even so, or has no row.</summary>
    public static Raster? Decode(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !file.HasAt(12, "IHDR"u8) || file.Length < 33)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
        var (depth, colour, interlace) = (file[24], file[25], file[28]);
        var channels = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || interlace > 1 || depth is not (1 or 2 or 4 or 8 or 16) || (depth < 8 && channels > 1) || (depth == 16 && colour == 3))
            return null;
        if (Raster.Step(width, height) is not (> 0 and var step))
            return null;
        var pixels = new Pixels((int)width, (int)height, step, depth, colour, channels, Palette(file, "PLTE"u8), Palette(file, "tRNS"u8));
        return Read(file, interlace == 0 ? AtOnce : Interlaced, pixels) ? pixels.Picture : null;
    }

    /// <summary>Every <paramref name="StepX"/>th pixel of every <paramref name="StepY"/>th row, from a first one on.</summary>
    private readonly record struct Pass(int X, int Y, int StepX, int StepY);

    private static bool Read(ReadOnlySpan<byte> file, Pass[] passes, Pixels pixels)
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
        var rows = 0;
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            foreach (var pass in passes)
                if (!ReadPass(zlib, pass, pixels, ref rows))
                    break;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // What came before it is shown.
        }
        return rows > 0;
    }

    private static bool ReadPass(ZLibStream zlib, Pass pass, Pixels pixels, ref int rows)
    {
        var columns = (pixels.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
            return true;
        var stride = ((columns * pixels.Depth * pixels.Channels) + 7) / 8;
        var (row, above) = (new byte[stride + 1], new byte[stride + 1]);
        for (var y = pass.Y; y < pixels.Height; y += pass.StepY, rows++)
        {
            if (zlib.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length || !Unfilter(row, above, Math.Max(1, pixels.Depth * pixels.Channels / 8)))
                return false;
            pixels.Draw(row.AsSpan(1), y, pass.X, pass.StepX);
            (row, above) = (above, row);
        }
        return true;
    }

    // ISO/IEC 15948 clause 9: each row begins with the number of its filter.
    private static bool Unfilter(byte[] row, byte[] aboveRow, int pixel)
    {
        if (row[0] > 4)
            return false;
        for (var at = 1; at < row.Length; at++)
        {
            var left = at > pixel ? row[at - pixel] : 0;
            var above = aboveRow[at];
            var corner = at > pixel ? aboveRow[at - pixel] : 0;
            row[at] += (byte)(row[0] switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => 0 });
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

    private sealed record Pixels(int Width, int Height, int Step, int Depth, int Colour, int Channels, byte[] Colours, byte[] Opacities)
    {
        public Raster Picture { get; } = new(Width / Step, Height / Step, new byte[Width / Step * (Height / Step) * 4]);

        public void Draw(ReadOnlySpan<byte> row, int y, int firstX, int stepX)
        {
            if (y % Step != 0 || y / Step >= Picture.Height)
                return;
            var line = Picture.Rgba.AsSpan(y / Step * Picture.Width * 4, Picture.Width * 4);
            for (int index = 0, x = firstX; x < Width; index++, x += stepX)
                if (x % Step == 0 && x / Step < Picture.Width)
                    Write(line[(x / Step * 4)..], row, index);
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
