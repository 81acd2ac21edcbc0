using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Letters, invitations and cards of firms and people.</summary>
public sealed class LettersOfEveryday : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Versandbestaetigung.eml", Letter.Build("""
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass header.d=paketdienst.example; dmarc=pass
From: "Paketdienst" <noreply@paketdienst.example>
To: anna@contoso.example
Subject: Ihr Paket kommt morgen
Date: Wed, 18 Nov 2026 17:12:00 +0100
Message-ID: <p1@paketdienst.example>
""", "<html><body><p>Guten Tag, Ihr Paket JJD0099 wird morgen zwischen 10 und 13 Uhr zugestellt.</p><p><a href=\"https://www.paketdienst.example/verfolgen?nr=JJD0099&amp;utm_source=mail\">Sendung verfolgen</a> | <a href=\"https://www.paketdienst.example/umleiten?t=8a7b\">Umleiten</a></p><p>Wir fragen Sie nie nach Zahlungsdaten per E-Mail.</p></body></html>", true));
        yield return ("New sign-in.eml", Letter.Build("""
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass; dmarc=pass
From: Cloudspace Security <security@cloudspace.example>
To: d.okafor@contoso.example
Subject: New sign-in to your account from Chrome on Windows
Date: Thu, 5 Nov 2026 06:10:00 +0000
Message-ID: <s9@cloudspace.example>
""", "<p>We noticed a new sign-in to your account d.okafor@contoso.example.</p><p>Device: Chrome on Windows<br>Place: Leeds, UK (approximate)<br>Time: 06:08 UTC</p><p>If this was you, no action is needed. If not, <a href='https://account.cloudspace.example/security/activity'>check your activity</a> and change your password.</p>", true));
        yield return ("Please sign_ NDA Fabrikam.eml", Letter.Build("""
Authentication-Results: mx.fabrikam.example; spf=pass; dkim=pass header.d=signnow-service.example; dmarc=pass
From: "Lars Holm via SignService" <noreply@signnow-service.example>
Reply-To: l.holm@northwind.example
To: m.lopez@fabrikam.example
Subject: Please sign: NDA Fabrikam - Northwind
Date: Mon, 9 Nov 2026 10:00:00 +0000
Message-ID: <sign@signnow-service.example>
""", "<table width=600><tr><td bgcolor='#24408e' style='color:#fff;padding:20px'>Lars Holm sent you a document to review and sign.</td></tr><tr><td><a href='https://app.signnow-service.example/s/8f2c1d/review?signer=2' style='background:#ffcc22;padding:12px'>REVIEW DOCUMENT</a></td></tr></table><p>Hi Maria, the version we agreed on Friday. Lars</p><p>Do not share this email: it contains a personal link.</p>", true));
        yield return ("Voicemail Lena.eml", Letter.Build("""
From: "Telefonanlage" <pbx@muster-gmbh.example>
To: lena@muster-gmbh.example
Subject: Neue Sprachnachricht von +49 30 5550199 (00:23)
Date: Tue, 10 Nov 2026 15:33:00 +0100
Message-ID: <vm@muster-gmbh.example>
""", "Sie haben eine neue Sprachnachricht in Ihrer Mailbox.\nAnrufer: +49 30 5550199\nDauer: 00:23\nDie Aufnahme ist angehängt.\n", false, ("msg0003.wav", "audio/wav", [.. "RIFF"u8, 0x24, 0x40, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 0, 0x40, 0, 0, .. Filler.Noise(2001, 16384)])));
        yield return ("Mahnung.eml", Letter.Build("""
From: "Stadtwerke Musterstadt" <forderung@stadtwerke.example>
To: buchhaltung@wingtip.example
Subject: Zahlungserinnerung zu Vertrag 4471-88
Date: Fri, 20 Nov 2026 08:00:00 +0100
Message-ID: <m@stadtwerke.example>
""", "Sehr geehrte Damen und Herren,\n\nsicher haben Sie es nur übersehen: Die Abschlagszahlung November über 212,00 EUR ist noch offen.\nBitte überweisen Sie den Betrag bis 04.12.2026 auf das Ihnen bekannte Konto. Hat sich das überschnitten, betrachten Sie dieses Schreiben als gegenstandslos.\n\nIhre Stadtwerke\n", false, ("Zahlungserinnerung.pdf", "application/pdf", PdfBuilder.Document())));
        yield return ("Fwd_ suspicious mail.eml", Letter.Build("""
