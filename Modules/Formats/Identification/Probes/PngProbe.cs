namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells an animated PNG: an acTL chunk stands in front of the image data (APNG specification 1.0).</summary>
internal static class PngProbe
{
    private const int MaxChunks = 32;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        var at = 8L;
        for (var i = 0; i < MaxChunks && file.U32Big(at) is { } length && !file.HasAt(at + 4, "IDAT"u8); i++)
        {
            if (file.HasAt(at + 4, "acTL"u8))
                return FileTypes.Get("apng");
            at += 12 + length;
        }
        return FileTypes.Get("png");
    }
}
