using System.Buffers.Binary;

namespace ScanHost.Formats.Images.Jpeg;

/// <summary>
/// Decodes the brightness of JPEG pictures (ITU-T T.81), sequential and progressive, Huffman coded, 8 bits. Colours are not decoded: a code is read from
/// brightness. Pictures of more pixels than <see cref="Raster.MaxPixels"/> come out at half their size.
/// </summary>
public static class JpegRaster
{
    /// <summary>Wider and taller pictures are not decoded.</summary>
    public const int MaxSide = 4096;

    private const int MaxScans = 64;

    /// <summary>The picture in grey; null when it is none, is of another kind, or too large. What a file that is cut short lacks is grey.</summary>
    public static Raster? Decode(ReadOnlySpan<byte> file, CancellationToken cancellationToken = default)
    {
        if (!file.HasAt(0, [0xFF, 0xD8, 0xFF]))
            return null;
        var reader = new Segments();
        var at = 2;
        while (reader.Scans < MaxScans && Next(file, ref at) is { } marker and not 0xD9)
        {
            var length = file.Length - at >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : 0;
            if (length < 2 || at + length > file.Length)
                break;
            if (!reader.Take(marker, file.Slice(at + 2, length - 2), file, at + length, cancellationToken))
                return null;
            at += length;
        }
        return reader is { Scans: > 0, Frame: { } frame } ? Paint(frame, reader.Tables) : null;
    }

    // The next marker that begins a segment; restart markers and data of a scan are passed over.
    private static byte? Next(ReadOnlySpan<byte> file, ref int at)
    {
        while (at + 1 < file.Length)
        {
            var mark = file[at..].IndexOf((byte)0xFF);
            if (mark < 0 || at + mark + 1 >= file.Length)
                return null;
            at += mark + 1;
            if (file[at] is not (0 or 0xFF or (>= 0xD0 and <= 0xD8) or 0x01))
                return file[at++];
        }
        return null;
    }

    private static Raster Paint(JpegFrame frame, ushort[][] tables)
    {
        var ink = frame.Components[0];
        var black = frame.Components.Count == 4 ? frame.Components[3] : null;
        var step = (long)frame.Width * frame.Height > Raster.MaxPixels ? 2 : 1;
        var (width, height) = (frame.Width / step, frame.Height / step);
        var grey = Plane(frame, ink, tables[ink.Table], width, height, step);
        // Programs that print write four colours turned around: 255 is no ink.
        if (black is not null && Plane(frame, black, tables[black.Table], width, height, step) is var key)
            for (var at = 0; at < grey.Length; at++)
                grey[at] = (byte)(grey[at] * key[at] / 255);
        return Raster.OfGrey(width, height, grey);
    }

    private static byte[] Plane(JpegFrame frame, JpegComponent component, ushort[] table, int width, int height, int step)
    {
        var plane = new byte[width * height];
        var line = new byte[component.Stride * 64];
        var done = -1;
        for (var y = 0; y < height; y++)
        {
            var sourceY = y * step * component.Vertical / frame.MaxVertical;
            if (sourceY / 8 != done)
            {
                done = sourceY / 8;
                for (var block = 0; block < component.Stride; block++)
                    JpegCosines.Transform(component.Coefficients.AsSpan(((done * component.Stride) + block) * 64, 64), table, line.AsSpan(block * 64, 64));
            }
            for (var x = 0; x < width; x++)
            {
                var sourceX = x * step * component.Horizontal / frame.MaxHorizontal;
                plane[(y * width) + x] = line[(sourceX / 8 * 64) + (sourceY % 8 * 8) + (sourceX % 8)];
            }
        }
        return plane;
    }

    /// <summary>What the segments before have said.</summary>
    private sealed class Segments
    {
        private readonly JpegHuffmanTable?[] dc = new JpegHuffmanTable?[4];
        private readonly JpegHuffmanTable?[] ac = new JpegHuffmanTable?[4];
        private int restartInterval;

        internal JpegFrame? Frame { get; private set; }

        internal int Scans { get; private set; }

        internal ushort[][] Tables { get; } = [new ushort[64], new ushort[64], new ushort[64], new ushort[64]];

        /// <summary>Takes one segment; false when the picture cannot be decoded.</summary>
        internal bool Take(byte marker, ReadOnlySpan<byte> body, ReadOnlySpan<byte> file, int behind, CancellationToken cancellationToken)
        {
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when Frame is null:
                    return (Frame = JpegFrame.Read(body, marker == 0xC2)) is not null;
                case 0xC3 or (>= 0xC5 and <= 0xC7) or (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF):
                    return false; // lossless, hierarchical, arithmetic
                case 0xC4:
                    return TakeHuffman(body);
                case 0xDB:
                    TakeQuantization(body);
                    break;
                case 0xDD when body.Length >= 2:
                    restartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
                    break;
                case 0xDA:
                    return TakeScan(body, file, behind, cancellationToken);
            }
            return true;
        }

        private void TakeQuantization(ReadOnlySpan<byte> body)
        {
            while (body.Length > 0 && (body[0] & 15) < 4)
            {
                var isWide = body[0] >> 4 != 0;
                if (body.Length < 1 + (isWide ? 128 : 64))
                    return;
                for (var at = 0; at < 64; at++)
                    Tables[body[0] & 15][at] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * at))..]) : body[1 + at];
                body = body[(1 + (isWide ? 128 : 64))..];
            }
        }

        private bool TakeHuffman(ReadOnlySpan<byte> body)
        {
            while (body.Length >= 17)
            {
                var count = 0;
                foreach (var one in body.Slice(1, 16))
                    count += one;
                if ((body[0] & 15) > 3 || body[0] >> 4 > 1 || body.Length < 17 + count || JpegHuffmanTable.Make(body.Slice(1, 16), body.Slice(17, count)) is not { } table)
                    return false;
                (body[0] >> 4 == 0 ? dc : ac)[body[0] & 15] = table;
                body = body[(17 + count)..];
            }
            return true;
        }

        private bool TakeScan(ReadOnlySpan<byte> body, ReadOnlySpan<byte> file, int behind, CancellationToken cancellationToken)
        {
            if (Frame is null || body.Length < 1 || body[0] is 0 or > 4 || body.Length < 4 + (2 * body[0]))
                return false;
            var parts = new List<(JpegComponent, JpegHuffmanTable?, JpegHuffmanTable?)>();
            for (var at = 1; parts.Count < body[0]; at += 2)
            {
                var id = body[at];
                if (Frame.Components.FirstOrDefault(one => one.Id == id) is not { } component || body[at + 1] >> 4 > 3 || (body[at + 1] & 15) > 3)
                    return false;
                parts.Add((component, dc[body[at + 1] >> 4], ac[body[at + 1] & 15]));
            }
            var pass = body.Slice(1 + (2 * body[0]), 3);
            var (first, last, high, low) = Frame.IsProgressive ? (pass[0], pass[1], pass[2] >> 4, pass[2] & 15) : ((byte)0, (byte)63, 0, 0);
            if (first > last || last > 63 || low > 13 || (first > 0 && parts.Count > 1))
                return false;
            Scans++;
            Frame.RestartInterval = restartInterval;
            if (parts.Exists(part => part.Item1.Coefficients is not null))
                new JpegScan(Frame, parts) { First = first, Last = last, High = high, Low = low }.Read(file, behind, cancellationToken);
            return true;
        }
    }
}