From: "Karen Wills" <k.wills@fabrikam.example>
To: phishing@fabrikam.example
Subject: Fwd: Is this real?
Date: Wed, 25 Nov 2026 09:00:00 +0000
Message-ID: <fw@fabrikam.example>
""", "Hi, I got this text message and did not click. Reporting it as the training said.\n\n> Your parcel is held. Pay the fee of 1.99 within 24 hours: hxxps://parcel-fee[.]example/pay\n\nKaren\n", false));
        yield return ("設備点検のお知らせ.eml", Letter.Build("""
From: =?utf-8?B?57eP5YuZ6YOo?= <soumu@northwind.example>
To: all@northwind.example
Subject: =?utf-8?B?6Kit5YKZ54K55qSc44Gu44GK55+l44KJ44Gb?=
Date: Mon, 16 Nov 2026 09:00:00 +0900
Message-ID: <jp@northwind.example>
""", "各位\n\n11月21日(土)9時から17時まで電気設備点検のため全館停電となります。\nサーバーは前日20時に停止します。詳細は社内ポータルをご覧ください。\nhttps://portal.northwind.example/news/1121\n\n総務部\n", false));
        yield return ("Password for the archive.eml", Letter.Build("""
From: "Nóra Kiss" <kiss.nora@konyveles.example>
To: hr@tailspin.example
Subject: Bérjegyzékek 2026. október
Date: Thu, 5 Nov 2026 16:00:00 +0100
Message-ID: <ber@konyveles.example>
""", "Kedves Kollégák!\n\nCsatolom az októberi bérjegyzékeket, titkosítva. A jelszót a szokott módon, SMS-ben küldöm.\n\nÜdvözlettel\nKiss Nóra\n", false, ("berjegyzek_2026_10.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new OleFileBuilder().Stream("EncryptionInfo", [4, 0, 4, 0, 0x40, 0, 0, 0, .. Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\"><keyData saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"64\" cipherAlgorithm=\"AES\" cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"AAAAAAAAAAAAAAAAAAAAAA==\"/></encryption>")]).Stream("EncryptedPackage", [0, 0x20, 0, 0, 0, 0, 0, 0, .. Filler.Noise(2002, 8192)]).Build())));
        yield return ("standup.ics", Dos("""
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E00800000000
DTSTAMP:20261120T080000Z
DTSTART;TZID="W. Europe Standard Time":20261201T093000
DTEND;TZID="W. Europe Standard Time":20261201T094500
RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR
ORGANIZER;CN=Priya Nair:mailto:p.nair@contoso.example
ATTENDEE;RSVP=TRUE:mailto:team@contoso.example
SUMMARY:Stand-up
DESCRIPTION:Join: https://meet.contoso.example/j/88311204?pwd=Q2xhcms\nMeeting ID: 883 1120 4 Passcode: 4417\nBoard: https://jira.contoso.example/secure/RapidBoard.jspa?rapidView=12
X-ALT-DESC;FMTTYPE=text/html:<html><body><a href="https://meet.contoso.example/j/88311204?pwd=Q2xhcms">Join meeting</a></body></html>
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT10M
END:VALARM
END:VEVENT
END:VCALENDAR
"""));
        yield return ("feiertage_2027.ics", Dos("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//ferien.example//DE\nX-WR-CALNAME:Feiertage 2027\n" + string.Concat(new[] { ("0101", "Neujahr"), ("0326", "Karfreitag"), ("0501", "Tag der Arbeit"), ("1003", "Tag der Deutschen Einheit") }.Select(day => $"BEGIN:VEVENT\nUID:{day.Item1}@ferien.example\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:2027{day.Item1}\nSUMMARY:{day.Item2}\nURL:https://ferien.example/{day.Item1}\nEND:VEVENT\n")) + "END:VCALENDAR\n"));
        yield return ("Contacts.vcf", Dos("BEGIN:VCARD\nVERSION:3.0\nN:Durand;Camille;;;\nFN:Camille Durand\nORG:Fabrikam SA\nTEL;TYPE=CELL:+33 6 39 98 00 11\nEMAIL:c.durand@fabrikam.example\nURL:https://fabrikam.example/equipe\nPHOTO;ENCODING=b;TYPE=PNG:" + Convert.ToBase64String(InertFiles.Png(96, 96)) + "\nEND:VCARD\n"));
        yield return ("Order 2231.msg", new MsgBuilder().Text(0x37, "Order 2231").Text(0x0C1A, "Einkauf Wingtip").Text(0x1000, "Dear colleagues,\r\nplease find our order attached. Delivery address as usual.\r\nhttps://wingtip.example/agb").Attachment("Order_2231.pdf", PdfBuilder.Document()).Attachment("drawing.png", InertFiles.Png(400, 300)).Build());
        yield return ("Newsletter_Kulturhaus.html", Utf8(Fill("""
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Kulturhaus im Dezember</title><style>#outlook a{padding:0}.ReadMsgBody{width:100%}</style></head>
<body><span style="display:none;font-size:1px;color:#fff">Konzerte, Lesungen, Kino</span><table width="600">@@1</table><a href="https://mailings.kulturhaus.example/c/eyJ1IjoiaHR0cHM6Ly9rdWx0dXJoYXVzLmV4YW1wbGUifQ">Karten kaufen</a><br><a href="https://mailings.kulturhaus.example/u/99">Abmelden</a></body></html>
""", string.Concat(Enumerable.Range(1, 12).Select(day => $"<tr><td>{day}.12.</td><td><a href=\"https://mailings.kulturhaus.example/c/{Convert.ToHexString(Filler.Noise((uint)(2010 + day), 20))}\">Veranstaltung {day}</a></td></tr>")))));
        yield return ("gift_card_you_bought.eml", Letter.Build("""
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass; dmarc=pass
From: Buchladen am Markt <shop@buchladen.example>
To: p.hartmann@contoso.example
Subject: Ihr Geschenkgutschein über 25 €
Date: Sat, 21 Nov 2026 12:00:00 +0100
Message-ID: <gk@buchladen.example>
""", "Vielen Dank für Ihren Einkauf!\n\nIhr Gutscheincode: BUCH-7781-QX2\nEinlösbar in unserem Laden und unter https://buchladen.example/gutschein bis 31.12.2029.\nDen Gutschein finden Sie auch als PDF im Anhang.\n", false, ("Gutschein.pdf", "application/pdf", PdfBuilder.Document())));
    }
}

/// <summary>Pages of honest sites and programs.</summary>
public sealed class PagesOfHonestSites : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("login.html", Utf8("""
<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Connexion – Médiathèque</title><link rel="stylesheet" href="/assets/app.css"><meta name="csrf-token" content="Zk9wQ2x1"></head>
<body><main><h1>Mon compte lecteur</h1><form action="/users/sign_in" method="post"><input type="hidden" name="authenticity_token" value="Zk9wQ2x1"><label>Adresse e-mail <input type="email" name="user[email]" autocomplete="username"></label>
<label>Mot de passe <input type="password" name="user[password]" autocomplete="current-password"></label><button>Se connecter</button></form><a href="/users/password/new">Mot de passe oublié ?</a></main><script src="/assets/app-3f2a.js" defer></script></body></html>
"""));
        yield return ("keycloak_login.html", Utf8("""
