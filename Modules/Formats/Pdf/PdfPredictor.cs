namespace ScanHost.Formats.Pdf;

/// <summary>Undoes the prediction of rows, ISO 32000-1 7.4.4.4: TIFF (2) and PNG (10 and up).</summary>
internal static class PdfPredictor
{
    internal static byte[] Undo(byte[] data, PdfMap? options)
    {
        var predictor = options?.Whole("Predictor") ?? 1;
        if (predictor < 2 || options is null)
            return data;
        var colors = Math.Clamp(options.Whole("Colors") ?? 1, 1, 32);
        var bits = Math.Clamp(options.Whole("BitsPerComponent") ?? 8, 1, 16);
        var rowBytes = (int)Math.Min(((long)Math.Clamp(options.Whole("Columns") ?? 1, 1, 1 << 24) * colors * bits + 7) / 8, 1 << 26);
        var pixelBytes = Math.Max(1, colors * bits / 8);
        return predictor == 2 ? Tiff(data, rowBytes, pixelBytes, bits) : Png(data, rowBytes, pixelBytes);
    }

    private static byte[] Tiff(byte[] data, int rowBytes, int pixelBytes, int bits)
    {
        if (bits != 8)
            return data;
        for (var row = 0; row < data.Length; row += rowBytes)
            for (var at = row + pixelBytes; at < Math.Min(row + rowBytes, data.Length); at++)
                data[at] += data[at - pixelBytes];
        return data;
    }

    // Each row begins with the number of its filter, PNG (ISO/IEC 15948) 9.2.
    private static byte[] Png(byte[] data, int rowBytes, int pixelBytes)
    {
        var output = new byte[data.Length - ((data.Length + rowBytes) / (rowBytes + 1))];
        var (written, above) = (0, -1);
        for (var at = 0; at + 1 < data.Length; at += rowBytes + 1)
        {
            var length = Math.Min(Math.Min(rowBytes, data.Length - at - 1), output.Length - written);
            for (var index = 0; index < length; index++)
            {
                int left = index >= pixelBytes ? output[written + index - pixelBytes] : 0;
                int up = above >= 0 ? output[above + index] : 0;
                int corner = above >= 0 && index >= pixelBytes ? output[above + index - pixelBytes] : 0;
                output[written + index] = (byte)(data[at + 1 + index] + (data[at] switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 }));
            }
            above = written;
            written += length;
        }
        return output;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
