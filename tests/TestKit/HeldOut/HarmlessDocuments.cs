using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>Office files with harmless macros and links.</summary>
public sealed class OfficeWork : HarmlessLookAlike
{
    private const string Format = "Sub FormatReport()\n    Dim r As Range, i As Long\n    Application.ScreenUpdating = False\n    Set r = ActiveSheet.UsedRange\n    For i = 2 To r.Rows.Count\n        If r.Cells(i, 3).Value > 1000 Then r.Rows(i).Interior.Color = RGB(255, 230, 200)\n    Next i\n    r.Columns.AutoFit\n    MsgBox \"Done: \" & r.Rows.Count & \" rows\" & Chr(13) & Chr(10) & \"See sheet 2\"\n    Application.ScreenUpdating = True\nEnd Sub\n";

    private const string Open = "Private Sub Workbook_Open()\n    Worksheets(\"Start\").Activate\n    Application.DisplayFullScreen = False\n    If Format(Date, \"dd\") = \"01\" Then MsgBox \"New month: update the rates\"\nEnd Sub\n\nPrivate Sub Workbook_BeforeClose(Cancel As Boolean)\n    ThisWorkbook.Save\nEnd Sub\n";

    private const string Mail = "Sub MailSheet()\n    Dim o As Object, m As Object\n    Set o = CreateObject(\"Outlook.Application\")\n    Set m = o.CreateItem(0)\n    m.To = Range(\"B1\").Value\n    m.Subject = \"Report \" & Format(Now, \"yyyy-mm-dd\")\n    m.Attachments.Add ActiveWorkbook.FullName\n    m.Display\nEnd Sub\n\nSub ExportCsv()\n    Dim f As Integer\n    f = FreeFile\n    Open ThisWorkbook.Path & \"\\export.csv\" For Output As #f\n    Print #f, \"a;b;c\"\n    Close #f\nEnd Sub\n";

    private const string Database = "Private Sub cmdLoad_Click()\n    Dim c As Object\n    Set c = CreateObject(\"ADODB.Connection\")\n    c.Open \"Provider=SQLOLEDB;Data Source=sql01;Initial Catalog=Sales;Integrated Security=SSPI\"\n    Sheets(1).Range(\"A2\").CopyFromRecordset c.Execute(\"SELECT * FROM orders\")\n    c.Close\nEnd Sub\nSub OpenFolder()\n    Shell \"explorer.exe \" & ThisWorkbook.Path, vbNormalFocus\nEnd Sub\n";

    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("budget.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Module1", Format)).Build()),
        ("planner.xlsm", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Open)).Build()),
        ("report.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Module1", Mail)).Build()),
        ("orders.xlsm", OoxmlBuilder.Excel().WithMacros(Project("UserForm1", Database)).Build()),
        ("old.xls", new VbaProjectBuilder().Module("Module1", Format + Open).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=ALERT(\"x\")", 0, 0, isMacroSheet: false)), "_VBA_PROJECT_CUR").Build()),
        ("macro4.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=ALERT(\"Hello\")", 0, 0)).Build()),
        ("letter.docm", OoxmlBuilder.Word().WithMacros(Project("NewMacros", "Sub InsertSignature()\n    Selection.TypeText Text:=Application.UserName & vbCrLf & Environ(\"COMPUTERNAME\")\n    Selection.InlineShapes.AddPicture FileName:=\"C:\\Templates\\sig.png\"\nEnd Sub\nSub AutoNew()\n    ActiveDocument.Fields.Update\nEnd Sub\n")).Build()),
        ("links.docx", OoxmlBuilder.Word("<w:p><w:r><w:instrText>HYPERLINK \"https://www.iana.org/\"</w:instrText></w:r></w:p>").Relationship("word/_rels/document.xml.rels", "hyperlink", "https://www.iana.org/domains").Build()),
        ("template.docx", OoxmlBuilder.Word().Part("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>").Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:\\Users\\ann\\AppData\\Roaming\\Microsoft\\Templates\\Letter.dotx").Build()),
        ("linkedtable.xlsx", OoxmlBuilder.Excel().Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>").Relationship("xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath", "file:///\\\\fs01\\finance\\Rates.xlsx").Build()),
        ("mailmerge.docx", OoxmlBuilder.Word("<w:p><w:r><w:instrText xml:space=\"preserve\"> MERGEFIELD Name </w:instrText></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r></w:p>").Build()),
        ("embedded.docx", OoxmlBuilder.Word().Part("word/embeddings/Microsoft_Excel_Worksheet.xlsx", OoxmlBuilder.Excel().Build()).Build()),
        ("packed.docx", OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("data.csv", "a,b\n1,2\n"u8.ToArray())).Class("", "0003000c-0000-0000-c000-000000000046").Build()).Build()),
        ("letter.rtf", Utf8("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}{\\colortbl;\\red0\\green0\\blue255;}{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1\\pard\\f0\\fs24 Dear Ms Smith,\\par {\\field{\\*\\fldinst HYPERLINK \"https://www.iana.org/\"}{\\fldrslt\\ul\\cf1 our site}}\\par}")),
        ("protected.xlsx", AgileEncryption.Encrypt(OoxmlBuilder.Excel().Build(), "a long private password")),
        ("notes.one", OneNoteBuilder.Section(("photo.png", InertFiles.Png()), ("minutes.docx", OoxmlBuilder.Word().Build()), ("scan.pdf", PdfBuilder.Document()))),
        ("mail.msg", new MsgBuilder().Text(0x0037, "Minutes").Text(0x0042, "Ann Miller").Text(0x5D02, "ann@firm.invalid").Text(0x1000, "Please find the minutes attached.\r\nRegards").Attachment("minutes.pdf", PdfBuilder.Document()).Attachment("logo.png", InertFiles.Png()).Build()),
    ];

    private static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>PDF files as forms and reports are.</summary>