<!DOCTYPE html><html class="login-pf"><head><title>Sign in to Contoso</title><link href="/resources/qw3e1/common/keycloak/node_modules/@patternfly/patternfly/patternfly.min.css" rel="stylesheet"></head>
<body><div id="kc-content"><form id="kc-form-login" onsubmit="login.disabled = true; return true;" action="https://sso.contoso.example/realms/main/login-actions/authenticate?session_code=a1&amp;execution=b2&amp;client_id=portal&amp;tab_id=c3" method="post">
<input id="username" name="username" type="text" autofocus autocomplete="username"/><input id="password" name="password" type="password" autocomplete="current-password"/><input type="hidden" name="credentialId"/><input type="submit" name="login" value="Sign In"/></form>
<a href="/realms/main/broker/azuread/login?client_id=portal">Microsoft</a></div></body></html>
"""));
        yield return ("saml_post.html", Utf8(Fill("<html><body onload=\"document.forms[0].submit()\"><noscript><p>Your browser does not support JavaScript. Press the button to go on.</p></noscript><form action=\"https://portal.contoso.example/saml/acs\" method=\"post\"><input type=\"hidden\" name=\"SAMLResponse\" value=\"@@1\"/><input type=\"hidden\" name=\"RelayState\" value=\"/home\"/><noscript><input type=\"submit\" value=\"Continue\"/></noscript></form></body></html>", Convert.ToBase64String(Utf8("<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"https://portal.contoso.example/saml/acs\"><saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">https://sso.contoso.example</saml:Issuer></samlp:Response>")))));
        yield return ("report_export.html", Utf8(Fill("""
