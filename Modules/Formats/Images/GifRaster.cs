using System.Buffers.Binary;

namespace ScanHost.Formats.Images;

/// <summary>Decodes GIF pictures (Graphics Interchange Format 89a, CompuServe 1990). Frames are painted over each other; what a frame leaves behind stays.</summary>
public static class GifRaster
{
    private const int MaxCodes = 4096;

    /// <summary>The picture after each of its first frames; none when it is none or too large. A frame that is cut short ends them, with what it has.</summary>
    public static IEnumerable<Raster> Frames(ReadOnlyMemory<byte> file, int maxFrames)
    {
        if (file.Length < 13 || !file.Span.HasAt(0, "GIF8"u8))
            yield break;
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(file.Span[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file.Span[8..]));
        if (!Raster.Fits(width, height))
            yield break;
        var (at, common) = Palette(file, 13, file.Span[10]);
        var canvas = new byte[width * height * 4];
        var transparent = -1;
        for (var count = 0; count < maxFrames && at < file.Length && file.Span[at] is 0x21 or 0x2C;)
        {
            if (file.Span[at] == 0x21)
            {
                // A graphic control extension: bit 0 of its flags says that a colour is not painted.
                if (file.Span.HasAt(at + 1, [0xF9, 4]) && file.Length > at + 6)
                    transparent = (file.Span[at + 3] & 1) != 0 ? file.Span[at + 6] : -1;
                at = Blocks(file.Span, at + 2, null);
                continue;
            }
            if (file.Length < at + 11)
                yield break;
            var frame = new Frame(file.Span.Slice(at + 1, 9));
            var (data, own) = Palette(file, at + 10, frame.Flags);
            if (data >= file.Length)
                yield break;
            using var packed = new MemoryStream();
            at = Blocks(file.Span, data + 1, packed);
            Paint(canvas, width, height, frame, own.IsEmpty ? common.Span : own.Span, transparent, Unpack(packed.GetBuffer().AsSpan(0, (int)packed.Length), file.Span[data], frame.Width * frame.Height));
            transparent = -1;
            count++;
            yield return new(width, height, [.. canvas]);
        }
    }

    private static (int Behind, ReadOnlyMemory<byte> Colours) Palette(ReadOnlyMemory<byte> file, int at, int flags)
    {
        if ((flags & 0x80) == 0)
            return (at, default);
        var length = 3 << ((flags & 7) + 1);
        return at + length <= file.Length ? (at + length, file.Slice(at, length)) : (file.Length, default);
    }

    // Data stands in blocks of up to 255 bytes, each with its length before it; an empty one ends them.
    private static int Blocks(ReadOnlySpan<byte> file, int at, MemoryStream? into)
    {
        while (at < file.Length && file[at] != 0)
        {
            into?.Write(file.Slice(at + 1, Math.Min(file[at], file.Length - at - 1)));
            at += 1 + file[at];
        }
        return at + 1;
    }

    // LZW with codes that grow to 12 bits: appendix F.
    private static byte[] Unpack(ReadOnlySpan<byte> packed, int minBits, long pixels)
    {
        if (minBits is < 1 or > 8 || pixels > Raster.MaxPixels)
            return [];
        var output = new byte[pixels];
        Span<ushort> prefix = stackalloc ushort[MaxCodes];
        Span<byte> suffix = stackalloc byte[MaxCodes];
        Span<byte> reversed = stackalloc byte[MaxCodes + 1];
        var (clear, end) = (1 << minBits, (1 << minBits) + 1);
        var (bits, next, last, first) = (minBits + 1, end + 1, -1, (byte)0);
        var (held, count, length) = (0u, 0, 0);
        for (var at = 0; length < pixels;)
        {
            for (; count < bits && at < packed.Length; at++, count += 8)
                held |= (uint)packed[at] << count;
            if (count < bits)
                break;
            var code = (int)(held & ((1u << bits) - 1));
            held >>= bits;
            count -= bits;
            if (code == end)
                break;
            if (code == clear)
            {
                (bits, next, last) = (minBits + 1, end + 1, -1);
                continue;
            }
            if (code > next || (last < 0 && code >= clear))
                break;
            // A code that is just being made stands for the last text and its own first letter.
            var (walked, text) = (code, 0);
            if (code == next)
            {
                if (last < 0)
                    break;
                reversed[text++] = first;
                walked = last;
            }
            for (; walked > end; walked = prefix[walked])
                reversed[text++] = suffix[walked];
            first = (byte)walked;
            reversed[text++] = first;
            while (text > 0 && length < pixels)
                output[length++] = reversed[--text];
            if (last >= 0 && next < MaxCodes)
            {
                (prefix[next], suffix[next]) = ((ushort)last, first);
                if (++next == 1 << bits && bits < 12)
                    bits++;
            }
            last = code;
        }
        return output[..length];
    }

    private static void Paint(byte[] canvas, int width, int height, Frame frame, ReadOnlySpan<byte> colours, int transparent, byte[] indexes)
    {
        for (var at = 0; at < indexes.Length; at++)
        {
            var (x, y) = (frame.Left + (at % frame.Width), frame.Top + frame.Line(at / frame.Width));
            if (x >= width || y >= height || indexes[at] == transparent || (indexes[at] * 3) + 3 > colours.Length)
                continue;
            var to = ((y * width) + x) * 4;
            colours.Slice(indexes[at] * 3, 3).CopyTo(canvas.AsSpan(to));
            canvas[to + 3] = 255;
        }
    }

    /// <summary>An image descriptor.</summary>
    private readonly struct Frame(ReadOnlySpan<byte> descriptor)
    {
        public int Left { get; } = BinaryPrimitives.ReadUInt16LittleEndian(descriptor);

        public int Top { get; } = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..]);

        public int Width { get; } = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]);

        public int Height { get; } = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]);

        public int Flags { get; } = descriptor[8];

        // Interlaced rows come in four passes: appendix E.
        public int Line(int row)
        {
            if ((Flags & 0x40) == 0)
                return row;
            var (eighths, fourths, halves) = ((Height + 7) / 8, (Height + 3) / 8, (Height + 1) / 4);
            return row < eighths ? row * 8
                : row < eighths + fourths ? ((row - eighths) * 8) + 4
                : row < eighths + fourths + halves ? ((row - eighths - fourths) * 4) + 2
                : ((row - eighths - fourths - halves) * 2) + 1;
        }
    }
}