public sealed class PdfWork : HarmlessLookAlike
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("form.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [5 0 R] /NeedAppearances true >>").Add(5, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /Rect [10 10 90 30] /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke\\(2, 0, 0, 0, \"\", true\\);) >> /F << /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, \"\", true\\);) >> >> >>").Build()),
        ("calc.pdf", new PdfBuilder().Catalogue("/Names << /JavaScript << /Names [(init) 6 0 R] >> >>").Add(6, "<< /S /JavaScript /JS (function total\\(\\) { return this.getField\\('a'\\).value + this.getField\\('b'\\).value; }) >>").Build()),
        ("print.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /Named /N /Print >>").Build()),
        ("view.pdf", new PdfBuilder().Catalogue("/OpenAction [3 0 R /FitH 200] /PageMode /UseOutlines").Build()),
        ("paper.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [ << /Type /Annot /Subtype /Link /Rect [1 1 9 9] /A << /S /URI /URI (https://doi.org/10.1000/182) >> >> << /Type /Annot /Subtype /Link /Rect [1 10 9 19] /A << /S /URI /URI (https://github.com/example/data/archive/v1.zip) >> >> ] >>").Build()),
        ("einvoice.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(factur-x.xml) 6 0 R] >> >> /AF [6 0 R]").Add(6, "<< /Type /Filespec /F (factur-x.xml) /AFRelationship /Data /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile /Subtype /text#2Fxml", "<?xml version='1.0'?><rsm:CrossIndustryInvoice xmlns:rsm='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'/>"u8.ToArray()).Build()),
        ("scan.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /I 8 0 R >> >> /Contents 9 0 R >>").Stream(8, "/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[3000], 0xFF, 0xD9]).Stream(9, "", "q 612 0 0 792 0 0 cm /I Do Q"u8.ToArray()).Build()),
        ("submit.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [5 0 R] >>").Add(5, "<< /Type /Annot /Subtype /Widget /FT /Btn /T (send) /Rect [10 10 90 30] /A << /S /SubmitForm /F << /FS /URL /F (https://forms.firm.invalid/submit) >> /Flags 4 >> >>").Build()),
        ("flyer.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /I 8 0 R >> >> /Contents 9 0 R /Annots [ << /Type /Annot /Subtype /Link /Rect [200 40 400 60] /A << /S /URI /URI (https://www.theatre.invalid/tickets) >> >> ] >>").Stream(8, "/Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[900], 0xFF, 0xD9]).Stream(9, "", "q 612 0 0 792 0 0 cm /I Do Q BT /F1 12 Tf (Summer concert, tickets at the door, doors open at seven) Tj ET"u8.ToArray()).Build()),
    ];
}