<html><head><meta charset="utf-8"><title>Quarterly report</title><script>@@1</script></head><body><table id="t"><tr><td>Q1</td><td>100</td></tr></table><button id="csv">Save as CSV</button>
<script>document.getElementById('csv').onclick=function(){var rows=[].map.call(document.querySelectorAll('#t tr'),function(r){return[].map.call(r.cells,function(c){return c.innerText}).join(';')}).join('\n');
var b=new Blob(['\ufeff'+rows],{type:'text/csv;charset=utf-8'}),a=document.createElement('a');a.href=URL.createObjectURL(b);a.download='report.csv';document.body.appendChild(a);a.click();URL.revokeObjectURL(a.href);a.remove()};</script></body></html>
""", Filler.Minified(2020, 150))));
        yield return ("docs_install.html", Utf8("""
<!doctype html><html><head><title>Installation | acme docs</title></head><body><article><h1>Install acme</h1><h2>macOS and Linux</h2>
<div class="code"><pre><code id="sh">curl -fsSL https://get.acme-cli.example/install.sh | sh</code></pre><button class="copy" data-for="sh">Copy</button></div>
<h2>Windows</h2><div class="code"><pre><code id="ps">powershell -ExecutionPolicy ByPass -c "irm https://get.acme-cli.example/install.ps1 | iex"</code></pre><button class="copy" data-for="ps">Copy</button></div></article>
<script>document.querySelectorAll('.copy').forEach(b=>b.addEventListener('click',()=>navigator.clipboard.writeText(document.getElementById(b.dataset.for).textContent).then(()=>{b.textContent='Copied!';setTimeout(()=>b.textContent='Copy',1500)})));</script></body></html>
"""));
        yield return ("contact.html", Utf8("""
<html lang="pt"><head><title>Contacto – Oficina Silva</title><script src="https://www.google.com/recaptcha/api.js" async defer></script></head><body><h1>Fale connosco</h1>
<form action="https://formspree.io/f/abcdwxyz" method="POST"><input name="nome" placeholder="Nome"><input name="_replyto" type="email" placeholder="E-mail"><textarea name="mensagem"></textarea><div class="g-recaptcha" data-sitekey="6LcExample"></div><button>Enviar</button></form>
<iframe src="https://www.google.com/maps/embed?pb=!1m18" width="400" height="300" loading="lazy"></iframe></body></html>
"""));
        yield return ("checkout_stripe.html", Utf8("""
