namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Pages that sign people in, save files, redirect or copy text, and mean well.</summary>
public sealed class PagesThatMeanWell : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("login.html", Utf8("""
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in · Paperless</title>
<link rel="stylesheet" href="/static/bootstrap.min.css"></head>
<body class="bg-light"><main class="form-signin">
<form action="/accounts/login/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="q0T7cVvZb2vJkq3sV5yT">
<h1 class="h3">Please sign in</h1>
<input type="text" name="login" autocomplete="username" placeholder="Username"><input type="password" name="password" autocomplete="current-password" placeholder="Password">
<label><input type="checkbox" name="remember"> Remember me</label><button class="btn btn-primary">Sign in</button>
<p><a href="/accounts/password/reset/">Forgot your password?</a></p></form></main></body></html>
"""));
        yield return ("oauth-callback.html", Utf8("""
<!doctype html><html><head><title>Signing you in…</title></head><body><p>Signing you in…</p>
<script>
(function () {
  var p = new URLSearchParams(location.hash.slice(1));
  if (p.get("state") !== sessionStorage.getItem("oauth_state")) { document.body.textContent = "The sign-in could not be verified."; return; }
  var payload = JSON.parse(atob(p.get("id_token").split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
  sessionStorage.setItem("user", payload.email);
  window.opener ? window.opener.postMessage({ type: "signed-in" }, location.origin) : location.replace("/app");
})();
</script></body></html>
"""));
        yield return ("report_table.html", Utf8($$"""
<html><head><meta charset="utf-8"><title>Quarterly sales</title><script>{{Filler.Minified(220, 300)}}</script></head><body>
<table id="t"><tr><th>Region</th><th>Amount</th></tr><tr><td>North</td><td>1200</td></tr><tr><td>South</td><td>950</td></tr></table>
<button id="x">Download CSV</button>
<script>
document.getElementById("x").addEventListener("click", function () {
  var rows = [].map.call(document.querySelectorAll("#t tr"), function (r) { return [].map.call(r.children, function (c) { return '"' + c.textContent.replace(/"/g, '""') + '"'; }).join(";"); });
  var blob = new Blob(["\ufeff" + rows.join("\r\n")], { type: "text/csv;charset=utf-8" });
  var a = document.createElement("a"); a.href = URL.createObjectURL(blob); a.download = "sales.csv"; document.body.appendChild(a); a.click(); a.remove();
});
</script></body></html>
"""));
        yield return ("docs_installation.html", Utf8("""
<!doctype html><html><head><title>Installation — Acme CLI 3 documentation</title></head><body>
<h1>Installation</h1><h2>Windows</h2><p>Open PowerShell and run:</p><div class="highlight"><pre id="c1">powershell -ExecutionPolicy ByPass -c "irm https://get.acme-cli.example/install.ps1 | iex"</pre><button data-copy="#c1">Copy</button></div>
<h2>macOS and Linux</h2><div class="highlight"><pre id="c2">curl -LsSf https://get.acme-cli.example/install.sh | sh</pre><button data-copy="#c2">Copy</button></div>
<p>You can inspect the script before you run it.</p>
<script>document.querySelectorAll("[data-copy]").forEach(function(b){b.onclick=function(){navigator.clipboard.writeText(document.querySelector(b.dataset.copy).textContent);b.textContent="Copied!";}});</script>
</body></html>
"""));
        yield return ("moved.html", Utf8("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Redirecting…</title><link rel=\"canonical\" href=\"https://docs.acme-cli.example/latest/\"><meta http-equiv=\"refresh\" content=\"0; url=https://docs.acme-cli.example/latest/\"></head><body>This page has moved to <a href=\"https://docs.acme-cli.example/latest/\">docs.acme-cli.example</a>. <script>window.location.replace('https://docs.acme-cli.example/latest/' + window.location.hash)</script></body></html>"));
        yield return ("concert-ticket.html", Utf8($"""
<html lang="de"><body><h1>Ihr Ticket: Sommerfest im Park</h1><p>12. Juli 2026, 19 Uhr, Reihe 4 Platz 17. Bitte zeigen Sie den QR-Code am Einlass vor.</p>
<img alt="QR-Code" width="240" src="data:image/png;base64,{Convert.ToBase64String(QrCodes.Picture(QrCodes.Ticket))}"><p>Ticket ausdrucken oder auf dem Smartphone zeigen. Fragen: <a href="mailto:tickets@sommerfest-park.example">tickets@sommerfest-park.example</a></p></body></html>
"""));
        yield return ("checkout.html", Utf8("""
<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Paiement — Librairie du Port</title><script src="https://js.stripe.com/v3/"></script></head><body>
<h1>Paiement sécurisé</h1><form id="payment-form"><label>Courriel <input type="email" id="email" autocomplete="email"></label><div id="card-element"></div><button>Payer 23,90 €</button><div id="card-errors" role="alert"></div></form>
<script>
const stripe = Stripe("pk_test_example"); const card = stripe.elements().create("card"); card.mount("#card-element");
document.getElementById("payment-form").addEventListener("submit", async (e) => { e.preventDefault(); const r = await stripe.createPaymentMethod({ type: "card", card });
  if (r.error) document.getElementById("card-errors").textContent = r.error.message; else await fetch("/api/orders", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ pm: r.paymentMethod.id }) }); });
</script></body></html>
"""));
        yield return ("saved-game.html", Utf8($$"""
<!-- Twine story, exported 2025 --><html><head><title>The Lighthouse</title></head><body><tw-storydata name="The Lighthouse" startnode="1" hidden><tw-passagedata pid="1" name="Start">You wake up. [[Open the door]]</tw-passagedata></tw-storydata>
<script>var saves=JSON.parse(localStorage.getItem("lh")||"[]");function exportSave(){var s=btoa(unescape(encodeURIComponent(JSON.stringify(saves))));var b=new Blob([s],{type:"application/octet-stream"});var a=document.createElement("a");a.href=window.URL.createObjectURL(b);a.download="lighthouse.save";a.click()}
function importSave(f){var r=new FileReader;r.onload=function(){saves=JSON.parse(decodeURIComponent(escape(atob(r.result))))};r.readAsText(f)}</script><script>{{Filler.Minified(221, 200)}}</script></body></html>
"""));
    }
}

