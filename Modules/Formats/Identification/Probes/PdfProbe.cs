namespace ScanHost.Formats.Identification.Probes;

/// <summary>Finds a PDF whose header stands behind other bytes: readers accept it within the first 1,024 (ISO 32000-1 annex H, note 13).</summary>
internal static class PdfProbe
{
    internal const int HeaderWithin = 1024;

    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        var at = file.Part(0, HeaderWithin).IndexOf("%PDF-"u8);
        return at >= 0 && file.U8(at + 5) is >= (byte)'0' and <= (byte)'9' && HasBody(file[at..]) ? FileTypes.Get("pdf") : null;
    }

    // Source code and documents quote the header; a document has objects too.
    private static bool HasBody(ReadOnlySpan<byte> pdf) =>
        pdf.Part(0, 8192).IndexOf(" obj"u8) >= 0 && pdf.Part(pdf.Length - 65536L < 0 ? 0 : pdf.Length - 65536L, 65536).IndexOf("trailer"u8) >= 0
        || pdf.Part(Math.Max(0, pdf.Length - 2048L), 2048).IndexOf("startxref"u8) >= 0;
}
