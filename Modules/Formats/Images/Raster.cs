namespace ScanHost.Formats.Images;

/// <summary>The pixels of a picture, row by row from the top.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Rgba">Four bytes a pixel: red, green, blue, and how opaque it is (0 to 255).</param>
public sealed record Raster(int Width, int Height, byte[] Rgba)
{
    /// <summary>More pixels than this no decoded picture has: a page at 200 dots an inch has fewer.</summary>
    public const int MaxPixels = 4 << 20;

    /// <summary>Longer sides have panoramas and maps.</summary>
    private const int MaxSide = 1 << 15;

    private const int MaxStep = 3;

    /// <summary>A picture of brightness alone.</summary>
    internal static Raster OfGrey(int width, int height, byte[] grey)
    {
        var rgba = new byte[grey.Length * 4];
        for (int at = 0, to = 0; at < grey.Length; at++, to += 4)
            (rgba[to], rgba[to + 1], rgba[to + 2], rgba[to + 3]) = (grey[at], grey[at], grey[at], 255);
        return new(width, height, rgba);
    }

    /// <summary>Brightness of each pixel on white, 0 to 255: the weights of ITU-R BT.601.</summary>
    public byte[] Luma()
    {
        var luma = new byte[Width * Height];
        for (int at = 0, from = 0; at < luma.Length; at++, from += 4)
        {
            var grey = ((299 * Rgba[from]) + (587 * Rgba[from + 1]) + (114 * Rgba[from + 2])) / 1000;
            luma[at] = (byte)(255 - ((255 - grey) * Rgba[from + 3] / 255));
        }
        return luma;
    }

    /// <summary>Of a large picture only every second or third pixel of every second or third row is decoded, so that it fits. 0 when it does not fit even so.</summary>
    internal static int Step(long width, long height)
    {
        if (width is <= 0 or > MaxSide || height is <= 0 or > MaxSide)
            return 0;
        var step = 1;
        while (step <= MaxStep && width / step * (height / step) > MaxPixels)
            step++;
        return step > MaxStep ? 0 : step;
    }

    /// <summary>True when a picture of that size is decoded.</summary>
    internal static bool Fits(long width, long height) => width > 0 && height > 0 && width <= MaxPixels && height <= MaxPixels && width * height <= MaxPixels;
}
