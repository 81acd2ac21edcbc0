using System.Buffers.Binary;

namespace ScanHost.Formats.Images.Jpeg;

/// <summary>What the frame header says: ITU-T T.81, B.2.2.</summary>
internal sealed class JpegFrame
{
    private const int MaxComponents = 4;

    /// <summary>In pixels.</summary>
    internal required int Width { get; init; }

    /// <summary>In pixels.</summary>
    internal required int Height { get; init; }

    /// <summary>True for pictures that come in passes.</summary>
    internal required bool IsProgressive { get; init; }

    /// <summary>1 to 4 colours.</summary>
    internal required IReadOnlyList<JpegComponent> Components { get; init; }

    /// <summary>Units between two restart markers; 0 for none.</summary>
    internal int RestartInterval { get; set; }

    /// <summary>Units of a scan of several colours in a row.</summary>
    internal int UnitColumns { get; private init; }

    /// <summary>Rows of such units.</summary>
    internal int UnitRows { get; private init; }

    internal int MaxHorizontal { get; private init; }

    internal int MaxVertical { get; private init; }

    /// <summary>Reads a frame header; null when it makes no sense, has more than 8 bits a sample or is larger than we decode.</summary>
    internal static JpegFrame? Read(ReadOnlySpan<byte> header, bool isProgressive)
    {
        if (header.Length < 6 || header[0] != 8 || header[5] is 0 or > MaxComponents || header.Length < 6 + (3 * header[5]))
            return null;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(header[1..]), BinaryPrimitives.ReadUInt16BigEndian(header[3..]));
        if (width == 0 || height == 0 || width > JpegRaster.MaxSide || height > JpegRaster.MaxSide)
            return null;
        var components = new List<JpegComponent>();
        for (var at = 6; components.Count < header[5]; at += 3)
        {
            var (horizontal, vertical) = (header[at + 1] >> 4, header[at + 1] & 15);
            if (horizontal is 0 or > 4 || vertical is 0 or > 4 || header[at + 2] > 3)
                return null;
            components.Add(new(header[at], horizontal, vertical, header[at + 2]));
        }
        var (most, tallest) = (components.Max(one => one.Horizontal), components.Max(one => one.Vertical));
        var frame = new JpegFrame
        {
            Width = width,
            Height = height,
            IsProgressive = isProgressive,
            Components = components,
            MaxHorizontal = most,
            MaxVertical = tallest,
            UnitColumns = Divided(width, 8 * most),
            UnitRows = Divided(height, 8 * tallest),
        };
        foreach (var one in components)
        {
            one.Columns = Divided(Divided(width * one.Horizontal, most), 8);
            one.Rows = Divided(Divided(height * one.Vertical, tallest), 8);
            one.Stride = frame.UnitColumns * one.Horizontal;
        }
        // Ink is in the first and, in four-colour print, the last.
        foreach (var one in components.Where((_, at) => at == 0 || at == 3))
            one.Coefficients = new short[(long)one.Stride * frame.UnitRows * one.Vertical * 64];
        return frame;
    }

    private static int Divided(int whole, int by) => (whole + by - 1) / by;
}
