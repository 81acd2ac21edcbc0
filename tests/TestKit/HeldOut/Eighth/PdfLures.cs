using System.Globalization;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>PDF pages that show a blurred document, a button or a code to photograph, and lead to a program or a false sign-in page.</summary>
public sealed class PdfLures : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Document_2711.pdf", Page("Adobe Acrobat\nThis document contains protected content.\nThe file is not displayed correctly.\nClick Open to view the document. Password: 755", "https://docs-cloudview.example/download/Document_2711.zip"));
        yield return ("Remittance_Advice_EFT.pdf", Scan("Microsoft 365\nYour payroll document is ready for review and signature.\nScan the QR code below with your phone camera to verify your identity.\nThis access code expires in 24 hours.", "https://login-microsoftonline.secure-auth.example/?e=cGF5cm9sbEBleGFtcGxlLmNvbQ=="));
        yield return ("Factura_electronica.pdf", Page("Comision Federal\nSu factura esta lista. Descargar PDF y XML\n", "http://203.0.113.9/facturas/Factura_Nov.msi", whole: true, more: "/Annots [4 0 R 8 0 R]"));
        yield return ("HR handbook update.pdf", Scan("Employee handbook 2027 - acknowledgement required\nFor security reasons the document can be opened on mobile devices only.", "https://www.google.com/url?q=https%3A%2F%2Fhr-benefits-portal.example%2Fauth%23c3RhZmZAZXhhbXBsZS5jb20="));
    }

    private static PdfBuilder Sheet(string text, string more, string resources)
    {
        var content = new StringBuilder("BT /F1 14 Tf 60 760 Td 18 TL\n");
        foreach (var line in text.Split('\n'))
            content.Append(CultureInfo.InvariantCulture, $"({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*\n");
        content.Append("ET\n").Append(resources.Contains("/Im1", StringComparison.Ordinal) ? "q 220 0 0 220 180 380 cm /Im1 Do Q\n" : "0.1 0.4 0.8 rg 180 560 220 48 re f\nBT 1 1 1 rg /F1 16 Tf 260 578 Td (OPEN) Tj ET\n");
        return new PdfBuilder().Add(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> {resources} >> {more} >>")
            .Stream(5, "/Filter /FlateDecode", EighthForms.Zlib(Encoding.Latin1.GetBytes(content.ToString()))).Add(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    }

    private static byte[] Page(string text, string address, bool whole = false, string more = "/Annots [4 0 R]")
    {
        var pdf = Sheet(text, more, "").Add(4, $"<< /Type /Annot /Subtype /Link /Rect {(whole ? "[0 0 595 842]" : "[180 560 400 608]")} /Border [0 0 0] /A << /S /URI /URI ({address}) >> >>");
        return (whole ? pdf.Add(8, $"<< /Type /Annot /Subtype /Link /Rect [0 0 595 400] /Border [0 0 0] /A << /S /URI /URI ({address}) >> >>") : pdf).Build();
    }

    private static byte[] Scan(string text, string address)
    {
        var (side, samples) = EighthForms.Grey(address);
        return Sheet(text, "", "/XObject << /Im1 7 0 R >>").Stream(7, string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"), EighthForms.Zlib(samples)).Build();
    }
}