/// <summary>Pages, drawings and mail as people get them.</summary>
public sealed class WebWork : HarmlessLookAlike
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("login.html", Utf8("<!DOCTYPE html><html><head><title>Intranet - Sign in</title><link rel=stylesheet href=/css/site.css></head><body><form action=\"/account/login\" method=\"post\"><input type=\"hidden\" name=\"__RequestVerificationToken\" value=\"CfDJ8Nf\"><label>User<input name=user></label><label>Password<input type=password name=password></label><button>Sign in</button></form><a href=/account/forgot>Forgot your password?</a></body></html>")),
        ("wp-login.html", Utf8("<!DOCTYPE html><html lang=en><head><title>Log In &lsaquo; My Blog &#8212; WordPress</title></head><body class=login><form name=loginform id=loginform action=https://blog.firm.invalid/wp-login.php method=post><input type=text name=log id=user_login><input type=password name=pwd id=user_pass><input type=hidden name=redirect_to value=https://blog.firm.invalid/wp-admin/></form><script>try{document.getElementById('user_login').focus()}catch(e){}</script></body></html>")),
        ("saved-shop.html", Utf8("<html><head><meta charset=utf-8><title>Cart | Shop</title><meta http-equiv=refresh content=\"1800\"><script async src=\"https://www.googletagmanager.com/gtag/js?id=G-1\"></script><script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());</script></head><body><iframe src=\"https://www.googletagmanager.com/ns.html?id=G-1\" height=0 width=0 style=\"display:none;visibility:hidden\"></iframe><form action=\"https://shop.firm.invalid/pay\"><input name=email type=email><input type=text name=coupon></form><p>Pay with PayPal or card</p></body></html>")),
        ("notebook.html", Utf8("<html><head><title>analysis</title></head><body><img src=\"data:image/png;base64," + Convert.ToBase64String([.. InertFiles.Png(), .. new byte[4000]]) + "\"><script type=\"application/json\">{\"cells\":[1,2,3]}</script><script>function save(){var a=document.createElement('a');a.href=URL.createObjectURL(new Blob([document.body.innerText],{type:'text/plain'}));a.download='out.txt';a.click()}</script><button onclick=save()>Save</button></body></html>")),
        ("howto.html", Utf8("<html><head><title>Install the tool on Windows</title></head><body><p>Press Win + R, type <code>cmd</code> and press Enter. Then run <code>winget install Git.Git</code>.</p><pre>powershell -c \"irm https://astral.sh/uv/install.ps1 | iex\"</pre><button class=copy>Copy</button><script>document.querySelector('.copy').onclick=()=>navigator.clipboard.writeText(document.querySelector('pre').innerText)</script></body></html>")),
        ("redirect.html", Utf8("<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"0; url=docs/index.html\"><title>Documentation</title></head><body><a href=docs/index.html>Documentation</a></body></html>")),
        ("drawing.svg", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape (http://www.inkscape.org/) -->\n<svg width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\" version=\"1.1\" inkscape:version=\"1.2\" sodipodi:docname=\"a.svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns=\"http://www.w3.org/2000/svg\"><sodipodi:namedview id=\"n\"/><defs/><g inkscape:label=\"Layer 1\"><a xlink:href=\"https://www.iana.org/\"><rect x=\"1\" y=\"1\" width=\"9\" height=\"9\" style=\"fill:#00f\"/></a><image xlink:href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE=\"/></g></svg>")),
        ("chart.svg", Utf8("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 40\"><style>.bar:hover{fill:red}</style><g><rect class=\"bar\" width=\"10\" height=\"30\"><title>30</title></rect></g><foreignObject width=\"90\" height=\"10\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Label of the chart</div></foreignObject></svg>")),
        ("newsletter.eml", Mail("News <news@list.firm.invalid>", "Reply-To: editors@firm.invalid\nList-Unsubscribe: <https://click.mailer.invalid/u/1>\nAuthentication-Results: mx; dkim=pass; spf=pass; dmarc=pass\nContent-Type: text/html; charset=utf-8", "<html><body><div style=\"display:none;max-height:0\">Our news &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;</div><a href=\"https://click.mailer.invalid/c/12?e=YW5uQGZpcm0uaW52YWxpZA\">Read more on our site</a><a href=\"https://click.mailer.invalid/c/13\">www.firm.invalid</a><img src=\"https://click.mailer.invalid/o.gif\" width=1 height=1></body></html>")),
        ("bounce.eml", Mail("Mail Delivery Subsystem <mailer-daemon@mx.invalid>", "Content-Type: multipart/report; report-type=delivery-status; boundary=r", "--r\nContent-Type: text/plain\n\nThe address had permanent fatal errors.\n\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.invalid\nAction: failed\n\n--r\nContent-Type: message/rfc822\n\nFrom: a@firm.invalid\nSubject: hi\n\nhello\n--r--\n")),
        ("password-reset.eml", Mail("Shop <no-reply@shop.invalid>", "Content-Type: text/plain", "Hello Ann,\n\nyou asked for a new password. Open https://shop.invalid/reset?token=8f3a&mail=ann%40firm.invalid within one hour.\nIf you did not ask, ignore this mail.\n")),
        ("invite.eml", Mail("Ann <ann@firm.invalid>", "Content-Type: multipart/mixed; boundary=m", "--m\nContent-Type: text/plain\n\nMeeting on Monday. Meeting ID: 123 456, passcode: 7788.\n--m\nContent-Type: text/calendar; name=\"invite.ics\"\nContent-Disposition: attachment; filename=\"invite.ics\"\n\nBEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Sync\nDTSTART:20260101T100000Z\nEND:VEVENT\nEND:VCALENDAR\n--m\nContent-Type: application/pdf; name=\"agenda.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"agenda.pdf\"\n\n" + Convert.ToBase64String(PdfBuilder.Document(), Base64FormattingOptions.InsertLineBreaks) + "\n--m--\n")),
        ("report.eml", Mail("Build <build@firm.invalid>", "Content-Type: multipart/mixed; boundary=m", "--m\nContent-Type: text/plain\n\nNightly report attached.\n--m\nContent-Type: text/html; name=\"report.html\"\nContent-Disposition: attachment; filename=\"report.html\"\n\n<html><head><title>Coverage</title></head><body><table><tr><td>91 %</td></tr></table><script>document.querySelectorAll('td').forEach(t=>t.title=t.innerText)</script></body></html>\n--m--\n")),
        ("meeting.ics", Utf8("BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nORGANIZER;CN=Ann:mailto:ann@firm.invalid\r\nATTENDEE;RSVP=TRUE:mailto:bob@firm.invalid\r\nDESCRIPTION:Join: https://meet.google.com/abc-defg-hij\\nPhone +1 555 0100\r\nSUMMARY:Weekly\r\nDTSTART:20260105T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")),
        ("ann.vcf", Utf8("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Miller;Ann;;;\r\nEMAIL;TYPE=INTERNET:ann@firm.invalid\r\nURL:https://firm.invalid/ann\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAE=\r\nEND:VCARD\r\n")),
        ("readme.md", Utf8("# Tool\n\n```sh\ncurl -fsSL https://get.tool.invalid/install.sh | sh\n```\n\nOn Windows:\n\n```powershell\nSet-ExecutionPolicy RemoteSigned -Scope CurrentUser\niwr -useb get.scoop.sh | iex\n```\n\nSupport: help@tool.invalid\n")),
        ("threat-report.txt", Utf8("The loader runs powershell -nop -w hidden -enc and fetches hxxp://192.0.2[.]1/a.exe. It adds an exclusion with Add-MpPreference and deletes shadow copies (vssadmin delete shadows). Persistence is a value under HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run. Contact: soc@firm.invalid\n")),
    ];

    private static byte[] Mail(string from, string headers, string body) => Utf8($"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@firm.invalid>\nTo: you@firm.invalid\nFrom: {from}\nSubject: Hello\nMIME-Version: 1.0\n{headers}\n\n{body}\n");
}

