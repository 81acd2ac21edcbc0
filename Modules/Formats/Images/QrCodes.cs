using ZXing;
using ZXing.Common;
using ZXing.Multi.QrCode;

namespace ScanHost.Formats.Images;

/// <summary>Reads the QR codes (ISO/IEC 18004) in a picture.</summary>
public static class QrCodes
{
    private const int MaxCodes = 8;
    private const int MinSide = 21;

    /// <summary>The texts of the codes, at most 8. Untrusted.</summary>
    public static IReadOnlyList<string> Read(Raster picture)
    {
        if (picture.Width < MinSide || picture.Height < MinSide)
            return [];
        try
        {
            var source = new RGBLuminanceSource(picture.Luma(), picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
            var codes = new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)));
            return codes is null ? [] : [.. codes.Select(code => code.Text).Where(text => !string.IsNullOrEmpty(text)).Distinct(StringComparer.Ordinal).Take(MaxCodes)];
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentException or ReaderException or ArithmeticException or InvalidCastException)
        {
            // The library says so of patterns that only look like a code.
            return [];
        }
    }
}
