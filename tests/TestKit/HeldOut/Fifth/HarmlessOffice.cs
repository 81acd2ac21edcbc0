using System.Text;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Documents of offices, with macros, links and objects that serve their readers.</summary>
public sealed class PapersOfOffices : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Reisekosten.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("DieseArbeitsmappe", """
            Private Sub Workbook_Open()
                Sheets("a").Range("B1").Value = Date
                Application.StatusBar = "Bitte nur gelbe Felder ausfüllen"
            End Sub
            """).Module("Modul1", """
            Sub AlsPdfSenden()
                Dim pfad As String, ol As Object, m As Object
                pfad = Environ("TEMP") & "\Reisekosten_" & Format(Date, "yyyymmdd") & ".pdf"
                ActiveSheet.ExportAsFixedFormat 0, pfad
                Set ol = CreateObject("Outlook.Application")
                Set m = ol.CreateItem(0)
                m.To = "reisestelle@muster-gmbh.example"
                m.Attachments.Add pfad
                m.Display
                Kill pfad
            End Sub
            """).Build()).Build());
        yield return ("Price_import.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("Import", """
            Option Explicit
            Sub ImportRates()
                Dim http As Object, parts() As String, i As Long
                Set http = CreateObject("MSXML2.XMLHTTP.6.0")
                http.Open "GET", "https://www.centralbank.example/rates/daily.csv", False
                http.Send
                If http.Status <> 200 Then MsgBox "No rates today: " & http.StatusText: Exit Sub
                parts = Split(http.responseText, vbLf)
                For i = 0 To UBound(parts)
                    Sheets("a").Cells(i + 1, 1).Value = parts(i)
                Next i
            End Sub
            """).Build()).Build());
        yield return ("Etiketten.docm", OoxmlBuilder.Word("<w:p><w:r><w:t>Etiketten</w:t></w:r></w:p>").WithMacros(new VbaProjectBuilder().Module("NewMacros", """
            Private Declare PtrSafe Function GetUserName Lib "advapi32.dll" Alias "GetUserNameA" (ByVal b As String, n As Long) As Long
            Sub AutoNew()
                Selection.TypeText "Bearbeiter: " & Environ("USERNAME")
            End Sub
            Sub DruckeAlle()
                Dim f As String
                f = Dir("\\files01\etiketten\*.docx")
                Do While f <> ""
                    Documents.Open("\\files01\etiketten\" & f).PrintOut
                    ActiveDocument.Close False
                    f = Dir
                Loop
                Shell "explorer.exe \\files01\etiketten\erledigt", vbNormalFocus
            End Sub
            """).Build()).Build());
        yield return ("Solver_tool.xls", new VbaProjectBuilder().Module("ThisWorkbook", """
            Private Sub Workbook_Open()
                Dim bar As CommandBar
                On Error Resume Next
                Application.CommandBars("Solver").Delete
                Set bar = Application.CommandBars.Add("Solver", msoBarTop)
                bar.Controls.Add(msoControlButton).OnAction = "RunSolver"
                bar.Visible = True
            End Sub
            """).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=HALT()", autoName: 0, isMacroSheet: false)), "_VBA_PROJECT_CUR").Build());
        yield return ("Angebot_mit_Vorlage.docx", OoxmlBuilder.Word($"<w:p><w:r><w:t>{Filler.Prose(2100, 300).ReplaceLineEndings(" ")}</w:t></w:r></w:p>").Part("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>").Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:\\Users\\anna\\AppData\\Roaming\\Microsoft\\Templates\\Angebot.dotx").Build());
        yield return ("Handbook.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Employee handbook. Sign in to the portal to confirm that you have read it.</w:t></w:r></w:p>").Relationship("word/_rels/document.xml.rels", "hyperlink", "https://portal.contoso.example/handbook/confirm").Relationship("word/_rels/footnotes.xml.rels", "hyperlink", "mailto:hr@contoso.example").Build());
        yield return ("Budget_links.xlsx", OoxmlBuilder.Excel("<definedName name=\"Kurs\">[1]Kurse!$B$2</definedName>").Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><externalBook r:id=\"rId1\"><sheetNames><sheetName val=\"Kurse\"/></sheetNames></externalBook></externalLink>").Relationship("xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath", "file:///\\\\files01\\controlling\\Kurse_2026.xlsx").Build());
        yield return ("Protokoll.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Anlage: Messwerte (Doppelklick zum Öffnen)</w:t></w:r></w:p>").Relationship("word/_rels/document.xml.rels", "oleObject", "embeddings/oleObject1.bin", isExternal: false).Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("messwerte.txt", Encoding.UTF8.GetBytes("1;20.4\r\n2;20.9\r\n"))).Build()).Build());
        yield return ("Brief.rtf", Encoding.Latin1.GetBytes("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\generator Riched20 10.0.19041}\\pard\\f0 Sehr geehrte Frau Lenz,\\par anbei unsere Adresse: {\\field{\\*\\fldinst{HYPERLINK \"https://muster-gmbh.example/kontakt\"}}{\\fldrslt{Kontakt}}}\\par{\\pict\\pngblip\\picw300\\pich200 " + Convert.ToHexString([.. InertFiles.Png(300, 200), .. Filler.Noise(2101, 6000)]) + "}}"));
        yield return ("Formel.rtf", RtfBuilder.WithObject("Equation.3", [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 0x20, 0, 0, 0, .. new byte[16], 3, 1, 1, 3, 10, 10, 1, 0x12, 0x83, 0x61, 0, 2, 0x86, 0x3D, 0, 2, 0x88, 0x32, 0, 0]));
        yield return ("Antrag_Formular.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [6 0 R] /NeedAppearances true >> /Names << /JavaScript << /Names [(calc) 7 0 R] >> >>").Add(6, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (betrag) /Rect [50 50 150 70] /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke\\(2, 0, 0, 0, \"\", true\\);) >> /F << /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, \"\", true\\);) >> >> >>").Add(7, "<< /S /JavaScript /JS (function summe\\(\\) { event.value = this.getField\\('a'\\).value + this.getField\\('b'\\).value; }) >>").Build());
        yield return ("Rechnung_ZUGFeRD.pdf", new PdfBuilder().Catalogue("/AF [6 0 R] /Names << /EmbeddedFiles << /Names [(factur-x.xml) 6 0 R] >> >>").Add(6, "<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /AFRelationship /Alternative /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile /Subtype /text#2Fxml", Utf8("<?xml version=\"1.0\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>")).Build());
        yield return ("Ticket_Konzert.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /Im0 5 0 R >> >> /Annots [6 0 R] >>").Stream(4, "", Utf8("BT /F1 14 Tf 50 780 Td (Konzert am 12.12.2026, Einlass 19 Uhr) Tj 0 -24 Td (Bitte zeigen Sie den Code am Einlass) Tj ET q 203 0 0 203 50 500 cm /Im0 Do Q")).Stream(5, "/Type /XObject /Subtype /Image /Width 29 /Height 29 /BitsPerComponent 8 /ColorSpace /DeviceGray", [.. QrCodes.Modules(QrCodes.Ticket).Cast<bool>().Select(dark => (byte)(dark ? 0 : 255))]).Add(6, "<< /Type /Annot /Subtype /Link /Rect [50 460 250 480] /A << /S /URI /URI (https://tickets.kulturhaus.example/agb) >> >>").Build());
        yield return ("Paper.pdf", new PdfBuilder().Catalogue("/OpenAction [3 0 R /FitH 842] /PageMode /UseOutlines").Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [6 0 R 7 0 R] >>").Add(6, "<< /Type /Annot /Subtype /Link /Rect [70 700 300 712] /A << /S /URI /URI (https://doi.org/10.1000/example) >> >>").Add(7, "<< /Type /Annot /Subtype /Link /Rect [70 680 300 692] /A << /S /GoTo /D [3 0 R /XYZ 0 0 0] >> >>").Build());
        yield return ("Notizen.one", OneNoteBuilder.Section(("tafelbild.png", InertFiles.Png(1200, 800)), ("protokoll.pdf", PdfBuilder.Document()), ("budget.xlsx", OoxmlBuilder.Excel().Build())));
    }
}

/// <summary>Programs, installers, apps and archives of firms and friends.</summary>
public sealed class ProgramsAndArchives : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("dbview.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(2200, 20000).Select(value => (byte)(value & 0x3F))]).Importing("KERNEL32.dll", "WriteFile", "WaitForMultipleObjects", "VirtualAlloc", "SetUnhandledExceptionFilter", "GetProcAddress", "LoadLibraryExW", "CreateThread").WithData("Go build ID: \"Zy/Xw\"\0runtime.goexit\0main.main\0database/sql\0github.com/jackc/pgx/v5\0usage: dbview [flags] URL\0https://dbview.opentools.example/docs\0").Build());
        yield return ("screenshot_tool.exe", new PeBuilder().Importing("GDI32.dll", "BitBlt", "CreateCompatibleBitmap").Importing("USER32.dll", "RegisterHotKey", "OpenClipboard", "SetClipboardData", "GetAsyncKeyState").Importing("WINHTTP.dll", "WinHttpOpen", "WinHttpSendRequest").WithData("Snap 3.2\0Print Screen\0Upload to your own server...\0https://update.snap-tool.example/version.json\0Software\\Snap\0").Build());
        yield return ("games_anticheat_client.dll", new PeBuilder().Exporting("acclient.dll", "Initialize", "Heartbeat").Importing("KERNEL32.dll", "OpenProcess", "ReadProcessMemory", "IsDebuggerPresent", "CheckRemoteDebuggerPresent", "CreateToolhelp32Snapshot").WithCode([0xC3, .. Filler.Noise(2201, 30000)], 0x60000020, ".text").WithData("cheatengine-x86_64.exe\0x64dbg.exe\0Integrity check failed\0").Build());
        yield return ("license_service.exe", new PeBuilder().Importing("ADVAPI32.dll", "CreateServiceW", "StartServiceCtrlDispatcherW", "RegSetValueExW", "CryptAcquireContextW", "CryptDecrypt").Importing("WS2_32.dll", "bind", "listen", "accept").WithData("Acme License Service\0/install\0/uninstall\0Port 27000 is in use.\0vendor daemon\0").Build());
        yield return ("backup_tool.exe", NetImage.Build("BackupTool", "Acme.Backup.Program", ["System.IO/File/Copy", "System.IO.Compression/ZipFile/CreateFromDirectory", "System.Security.Cryptography/Aes/Create", "System.Net.Mail/SmtpClient/Send", "Microsoft.Win32/RegistryKey/SetValue"], ["Backup finished: {0} files", "smtp.office.example", "Your files have been encrypted with the password of the profile.", "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run", "vssadmin list shadows"]));
        yield return ("ClipboardHistory.exe", NetImage.Build("ClipboardHistory", "Clip.MainWindow", ["System.Windows.Forms/Clipboard/GetText", "System.Windows.Forms/Clipboard/SetText", "System.IO/File/AppendAllText"], ["Clear history", "Pinned", "%AppData%\\ClipboardHistory\\history.json", "Start with Windows"], natives: ["user32/AddClipboardFormatListener", "user32/RegisterHotKey"]));
        yield return ("RemoteHelp_host.exe", new PeBuilder().Importing("USER32.dll", "SendInput", "GetDesktopWindow").Importing("GDI32.dll", "BitBlt").Importing("WS2_32.dll", "connect", "send").WithData("Remote help of Contoso IT\0Do you allow the service desk to see your screen?\0wss://help.contoso.example/relay\0").Build());
        yield return ("sensor-gateway", ElfImage.Build(183, ["/dev/ttyUSB0", "/dev/watchdog", "mqtt://broker.acme.example:1883", "usage: sensor-gateway -c FILE", "/proc/self/exe", "/etc/sensor-gateway.toml", "systemd", "socket", "connect", "tinyexpr", "firmware update: checksum mismatch"]));
        yield return ("nmon-like", ElfImage.Build(62, ["/proc/%s/stat", "/proc/net/dev", "readdir", "/dev/mem", "iptables -L", "q to quit", "/bin/sh", "popen", "ptrace", "kworker", "TERM", "usage: %s [-b] [-d SECS]"]));
        yield return ("orders-service.jar", InertFiles.Zip(("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nMain-Class: org.springframework.boot.loader.launch.JarLauncher\nStart-Class: example.orders.App\n\n")), ("BOOT-INF/classes/example/orders/App.class", JavaClass.Build("example/orders/App", ["java/lang/Class forName (Ljava/lang/String;)Ljava/lang/Class;", "java/lang/reflect/Method invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;", "javax/crypto/Cipher doFinal ([B)[B"], ["jdbc:postgresql://db/orders", "AES/GCM/NoPadding"])), ("BOOT-INF/classes/application.yml", Utf8("spring:\n  datasource:\n    url: jdbc:postgresql://db/orders\n")), ("BOOT-INF/lib/postgresql-42.7.4.jar", InertFiles.Zip(("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\n\n"))))));
        yield return ("BusTicket.apk", InertFiles.Zip(("AndroidManifest.xml", new AndroidXml().Open("manifest", ("package", "example.transit.tickets"), ("versionName", "7.1")).Leaf("uses-permission", ("name", "android.permission.INTERNET")).Leaf("uses-permission", ("name", "android.permission.ACCESS_FINE_LOCATION")).Leaf("uses-permission", ("name", "android.permission.NFC")).Leaf("uses-permission", ("name", "com.google.android.gms.permission.AD_ID")).Open("application", ("label", "BusTicket")).Open("activity", ("name", ".Main")).Open("intent-filter").Leaf("action", ("name", "android.intent.action.MAIN")).Leaf("category", ("name", "android.intent.category.LAUNCHER")).Close("intent-filter").Close("activity").Close("application").Close("manifest").Build()), ("classes.dex", [.. "dex\n039\0"u8, .. new byte[104], .. Utf8("Lcom/google/firebase/messaging/FirebaseMessaging;\0Ljava/lang/Runtime;\0https://api.transit.example/v3/\0getDeviceId\0")]), ("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nBuilt-By: Signflinger\n\n"))));
        yield return ("ContosoPortal.msix", InertFiles.Zip(("AppxManifest.xml", Utf8("<?xml version=\"1.0\"?><Package xmlns=\"http://schemas.microsoft.com/appx/manifest/foundation/windows10\"><Identity Name=\"Contoso.Portal\" Publisher=\"CN=Contoso Ltd\" Version=\"2.4.0.0\"/><Properties><DisplayName>Contoso Portal</DisplayName><PublisherDisplayName>Contoso Ltd</PublisherDisplayName></Properties><Applications><Application Id=\"App\" Executable=\"Portal.exe\" EntryPoint=\"Windows.FullTrustApplication\"/></Applications></Package>")), ("Portal.exe", InertFiles.Pe()), ("AppxBlockMap.xml", Utf8("<BlockMap xmlns=\"http://schemas.microsoft.com/appx/2010/blockmap\" HashMethod=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"))));
        yield return ("dark-reader-like.xpi", InertFiles.Zip(("manifest.json", Utf8("{\"manifest_version\":3,\"name\":\"Night pages\",\"version\":\"4.9\",\"permissions\":[\"storage\",\"scripting\",\"tabs\"],\"host_permissions\":[\"*://*/*\"],\"background\":{\"service_worker\":\"bg.js\"},\"content_scripts\":[{\"matches\":[\"<all_urls>\"],\"js\":[\"c.js\"],\"all_frames\":true}]}")), ("bg.js", Utf8("chrome.action.onClicked.addListener(async t=>{const{on}=await chrome.storage.sync.get('on');await chrome.storage.sync.set({on:!on});chrome.tabs.sendMessage(t.id,{on:!on})});\n")), ("c.js", Utf8("chrome.storage.sync.get('on').then(({on})=>{document.documentElement.style.filter=on?'invert(1) hue-rotate(180deg)':''});document.addEventListener('keydown',e=>{if(e.altKey&&e.key==='n')chrome.runtime.sendMessage('toggle')});\n"))));
        yield return ("driver_disc.iso", DiscImage.Build("PRINTER", ("setup.exe", false, new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW").Importing("SHELL32.dll", "ShellExecuteW").WithData("Printer setup 3.0\0https://www.acme-print.example/support\0").Build()), ("autorun.inf", false, Dos("[autorun]\nopen=setup.exe\nicon=setup.exe,0\nlabel=Acme Printer\n")), ("readme.txt", false, Utf8("Acme Printer driver 3.0\n"))));
        yield return ("website_backup.zip", InertFiles.Zip(("public/index.php", Utf8("<?php require __DIR__ . '/../vendor/autoload.php'; (new App\\Kernel())->handle($_SERVER['REQUEST_URI']);\n")), ("public/.htaccess", Utf8("RewriteEngine On\nRewriteRule ^ index.php [L]\n")), ("bin/deploy.sh", Utf8("#!/bin/sh\nrsync -az --delete public/ web@www:/var/www/html/\n")), ("db.sql", Utf8("CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(190));\nINSERT INTO users VALUES (1,'anna@contoso.example');\n"))));
        yield return ("Gehaltsabrechnungen_2026.rar", RarBuilder.Rar5WithEncryptedNames());
        yield return ("Fotos Sommerfest.tar.gz", Tarball.Gzipped(("Fotos Sommerfest/IMG_0001.png", [.. InertFiles.Png(800, 600), .. Filler.Noise(2203, 5000)]), ("Fotos Sommerfest/Danke!.txt", Utf8("Schön war's.\n"))));
        yield return ("tools_portable.zip", InertFiles.Zip(("PortableEditor/editor.exe", new PeBuilder().Importing("USER32.dll", "CreateWindowExW", "MessageBoxW").Build()), ("PortableEditor/version.dll", new PeBuilder().Exporting("version.dll", "GetFileVersionInfoW").Importing("KERNEL32.dll", "LoadLibraryW").Build()), ("PortableEditor/start.cmd", Dos("@echo off\nstart \"\" \"%~dp0editor.exe\" -settings=\"%~dp0settings\"\n"))));
    }
}