/// <summary>Scripts and pictures as tools for the web make them.</summary>
public sealed class PartsOfWebSites : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("vendor.3f9c1a.min.js", Utf8(Filler.Minified(230, 1800) + "\n//# sourceMappingURL=vendor.3f9c1a.min.js.map\n"));
        yield return ("main.bundle.js", Utf8($$$"""
(()=>{"use strict";var e={101:(e,t,n)=>{n.d(t,{A:()=>r});const r=e=>e.map((e=>e.toString(16).padStart(2,"0"))).join("")},202:(e,t,n)=>{eval("__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   \"format\": () => (/* binding */ format)\n/* harmony export */ });\nfunction format(d) { return new Intl.DateTimeFormat('de').format(d); }\n\n//# sourceURL=webpack://app/./src/format.js?")}},t={};function n(r){var o=t[r];if(void 0!==o)return o.exports;var i=t[r]={exports:{}};return e[r](i,i.exports,n),i.exports}
n.d=(e,t)=>{for(var r in t)Object.defineProperty(e,r,{enumerable:!0,get:t[r]})};n.r=e=>{Object.defineProperty(e,"__esModule",{value:!0})};
var wasm=Uint8Array.from(atob("{{{Convert.ToBase64String([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, .. new byte[900]])}}}"),(e=>e.charCodeAt(0)));WebAssembly.instantiate(wasm).catch((()=>{}));
navigator.serviceWorker&&navigator.serviceWorker.register("/sw.js")})();
"""));
        yield return ("gtm-snippet.js", Utf8("""
(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src='https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','GTM-XXXXXXX');
!function(f,b,e,v,n,t,s){if(f.fbq)return;n=f.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};n.push=n;n.loaded=!0;n.version='2.0';n.queue=[];t=b.createElement(e);t.async=!0;t.src=v;s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}(window,document,'script','https://connect.facebook.net/en_US/fbevents.js');
fbq('init','000000000000000');fbq('track','PageView');
document.write(unescape("%3Cscript src='" + (("https:" == document.location.protocol) ? "https://ssl" : "http://www") + ".stats-counter.example/ga.js' type='text/javascript'%3E%3C/script%3E"));
"""));
        yield return ("email-protection.js", Utf8("""
/* Shows addresses that robots shall not collect. */
!function(){"use strict";function e(e){for(var t="",r=parseInt(e.substr(0,2),16),n=2;n<e.length;n+=2)t+=String.fromCharCode(parseInt(e.substr(n,2),16)^r);return decodeURIComponent(escape(t))}
for(var t=document.querySelectorAll("[data-cfemail]"),r=0;r<t.length;r++){var n=t[r];n.parentNode.replaceChild(document.createTextNode(e(n.getAttribute("data-cfemail"))),n)}}();
"""));
        yield return ("logo.svg", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<!-- Generator: Adobe Illustrator 27.0 -->
<svg version="1.1" id="Ebene_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">
<style type="text/css">.st0{fill:#0E5AA7;} .st0:hover{fill:#1C7ED6;}</style><a xlink:href="https://www.fabrikam.example/" target="_blank"><path class="st0" d="M4,4h112v32H4V4z"/></a><text x="20" y="26" fill="#fff">Fabrikam</text></svg>
"""));
        yield return ("chart.svg", Utf8($"""
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="400">
<metadata>Created by matplotlib</metadata><defs><clipPath id="c"><rect width="600" height="380"/></clipPath></defs>
<image xlink:href="data:image/png;base64,{Convert.ToBase64String(InertFiles.Png(64, 64))}" width="64" height="64"/>
<g clip-path="url(#c)">{string.Concat(Filler.Noise(231, 300).Select((value, at) => $"<use xlink:href=\"#m\" x=\"{at * 2}\" y=\"{value}\"/>"))}</g>
<script><![CDATA[ document.documentElement.addEventListener("mousemove", function (e) {"{"} var t = document.getElementById("tip"); if (t) t.textContent = e.clientX + ", " + e.clientY; {"}"}); ]]></script>
<text id="tip" x="10" y="390"/></svg>
"""));
        yield return ("content.js", Utf8("""
// Dark reader for the staff wiki
chrome.storage.sync.get({ dark: true }, ({ dark }) => {
  if (!dark) return;
  const style = document.createElement("style");
  style.textContent = "html{filter:invert(.9) hue-rotate(180deg)}img,video{filter:invert(1) hue-rotate(180deg)}";
  document.documentElement.append(style);
});
chrome.runtime.onMessage.addListener((message) => { if (message.type === "toggle") location.reload(); });
"""));
        yield return ("tab-counter.zip", InertFiles.Zip(
            ("manifest.json", Utf8("{\n  \"manifest_version\": 3,\n  \"name\": \"Tab Counter\",\n  \"version\": \"1.4\",\n  \"permissions\": [\"tabs\", \"storage\", \"alarms\"],\n  \"background\": { \"service_worker\": \"background.js\" },\n  \"action\": { \"default_popup\": \"popup.html\" }\n}\n")),
            ("background.js", Utf8("const show = async () => { const t = await chrome.tabs.query({}); chrome.action.setBadgeText({ text: String(t.length) }); };\nchrome.tabs.onCreated.addListener(show);\nchrome.tabs.onRemoved.addListener(show);\n")),
            ("popup.html", Utf8("<!doctype html><p>Tabs are counted on the icon.</p><script src=\"popup.js\"></script>"))));
        yield return ("password-manager.xpi", InertFiles.Zip(
            ("manifest.json", Utf8("{\"manifest_version\":2,\"name\":\"Team Vault\",\"version\":\"2.2.0\",\"permissions\":[\"<all_urls>\",\"storage\",\"clipboardWrite\",\"webRequest\",\"cookies\",\"nativeMessaging\"],\"content_scripts\":[{\"matches\":[\"<all_urls>\"],\"js\":[\"autofill.js\"],\"all_frames\":true}],\"background\":{\"scripts\":[\"bg.js\"]}}")),
            ("autofill.js", Utf8("browser.runtime.onMessage.addListener(m => { if (m.cmd !== 'fill') return; const p = document.querySelector('input[type=password]'); const u = document.querySelector('input[type=email],input[autocomplete=username]'); if (u) u.value = m.username; if (p) { p.value = m.password; p.dispatchEvent(new Event('input', { bubbles: true })); } });\n")),
            ("bg.js", Utf8("const port = browser.runtime.connectNative('org.teamvault.helper');\nport.onMessage.addListener(m => browser.tabs.sendMessage(m.tab, { cmd: 'fill', ...m.login }));\n"))));
    }
}
