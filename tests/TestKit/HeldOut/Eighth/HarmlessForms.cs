using System.Globalization;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>PDF forms, electronic invoices, tickets and newsletters.</summary>
public sealed class HarmlessForms : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Travel expenses form.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [7 0 R 8 0 R] /DA (/Helv 0 Tf 0 g) >> /Names << /JavaScript << /Names [ (Init) 9 0 R ] >> >>")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [7 0 R 8 0 R] >>")
            .Add(7, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Kilometres) /Rect [100 700 200 720] /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke\\(0, 0, 0, 0, \"\", true\\);) >> /F << /S /JavaScript /JS (AFNumber_Format\\(0, 0, 0, 0, \"\", true\\);) >> >> >>")
            .Add(8, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Total) /Rect [100 660 200 680] /AA << /C << /S /JavaScript /JS (event.value = this.getField\\(\"Kilometres\"\\).value * 0.3;) >> >> >>")
            .Add(9, "<< /S /JavaScript /JS (function check\\(f\\) { if \\(f.value == \"\"\\) app.alert\\(\"Please fill in \" + f.name\\); }\nif \\(app.viewerVersion < 7\\) app.alert\\(\"Please use a newer reader.\"\\);) >>").Build());
        yield return ("Invoice 2026-3391 (ZUGFeRD).pdf", Text("Invoice 2026-3391\nTotal 119.00 EUR", new PdfBuilder().Catalogue("/AF [8 0 R] /Names << /EmbeddedFiles << /Names [ (factur-x.xml) 8 0 R ] >> >>")
            .Stream(7, "/Type /EmbeddedFile /Subtype /text#2Fxml", EighthForms.Utf8("<?xml version=\"1.0\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>")).Add(8, "<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /AFRelationship /Alternative /EF << /F 7 0 R >> >>")).Build());
        yield return ("Bill with payment code.pdf", Code("Waterworks - annual bill\nPlease scan the code with your banking app to pay.", "BCD\n002\n1\nSCT\nGENODEF1XXX\nWaterworks Exampletown\nDE02120300000000202051\nEUR84.20\n\n\nBill 88213"));
        yield return ("Boarding pass.pdf", Code("BERG/ANNA  ARN - BER  Gate 14  Seat 12A\nAdd to wallet: https://www.airline.example/checkin", "M1BERG/ANNA           EXAMPL ARNBEREX 0123 325Y012A0014 100"));
        yield return ("Newsletter November.pdf", Text("Our November offers\nRead more online\nPrint this page", new PdfBuilder().Catalogue("/OpenAction [3 0 R /Fit] /PageMode /UseNone")
            .Add(7, "<< /Type /Annot /Subtype /Link /Rect [60 700 300 740] /A << /S /URI /URI (https://news.shop.example/nov?utm_source=pdf&utm_campaign=nov26) >> >>").Add(8, "<< /Type /Annot /Subtype /Link /Rect [60 600 200 640] /A << /S /Named /N /Print >> >>"), "/Annots [7 0 R 8 0 R]").Build());
    }

    private static PdfBuilder Text(string text, PdfBuilder pdf, string more = "", string resources = "", string drawing = "") => pdf
        .Add(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> {resources} >> {more} >>")
        .Stream(5, "/Filter /FlateDecode", EighthForms.Zlib(Encoding.Latin1.GetBytes("BT /F1 12 Tf 60 760 Td 18 TL\n" + string.Concat(text.Split('\n').Select(line => $"({line}) Tj T*\n")) + "ET\n" + drawing))).Add(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");

    private static byte[] Code(string text, string content)
    {
        var (side, samples) = EighthForms.Grey(content);
        return Text(text, new PdfBuilder(), "", "/XObject << /Im1 7 0 R >>", "q 120 0 0 120 60 400 cm /Im1 Do Q\n")
            .Stream(7, string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"), EighthForms.Zlib(samples)).Build();
    }
}