<html><head><title>Checkout</title><script src="https://js.stripe.com/v3/"></script></head><body><form id="payment-form"><div id="card-element"></div><div id="card-errors" role="alert"></div><button>Pay 24.00 €</button></form>
<script>const stripe=Stripe('pk_test_example'),elements=stripe.elements(),card=elements.create('card');card.mount('#card-element');card.on('change',e=>{document.getElementById('card-errors').textContent=e.error?e.error.message:''});
document.getElementById('payment-form').addEventListener('submit',async e=>{e.preventDefault();const{token,error}=await stripe.createToken(card);if(!error)await fetch('/charge',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({token:token.id})})});</script></body></html>
"""));
        yield return ("jupyter_export.html", Utf8(Fill("<!DOCTYPE html><html><head><title>analysis</title><script src=\"https://cdnjs.cloudflare.com/ajax/libs/require.js/2.1.10/require.min.js\"></script><style>.highlight{background:#f7f7f7}</style></head><body><div class=\"cell\"><pre>df.groupby('region').sum().plot()</pre><img src=\"data:image/png;base64,@@1\"></div><script>@@2</script></body></html>", Convert.ToBase64String([.. InertFiles.Png(600, 400), .. Filler.Noise(2021, 9000)]), Filler.Minified(2022, 90))));
        yield return ("offline_map.html", Utf8(Fill("<html><body><div id=m></div><script>const data=Uint8Array.from(atob('@@1'),c=>c.charCodeAt(0));WebAssembly.instantiate(data.slice(8),{}).catch(()=>{});const ds=new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then(t=>JSON.parse(t)).then(g=>document.getElementById('m').textContent=g.features.length+' places');</script></body></html>", Convert.ToBase64String(InertFiles.Gzip(Utf8("{\"type\":\"FeatureCollection\",\"features\":[]}"))))));
        yield return ("quiz.html", Utf8("<html lang=de><body><h1>Wie heißt die Hauptstadt von Peru?</h1><input id=a><button onclick=\"pruefe()\">Prüfen</button><script>// Lösung nicht im Klartext, damit niemand spickt\nvar l=atob('TGltYQ==');function pruefe(){alert(a.value.trim().toLowerCase()===l.toLowerCase()?'Richtig!':'Leider falsch')}</script></body></html>"));
        yield return ("moved.html", Utf8("<!doctype html><html><head><meta charset=utf-8><title>Moved</title><link rel=canonical href=\"https://docs.acme-cli.example/v3/\"><meta http-equiv=refresh content=\"0; url=https://docs.acme-cli.example/v3/\"><script>location.replace('https://docs.acme-cli.example/v3/'+location.hash)</script></head><body>This page has moved to <a href=\"https://docs.acme-cli.example/v3/\">the new manual</a>.</body></html>"));
        yield return ("chart.svg", Utf8("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"200\" onload=\"init(evt)\"><style>rect:hover{fill:#fa0}</style><script type=\"text/ecmascript\"><![CDATA[function init(evt){var d=evt.target.ownerDocument;d.querySelectorAll('rect').forEach(function(r){r.addEventListener('click',function(){d.getElementById('tip').textContent=r.getAttribute('data-v')})})}]]></script><rect data-v=\"12\" x=\"10\" y=\"80\" width=\"30\" height=\"120\"/><rect data-v=\"20\" x=\"50\" y=\"0\" width=\"30\" height=\"200\"/><text id=\"tip\" x=\"120\" y=\"40\"/></svg>"));
        yield return ("flamegraph.svg", Utf8(Fill("<svg version=\"1.1\" width=\"1200\" height=\"400\" onload=\"init(evt)\" viewBox=\"0 0 1200 400\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><script type=\"text/ecmascript\"><![CDATA[var details,svg;function init(evt){details=document.getElementById('details').firstChild;svg=document.getElementsByTagName('svg')[0]}function s(n){details.nodeValue='Function: '+n}function search(t){var re=new RegExp(t);var el=document.getElementsByTagName('rect');for(var i=0;i<el.length;i++)if(re.test(el[i].id))el[i].attributes.fill.value='rgb(230,0,230)'}]]></script><text id=\"details\"> </text>@@1</svg>", string.Concat(Enumerable.Range(0, 60).Select(at => $"<g onmouseover=\"s('frame{at} ({at * 3} samples)')\"><rect id=\"f{at}\" x=\"{at * 20}\" y=\"{at % 9 * 16}\" width=\"19\" height=\"15\" fill=\"rgb(250,{100 + at},40)\"/></g>")))));
        yield return ("wallet_connect.html", Utf8("<html><head><title>Nonprofit DAO vote</title><script type=module>import {ethers} from 'https://cdn.jsdelivr.net/npm/ethers@6/dist/ethers.min.js';document.getElementById('v').onclick=async()=>{const p=new ethers.BrowserProvider(window.ethereum);const s=await p.getSigner();const sig=await s.signMessage('I vote YES on proposal 12');await fetch('/api/votes',{method:'POST',body:JSON.stringify({a:await s.getAddress(),sig})})}</script></head><body><button id=v>Sign vote (no transaction, no cost)</button></body></html>"));
        yield return ("cookie_banner.js", Utf8("(function(w,d){if(/consent=1/.test(d.cookie))return;var b=d.createElement('div');b.innerHTML='<p>Wir verwenden Cookies.</p><button>OK</button>';b.querySelector('button').onclick=function(){d.cookie='consent=1;max-age=31536000;path=/';b.remove();var s=d.createElement('script');s.async=1;s.src='https://www.googletagmanager.com/gtm.js?id=GTM-ABC';d.head.appendChild(s)};d.addEventListener('DOMContentLoaded',function(){d.body.appendChild(b)})})(window,document);\n"));
        yield return ("matomo.js", Utf8("var _paq=window._paq=window._paq||[];_paq.push(['trackPageView']);_paq.push(['enableLinkTracking']);(function(){var u='//stats.kulturhaus.example/';_paq.push(['setTrackerUrl',u+'matomo.php']);_paq.push(['setSiteId','3']);var d=document,g=d.createElement('script'),s=d.getElementsByTagName('script')[0];g.async=true;g.src=u+'matomo.js';s.parentNode.insertBefore(g,s)})();\n"));
    }
}