/// <summary>Programs, archives, databases, models and fonts.</summary>
public sealed class BinaryWork : HarmlessLookAlike
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("setup.exe", Nsis("lzma")), ("setup-zlib.exe", Nsis("zlib")),
        ("calculator.lnk", new LinkBuilder().To(@"C:\Windows\System32\calc.exe").Icon(@"C:\Windows\System32\calc.exe").From("ws-114").Build()),
        ("Word.lnk", OddShortcuts.Link(relative: @"..\..\Program Files\Microsoft Office\root\Office16\WINWORD.EXE", arguments: "/n", icon: @"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE")),
        ("Notes.lnk", new LinkBuilder().To(@"C:\Program Files\Notepad++\notepad++.exe").With("\"C:\\Users\\ann\\notes.txt\"").Build()),
        ("Share.lnk", new LinkBuilder().To(@"Z:\Projects\Plan.xlsx").Build()),
        ("locked.zip", Locked("zip")), ("locked.7z", Locked("7z")),
        ("source.zip", InertFiles.Zip(("src/main.c", "int main(void){return 0;}"u8.ToArray()), ("src/run.bat", "@echo off\r\ncall build.bat\r\n"u8.ToArray()), ("src/run.sh", "#!/bin/sh\nmake\n"u8.ToArray()), ("README.md", "# a"u8.ToArray()))),
        ("tool.zip", InertFiles.Zip(("tool.exe", new PeBuilder().Importing("KERNEL32.dll", "ExitProcess", "GetStdHandle", "WriteFile", "ReadFile", "CloseHandle", "GetLastError", "HeapAlloc", "HeapFree", "GetModuleHandleA", "GetCommandLineA").Build()), ("LICENSE", "MIT"u8.ToArray()))),
        ("model.pkl", [0x80, 4, 0x95, 0x24, 0, 0, 0, 0, 0, 0, 0, 0x8C, 20, .. "sklearn.linear_model"u8, 0x94, 0x8C, 16, .. "LinearRegression"u8, 0x94, 0x93, (byte)'.']),
        ("weights.safetensors", [0x40, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes("{\"w\":{\"dtype\":\"F32\",\"shape\":[16],\"data_offsets\":[0,64]}}".PadRight(64)), .. new byte[64]]),
        ("data.sqlite", Sqlite()),
        ("favicon.ico", [0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 48, 0, 0, 0, 22, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 32, .. new byte[60]]),
        ("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0, 55, .. "Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u000E\0\u0002\0\0\0\u0015\0\0\0\u001A\0\0\0\0"u8, .. "Holiday at the sea <3"u8, 0, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0xFF, 0xD9]),
        ("shot.png", InertFiles.Png(text: "Software\0Adobe ImageReady <script-fu> 2.1")),
    ];

    private static byte[] Locked(string type)
    {
        using var folder = new TemporaryFolder();
        folder.Write("contract.pdf", PdfBuilder.Document());
        ForeignTool.Run(folder.Path, "7z", "a", "-t" + type, "-pA-private-phrase", "out." + type, "contract.pdf");
        return folder.Read("out." + type);
    }

    private static byte[] Nsis(string compressor)
    {
        using var folder = new TemporaryFolder();
        folder.Write("readme.txt", Utf8(string.Concat(Enumerable.Repeat("This program does what it says.\r\n", 200))));
        folder.Write("app.exe", new PeBuilder().Importing("KERNEL32.dll", "ExitProcess", "GetStdHandle", "WriteFile", "ReadFile", "CloseHandle", "GetLastError", "HeapAlloc", "HeapFree", "GetModuleHandleA", "GetCommandLineA").Build());
        folder.Write("in.nsi", Utf8($"SetCompressor /SOLID {compressor}\nName \"App\"\nOutFile \"out.exe\"\nInstallDir \"$PROGRAMFILES\\App\"\nRequestExecutionLevel admin\nPage directory\nPage instfiles\nSection\nSetOutPath $INSTDIR\nFile app.exe\nFile readme.txt\nCreateShortcut \"$SMPROGRAMS\\App.lnk\" \"$INSTDIR\\app.exe\"\nWriteUninstaller \"$INSTDIR\\uninstall.exe\"\nSectionEnd\nSection \"Uninstall\"\nDelete \"$INSTDIR\\app.exe\"\nSectionEnd\n"));
        ForeignTool.Run(folder.Path, "makensis", "-V1", "in.nsi");
        return folder.Read("out.exe");
    }

    private static byte[] Sqlite()
    {
        var file = new byte[8192];
        "SQLite format 3\0"u8.CopyTo(file);
        file[16] = 16;
        file[18] = file[19] = 1;
        file[21] = 64;
        file[22] = file[23] = 32;
        file[31] = 2;
        file[100] = 13;
        return file;
    }
}
