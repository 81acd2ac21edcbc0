using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents with templates, links and objects as offices have them.</summary>
public sealed class HarmlessPapers : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Minutes 2026-11-20.docx", Word(P("Minutes of the works council"), settings: "<w:attachedTemplate r:id=\"rId10\"/>", settingsLinks: [new Link("attachedTemplate", "file:///\\\\filesrv01\\Templates\\Office\\Minutes.dotx", true)]));
        yield return ("Budget 2027.xlsx", Excel([("Total", "visible", "<row r=\"1\"><c r=\"A1\"><f>[1]Sales!$B$4</f><v>1200</v></c></row>"), ("Notes", "hidden", Row(1, "internal"))], [new Link("externalLink", "externalLinks/externalLink1.xml")],
            [("xl/externalLinks/externalLink1.xml", EighthForms.Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><externalBook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"><sheetNames><sheetName val=\"Sales\"/></sheetNames></externalBook></externalLink>")),
                ("xl/externalLinks/_rels/externalLink1.xml.rels", EighthForms.Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\" Target=\"file:///S:\\Controlling\\Sales%202026.xlsx\" TargetMode=\"External\"/></Relationships>"))]));
        yield return ("Annual report.docx", Word(P("Annual report") + "<w:p><w:r><w:object><v:shape id=\"_x0000_i1025\" style=\"width:300pt;height:120pt\"/><o:OLEObject Type=\"Embed\" ProgID=\"Excel.Sheet.12\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Content\" r:id=\"rId10\"/></w:object></w:r></w:p>" + "<w:p><w:hyperlink r:id=\"rId11\"><w:r><w:t>www.example.com/report</w:t></w:r></w:hyperlink></w:p>",
            [new Link("package", "embeddings/Microsoft_Excel_Worksheet.xlsx"), new Link("hyperlink", "https://www.example.com/report", true)], [("word/embeddings/Microsoft_Excel_Worksheet.xlsx", Excel([("Sheet1", "visible", Row(1, "Turnover", "1 200"))]))]));
        yield return ("Offer with drawings.docx", Word(P("Please find the drawings enclosed in this document.") + "<w:p><w:r><w:object><v:shape id=\"_x0000_i1026\" style=\"width:76pt;height:49pt\"/><o:OLEObject Type=\"Embed\" ProgID=\"Package\" ShapeID=\"_x0000_i1026\" DrawAspect=\"Icon\" r:id=\"rId10\"/></w:object></w:r></w:p>", [new Link("oleObject", "embeddings/oleObject1.bin")], [("word/embeddings/oleObject1.bin", PackedFile("Drawing 114-B.pdf", PdfBuilder.Document()))]));
        yield return ("Thesis chapter.docx", Word(P("3.2 Results") + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> INCLUDEPICTURE \"https://www.university.example/img/plot.png\" \\* MERGEFORMATINET </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:p><w:r><w:object><v:shape id=\"_x0000_i1027\" style=\"width:60pt;height:20pt\"/><o:OLEObject Type=\"Embed\" ProgID=\"Equation.3\" ShapeID=\"_x0000_i1027\" DrawAspect=\"Content\" r:id=\"rId10\"/></w:object></w:r></w:p>", [new Link("oleObject", "embeddings/oleObject1.bin")],
            [("word/embeddings/oleObject1.bin", new OleFileBuilder().Class("", "0002CE02-0000-0000-C000-000000000046").Stream("\u0001CompObj", CompObj("Microsoft Equation 3.0", "Equation.3")).Stream("Equation Native", [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 24, 0, 0, 0, .. new byte[16], 3, 1, 1, 3, 0, 0x0A, 1, 2, 0x83, 0x78, 0, 2, 0x86, 0x3D, 0, 2, 0x88, 0x31, 0, 0, 0, 0, 0, 0]).Build())]));
    }
}
