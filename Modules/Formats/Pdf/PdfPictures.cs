using ScanHost.Formats.Images;
using ScanHost.Formats.Images.Jpeg;

namespace ScanHost.Formats.Pdf;

/// <summary>Pictures of a PDF file that stand in it as plain pixels: grey, red-green-blue or indexed, 1 or 8 bits a sample (ISO 32000-1 8.9.5), and those under
/// DCT, which are JPEG files. Those under JPX, CCITT and JBIG2 are not decoded.</summary>
public static class PdfPictures
{
    private const int MaxPictures = 16;
    private const int MaxPictureBytes = 16 << 20;

    /// <summary>The first 16 pictures.</summary>
    public static IEnumerable<Raster> In(PdfFile pdf, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var item in pdf.Objects)
        {
            if (item.Dictionary is not { } dictionary || item.Stream is null || dictionary.Name("Subtype") != "Image" || count >= MaxPictures)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (Decode(pdf, item, dictionary, cancellationToken) is not { } picture)
                continue;
            count++;
            yield return picture;
        }
    }

    private static Raster? Decode(PdfFile pdf, PdfObject item, PdfMap dictionary, CancellationToken cancellationToken)
    {
        if (LastFilter(pdf, dictionary) is "DCTDecode" or "DCT")
            return JpegRaster.Decode(pdf.Decode(item, MaxPictureBytes, out _, out _), cancellationToken);
        var (width, height) = (dictionary.Whole("Width") ?? 0, dictionary.Whole("Height") ?? 0);
        var bits = pdf.Resolve(dictionary["ImageMask"]) is PdfKeyword { Word: "true" } ? 1 : dictionary.Whole("BitsPerComponent") ?? 0;
        if (bits is not (1 or 8) || !Raster.Fits(width, height))
            return null;
        var space = pdf.Resolve(dictionary["ColorSpace"]);
        var channels = space is PdfName { Value: "DeviceRGB" } ? 3 : 1;
        var palette = space is PdfArray { Items: [PdfName { Value: "Indexed" }, var under, _, var table] } && pdf.Resolve(under) is PdfName { Value: "DeviceRGB" } ? Table(pdf, table) : null;
        var stride = ((width * channels * bits) + 7) / 8;
        var data = pdf.Decode(item, stride * height, out var rest, out _);
        if (rest is not null || data.Length < stride * height)
            return null;
        var rgba = new byte[width * height * 4];
        for (var at = 0; at < width * height; at++)
        {
            var (x, y) = (at % width, at / width);
            for (var channel = 0; channel < 3; channel++)
            {
                var sample = bits == 1 ? (data[(y * stride) + (x / 8)] >> (7 - (x % 8))) & 1 : data[(y * stride) + (x * channels) + (channels == 3 ? channel : 0)];
                rgba[(at * 4) + channel] = palette is null ? (byte)(bits == 1 ? sample * 255 : sample) : (sample * 3) + channel < palette.Length ? palette[(sample * 3) + channel] : (byte)0;
            }
            rgba[(at * 4) + 3] = 255;
        }
        return new(width, height, rgba);
    }

    private static string? LastFilter(PdfFile pdf, PdfMap dictionary) => pdf.Resolve(dictionary["Filter"]) switch
    {
        PdfName filter => filter.Value,
        PdfArray { Items: [.., var last] } => (pdf.Resolve(last) as PdfName)?.Value,
        _ => null,
    };

    private static byte[]? Table(PdfFile pdf, PdfValue table) => pdf.Resolve(table) switch
    {
        PdfString text => text.Bytes,
        _ => pdf.Find(table) is { } stream ? pdf.Decode(stream, 768, out _, out _) : null,
    };
}
