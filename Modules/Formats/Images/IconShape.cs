namespace ScanHost.Formats.Images;

/// <summary>
/// What a small picture looks like, by its outline and colours alone. No icon of anybody is kept or compared: documents of office programs and PDF readers
/// have been drawn the same way for thirty years, as an upright white sheet with a corner turned down and a patch in the colour of their program.
/// </summary>
public static class IconShape
{
    private const int MinSide = 24;
    private const int Opaque = 128;

    // Shares of the sheet's pixels, from drawings of our own and from what the shape demands: most of it is paper, some of it is the patch.
    private const double MinPaper = 0.35;
    private const double MinPatch = 0.05;
    private const double MaxPatch = 0.5;
    private const double MinOneHue = 0.75;

    /// <summary>True for a sheet of paper with a turned corner and one patch of red, orange, green or blue.</summary>
    public static bool IsDocument(Raster icon)
    {
        if (icon.Width < MinSide || icon.Height < MinSide || Bounds(icon) is not var (left, top, right, bottom) || right - left < MinSide / 2)
            return false;
        var (width, height) = (right - left + 1, bottom - top + 1);
        if (width < 0.55 * height || width > 0.95 * height || !HasTurnedCorner(icon, left, top, width, height))
            return false;
        var (all, paper, patch) = (0, 0, 0);
        var hues = new int[12];
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var pixel = icon.Rgba.AsSpan(((y * icon.Width) + x) * 4, 4);
                if (pixel[3] < Opaque)
                    continue;
                all++;
                var (low, high) = (Math.Min(pixel[0], Math.Min(pixel[1], pixel[2])), Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])));
                paper += low >= 220 ? 1 : 0;
                if (high - low < 80)
                    continue;
                patch++;
                hues[Hue(pixel, low, high) / 30 % 12]++;
            }
        // Neighbouring hues are one: a patch has a light and a dark side.
        var strongest = Enumerable.Range(0, 12).Max(hue => hues[hue] + hues[(hue + 1) % 12]);
        return all > 0 && paper >= MinPaper * all && patch >= MinPatch * all && patch <= MaxPatch * all && strongest >= MinOneHue * patch;
    }

    private static (int Left, int Top, int Right, int Bottom)? Bounds(Raster icon)
    {
        var (left, top, right, bottom) = (icon.Width, icon.Height, -1, -1);
        for (var y = 0; y < icon.Height; y++)
            for (var x = 0; x < icon.Width; x++)
                if (icon.Rgba[(((y * icon.Width) + x) * 4) + 3] >= Opaque)
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        return right < 0 ? null : (left, top, right, bottom);
    }

    // The utmost pixels of the upper right corner are missing, those of the upper left and lower corners are there.
    private static bool HasTurnedCorner(Raster icon, int left, int top, int width, int height)
    {
        var side = Math.Max(2, width / 6);
        return Filled(icon, left + width - side, top, side) < 0.6 && Filled(icon, left, top, side) > 0.8 && Filled(icon, left, top + height - side, side) > 0.5;
    }

    private static double Filled(Raster icon, int left, int top, int side)
    {
        var filled = 0;
        for (var y = top; y < top + side; y++)
            for (var x = left; x < left + side; x++)
                filled += icon.Rgba[(((y * icon.Width) + x) * 4) + 3] >= Opaque ? 1 : 0;
        return (double)filled / (side * side);
    }

    private static int Hue(ReadOnlySpan<byte> pixel, int low, int high)
    {
        var (red, green, blue, range) = (pixel[0], pixel[1], pixel[2], high - low);
        var hue = high == red ? 60.0 * (green - blue) / range : high == green ? 120 + (60.0 * (blue - red) / range) : 240 + (60.0 * (red - green) / range);
        return (int)((hue + 360) % 360);
    }
}
