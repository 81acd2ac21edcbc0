using System.Text;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Office packages of firms with links, pictures and tables that lie elsewhere or inside.</summary>
public sealed class PackagesOfFirms : SixthHarmless
{
    private const string Settings = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Minutes.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Minutes of the works council, 12 November</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "settings", "settings.xml", isExternal: false)
            .Part("word/settings.xml", Settings)
            .Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:\\Users\\albers\\AppData\\Roaming\\Microsoft\\Templates\\Protokoll.dotx")
            .Build());

        yield return ("Budget 2027.xlsx", OoxmlBuilder.Excel("<definedName name=\"_xlnm.Print_Area\">a!$A$1:$F$40</definedName>")
            .Relationship("xl/_rels/workbook.xml.rels", "externalLink", "externalLinks/externalLink1.xml", isExternal: false)
            .Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><externalBook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"><sheetNames><sheetName val=\"Ist\"/></sheetNames></externalBook></externalLink>")
            .Relationship("xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath", "file:///\\\\fs01.seitz-pumpen.example\\controlling\\Ist_2026.xlsx")
            .Build());

        yield return ("Project report.docx", OoxmlBuilder.Word("""
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:hyperlink r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:t>project site</w:t></w:r></w:hyperlink></w:p>
            <w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" Type="Embed" ProgID="Excel.Sheet.12" DrawAspect="Content" r:id="rId2"/></w:object></w:r></w:p>
            """)
            .Part("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"https://projects.tradewind.example/117\" TargetMode=\"External\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" Target=\"embeddings/Microsoft_Excel_Sheet.xlsx\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"https://intranet.tradewind.example/logo.png\" TargetMode=\"External\"/></Relationships>")
            .Part("word/embeddings/Microsoft_Excel_Sheet.xlsx", OoxmlBuilder.Excel().Build())
            .Build());

        yield return ("Tender documents.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Annexes: double-click the icons to open the drawings.</w:t></w:r></w:p><w:p><w:r><w:object><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" Type=\"Embed\" ProgID=\"Package\" DrawAspect=\"Icon\" r:id=\"rId1\"/></w:object></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "oleObject", "embeddings/oleObject1.bin", isExternal: false)
            .Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Class("", "0003000C-0000-0000-C000-000000000046").Stream("\u0001Ole10Native", OlePackageBuilder.Package("Annex A - site plan.pdf", PdfBuilder.Document())).Build())
            .Build());
    }
}

/// <summary>Portable documents with forms that compute, attachments that belong to them, and links to shops and downloads.</summary>
public sealed class PapersWithActions : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Travel expenses.pdf", new PdfBuilder()
            .Catalogue("/AcroForm << /Fields [5 0 R 6 0 R] /CO [6 0 R] >> /OpenAction << /S /JavaScript /JS (if \\(app.viewerVersion < 8\\) app.alert\\(\"Please use a newer reader for this form.\"\\); this.getField\\(\"date\"\\).value = util.printd\\(\"dd.mm.yyyy\", new Date\\(\\)\\);) >>")
            .Add(5, "<< /FT /Tx /T (km) /V () /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke\\(2, 0, 0, 0, \"\", true\\);) >> /F << /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, \"\", true\\);) >> >> >>")
            .Add(6, "<< /FT /Tx /T (sum) /Ff 1 /AA << /C << /S /JavaScript /JS (event.value = this.getField\\(\"km\"\\).value * 0.30;) >> >> >>")
            .Build());

        yield return ("Rechnung_20117_ZUGFeRD.pdf", new PdfBuilder()
            .Catalogue("/AF [5 0 R] /Names << /EmbeddedFiles << /Names [(factur-x.xml) 5 0 R] >> >>")
            .Add(5, "<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /AFRelationship /Alternative /EF << /F 6 0 R >> >>")
            .Stream(6, "/Type /EmbeddedFile /Subtype /text#2Fxml", Utf8("<?xml version=\"1.0\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>"))
            .Build());

        yield return ("Scanner quick start.pdf", new PdfBuilder()
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 6 0 R] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
            .Stream(4, "", Encoding.Latin1.GetBytes("BT /F1 14 Tf 60 760 Td (1. Download the driver and install it.) Tj 0 -24 Td (2. Connect the cable when you are asked to.) Tj 0 -24 Td (3. Press Scan. For support see our site.) Tj ET"))
            .Add(5, "<< /Type /Annot /Subtype /Link /Rect [60 750 300 775] /A << /S /URI /URI (https://download.scanner-maker.example/ScanDriver-4.1.exe) >> >>")
            .Add(6, "<< /Type /Annot /Subtype /Link /Rect [60 700 300 725] /A << /S /URI /URI (https://support.scanner-maker.example/) >> >>")
            .Build());

        yield return ("Boarding pass.pdf", new PdfBuilder()
            .Catalogue("/OpenAction << /S /Named /N /Print >> /ViewerPreferences << /PrintScaling /None >>")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
            .Stream(4, "", Encoding.Latin1.GetBytes("BT /F1 18 Tf 60 760 Td (BOARDING PASS  HAM-OSL  27 NOV  SEAT 14C) Tj ET"))
            .Add(5, "<< /Type /Annot /Subtype /Link /Rect [60 700 300 725] /A << /S /SubmitForm /F << /FS /URL /F (https://checkin.north-air.example/feedback) >> /Flags 4 >> >>")
            .Build());
    }
}

/// <summary>Rich texts with objects, fields and templates as word processors of firms write them.</summary>
public sealed class RichTextsOfFirms : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Contract.rtf", Utf8("""
            {\rtf1\ansi\ansicpg1252\deff0\deflang1033{\fonttbl{\f0\fswiss Arial;}}{\*\template C:\\Users\\owen\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm}{\info{\author Owen Hart}{\company Tradewind}}
            \pard\f0\fs22 Contract between Tradewind and {\field{\*\fldinst { HYPERLINK "https://www.harbour-tools.example/" }}{\fldrslt {\ul Harbour Tools}}}.\par Page {\field{\*\fldinst { PAGE }}{\fldrslt 1}}\par}
            """));

        yield return ("Kalkulation.rtf", RtfBuilder.WithObject("Excel.Sheet.8", new OleFileBuilder().Class("", "00020820-0000-0000-C000-000000000046").Stream("Workbook", Carriers.Workbook()).Build(), "\\objw4000\\objh1200"));

        yield return ("exam with plan.rtf", RtfBuilder.WithPackage("site plan.pdf", PdfBuilder.Document()));

        yield return ("mailmerge.rtf", Utf8("""
            {\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\pard Sehr geehrte(r) {\field{\*\fldinst { MERGEFIELD Name }}{\fldrslt \'abName\'bb}},\par
            {\field{\*\fldinst { INCLUDEPICTURE "C:\\\\Vorlagen\\\\unterschrift.png" \\* MERGEFORMATINET }}{\fldrslt }}\par
            {\field{\*\fldinst { DATE \\@ "d. MMMM yyyy" }}{\fldrslt 27. November 2026}}\par}
            """));
    }
}
